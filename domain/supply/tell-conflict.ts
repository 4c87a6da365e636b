import type { Requirement, Tell } from './requirements';

/** With more owners than this, the same requirement of all of them is told in one sentence. */
const fewOwners = 3;

/**
 * A conflict in sentences: one for each owner and kind of requirement with all its periods, or one for many owners of
 * which the same is required. Amounts of the conflict are counted in `unit`s.
 */
export function tellConflict(
  conflict: readonly Requirement[],
  periods: readonly string[],
  unit: number,
): string[] {
  const counted = conflict.map((requirement) => ({ ...requirement, amount: requirement.amount * unit }));
  const byTell = new Map<Tell, Requirement[]>();
  for (const requirement of counted) group(byTell, requirement.tell, requirement);
  return [...byTell.values()].flatMap((same) => {
    const byOwner = new Map<string, Requirement[]>();
    for (const requirement of same) group(byOwner, requirement.owner.id, requirement);
    if (byOwner.size > fewOwners) return [tellTogether(same, [...byOwner.keys()], periods)];
    return [...byOwner].map(([id, requirements]) => tellTogether(requirements, [id], periods));
  });
}

function group<Key>(groups: Map<Key, Requirement[]>, key: Key, requirement: Requirement): void {
  const known = groups.get(key);
  if (known) known.push(requirement);
  else groups.set(key, [requirement]);
}

function tellTogether(
  requirements: readonly Requirement[],
  owners: readonly string[],
  periods: readonly string[],
): string {
  const { owner, tell } = requirements[0]!;
  const indices = [...new Set(requirements.map((requirement) => requirement.period))].sort((a, b) => a - b);
  return `${tellOwners(owner.kind, owners)}: ${tell(tellAmounts(requirements), tellPeriods(indices, periods))}`;
}

function tellOwners(kind: 'family' | 'resource', ids: readonly string[]): string {
  const one = kind === 'family' ? 'Family' : 'Resource';
  const many = kind === 'family' ? 'Families' : 'Resources';
  const named = ids.slice(0, fewOwners).map((id) => `"${id}"`);
  if (ids.length === 1) return `${one} ${named[0]}`;
  return `${many} ${named.join(', ')} and ${ids.length - fewOwners} more`;
}

/** "160 hours", "160 to 200 hours". */
function tellAmounts(requirements: readonly Requirement[]): string {
  const amounts = requirements.map((requirement) => requirement.amount);
  const least = tellNumber(Math.min(...amounts));
  const most = tellNumber(Math.max(...amounts));
  const unit = `${requirements[0]!.unit}${most === '1' ? '' : 's'}`;
  return least === most ? `${most} ${unit}` : `${least} to ${most} ${unit}`;
}

function tellNumber(amount: number): string {
  return String(Number(amount.toPrecision(10)));
}

/** "jan", "jan to mar", "jan to mar, may". */
function tellPeriods(indices: readonly number[], periods: readonly string[]): string {
  const runs: [number, number][] = [];
  for (const index of indices) {
    const run = runs.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([from, to]) => (from === to ? periods[from]! : `${periods[from]} to ${periods[to]}`))
    .join(', ');
}
