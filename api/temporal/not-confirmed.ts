/** The act was sent, and no answer came in time: it may or may not stand. The same act again tells. */
export class NotConfirmed extends Error {
  override readonly name = 'NotConfirmed';
}
