/** The input as a whole cannot be read; the message says why, and what was expected. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}
