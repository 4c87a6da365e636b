import { parseArgs } from 'node:util';
import { addMonths, isMonth } from '../../domain/cycle/month';
import { DomainError } from '../../domain/errors';

export interface RehearsalOptions {
  /** The first month to go through, "YYYY-MM". */
  readonly month: string;
  readonly months: number;
  readonly participants: number;
  readonly seed: number;
  /** Where the report goes; left out: standard output. */
  readonly jsonFile: string | undefined;
  /** Sales of a real company, as a CSV file; left out: the sample company. */
  readonly salesFile: string | undefined;
}

export const USAGE =
  'Usage: npm run rehearse -- [--month YYYY-MM] [--months 1] [--participants 25] [--seed 7] [--sales FILE] [--json FILE]';

const MOST_MONTHS = 24;

/**
 * Reads the words of the command. Throws a DomainError with one sentence for each mistake.
 *
 * Example: on 22 November 2026 no words at all mean December 2026, one month, 25 participants, seed 7.
 */
export function readOptions(words: readonly string[], today: Date): RehearsalOptions {
  const values = parse(words);
  const thisMonth = today.toISOString().slice(0, 7);
  const mistakes: string[] = [];
  const number = (name: 'months' | 'participants' | 'seed', usual: number, least: number, most: number) => {
    const text = values[name];
    if (text === undefined) return usual;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    mistakes.push(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`);
    return usual;
  };
  const options = {
    month: values.month ?? addMonths(thisMonth, 1),
    months: number('months', 1, 1, MOST_MONTHS),
    participants: number('participants', 25, 12, 2_000),
    seed: number('seed', 7, 0, 4_294_967_295),
    jsonFile: values.json,
    salesFile: values.sales,
  };
  const wrongMonth = mistakeInMonth(options.month, thisMonth);
  if (wrongMonth) mistakes.unshift(wrongMonth);
  if (mistakes.length > 0) throw new DomainError('invalid-input', mistakes.join('\n'), [...mistakes, USAGE]);
  return options;
}

function mistakeInMonth(month: string, thisMonth: string): string | null {
  if (!isMonth(month)) return `--month must be a month like 2027-01, not "${month}".`;
  if (month > thisMonth) return null;
  const earliest = addMonths(thisMonth, 1);
  return `--month ${month} has begun already, and a rehearsal cannot go back in time. The earliest is ${earliest}.`;
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { month: text, months: text, participants: text, seed: text, json: text, sales: text },
    });
    return values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DomainError('invalid-input', `${message}\n${USAGE}`, [message, USAGE]);
  }
}
