import type { SignOffRecord, TaskRecord } from '../cycle/records';
import { type Share, shareOf } from './ratio';

/**
 * How many of the tasks and sign-offs that were asked for had to be escalated beyond the one who held them. Here "kept"
 * counts the escalated ones. (Process KPI "escalation rate".)
 *
 * Example: 1 of 20 tasks and none of 4 sign-offs escalated: 1 / 24.
 */
export function escalationRate(
  tasks: readonly Pick<TaskRecord, 'openedAt' | 'escalationLevel'>[],
  signOffs: readonly Pick<SignOffRecord, 'escalationLevel'>[],
): Share {
  const asked = [...tasks.filter(({ openedAt }) => openedAt !== null), ...signOffs];
  return shareOf(asked.map(({ escalationLevel }) => escalationLevel > 0));
}
