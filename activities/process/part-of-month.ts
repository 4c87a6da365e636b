import type { CycleContext } from './step-context';

/** Who has a part in a month: everyone on the unit's roster, and whoever else is asked for something. */
export function partOfMonth({ roster }: CycleContext, askedIds: readonly string[]): readonly string[] {
  return [...new Set([...roster.members.map(({ personId }) => personId), ...askedIds])];
}
