import type { ImportRow } from './import-row';

/** What is wrong with a row of a stages file in the light of the others. */
export interface StageProblem {
  readonly row: ImportRow;
  readonly column: 'supplied_by' | 'market' | 'service_days';
  readonly message: string;
}

/** Farther than this from its source no stage can be: times are tried day by day. */
const LONGEST_WAY_DAYS = 730;
const MOST_STAGES_ON_A_WAY = 20;

/**
 * Whether stages are networks in which stock can be placed: each stage with one supplier in its family or none, no
 * circle, a way from the source of at most two years and twenty stages, one stage for each market that is served, and
 * every stage that supplies no other one serving a market. Empty when all is well.
 *
 * Example: a plant that supplies nothing and names no market gives "is empty, and PLANT supplies no other stage: …".
 */
export function stageProblems(rows: readonly ImportRow[]): StageProblem[] {
  const stages = new Map(rows.map((row) => [nameOf(row.family, row.stage), row]));
  const suppliers = new Set(rows.map((row) => nameOf(row.family, row.supplied_by)));
  const servedBy = new Map<string, ImportRow>();
  const problems: StageProblem[] = [];
  for (const row of rows) {
    const refuse = (column: StageProblem['column'], message: string) =>
      problems.push({ row, column, message });
    const supplyProblem = problemOfSupply(row, stages);
    if (supplyProblem) refuse('supplied_by', supplyProblem);

    const market = row.market ?? null;
    if (market === null) {
      if (!suppliers.has(nameOf(row.family, row.stage))) {
        refuse(
          'market',
          `is empty, and ${row.stage} supplies no other stage: name the market that it serves, or leave the stage out`,
        );
      }
      if ((row.service_days ?? 0) !== 0) {
        refuse('service_days', `stands at a stage without a market: name the market, or empty the cell`);
      }
      continue;
    }
    const first = servedBy.get(nameOf(row.family, market));
    if (first) {
      refuse(
        'market',
        `is served by stage ${first.stage} already: one stage of a family serves a market, keep one of them`,
      );
    } else {
      servedBy.set(nameOf(row.family, market), row);
    }
  }
  return problems;
}

/** Walks from a stage to its source. */
function problemOfSupply(row: ImportRow, stages: ReadonlyMap<string, ImportRow>): string | null {
  const supplier = row.supplied_by ?? null;
  if (supplier !== null && !stages.has(nameOf(row.family, supplier))) {
    return String(supplier).includes(';')
      ? 'names several stages: stock can be placed only where each stage is supplied by one, keep that one'
      : `is no stage of family ${row.family} in this file: correct it, or add a row for it`;
  }
  const way: ImportRow[] = [row];
  let days = 0;
  for (;;) {
    const last = way.at(-1)!;
    days += Number(last.lead_time_days);
    if (days > LONGEST_WAY_DAYS) {
      return `the way from the source to ${row.stage} takes more than ${LONGEST_WAY_DAYS} days: check the lead times on it`;
    }
    // What is wrong further up is told there.
    const next = stages.get(nameOf(row.family, last.supplied_by));
    if (!next) return null;
    if (next === row) {
      const circle = [...way, row].map(({ stage }) => stage).join(', ');
      return `goes round in a circle (${circle}): leave the cell empty at the source`;
    }
    if (way.includes(next)) return null;
    way.push(next);
    if (way.length > MOST_STAGES_ON_A_WAY) {
      return `the way from the source to ${row.stage} has more than ${MOST_STAGES_ON_A_WAY} stages: keep those that hold stock`;
    }
  }
}

const nameOf = (family: ImportRow[string] | undefined, code: ImportRow[string] | undefined): string =>
  JSON.stringify([family ?? '', code ?? '']);
