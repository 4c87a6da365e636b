import type { CompleteProblem } from './complete-problem';
import type { PlannedFamily } from './planning-problem';

/** So many families are planned together at most; more take longer than they find. */
const mostTogether = 24;

/**
 * The families that use a line, as a problem of their own in the hours that all others leave. `turn` chooses among
 * them where there are many. The cheaper hours are taken by the others first, so that the costs of both add up.
 */
export function neighbourhoodOf(
  problem: CompleteProblem,
  plan: readonly PlannedFamily[],
  line: number,
  turn: number,
): { readonly members: readonly number[]; readonly problem: CompleteProblem } {
  const users = [...problem.families.keys()].filter((f) =>
    problem.families[f]!.hours.some(({ resource }) => resource === line),
  );
  const members = users.length <= mostTogether ? users : someOf(users, turn);
  return { members, problem: planningAlone(problem, plan, members) };
}

/** Every so manyth of the list, another each turn. */
function someOf(list: readonly number[], turn: number): number[] {
  const parts = Math.ceil(list.length / mostTogether);
  const stride = 1 + (turn % 7);
  return list.filter((_, i) => (Math.floor(i / stride) + i + turn) % parts === 0).slice(0, mostTogether);
}

function planningAlone(
  problem: CompleteProblem,
  plan: readonly PlannedFamily[],
  members: readonly number[],
): CompleteProblem {
  const isMember = new Set(members);
  const lines = [
    ...new Set(members.flatMap((f) => problem.families[f]!.hours.map(({ resource }) => resource))),
  ];
  const newIndex = new Map(lines.map((line, index) => [line, index]));
  const taken = lines.map(() => new Float64Array(problem.periods.length));
  problem.families.forEach((family, f) => {
    if (isMember.has(f)) return;
    for (const { resource, hoursPerUnit } of family.hours) {
      const hours = taken[newIndex.get(resource) ?? -1];
      if (!hours) continue;
      for (let t = 0; t < hours.length; t++) hours[t]! += hoursPerUnit * plan[f]!.production[t]!;
    }
  });
  return {
    ...problem,
    families: members.map((f) => {
      const family = problem.families[f]!;
      return {
        ...family,
        hours: family.hours.map(({ resource, hoursPerUnit }) => ({
          resource: newIndex.get(resource)!,
          hoursPerUnit,
        })),
      };
    }),
    resources: lines.map((line, index) => hoursLeft(problem.resources[line]!, taken[index]!)),
  };
}

function hoursLeft(
  resource: CompleteProblem['resources'][number],
  taken: Float64Array,
): CompleteProblem['resources'][number] {
  const regularHours = [...resource.regularHours];
  const overtimeHours = [...resource.overtimeHours];
  for (const [t, hours] of taken.entries()) {
    const regularFirst = resource.regularCostPerHour[t]! <= resource.overtimeCostPerHour[t]!;
    const [first, second] = regularFirst ? [regularHours, overtimeHours] : [overtimeHours, regularHours];
    const ofFirst = Math.min(hours, first[t]!);
    first[t]! -= ofFirst;
    second[t] = Math.max(0, second[t]! - (hours - ofFirst));
  }
  return { ...resource, regularHours, overtimeHours };
}
