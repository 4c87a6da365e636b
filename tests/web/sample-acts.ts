import type { components } from '../../web/src/api/schema';
import { cycle } from './sample-cycle';
import { people } from './sample-people';
import { taskViews } from './sample-tasks';

type Schemas = components['schemas'];

/** A month that stands still, one that was cancelled, a task that was handed in: for the acts that follow from them. */

const [gathering, demandReview, ...laterSteps] = cycle.steps as [
  Schemas['StepView'],
  Schemas['StepView'],
  ...Schemas['StepView'][],
];

export const cycleOutOfReach: Schemas['CycleView'] = {
  ...cycle,
  id: 'cycle-stuck',
  steps: [gathering, demandReview, ...laterSteps],
  needsYou: [
    {
      kind: 'sign-off-group',
      id: 'group-1',
      title: 'Supply review cannot be approved any more',
      person: people.raj,
      step: 'supply-review',
      dueAt: '2026-12-10T16:00:00.000Z',
      isLate: true,
      remindersSent: 0,
      escalationLevel: 0,
      isStarted: true,
      acts: [],
      outOfReach: null,
      sentence:
        'Supply review cannot be approved any more: Raj Patel abstained. Reopen the step so that everyone is asked again, or skip it.',
    },
    {
      kind: 'step',
      id: 'step-data',
      title: 'Data gathering cannot go on',
      person: people.maria,
      step: 'data-gathering',
      dueAt: '2026-12-04T16:00:00.000Z',
      isLate: true,
      remindersSent: 0,
      escalationLevel: 0,
      isStarted: true,
      acts: [],
      outOfReach: null,
      sentence:
        'No sales before 2026-12 are loaded for EU: import a sales file. The step tries again by itself, within half an hour.',
    },
    {
      kind: 'sign-off',
      id: 'sign-off-1',
      title: 'Sign-off of Demand review',
      person: people.tom,
      step: 'demand-review',
      dueAt: '2026-12-11T16:00:00.000Z',
      isLate: false,
      remindersSent: 0,
      escalationLevel: 0,
      isStarted: false,
      acts: ['remind', 'reassign'],
      outOfReach:
        'The mail to Tom Becker was refused. Hand it to someone else, or correct the address and remind.',
      sentence: 'Sign-off of Demand review, Tom Becker: asked, due Fri 11 Dec, 17:00',
    },
  ],
};

export const candidates: Schemas['SignOffCandidates'] = {
  people: [
    { person: people.maria, roles: ['process-owner'], can: { allowed: true, why: '' } },
    {
      person: people.ana,
      roles: ['demand-planner'],
      can: { allowed: false, why: 'cannot sign this plan, because their own submission is part of it' },
    },
  ],
};

export const cancelledCycle: Schemas['CycleView'] = {
  ...cycle,
  id: 'cycle-cancelled',
  state: 'cancelled',
  closedAt: '2026-12-08T08:00:00.000Z',
  cancelReason: 'The template was the wrong one.',
  headline: 'Cancelled: The template was the wrong one.',
  needsYou: [],
  can: { ...cycle.can, startAgain: { allowed: true, why: '' } },
};

const sales = taskViews['task-sales'] as Schemas['TaskView'];

export const sentTask: Schemas['TaskView'] = {
  ...sales,
  id: 'task-sent',
  state: 'done',
  completedAt: '2026-12-07T15:00:00.000Z',
  completedBy: sales.assignee,
  acts: [],
  submission: {
    id: 'submission-1',
    round: 1,
    person: sales.assignee,
    content: { kind: 'demand-input', adjustments: [] },
    comment: 'Agreed with sales.',
    submittedAt: '2026-12-07T15:00:00.000Z',
    isLate: false,
  },
};

export const calendarOfCancelled: Schemas['CalendarPreview'] = {
  period: '2026-12',
  timeZone: 'Europe/Berlin',
  kickOffAt: cycle.kickOffAt,
  publishDueAt: cycle.publishDueAt,
  steps: [],
  holidays: [],
  existingCycleId: null,
  cancelledCycleId: 'cycle-cancelled',
};
