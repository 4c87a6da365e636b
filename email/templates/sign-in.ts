import { type RenderedMail, renderMail } from '../mail-content';
import { momentInZone } from '../wording';
import { clockOf } from './asked-words';
import type { Reader } from './mail-facts';

export interface SignInFacts {
  readonly reader: Reader;
  readonly url: string;
  readonly expiresAt: Date;
}

/** The link that signs a person in once. */
export function signInMail({ reader, url, expiresAt }: SignInFacts): RenderedMail {
  return renderMail({
    cycle: null,
    subject: 'Your sign-in link',
    ask: `You asked to sign in to the S&OP cycle: open the link and confirm by ${momentInZone(expiresAt, reader.timeZone)}.`,
    figures: [],
    blocks: [],
    button: { label: 'Sign in', url },
    hints: [
      'The link works once. Do not forward this mail: whoever opens the link first is signed in as you.',
    ],
    why: 'You get this mail because someone gave your address on the sign-in page. If it was not you, ignore it: nothing happens.',
    clock: clockOf(reader),
  });
}
