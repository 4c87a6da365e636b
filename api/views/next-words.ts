import type { CycleFacts } from '../../database/cycle-facts-repository';
import type { Decision } from '../../domain/approval/sign-off-rule';
import { approvalsNeeded, signOffStanding } from '../../domain/approval/sign-off-rule';
import type { SignOffRowState } from '../../domain/cycle/allowed-acts';
import { tasksAfter } from '../../domain/cycle/cut-off';
import {
  type SignOffGroupRecord,
  type SignOffRecord,
  type TaskRecord,
  templateKeyOf,
} from '../../domain/cycle/records';
import { counted, listing } from '../../email/wording';
import { answering, personRef, stepOf } from './lines';

/** What happens next, in a sentence for the person who has just acted. */

export function nextAfterTask(facts: CycleFacts, task: TaskRecord): string {
  const step = stepOf(facts, task.stepId);
  const left = facts.tasks.filter(
    (other) =>
      other.stepId === task.stepId &&
      other.id !== task.id &&
      (other.state === 'open' || other.state === 'waiting'),
  );
  if (left.length > 0) {
    const holders = [...new Set(left.map(({ assigneeId }) => personRef(facts, assigneeId).name))];
    const names = holders.length > 3 ? `${holders.slice(0, 3).join(', ')} and others` : listing(holders);
    return `${step.name} waits for ${counted(left.length, 'more task')}: ${names}.`;
  }
  const hasSignOff = facts.template.steps.find(({ key }) => key === step.key)?.signOff;
  return hasSignOff
    ? `All tasks of ${step.name} are in; the plan is computed and goes to those who sign it off.`
    : `All tasks of ${step.name} are in; the month goes on.`;
}

/** Until when what is handed in can be changed: "until "Settle the consensus" is done". */
export function cutOffWords(facts: CycleFacts, task: TaskRecord): string {
  const ofStep = facts.tasks.filter(({ stepId, state }) => stepId === task.stepId && state !== 'skipped');
  const [after] = tasksAfter(templateKeyOf(task.key), ofStep);
  return after ? `until "${after.title}" is done` : `until ${stepOf(facts, task.stepId).name} is closed`;
}

/** Where fewer approvals are missing than people are asked, nobody in particular is waited for. */
export function stillToSign(names: readonly string[], missing: number): string {
  if (names.length === 0) return 'Nobody else is asked.';
  if (missing > 0 && missing < names.length) {
    const approvals = missing === 1 ? '1 more approval is' : `${missing} more approvals are`;
    return `${approvals} needed, of ${listing(names)}.`;
  }
  return `${listing(names)} ${names.length === 1 ? 'is' : 'are'} still to sign.`;
}

export function nextAfterDecision(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  decision: Decision,
): string {
  const step = stepOf(facts, group.stepId);
  if (decision === 'reject') {
    return `${step.name} goes back to those who made the plan, with your comment; a new version will be asked about.`;
  }
  const own: SignOffRowState = decision === 'abstain' ? 'abstained' : 'approved';
  const states = group.signOffs.map((each) => (each.id === signOff.id ? own : each.state));
  const standing = signOffStanding(group.rule, answering(states));
  if (standing === 'out-of-reach') {
    return `With that ${step.name} cannot be approved any more; the process owner is told and sees to it.`;
  }
  if (standing === 'approved') {
    const isLast = step.key === 'executive-meeting';
    return isLast ? 'The plan is frozen and published.' : `${step.name} is signed off; the month goes on.`;
  }
  const left = group.signOffs.filter(
    ({ id, state }) => id !== signOff.id && (state === 'pending' || state === 'waiting'),
  );
  const names = left.map(({ personId }) => personRef(facts, personId).name);
  const given = states.filter((state) => state.startsWith('approved')).length;
  return stillToSign(names, approvalsNeeded(group.rule, states.length) - given);
}
