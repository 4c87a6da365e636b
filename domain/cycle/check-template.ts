import type {
  BusinessMoment,
  CycleTemplate,
  StepKey,
  StepTemplate,
  TaskKind,
  TaskTemplate,
} from './template';
import { STEP_KEYS } from './template';

/**
 * What is wrong with a template beyond its shape, one sentence each; [] when a month can be run by it. Steps must come
 * in their order, dates must not cross, tasks must fit their step and wait for tasks that exist, and the plan must
 * find those who choose it and those who sign it.
 *
 * Example: a task that waits for itself gives 'Demand review: "consensus" waits for itself in the end; …'.
 */
export function templateMistakes(template: CycleTemplate): string[] {
  return [
    ...orderMistakes(template),
    ...template.steps.flatMap((step) => [
      ...dateMistakes(step),
      ...taskMistakes(step),
      ...dependencyMistakes(step),
      ...signOffMistakes(step),
    ]),
    ...ladderMistakes(template),
  ];
}

/** Below 0 when `a` comes first. There is no business day 0, which does not change the order. */
export function compareMoments(a: BusinessMoment, b: BusinessMoment): number {
  if (a.businessDay !== b.businessDay) return a.businessDay - b.businessDay;
  return a.time < b.time ? -1 : a.time > b.time ? 1 : 0;
}

function orderMistakes({ steps, kickOff, publishDue }: CycleTemplate): string[] {
  const mistakes: string[] = [];
  STEP_KEYS.forEach((key, index) => {
    if (steps[index]?.key !== key)
      mistakes.push(`Step ${index + 1} must be "${key}": the five steps keep their order.`);
  });
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before && compareMoments(step.opensAt, before.opensAt) < 0) {
      mistakes.push(
        `${step.name} opens (${words(step.opensAt)}) before ${before.name} (${words(before.opensAt)}).`,
      );
    }
    if (before && compareMoments(step.due, before.due) < 0) {
      mistakes.push(`${step.name} is due (${words(step.due)}) before ${before.name} (${words(before.due)}).`);
    }
  });
  const first = steps[0];
  const last = steps.at(-1);
  if (first && compareMoments(kickOff, first.opensAt) > 0) {
    mistakes.push(
      `The kick-off (${words(kickOff)}) comes after ${first.name} opens (${words(first.opensAt)}).`,
    );
  }
  if (last && compareMoments(publishDue, last.due) < 0) {
    mistakes.push(
      `The plan is to be published (${words(publishDue)}) before ${last.name} is due (${words(last.due)}).`,
    );
  }
  return mistakes;
}

function dateMistakes(step: StepTemplate): string[] {
  const mistakes: string[] = [];
  if (compareMoments(step.due, step.opensAt) <= 0) {
    mistakes.push(`${step.name} is due (${words(step.due)}) before it opens (${words(step.opensAt)}).`);
  }
  const dated = [
    ...step.tasks.map(({ title, due }) => ({ what: `"${title}"`, due })),
    ...(step.signOff ? [{ what: 'the sign-off', due: step.signOff.due }] : []),
  ];
  for (const { what, due } of dated) {
    if (compareMoments(due, step.opensAt) <= 0 || compareMoments(due, step.due) > 0) {
      mistakes.push(
        `${step.name}: ${what} is due ${words(due)}, outside the step (${words(step.opensAt)} to ${words(step.due)}).`,
      );
    }
  }
  return mistakes;
}

const KINDS_OF_STEP: Readonly<Record<StepKey, readonly TaskKind[]>> = {
  'data-gathering': ['attest', 'general'],
  'demand-review': ['demand-input', 'consensus', 'general'],
  'supply-review': ['capacity-check', 'supply-input', 'supply-plan', 'general'],
  'pre-sop': ['finance-review', 'scenario-choice', 'general'],
  'executive-meeting': ['general'],
};

/** Work that makes the plan of a step: one person's at most, and the choice of a scenario exactly once. */
const ONCE: readonly TaskKind[] = ['consensus', 'supply-plan', 'scenario-choice'];

function taskMistakes(step: StepTemplate): string[] {
  const mistakes: string[] = [];
  for (const { kind, title } of step.tasks) {
    if (!KINDS_OF_STEP[step.key].includes(kind)) {
      const fitting = KINDS_OF_STEP[step.key].join(', ');
      mistakes.push(
        `${step.name}: "${title}" is of kind "${kind}", which has no place there; use one of ${fitting}.`,
      );
    }
  }
  for (const kind of ONCE) {
    const tasks = step.tasks.filter((task) => task.kind === kind);
    if (tasks.length > 1 || tasks.some(({ assign }) => assign === 'each')) {
      mistakes.push(`${step.name}: only one person can do "${kind}"; keep one such task, assigned to "one".`);
    }
  }
  if (step.key === 'pre-sop' && !step.tasks.some(({ kind }) => kind === 'scenario-choice')) {
    mistakes.push(
      `${step.name}: add a task of kind "scenario-choice", or there is no plan for the executives.`,
    );
  }
  const keys = step.tasks.map(({ key }) => key);
  for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) !== index))) {
    mistakes.push(`${step.name}: two tasks have the key "${key}"; give each its own.`);
  }
  return mistakes;
}

function dependencyMistakes(step: StepTemplate): string[] {
  const tasks = new Map(step.tasks.map((task) => [task.key, task]));
  return step.tasks.flatMap((task) => {
    const unknown = task.dependsOn
      .filter((key) => !tasks.has(key))
      .map((key) => `${step.name}: "${task.key}" waits for "${key}", which is no task of this step.`);
    if (unknown.length > 0) return unknown;
    if (waitsForItself(task, tasks)) {
      return [`${step.name}: "${task.key}" waits for itself in the end; remove one of its dependencies.`];
    }
    return task.dependsOn
      .map((key) => tasks.get(key)!)
      .filter((before) => compareMoments(before.due, task.due) > 0)
      .map((before) => `${step.name}: "${task.key}" is due before "${before.key}", for which it waits.`);
  });
}

function waitsForItself(task: TaskTemplate, tasks: ReadonlyMap<string, TaskTemplate>): boolean {
  const seen = new Set<string>();
  const open = [...task.dependsOn];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === task.key) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(tasks.get(key)?.dependsOn ?? []));
  }
  return false;
}

function signOffMistakes(step: StepTemplate): string[] {
  const mistakes: string[] = [];
  if (step.key === 'executive-meeting' && !step.signOff) {
    mistakes.push(`${step.name}: name who signs it off; without that no plan is published.`);
  }
  if (step.key === 'data-gathering' && step.signOff) {
    mistakes.push(
      `${step.name}: there is no plan to sign yet; remove the sign-off and use tasks of kind "attest".`,
    );
  }
  if (step.key === 'executive-meeting' || !step.signOff) return mistakes;
  const lastTask = step.tasks.find(({ due }) => compareMoments(due, step.signOff!.due) > 0);
  if (lastTask) {
    mistakes.push(`${step.name}: the sign-off is due before "${lastTask.key}", whose result it is about.`);
  }
  return mistakes;
}

function ladderMistakes({ ladder }: CycleTemplate): string[] {
  const wrong = ladder.filter(({ kind, timing }) => (kind === 'assigned') !== (timing.at === 'assignment'));
  return wrong.length === 0
    ? []
    : ['The ladder: the mail of kind "assigned" goes out at the assignment, and no other mail does.'];
}

/** "BD 3 17:00" */
const words = ({ businessDay, time }: BusinessMoment): string => `BD${businessDay} ${time}`;
