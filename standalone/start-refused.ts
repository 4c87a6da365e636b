/** A start that is refused for a reason a person can mend: shown as its sentence, without a stack trace. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
