import { randomUUID } from 'node:crypto';
import { approvalsNeeded, signersOf } from '../../domain/approval/sign-off-rule';
import { dueWhenOpened } from '../../domain/cycle/late-opening';
import { type PlannedStep, plannedDates } from '../../domain/cycle/planned-dates';
import type { CycleTemplate, StepTemplate, TaskTemplate } from '../../domain/cycle/template';
import { addWorkingHours, type WorkingCalendar, workingHoursBetween } from '../../domain/cycle/working-time';
import { holdersOf, type Roster, unitWorkingCalendar } from '../../domain/people/roster';
import { seededRandom } from './seeded-random';

/** What is told of a month beyond chance. */
export interface PastStory {
  /** Chance that a person is late, 0 to 1. */
  readonly lateShare: number;
  readonly skipped?: { readonly step: string; readonly reason: string };
  readonly rejected?: { readonly step: string; readonly comment: string };
}

export interface PastMonthFacts {
  readonly period: string;
  readonly template: CycleTemplate;
  readonly roster: Roster;
  readonly story: PastStory;
  readonly seed: number;
}

export type PastMonth = ReturnType<typeof pastMonth>;
export type PastStep = ReturnType<typeof stepOf>;
type PastTask = ReturnType<typeof taskOf>;

/**
 * One closed month that never was, from the seed: planned on the unit's calendar like any other; each step opens when the
 * one before is over, most work is in before its due time, some up to a working day after it, and that was escalated.
 */
export function pastMonth(facts: PastMonthFacts) {
  const { period, template, roster, story, seed } = facts;
  const calendar = unitWorkingCalendar(roster, template);
  const dates = plannedDates(template, period, calendar);
  const chance = seededRandom(seed, 'past-month', period).uniform;
  const month: Month = { calendar, roster, story, chance };
  const steps: PastStep[] = [];
  let openedAt = dates.steps[0]!.openAt;
  template.steps.forEach((step, index) => {
    const past = stepOf(month, step, dates.steps[index]!, openedAt);
    steps.push(past);
    openedAt = past.closedAt;
  });
  return { ...dates, steps, closedAt: openedAt };
}

interface Month {
  readonly calendar: WorkingCalendar;
  readonly roster: Roster;
  readonly story: PastStory;
  readonly chance: () => number;
}

function stepOf(month: Month, step: StepTemplate, planned: PlannedStep, openedAt: Date) {
  const isSkipped = month.story.skipped?.step === step.key;
  const tasks: PastTask[] = [];
  for (const [index, task] of step.tasks.entries()) {
    const before = tasks.filter(({ template }) => task.dependsOn.includes(template.key));
    const ready = latest([openedAt, ...before.map(({ completedAt }) => completedAt)]);
    tasks.push(...tasksOf(month, task, planned.tasks[index]!.dueAt, ready));
  }
  const base = { id: randomUUID(), template: step, planned, openedAt };
  if (isSkipped)
    return { ...base, tasks, askings: [], closedAt: addWorkingHours(month.calendar, openedAt, 2) };
  const askings = step.signOff === null ? [] : askingsOf(month, step, planned, tasks, openedAt);
  const workDone = latest([openedAt, ...tasks.map(({ completedAt }) => completedAt)]);
  return { ...base, tasks, askings, closedAt: askings.at(-1)?.closedAt ?? workDone };
}

function tasksOf(month: Month, task: TaskTemplate, plannedDueAt: Date, openedAt: Date): PastTask[] {
  const holders = holdersOf(month.roster, task.role);
  const asked = task.assign === 'each' ? holders : holders.slice(0, 1);
  return asked.map(({ personId, families }, index) =>
    taskOf(month, {
      template: task,
      key: task.assign === 'each' ? `${task.key}/${index + 1}` : task.key,
      personId,
      families,
      plannedDueAt,
      openedAt,
    }),
  );
}

interface Asked {
  readonly template: TaskTemplate;
  readonly key: string;
  readonly personId: string;
  readonly families: readonly string[];
  readonly plannedDueAt: Date;
  readonly openedAt: Date;
}

function taskOf(month: Month, asked: Asked) {
  const dueAt = dueOf(month, asked.plannedDueAt, asked.openedAt);
  return { ...asked, id: randomUUID(), round: 1, dueAt, ...answerOf(month, asked.openedAt, dueAt) };
}

/** Asked once; after a rejection the step's last task is done again, and all are asked again. */
function askingsOf(
  month: Month,
  step: StepTemplate,
  planned: PlannedStep,
  tasks: PastTask[],
  openedAt: Date,
): Asking[] {
  const requestedAt = latest([openedAt, ...tasks.map(({ completedAt }) => completedAt)]);
  const first = { month, step, plannedDueAt: planned.signOffDueAt ?? planned.dueAt, number: 1, requestedAt };
  const { rejected } = month.story;
  if (rejected?.step !== step.key) return [askingOf({ ...first, rejection: null })];
  const refused = askingOf({ ...first, rejection: rejected.comment });
  const last = tasks.pop()!;
  const completedAt = addWorkingHours(month.calendar, refused.closedAt, 2);
  const dueAt = latest([last.dueAt, addWorkingHours(month.calendar, refused.closedAt, 4)]);
  tasks.push({ ...last, round: 2, openedAt: refused.closedAt, dueAt, completedAt });
  return [refused, askingOf({ ...first, number: 2, requestedAt: completedAt, rejection: null })];
}

export type Asking = ReturnType<typeof askingOf>;

function askingOf(asked: {
  readonly month: Month;
  readonly step: StepTemplate;
  readonly plannedDueAt: Date;
  readonly number: number;
  readonly requestedAt: Date;
  /** The first signer's comment when they said no. */
  readonly rejection: string | null;
}) {
  const { month, step, plannedDueAt, number, requestedAt, rejection } = asked;
  const { rule } = step.signOff!;
  const signers = signersOf({ rule, holders: month.roster.members, authorIds: [] }).asked;
  const dueAt = dueOf(month, plannedDueAt, requestedAt);
  const deciding = rejection === null ? approvalsNeeded(rule, signers.length) : 1;
  const signOffs = signers.map((signer, index) => {
    const answer = index < deciding ? answerOf(month, requestedAt, dueAt) : null;
    return signOffOf(signer, answer, dueAt, rejection);
  });
  const closedAt = latest([requestedAt, ...signOffs.flatMap(({ decidedAt }) => decidedAt ?? [])]);
  const state = rejection === null ? 'approved' : 'rejected';
  return { id: randomUUID(), number, rule, state, requestedAt, dueAt, closedAt, signOffs, rejection };
}

function signOffOf(
  { personId, role }: { readonly personId: string; readonly role: string },
  answer: Answer | null,
  dueAt: Date,
  rejection: string | null,
) {
  const base = { id: randomUUID(), personId, role };
  if (answer === null) return { ...base, state: 'not-needed', decidedAt: null, ...unhurried };
  const { completedAt: decidedAt, escalationLevel, remindersSent } = answer;
  const said = rejection === null ? { state: 'approved' } : { state: 'rejected', comment: rejection };
  return { ...base, ...said, decidedAt, isLate: decidedAt > dueAt, escalationLevel, remindersSent };
}

interface Answer {
  readonly completedAt: Date;
  readonly escalationLevel: number;
  readonly remindersSent: number;
}

const unhurried = { isLate: false, escalationLevel: 0, remindersSent: 0 };

/** In after 20 to 80 % of the working time there was; or 1 to 7 working hours late, escalated from the fourth on. */
function answerOf({ calendar, story, chance }: Month, openedAt: Date, dueAt: Date): Answer {
  const isLate = chance() < story.lateShare;
  const share = chance();
  if (isLate) {
    const hours = 1 + 6 * share;
    const escalationLevel = hours >= 4 ? 1 : 0;
    return { completedAt: addWorkingHours(calendar, dueAt, hours), escalationLevel, remindersSent: 3 };
  }
  const hours = workingHoursBetween(calendar, openedAt, dueAt) * (0.2 + 0.6 * share);
  return { completedAt: addWorkingHours(calendar, openedAt, hours), escalationLevel: 0, remindersSent: 0 };
}

/** Work that came later than its planned due time gets at least half a day. */
function dueOf({ calendar }: Month, plannedDueAt: Date, openedAt: Date): Date {
  return dueWhenOpened({
    plannedOpenAt: plannedDueAt,
    plannedDueAt,
    dueAt: plannedDueAt,
    openedAt,
    calendar,
  });
}

const latest = (instants: readonly Date[]): Date => new Date(Math.max(...instants.map(Number)));
