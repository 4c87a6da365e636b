import { keepSignInRequest } from '../../database/sign-in-request-repository';
import { countWorkersAtWork } from '../../database/worker-beat-repository';
import { SIGN_IN_LINK_MINUTES } from '../../domain/people/sign-in-link';
import type { ApiDependencies } from '../dependencies';

/**
 * Keeps the request; a worker looks whether the address is known, and mails the link. Kept before the answer, so that it is
 * not lost when this process dies after it.
 */
export async function askForSignInLink(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  email: string,
): Promise<{ readonly message: string }> {
  await keepSignInRequest(database.prisma, { email, askedAt: clock() });
  const isWorkerAway = (await countWorkersAtWork(database.pool)) === 0;
  const when = isWorkerAway ? 'comes as soon as the worker, which sends mails, is back' : 'is on its way';
  return {
    message: `If this address is known here, a sign-in link ${when}. It works once and for ${SIGN_IN_LINK_MINUTES} minutes.`,
  };
}
