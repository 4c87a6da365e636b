import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import type { StepRecord } from '../../domain/cycle/records';
import { counted, moment, quantity } from '../../email/wording';
import type { CycleLine, CycleView, StepView } from '../schemas/cycles';
import { rolesIn } from '../viewer';
import {
  blockedBy,
  isOutOfReach,
  isSignOffLate,
  isTaskLate,
  ruleSentence,
  signOffLine,
  taskLine,
  unitRef,
} from './lines';
import { needsYou } from './needs-you';
import { cyclePermissions, type Looking, stepPermissions } from './who-may';

/** Where a cycle stands, as one person sees it. */
export function cycleView(facts: CycleFacts, looking: Looking): z.input<typeof CycleView> {
  const { cycle, publication } = facts;
  return {
    ...whereItStands(facts, looking),
    cancelReason: cycle.cancelReason,
    template: { id: facts.templateId, name: facts.template.name, version: facts.templateVersion },
    steps: facts.steps.map((step) => stepView(facts, step, looking)),
    needsYou: needsYou(facts, looking),
    roles: { mine: [...rolesIn(looking.viewer, facts.unit.id)] },
    attempt: cycle.attempt,
    startedAgainAs: facts.startedAgainAs,
    can: cyclePermissions(facts, looking),
    publication: publication && {
      planVersionId: publication.planVersionId,
      sha256: publication.planCsvSha256,
      rowCount: publication.rowCount,
      publishedAt: publication.publishedAt.toISOString(),
    },
    now: looking.now.toISOString(),
  };
}

export function cycleLine(facts: CycleFacts, looking: Looking): z.input<typeof CycleLine> {
  return {
    ...whereItStands(facts, looking),
    steps: facts.steps.map((step) => ({
      key: step.key,
      name: step.name,
      state: step.state,
      isLate: isStepLate(step, looking.now),
      openAt: step.openAt.toISOString(),
      dueAt: step.dueAt.toISOString(),
    })),
    needsYou: needsYou(facts, looking).length,
  };
}

/** What a line of the list and the whole page say alike. */
function whereItStands(facts: CycleFacts, looking: Looking) {
  const { cycle } = facts;
  return {
    id: cycle.id,
    unit: unitRef(facts),
    period: cycle.period,
    state: cycle.state,
    kickOffAt: cycle.kickOffAt.toISOString(),
    publishDueAt: cycle.publishDueAt.toISOString(),
    startedAt: cycle.startedAt.toISOString(),
    closedAt: cycle.closedAt?.toISOString() ?? null,
    executiveDueAt: executiveDueAt(facts)?.toISOString() ?? null,
    isOnTrack: isOnTrack(facts, looking.now),
    headline: headline(facts, looking),
  };
}

function stepView(facts: CycleFacts, step: StepRecord, looking: Looking): z.input<typeof StepView> {
  return {
    id: step.id,
    key: step.key,
    name: step.name,
    position: step.position,
    state: step.state,
    round: step.round,
    plannedOpenAt: step.plannedOpenAt.toISOString(),
    plannedDueAt: step.plannedDueAt.toISOString(),
    openAt: step.openAt.toISOString(),
    dueAt: step.dueAt.toISOString(),
    openedAt: step.openedAt?.toISOString() ?? null,
    closedAt: step.closedAt?.toISOString() ?? null,
    outcome: step.outcome,
    skipReason: step.skipReason,
    isLate: isStepLate(step, looking.now),
    sentence: stepSentence(facts, step, looking),
    tasks: facts.tasks
      .filter(({ stepId }) => stepId === step.id)
      .map((task) => taskLine(facts, task, looking)),
    signOffGroups: facts.groups
      .filter(({ stepId }) => stepId === step.id)
      .map((group) => ({
        id: group.id,
        number: group.number,
        state: group.state,
        planVersionId: group.planVersionId,
        planNumber: facts.plans.get(group.planVersionId)?.number ?? 0,
        planHash: group.planHash,
        requestedAt: group.requestedAt.toISOString(),
        dueAt: group.dueAt.toISOString(),
        closedAt: group.closedAt?.toISOString() ?? null,
        closedReason: group.closedReason,
        rule: { ...group.rule, roles: [...group.rule.roles], sentence: ruleSentence(group) },
        isOutOfReach: isOutOfReach(group),
        signOffs: group.signOffs.map((signOff) => signOffLine(facts, group, signOff, looking)),
      })),
    can: stepPermissions(facts, step, looking),
  };
}

/** Measured against the date in force while it is open, against the date first planned once it is closed. */
function isStepLate(step: StepRecord, now: Date): boolean {
  if (step.state === 'open') return now > step.dueAt;
  return step.state === 'closed' && step.closedAt !== null && step.closedAt > step.plannedDueAt;
}

function stepSentence(facts: CycleFacts, step: StepRecord, { viewer, now }: Looking): string {
  const at = (instant: Date) => moment(instant, viewer.timeZone);
  switch (step.state) {
    case 'waiting': {
      const before = blockedBy(facts, step);
      const isBlocked = before !== null;
      const rule = facts.template.steps.find(({ key }) => key === step.key)?.opening;
      if (isBlocked && rule === 'predecessor') return `opens when ${before.name} is over`;
      return isBlocked && now > step.openAt
        ? `waits for ${before.name}, was to open ${at(step.openAt)}`
        : `opens ${at(step.openAt)}`;
    }
    case 'open':
      return `${progress(facts, step, now)}, ${now > step.dueAt ? 'was due' : 'due'} ${at(step.dueAt)}`;
    case 'closed': {
      const what = step.outcome === 'signed-off' ? 'signed off' : 'completed';
      const when = step.closedAt ? ` ${at(step.closedAt)}` : '';
      return `${what}${when}, ${isStepLate(step, now) ? 'late' : 'on time'}`;
    }
    case 'skipped':
      return `skipped: ${step.skipReason ?? 'no reason on record'}`;
    case 'cancelled':
      return 'cancelled with the cycle';
  }
}

/** "2 of 5 tasks done, 1 late" or, once asked, "1 of 3 sign-offs in". */
function progress(facts: CycleFacts, step: StepRecord, now: Date): string {
  const tasks = facts.tasks.filter(({ stepId, state }) => stepId === step.id && state !== 'skipped');
  const group = facts.groups.filter(({ stepId, state }) => stepId === step.id && state === 'open').at(-1);
  if (group) {
    const asked = group.signOffs.filter(({ state }) => state !== 'not-needed');
    const given = asked.filter(({ state }) => state !== 'pending' && state !== 'waiting').length;
    if (isOutOfReach(group)) return 'cannot be approved any more: too many have abstained';
    return `${given} of ${counted(asked.length, 'sign-off')} in${lateWords(asked.filter((each) => isSignOffLate(group, each, now)).length)}`;
  }
  const done = tasks.filter(({ state }) => state === 'done').length;
  const late = tasks.filter((task) => task.state === 'open' && isTaskLate(task, now)).length;
  return tasks.length === 0
    ? 'being prepared'
    : `${done} of ${counted(tasks.length, 'task')} done${lateWords(late)}`;
}

const lateWords = (count: number): string => (count === 0 ? '' : `, ${count} late`);

function executiveDueAt(facts: CycleFacts): Date | null {
  return facts.steps.find(({ key }) => key === 'executive-meeting')?.dueAt ?? null;
}

/** No step that is open is past its due date. */
function isOnTrack({ cycle, steps }: CycleFacts, now: Date): boolean {
  if (cycle.state !== 'running') return cycle.state === 'published';
  return !steps.some((step) => step.state === 'open' && isStepLate(step, now));
}

function headline(facts: CycleFacts, looking: Looking): string {
  const { cycle, publication } = facts;
  const at = (instant: Date) => moment(instant, looking.viewer.timeZone);
  switch (cycle.state) {
    case 'published':
      return publication
        ? `Published ${at(publication.publishedAt)}, ${quantity(publication.rowCount)} rows`
        : 'Published';
    case 'cancelled':
      return `Cancelled${facts.startedAgainAs ? ' and started again' : ''}: ${cycle.cancelReason ?? 'no reason on record'}`;
    case 'closed-without-plan':
      return 'Ended without a plan';
    case 'running': {
      const open = facts.steps.find(({ state }) => state === 'open');
      const next = open ?? facts.steps.find(({ state }) => state === 'waiting');
      const step = next
        ? `${next.name}: ${stepSentence(facts, next, looking)}`
        : 'The plan is being published';
      return isOnTrack(facts, looking.now) ? step : `Late. ${step}`;
    }
  }
}
