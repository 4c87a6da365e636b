import { signOffsAsked } from '../approval/sign-off-due';
import type { SignOffGroupRecord, SignOffRecord, TaskRecord } from '../cycle/records';
import { type Share, shareOf } from './ratio';

/**
 * How many of the tasks and sign-offs that were asked for had to be escalated beyond the one who held them. Here "kept"
 * counts the escalated ones. (Process KPI "escalation rate".) `escalatedIds`: on record as escalated, whatever became of them
 * since: whoever gets something handed on begins at the foot of the ladder.
 *
 * Example: 1 of 20 tasks and none of 4 sign-offs escalated: 1 / 24.
 */
export function escalationRate(
  tasks: readonly Pick<TaskRecord, 'id' | 'openedAt' | 'escalationLevel'>[],
  groups: readonly (Pick<SignOffGroupRecord, 'rule'> & {
    readonly signOffs: readonly Pick<SignOffRecord, 'id' | 'escalationLevel' | 'askedAt'>[];
  })[],
  escalatedIds: ReadonlySet<string>,
): Share {
  const asked = [...tasks.filter(({ openedAt }) => openedAt !== null), ...groups.flatMap(signOffsAsked)];
  return shareOf(asked.map(({ id, escalationLevel }) => escalationLevel > 0 || escalatedIds.has(id)));
}
