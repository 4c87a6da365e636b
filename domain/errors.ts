/** What a refusal is about; the API maps each code to an HTTP status, activities to a non-retryable failure. */
export type DomainErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'stale'
  | 'unauthenticated'
  | 'unavailable';

/**
 * An expected refusal. The message is one sentence for the person who acted: what was refused, why, and what
 * to do now. It names the record and, for a state conflict, both states; it never carries internals.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
