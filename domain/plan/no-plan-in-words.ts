import { monthInWords, quantityInWords } from './in-words';
import type { PlanningInput } from './planning-input';

/** "149.169 to 9147.248 units", "869 hours". */
const AMOUNTS = /\b\d+(\.\d+)?( to \d+(\.\d+)?)?(?= (unit|hour)s?\b)/g;

/**
 * Why a plan is impossible, for a planner: the requirements that cannot hold together, with names instead of codes,
 * months in words, amounts rounded, and without the names of the planning file's fields.
 *
 * Example: 'Family "TENTS": demand of 40 units in 2027-01 must be delivered on time (unmetDemand "forbidden").' ends in
 * 'Tents: demand of 40 units in Jan 2027 must be delivered on time.'
 */
export function noPlanInWords(
  input: Pick<PlanningInput, 'families' | 'resources'>,
  conflict: readonly string[],
): string {
  const nameOf = new Map([...input.families, ...input.resources].map(({ code, name }) => [code, name]));
  const sentences = conflict.map((sentence) =>
    sentence
      .replace(/ \([^()]*\)\.$/, '.')
      .replace(/^(Family|Families|Resource|Resources) /, '')
      .replaceAll(/"([^"]*)"/g, (_, code: string) => nameOf.get(code) ?? code)
      .replaceAll(/\b\d{4}-\d{2}\b/g, monthInWords)
      .replaceAll(AMOUNTS, (amounts) =>
        amounts.replaceAll(/[\d.]+/g, (each) => quantityInWords(Number(each))),
      ),
  );
  return ['These cannot hold together.', ...sentences].join(' ');
}
