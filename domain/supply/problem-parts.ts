import type { CompleteProblem } from './complete-problem';

/**
 * The parts of a problem in which a conflict is looked for, the smallest first: each family alone with its lines,
 * each line with the families that use it (their other lines without limits), then all of it. A conflict in a part is
 * a conflict of the whole.
 */
export function* partsOf(problem: CompleteProblem): Generator<CompleteProblem> {
  if (problem.families.length > 1) {
    for (const family of problem.families) {
      yield part(problem, [family], new Set(family.hours.map((use) => use.resource)));
    }
  }
  if (problem.resources.length > 1) {
    for (const r of problem.resources.keys()) yield lineOf(problem, r);
  }
  yield problem;
}

/** A line with the families that use it, their other lines without limits. */
export function lineOf(problem: CompleteProblem, r: number): CompleteProblem {
  const users = problem.families.filter((family) => family.hours.some((use) => use.resource === r));
  return part(problem, users, new Set([r]));
}

function part(
  problem: CompleteProblem,
  families: CompleteProblem['families'],
  kept: ReadonlySet<number>,
): CompleteProblem {
  const newIndex = new Map([...kept].map((resource, index) => [resource, index]));
  return {
    ...problem,
    resources: [...kept].map((resource) => problem.resources[resource]!),
    families: families.map((family) => ({
      ...family,
      hours: family.hours.flatMap(({ resource, hoursPerUnit }) => {
        const index = newIndex.get(resource);
        return index === undefined ? [] : [{ resource: index, hoursPerUnit }];
      }),
    })),
  };
}
