import { type Mailer, MailRefused, type OutgoingMail } from './mailer';

/** How handing a mail to the server ended. */
export type Delivery =
  | { readonly state: 'sent' }
  /** Not now; try again after so long. */
  | { readonly state: 'delayed'; readonly answer: string; readonly retryAfterMs: number }
  /** Never. */
  | { readonly state: 'refused'; readonly answer: string };

/** Tries once. `attempts` counts the tries before this one and sets how long to wait after a failure. */
export async function deliver(mailer: Mailer, mail: OutgoingMail, attempts: number): Promise<Delivery> {
  try {
    await mailer.send(mail);
    return { state: 'sent' };
  } catch (error) {
    const answer = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    return error instanceof MailRefused
      ? { state: 'refused', answer }
      : { state: 'delayed', answer, retryAfterMs: retryDelayMs(attempts) };
  }
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DELAYS = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE];

/** Greylisting wants some minutes, a broken server hours: 10 s, 1, 5, 15, 30 minutes, then every hour. */
function retryDelayMs(attempts: number): number {
  return DELAYS[attempts] ?? 60 * MINUTE;
}
