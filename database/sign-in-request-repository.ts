import type { Connection } from './client';

/** Somebody who gave an address on the sign-in page; whether it is known here is not looked at yet. */
export interface SignInRequest {
  readonly email: string;
  readonly askedAt: Date;
}

/** One write, whatever the address: neither the answer nor the time it takes tells whether it is known. */
export async function keepSignInRequest(connection: Connection, request: SignInRequest): Promise<void> {
  await connection.signInRequest.create({ data: { ...request } });
}

/**
 * Takes the oldest request that nobody else is taking, within the caller's transaction: rolled back, it is there again.
 * null: there is none.
 */
export async function takeSignInRequest(transaction: Connection): Promise<SignInRequest | null> {
  const [taken] = await transaction.$queryRaw<SignInRequest[]>`
    DELETE FROM "SignInRequest" WHERE id = (
      SELECT id FROM "SignInRequest" ORDER BY "askedAt", id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING email, "askedAt"`;
  return taken ?? null;
}
