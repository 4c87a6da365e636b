import type { CycleFacts } from '../../database/cycle-facts-repository';
import { actingFactsOfSignOff, actingFactsOfTask } from '../../domain/approval/acting-facts';
import { mayAct } from '../../domain/approval/who-may-act';
import {
  ALLOWED,
  type Allowance,
  mayActOnCycle,
  mayActOnSignOff,
  mayActOnStep,
  mayActOnTask,
  maySkipTask,
  notAllowed,
  type StepActKind,
} from '../../domain/cycle/allowed-acts';
import { mayStillChange } from '../../domain/cycle/cut-off';
import {
  type SignOffGroupRecord,
  type SignOffRecord,
  type StepRecord,
  type TaskRecord,
  templateKeyOf,
} from '../../domain/cycle/records';
import type { TaskTemplate } from '../../domain/cycle/template';
import { whoActsNow } from '../../domain/people/roster';
import { mayIn, type Permission, permissionsOf, type UnitAct, type Verdict } from '../access';
import type { Viewer } from '../viewer';

/** What one person may do with each thing of a cycle now, and why not. Routes refuse by it, pages grey out by it. */
export interface Looking {
  readonly viewer: Viewer;
  readonly now: Date;
}

export type TaskAct = 'submit' | 'remind' | 'reassign' | 'move' | 'skip';

export function taskVerdicts(
  facts: CycleFacts,
  task: TaskRecord,
  looking: Looking,
): Readonly<Record<TaskAct, Verdict>> {
  const state = explained(facts, mayActOnTask({ cycle: facts.cycle.state, task: task.state }));
  const isHolder = isActing(facts, task.assigneeId, looking);
  const verdict = (act: UnitAct): Verdict => ({
    who: mayIn(looking.viewer, facts.unit.id, act, isHolder),
    state,
  });
  return {
    submit: {
      who: maySubmit(facts, task, looking),
      state: explained(facts, mayHandIn(facts, task, looking)),
    },
    remind: verdict('remind'),
    reassign: verdict('reassign'),
    move: verdict('move a task'),
    skip: {
      who: mayIn(looking.viewer, facts.unit.id, 'skip a task'),
      state: maySkipTask({ cycle: facts.cycle.state, task: task.state }),
    },
  };
}

/** Whoever comes to a cancelled month that was started again learns where to go on. */
function explained({ startedAgainAs }: CycleFacts, allowance: Allowance): Allowance {
  if (allowance.why === null || startedAgainAs === null) return allowance;
  return notAllowed(
    `${allowance.why} The month was started again: what is asked of you now is on the home page, and in a newer mail.`,
  );
}

/** Handing in an open task, or changing what was handed in until somebody has built on it. */
function mayHandIn(facts: CycleFacts, task: TaskRecord, { viewer }: Looking): Allowance {
  if (task.state !== 'done') return mayActOnTask({ cycle: facts.cycle.state, task: task.state });
  if (task.completedById !== viewer.id) {
    const who = task.completedById ? facts.people.get(task.completedById)?.name : undefined;
    return notAllowed(`${who ?? 'Someone else'} handed it in; only they can change it.`);
  }
  const step = facts.steps.find(({ id }) => id === task.stepId);
  return mayStillChange({
    cycle: facts.cycle.state,
    step: step?.state ?? 'closed',
    key: templateKeyOf(task.key),
    tasks: facts.tasks.filter(({ stepId }) => stepId === task.stepId),
  });
}

export const taskPermissions = (facts: CycleFacts, task: TaskRecord, looking: Looking) =>
  permissionsOf(taskVerdicts(facts, task, looking));

/** Who it is asked of, apart from the state that it is in. */
export function maySubmit(facts: CycleFacts, task: TaskRecord, { viewer, now }: Looking): Permission {
  const { template, roster } = facts;
  const allowance = mayAct(actingFactsOfTask({ personId: viewer.id, task, template, roster, now }));
  return allowance.allowed
    ? { allowed: true, why: '' }
    : { allowed: false, why: `${allowance.why} ${holderSentence(facts, task.assigneeId)}` };
}

export type SignOffAct = 'decide' | 'remind' | 'reassign';

export function signOffVerdicts(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  looking: Looking,
): Readonly<Record<SignOffAct, Verdict>> {
  const { viewer } = looking;
  const state = explained(
    facts,
    mayActOnSignOff({ cycle: facts.cycle.state, group: group.state, signOff: signOff.state }),
  );
  const isHolder = isActing(facts, signOff.personId, looking);
  return {
    decide: { who: mayDecide(facts, group, signOff, looking), state },
    remind: { who: mayIn(viewer, facts.unit.id, 'remind'), state },
    reassign: { who: mayIn(viewer, facts.unit.id, 'reassign', isHolder), state },
  };
}

export const signOffPermissions = (
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  looking: Looking,
) => permissionsOf(signOffVerdicts(facts, group, signOff, looking));

export function mayDecide(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  { viewer, now }: Looking,
): Permission {
  const { template, roster } = facts;
  const barredAuthorIds = barredAuthors(facts, group);
  const allowance = mayAct(
    actingFactsOfSignOff({
      personId: viewer.id,
      signOff,
      signOffs: group.signOffs,
      barredAuthorIds,
      template,
      roster,
      now,
    }),
  );
  return allowance.allowed
    ? { allowed: true, why: '' }
    : { allowed: false, why: `${allowance.why} ${holderSentence(facts, signOff.personId)}` };
}

/** Those whose own work is in the plan, where nobody approves their own. */
export function barredAuthors(facts: CycleFacts, group: SignOffGroupRecord): readonly string[] {
  return group.rule.forbidOwn ? (facts.plans.get(group.planVersionId)?.authorIds ?? []) : [];
}

export function stepVerdicts(
  facts: CycleFacts,
  step: StepRecord,
  { viewer }: Looking,
): Readonly<Record<StepActKind, Verdict>> {
  const verdict = (act: StepActKind): Verdict => ({
    who: mayIn(viewer, facts.unit.id, act === 'add-task' ? 'add a task' : `${act} a step`),
    state: mayActOnStep(act, {
      cycle: facts.cycle.state,
      step: step.state,
      isExecutive: step.key === 'executive-meeting',
    }),
  });
  return {
    move: verdict('move'),
    reopen: verdict('reopen'),
    skip: verdict('skip'),
    'add-task': verdict('add-task'),
  };
}

export const stepPermissions = (facts: CycleFacts, step: StepRecord, looking: Looking) =>
  permissionsOf(stepVerdicts(facts, step, looking));

export function cycleVerdicts(
  facts: CycleFacts,
  { viewer }: Looking,
): Readonly<Record<'remindAll' | 'cancel' | 'startAgain', Verdict>> {
  const state = mayActOnCycle(facts.cycle.state);
  return {
    remindAll: { who: mayIn(viewer, facts.unit.id, 'remind'), state },
    cancel: { who: mayIn(viewer, facts.unit.id, 'cancel a cycle'), state },
    startAgain: { who: mayIn(viewer, facts.unit.id, 'start a cycle'), state: mayStartAgain(facts) },
  };
}

function mayStartAgain({ cycle, startedAgainAs }: CycleFacts): Allowance {
  if (cycle.state !== 'cancelled') return notAllowed('Only a cancelled month is started again.');
  return startedAgainAs === null ? ALLOWED : notAllowed('This month was started again already.');
}

export const cyclePermissions = (facts: CycleFacts, looking: Looking) =>
  permissionsOf(cycleVerdicts(facts, looking));

/** The template's words about a task; undefined for one that the template does not know (any more). */
export function templateOf(facts: CycleFacts, task: TaskRecord): TaskTemplate | undefined {
  const step = facts.steps.find(({ id }) => id === task.stepId);
  const key = templateKeyOf(task.key);
  return facts.template.steps.find((each) => each.key === step?.key)?.tasks.find((each) => each.key === key);
}

/** The holder, or who stands in for them today. */
function isActing(facts: CycleFacts, holderId: string, { viewer, now }: Looking): boolean {
  return viewer.id === holderId || viewer.id === whoActsNow(facts.roster, holderId, now);
}

function holderSentence(facts: CycleFacts, holderId: string): string {
  const name = facts.people.get(holderId)?.name;
  return name ? `It is with ${name}.` : '';
}
