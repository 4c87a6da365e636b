import type { Schemas } from '../api/client';

/** Every state is an icon, a word and a colour together; none of the three alone. */
export type Tone = 'late' | 'soon' | 'open' | 'waiting' | 'done' | 'conditions' | 'off';

export type IconName =
  | 'alert'
  | 'clock'
  | 'play'
  | 'pause'
  | 'check'
  | 'check-note'
  | 'cross'
  | 'skip'
  | 'void'
  | 'lock';

export interface StateWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
}

const soonHours = 24;

function isDueSoon(dueAt: string, now: Date): boolean {
  const hours = (Date.parse(dueAt) - now.getTime()) / 3_600_000;
  return hours >= 0 && hours <= soonHours;
}

export interface TaskFacts {
  readonly state: string;
  readonly isLate: boolean;
  readonly isStarted: boolean;
  readonly dueAt: string;
}

export function taskState(task: TaskFacts, now: Date): StateWords {
  switch (task.state) {
    case 'done':
      return task.isLate
        ? { tone: 'done', icon: 'check', word: 'done, late' }
        : { tone: 'done', icon: 'check', word: 'done' };
    case 'skipped':
    case 'cancelled':
      return { tone: 'off', icon: 'void', word: 'cancelled' };
    case 'waiting':
      return { tone: 'waiting', icon: 'lock', word: 'waiting for others' };
    default:
      return openState(task, now);
  }
}

function openState(task: TaskFacts, now: Date): StateWords {
  const progress = task.isStarted ? 'started' : 'not started';
  if (task.isLate) return { tone: 'late', icon: 'alert', word: `late, ${progress}` };
  if (isDueSoon(task.dueAt, now)) return { tone: 'soon', icon: 'clock', word: `due soon, ${progress}` };
  return { tone: 'open', icon: 'play', word: `open, ${progress}` };
}

export interface SignOffFacts {
  readonly state: string;
  readonly isLate: boolean;
  readonly dueAt: string;
}

export function signOffState(signOff: SignOffFacts, now: Date): StateWords {
  const late = signOff.isLate ? ', late' : '';
  switch (signOff.state) {
    case 'approved':
      return { tone: 'done', icon: 'check', word: `approved${late}` };
    case 'approved-with-conditions':
      return { tone: 'conditions', icon: 'check-note', word: `approved with conditions${late}` };
    case 'rejected':
      return { tone: 'late', icon: 'cross', word: `rejected${late}` };
    case 'abstained':
      return { tone: 'off', icon: 'check', word: `abstained${late}` };
    case 'waiting':
      return { tone: 'waiting', icon: 'lock', word: 'asked after the one before' };
    case 'voided':
      return { tone: 'off', icon: 'void', word: 'voided: the plan changed' };
    case 'not-needed':
      return { tone: 'off', icon: 'skip', word: 'no longer needed' };
    case 'cancelled':
      return { tone: 'off', icon: 'void', word: 'cancelled' };
    default:
      break;
  }
  if (signOff.isLate) return { tone: 'late', icon: 'alert', word: 'late, not decided' };
  if (isDueSoon(signOff.dueAt, now)) return { tone: 'soon', icon: 'clock', word: 'due soon, not decided' };
  return { tone: 'open', icon: 'play', word: 'not decided yet' };
}

export function stepState(step: {
  readonly state: string;
  readonly isLate: boolean;
  readonly outcome?: string | null;
}): StateWords {
  switch (step.state) {
    case 'closed':
      return {
        tone: step.isLate ? 'soon' : 'done',
        icon: 'check',
        word: `${step.outcome === 'signed-off' ? 'signed off' : 'done'}${step.isLate ? ', late' : ''}`,
      };
    case 'skipped':
      return { tone: 'off', icon: 'skip', word: 'skipped' };
    case 'cancelled':
      return { tone: 'off', icon: 'void', word: 'cancelled' };
    case 'open':
      return step.isLate
        ? { tone: 'late', icon: 'alert', word: 'open, late' }
        : { tone: 'open', icon: 'play', word: 'open' };
    default:
      return step.isLate
        ? { tone: 'late', icon: 'alert', word: 'not open yet, late' }
        : { tone: 'waiting', icon: 'lock', word: 'not open yet' };
  }
}

export function cycleState(state: string, isOnTrack: boolean): StateWords {
  switch (state) {
    case 'published':
      return { tone: 'done', icon: 'check', word: 'plan published' };
    case 'cancelled':
      return { tone: 'off', icon: 'void', word: 'cancelled' };
    case 'closed-without-plan':
      return { tone: 'off', icon: 'skip', word: 'closed without a plan' };
    default:
      return isOnTrack
        ? { tone: 'open', icon: 'play', word: 'running, on track' }
        : { tone: 'late', icon: 'alert', word: 'running, something is late' };
  }
}

export function groupState(state: string): StateWords {
  switch (state) {
    case 'approved':
      return { tone: 'done', icon: 'check', word: 'approved' };
    case 'rejected':
      return { tone: 'late', icon: 'cross', word: 'rejected' };
    case 'voided':
      return { tone: 'off', icon: 'void', word: 'voided' };
    case 'cancelled':
      return { tone: 'off', icon: 'void', word: 'cancelled' };
    default:
      return { tone: 'open', icon: 'play', word: 'collecting sign-offs' };
  }
}

/** Every role that the server knows: the compiler asks for a new one here. */
const roleNames: Readonly<Record<Schemas['Role'], string>> = {
  sales: 'sales',
  marketing: 'marketing',
  finance: 'finance',
  'demand-planner': 'demand planner',
  'supply-planner': 'supply planner',
  operations: 'operations',
  procurement: 'procurement',
  logistics: 'logistics',
  executive: 'executive',
  sponsor: 'sponsor',
  'process-owner': 'process owner',
  leadership: 'leadership',
};

export const roles = Object.keys(roleNames) as readonly Schemas['Role'][];

export const roleWords = (role: Schemas['Role']): string => roleNames[role];

const reasonNames: Readonly<Record<string, string>> = {
  promotion: 'Promotion',
  'price-change': 'Price change',
  'new-customer': 'New customer',
  'lost-customer': 'Lost customer',
  launch: 'Launch',
  'end-of-life': 'End of life',
  'market-trend': 'Market trend',
  event: 'Event',
  supply: 'Supply',
  correction: 'Correction',
  other: 'Other',
};

export const reasonWords = (code: string): string => reasonNames[code] ?? code;

const planKindNames: Readonly<Record<string, string>> = {
  baseline: 'Baseline forecast',
  consensus: 'Consensus demand plan',
  supply: 'Supply plan',
  scenario: 'Scenarios',
  final: 'Final plan',
};

/** `Scenario "More overtime", version 1` → "More overtime": side by side the version goes without saying. */
export const scenarioName = (planName: string): string => /"([^"]+)"/.exec(planName)?.[1] ?? planName;

export const planKindWords = (kind: string): string => planKindNames[kind] ?? kind;
