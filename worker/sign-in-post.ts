import type { ActivityDependencies } from '../activities/dependencies';
import { answerSignInRequest } from '../activities/mail/answer-sign-in-request';
import { sendSignInMail } from '../activities/mail/send-sign-in-mail';
import { isSignInAwaited, listDueSignInMails } from '../database/sign-in-mail-repository';
import { pauseUnless } from './pause-unless';

const LOOK_EVERY_MS = 500;
/** Each sending holds a database connection of its own for its lock. */
const SENDING_AT_ONCE = 3;

/**
 * Answers requests to sign in, and sends their mails until the mail server takes them. Whatever dies meanwhile, a process
 * of the API, a worker or the mail server, what was asked for lies in the database, and any worker takes it up. They need
 * no Temporal: people can come in and read while it is away.
 */
export function startSignInPost(
  dependencies: ActivityDependencies,
  lookEveryMs = LOOK_EVERY_MS,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  let isFailing = false;

  const look = async (): Promise<void> => {
    const { database, clock } = dependencies;
    if (!(await isSignInAwaited(database.prisma, clock()))) return;
    while (await answerSignInRequest(dependencies));
    const due = await listDueSignInMails(database.prisma, clock(), SENDING_AT_ONCE);
    await Promise.all(due.map((mailId) => sendSignInMail(dependencies, mailId)));
  };
  const lookAgainAndAgain = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await look();
        isFailing = false;
      } catch (error) {
        if (!isFailing) dependencies.log.warn({ err: error }, 'Sign-in mails could not be looked after');
        isFailing = true;
      }
      await pauseUnless(stopping.signal, lookEveryMs);
    }
  };
  const looking = lookAgainAndAgain();
  return {
    stop: () => {
      stopping.abort();
      return looking;
    },
  };
}
