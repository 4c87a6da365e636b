import type { CompleteProblem } from './complete-problem';
import type { PlannedFamily } from './planning-problem';

/** For one family: is a lot made in each period? */
export type LotPattern = readonly boolean[];

/**
 * The problem with its lots decided: nothing is made in periods without a lot, at least the minimum in periods with
 * one, and set-ups, which are decided too, cost nothing more. Frozen production stays.
 */
export function withLots(problem: CompleteProblem, patterns: readonly LotPattern[]): CompleteProblem {
  const families = problem.families.map((family, f) => ({
    ...family,
    setupCost: family.setupCost.map(() => 0),
    minimumLot: 0,
    fixedProduction: family.fixedProduction.map((fixed, t) => fixed ?? (patterns[f]![t] ? null : 0)),
    productionMinimum: family.fixedProduction.map((fixed, t) =>
      fixed === null && patterns[f]![t] ? family.minimumLot : 0,
    ),
  }));
  return { ...problem, families };
}

/** Set-ups of a pattern, in money; those of frozen production apart. */
export function setupsOf(problem: CompleteProblem, patterns: readonly LotPattern[]): number {
  return problem.families.reduce(
    (sum, family, f) =>
      sum +
      family.setupCost.reduce(
        (cost, setup, t) => cost + (family.fixedProduction[t] === null && patterns[f]![t] ? setup : 0),
        0,
      ),
    0,
  );
}

/** The lots that a plan makes. */
export function patternsOf(problem: CompleteProblem, families: readonly PlannedFamily[]): LotPattern[] {
  return problem.families.map((family, f) =>
    families[f]!.production.map((units) => units >= family.zeroBelow),
  );
}
