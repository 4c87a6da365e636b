import { seededRandom } from '../sample-company/seeded-random';

/** How a simulated person behaves in one month. */
export type Temperament =
  /** Acts within hours of the first mail. */
  | 'prompt'
  /** Needs a reminder or two. */
  | 'slow'
  /** Does nothing at all, and told nobody. */
  | 'absent'
  /** Out of office for days, with a delegate on record. */
  | 'away';

/** Out of a hundred people. */
const SHARES: readonly (readonly [Temperament, number])[] = [
  ['prompt', 66],
  ['slow', 22],
  ['absent', 5],
  ['away', 7],
];

/**
 * What the seed makes of a person in a month. Whoever must not be missing (the process owner, who puts right what
 * nobody else does) is prompt.
 */
export function temperamentOf(person: {
  readonly seed: number;
  readonly period: string;
  readonly email: string;
  readonly isIndispensable: boolean;
}): Temperament {
  if (person.isIndispensable) return 'prompt';
  let drawn = seededRandom(person.seed, 'temperament', person.period, person.email).uniform() * 100;
  for (const [temperament, share] of SHARES) {
    if (drawn < share) return temperament;
    drawn -= share;
  }
  return 'prompt';
}

/**
 * Working hours that pass between a mail and the act it leads to; null: this mail leads to none.
 * `mailNumber` counts the mails about one thing to this person from 1.
 */
export function responseHours(
  temperament: Temperament,
  about: {
    readonly seed: number;
    readonly email: string;
    readonly thing: string;
    readonly mailNumber: number;
    /** It came to this person, as the new holder or as the backup, because another one did not do it. */
    readonly isHandedOver: boolean;
  },
): number | null {
  const chance = seededRandom(about.seed, 'response', about.email, about.thing, about.mailNumber);
  const drawn = chance.uniform();
  switch (temperament) {
    case 'prompt':
    case 'away':
      return 1 + 5 * drawn;
    case 'slow':
      if (about.isHandedOver || about.mailNumber > 2) return 1 + 3 * drawn;
      return about.mailNumber === 2 && chance.uniform() < 0.6 ? 1 + 3 * drawn : null;
    case 'absent':
      return null;
  }
}
