import type { ActivityDependencies } from '../dependencies';
import type { MailActivities } from './mail-request';
import { queueMail } from './queue-mail';
import { sendMail } from './send-mail';

/** Each sending holds a database connection of its own for its lock; more at once would starve the pool. */
const SENDING_AT_ONCE = 3;

/** The mail room, as workflows see it. */
export function createMailActivities(dependencies: ActivityDependencies): MailActivities {
  const inTurn = createTurns(SENDING_AT_ONCE);
  return {
    queueMail: (request) => queueMail(dependencies, request),
    sendMail: (input) => inTurn(() => sendMail(dependencies, input)),
  };
}

/** Runs at most `places` works at a time; the others wait in line. */
function createTurns(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  };
}
