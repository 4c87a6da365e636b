import type { components } from '../../web/src/api/schema';
import { demandGrid, months, planSummary } from './sample-figures';
import { pastDemand, pastDemandToCome } from './sample-past';
import { scenarioFiguresOf } from './sample-scenarios';

type Schemas = components['schemas'];

/** What the API answers in the middle of a month of a small company; typed by the OpenAPI document. */
export const now = '2026-12-08T09:12:00.000Z';

export const unit: Schemas['UnitRef'] = {
  id: 'unit-europe',
  code: 'europe',
  name: 'Europe',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
};

const person = (id: string, name: string): Schemas['PersonRef'] => ({ id, name });
export const people = {
  maria: person('maria', 'Maria Keller'),
  ana: person('ana', 'Ana Ruiz'),
  li: person('li', 'Li Wei'),
  tom: person('tom', 'Tom Becker'),
  sofia: person('sofia', 'Sofia Lindqvist'),
  raj: person('raj', 'Raj Patel'),
};

const allowed: Schemas['Permission'] = { allowed: true, why: '' };
const refused = (why: string): Schemas['Permission'] => ({ allowed: false, why });

export const me: Schemas['Me'] = {
  person: {
    ...people.maria,
    email: 'maria.keller@example.com',
    timeZone: 'Europe/Berlin',
    isAdministrator: true,
  },
  units: [{ ...unit, roles: ['process-owner', 'demand-planner'] }],
  isOneMachine: true,
  now,
};

export function taskLine(part: Partial<Schemas['TaskLine']>): Schemas['TaskLine'] {
  return {
    id: 'task-sales',
    key: 'sales-input/1',
    kind: 'demand-input',
    title: 'Give your sales numbers',
    step: 'demand-review',
    stepName: 'Demand review',
    cycleId: 'cycle-1',
    period: '2026-12',
    unit,
    assignee: people.ana,
    backup: people.tom,
    state: 'open',
    stateWords: 'open, not started',
    round: 1,
    isLate: false,
    isStarted: false,
    openedAt: '2026-12-04T08:00:00.000Z',
    dueAt: '2026-12-08T16:00:00.000Z',
    completedAt: null,
    completedBy: null,
    remindersSent: 1,
    escalationLevel: 0,
    minutes: 20,
    addedBy: null,
    acts: ['submit', 'remind', 'reassign', 'move', 'skip'],
    ...part,
  };
}

export function signOffLine(part: Partial<Schemas['SignOffLine']>): Schemas['SignOffLine'] {
  return {
    id: 'sign-off-1',
    groupId: 'group-1',
    cycleId: 'cycle-1',
    step: 'supply-review',
    stepName: 'Supply review',
    period: '2026-12',
    unit,
    person: people.maria,
    role: 'operations',
    state: 'pending',
    stateWords: 'not decided yet',
    groupState: 'open',
    decidedAt: null,
    decidedBy: null,
    comment: '',
    isLate: false,
    requestedAt: '2026-12-08T07:00:00.000Z',
    dueAt: '2026-12-10T16:00:00.000Z',
    planNumber: 4,
    planHash: '2f9a41c7d0b1',
    minutes: 3,
    remindersSent: 0,
    escalationLevel: 0,
    acts: ['decide', 'remind', 'reassign'],
    ...part,
  };
}

const tasks = {
  sales: taskLine({}),
  marketing: taskLine({
    id: 'task-marketing',
    key: 'marketing-input/1',
    title: 'Give the marketing plan',
    assignee: people.tom,
    isLate: true,
    dueAt: '2026-12-07T16:00:00.000Z',
    remindersSent: 3,
    escalationLevel: 1,
  }),
  finance: taskLine({
    id: 'task-finance',
    key: 'finance-input/1',
    title: 'Give the price view',
    assignee: people.raj,
    state: 'done',
    isStarted: true,
    completedAt: '2026-12-07T10:20:00.000Z',
    completedBy: people.raj,
    acts: [],
  }),
  consensus: taskLine({
    id: 'task-consensus',
    key: 'consensus/1',
    kind: 'consensus',
    title: 'Make the consensus demand plan',
    assignee: people.maria,
    state: 'waiting',
    dueAt: '2026-12-09T16:00:00.000Z',
    openedAt: null,
    minutes: 45,
    acts: [],
  }),
  attest: taskLine({
    id: 'task-attest',
    key: 'attest-sales/1',
    kind: 'attest',
    title: 'Confirm the sales history',
    step: 'data-gathering',
    stepName: 'Data gathering',
    assignee: people.maria,
    state: 'done',
    isStarted: true,
    dueAt: '2026-12-03T16:00:00.000Z',
    completedAt: '2026-12-02T14:00:00.000Z',
    completedBy: people.maria,
    acts: [],
  }),
};

const stepCan = { move: allowed, reopen: allowed, skip: allowed, 'add-task': allowed };

export const cycle: Schemas['CycleView'] = {
  id: 'cycle-1',
  unit,
  period: '2026-12',
  state: 'running',
  kickOffAt: '2026-11-30T08:00:00.000Z',
  publishDueAt: '2026-12-22T16:00:00.000Z',
  startedAt: '2026-11-30T08:00:00.000Z',
  closedAt: null,
  cancelReason: null,
  executiveDueAt: '2026-12-21T16:00:00.000Z',
  isOnTrack: false,
  headline: 'Demand review: 1 of 4 inputs is in, 1 late. Executive meeting Mon 21 Dec.',
  template: { id: 'template-1', name: 'Monthly S&OP', version: 3 },
  steps: [
    {
      id: 'step-1',
      key: 'data-gathering',
      name: 'Data gathering',
      position: 1,
      state: 'closed',
      round: 1,
      plannedOpenAt: '2026-12-01T08:00:00.000Z',
      plannedDueAt: '2026-12-03T16:00:00.000Z',
      openAt: '2026-12-01T08:00:00.000Z',
      dueAt: '2026-12-03T16:00:00.000Z',
      openedAt: '2026-12-01T08:00:00.000Z',
      closedAt: '2026-12-03T11:00:00.000Z',
      outcome: 'completed',
      skipReason: null,
      isLate: false,
      sentence: 'Done Thu 3 Dec, on time.',
      tasks: [tasks.attest],
      signOffGroups: [],
      can: { ...stepCan, move: refused('The step is closed: reopen it first.') },
    },
    {
      id: 'step-2',
      key: 'demand-review',
      name: 'Demand review',
      position: 2,
      state: 'open',
      round: 1,
      plannedOpenAt: '2026-12-04T08:00:00.000Z',
      plannedDueAt: '2026-12-10T11:00:00.000Z',
      openAt: '2026-12-04T08:00:00.000Z',
      dueAt: '2026-12-11T11:00:00.000Z',
      openedAt: '2026-12-04T08:00:00.000Z',
      closedAt: null,
      outcome: null,
      skipReason: null,
      isLate: false,
      sentence: '1 of 3 inputs is in, 1 late.',
      tasks: [tasks.sales, tasks.marketing, tasks.finance, tasks.consensus],
      signOffGroups: [],
      can: stepCan,
    },
    {
      id: 'step-3',
      key: 'supply-review',
      name: 'Supply review',
      position: 3,
      state: 'open',
      round: 1,
      plannedOpenAt: '2026-12-11T08:00:00.000Z',
      plannedDueAt: '2026-12-15T16:00:00.000Z',
      openAt: '2026-12-11T08:00:00.000Z',
      dueAt: '2026-12-15T16:00:00.000Z',
      openedAt: null,
      closedAt: null,
      outcome: null,
      skipReason: null,
      isLate: false,
      sentence: '1 of 2 has signed.',
      tasks: [],
      signOffGroups: [
        {
          id: 'group-1',
          number: 1,
          state: 'open',
          planVersionId: 'plan-supply',
          planNumber: 4,
          planHash: '2f9a41c7d0b1',
          requestedAt: '2026-12-08T07:00:00.000Z',
          dueAt: '2026-12-10T16:00:00.000Z',
          closedAt: null,
          closedReason: null,
          isOutOfReach: false,
          rule: {
            kind: 'everyone',
            roles: ['operations', 'finance'],
            forbidOwn: true,
            sentence: 'Everyone of operations and finance must approve.',
          },
          signOffs: [
            signOffLine({}),
            signOffLine({
              id: 'sign-off-2',
              person: people.raj,
              role: 'finance',
              state: 'approved-with-conditions',
              decidedAt: '2026-12-08T08:40:00.000Z',
              decidedBy: people.raj,
              comment: 'Only if the overtime in March is confirmed by the works council.',
              acts: [],
            }),
          ],
        },
      ],
      can: stepCan,
    },
    ...(['pre-sop', 'executive-meeting'] as const).map((key, index): Schemas['StepView'] => ({
      id: `step-${index + 4}`,
      key,
      name: key === 'pre-sop' ? 'Pre-S&OP' : 'Executive meeting',
      position: index + 4,
      state: 'waiting',
      round: 1,
      plannedOpenAt: index === 0 ? '2026-12-16T08:00:00.000Z' : '2026-12-18T08:00:00.000Z',
      plannedDueAt: index === 0 ? '2026-12-17T16:00:00.000Z' : '2026-12-21T16:00:00.000Z',
      openAt: index === 0 ? '2026-12-16T08:00:00.000Z' : '2026-12-18T08:00:00.000Z',
      dueAt: index === 0 ? '2026-12-17T16:00:00.000Z' : '2026-12-21T16:00:00.000Z',
      openedAt: null,
      closedAt: null,
      outcome: null,
      skipReason: null,
      isLate: false,
      sentence: 'Opens when the step before is signed off.',
      tasks: [],
      signOffGroups: [],
      can: { ...stepCan, reopen: refused('The step has not been open yet.') },
    })),
  ],
  needsYou: [
    {
      kind: 'task',
      id: 'task-marketing',
      sentence: 'Marketing plan, Tom Becker: due yesterday 17:00, reminded 3 times, not started',
      title: 'Give the marketing plan',
      person: people.tom,
      step: 'demand-review',
      dueAt: '2026-12-07T16:00:00.000Z',
      isLate: true,
      remindersSent: 3,
      escalationLevel: 1,
      isStarted: false,
      acts: ['remind', 'reassign', 'move', 'skip'],
      outOfReach: null,
    },
  ],
  roles: { mine: ['process-owner'] },
  attempt: 1,
  startedAgainAs: null,
  can: {
    remindAll: allowed,
    cancel: allowed,
    startAgain: refused('Only a cancelled month is started again.'),
  },
  publication: null,
  now,
};

export const cycleLine: Schemas['CycleLine'] = {
  id: 'cycle-1',
  unit,
  period: '2026-12',
  state: 'running',
  kickOffAt: cycle.kickOffAt,
  publishDueAt: cycle.publishDueAt,
  startedAt: cycle.startedAt,
  closedAt: null,
  executiveDueAt: cycle.executiveDueAt,
  isOnTrack: false,
  headline: cycle.headline,
  steps: cycle.steps.map(({ key, name, state, isLate, openAt, dueAt }) => ({
    key,
    name,
    state,
    isLate,
    openAt,
    dueAt,
  })),
  needsYou: 1,
};

const taskView = (line: Schemas['TaskLine'], grid: Schemas['TaskView']['grid']): Schemas['TaskView'] => ({
  ...line,
  instructions:
    'Look at the baseline for your families and change what you know better: promotions, new and lost customers, price changes.',
  dueLocal: 'Tue 8 Dec, 17:00 (Europe/Berlin)',
  skipReason: null,
  waitsFor: line.state === 'waiting' ? ['“Give your sales numbers”, Ana Ruiz'] : [],
  grid,
  past: null,
  draft: null,
  submission: null,
  previous: null,
  cutOff: 'until "Settle the consensus" is done',
  next: 'The demand planner makes one plan of all inputs by Wed 9 Dec.',
  can: { submit: allowed, remind: allowed, reassign: allowed, move: allowed, skip: allowed },
  history: [
    {
      id: '1',
      at: '2026-12-04T08:00:00.000Z',
      actor: null,
      action: 'task.opened',
      subjectType: 'task',
      subjectId: line.id,
      sentence: `Asked ${line.assignee.name}.`,
    },
  ],
});

const planLine = (
  kind: Schemas['PlanKind'],
  name: string,
  scenario: string,
  number: number,
): Schemas['PlanLine'] => ({
  id: scenario ? `plan-${scenario}` : `plan-${kind}`,
  kind,
  scenario,
  name,
  number,
  sha256: '2f9a41c7d0b1e6a85c3d7f0e9b2a4c6d8e1f3a5b7c9d0e2f4a6b8c0d2e4f6a8b',
  createdAt: '2026-12-07T10:00:00.000Z',
  frozenAt: null,
  summary: planSummary(kind === 'baseline' || kind === 'consensus' ? null : scenario),
});

export const plans: Schemas['PlanLine'][] = [
  planLine('scenario', 'As planned', 'base', 1),
  planLine('scenario', 'With overtime', 'overtime', 1),
  planLine('scenario', 'Demand upside', 'upside', 1),
  planLine('supply', 'Supply plan, version 4', '', 4),
  planLine('consensus', 'Consensus demand plan, version 2', '', 2),
  planLine('baseline', 'Baseline forecast, version 1', '', 1),
];

export const taskViews: Record<string, Schemas['TaskView']> = {
  'task-sales': { ...taskView(tasks.sales, demandGrid()), past: pastDemand },
  'task-consensus': {
    ...taskView(
      { ...tasks.consensus, state: 'open', assignee: people.maria },
      {
        ...demandGrid(),
        inputs: [
          {
            person: people.raj,
            taskTitle: 'Give the price view',
            submittedAt: '2026-12-07T10:20:00.000Z',
            content: {
              kind: 'demand-input',
              adjustments: [
                {
                  familyCode: 'TOOLS',
                  marketCode: 'DE',
                  itemCode: null,
                  month: months[2] ?? '2027-02',
                  change: { kind: 'percent', value: -4 },
                  reasonCode: 'price-change',
                  comment: 'Price list of February',
                },
              ],
            },
          },
        ],
      },
    ),
    past: pastDemandToCome,
  },
  'task-capacity': taskView(
    taskLine({
      id: 'task-capacity',
      kind: 'capacity-check',
      title: 'Check the capacity',
      assignee: people.maria,
    }),
    {
      kind: 'capacity',
      months,
      rows: ['LINE-1', 'LINE-2'].map((code, at) => ({
        resourceCode: code,
        resourceName: at === 0 ? 'Assembly line 1' : 'Assembly line 2',
        regularHours: months.map(() => 320),
        overtimeHours: months.map(() => 60),
        neededHours: months.map((_, index) => 250 + ((index * 37 + at * 60) % 160)),
      })),
    },
  ),
  'task-receipts': taskView(
    taskLine({
      id: 'task-receipts',
      kind: 'supply-input',
      title: 'Say what arrives from outside',
      assignee: people.maria,
    }),
    {
      kind: 'receipts',
      months,
      rows: ['Tools', 'Garden'].map((name) => ({
        familyCode: name.toUpperCase(),
        familyName: name,
        stockUnits: 4200,
        onOrderUnits: 800,
        demand: months.map((_, index) => 2100 + index * 40),
        receipts: months.map(() => 0),
      })),
    },
  ),
  'task-scenario': taskView(
    taskLine({
      id: 'task-scenario',
      kind: 'scenario-choice',
      title: 'Choose the scenario',
      assignee: people.maria,
    }),
    {
      kind: 'scenario-choice',
      scenarios: plans.filter((plan) => plan.kind === 'scenario'),
      figures: scenarioFiguresOf(plans),
      chosen: null,
    },
  ),
  'task-review': taskView(
    taskLine({
      id: 'task-review',
      kind: 'supply-plan',
      title: 'Look at the supply plan',
      assignee: people.maria,
    }),
    { kind: 'plan-review', plan: planLine('supply', 'Supply plan, version 4', '', 4), previous: null },
  ),
  'task-attest': taskView(
    { ...tasks.attest, state: 'open', completedAt: null, completedBy: null },
    {
      kind: 'attest',
      sources: [
        {
          kind: 'sales',
          name: 'Sales history',
          lastImportAt: '2026-12-01T09:00:00.000Z',
          fileName: 'sales-2026-11.csv',
          rowCount: 4812,
          sentence: '4,812 rows, last month 2026-11, loaded Tue 1 Dec by Maria Keller.',
        },
        {
          kind: 'stock',
          name: 'Stock and orders on their way',
          lastImportAt: null,
          fileName: null,
          rowCount: 0,
          sentence: 'Nothing is loaded yet.',
        },
      ],
    },
  ),
};

export const signOff: Schemas['SignOffView'] = {
  ...signOffLine({}),
  question: 'Approve the supply plan for Europe, December 2026, version 4',
  dueLocal: 'Thu 10 Dec, 17:00 (Europe/Berlin)',
  askedBy: people.li,
  rule: 'Everyone of operations and finance must approve.',
  plan: {
    id: 'plan-supply',
    kind: 'supply',
    scenario: '',
    number: 4,
    sha256: '2f9a41c7d0b1e6a85c3d7f0e9b2a4c6d8e1f3a5b7c9d0e2f4a6b8c0d2e4f6a8b',
    summary: planSummary(''),
    previousSummary: {
      ...planSummary(''),
      volumeUnits: 158_000,
      serviceRatio: 0.952,
      inventoryValue: 861_000,
    },
  },
  chart: {
    months,
    demand: months.map((_, index) => 8800 + ((index * 911) % 2400)),
    baseline: null,
    previousDemand: months.map((_, index) => 8600 + ((index * 911) % 2400)),
    delivered: months.map((_, index) => 8700 + ((index * 911) % 2000)),
    inventory: months.map((_, index) => 5200 - index * 70),
    backlog: months.map((_, index) => (index === 4 ? 380 : 0)),
    hoursUsed: months.map((_, index) => 580 + ((index * 53) % 140)),
    regularHours: months.map(() => 640),
    totalHours: months.map(() => 760),
  },
  changes: [
    'Tools: +4.0 % in March (promotion, Ana Ruiz).',
    'Garden: −1.2 % over the horizon (price change, Raj Patel).',
  ],
  others: [
    signOffLine({
      id: 'sign-off-2',
      person: people.raj,
      role: 'finance',
      state: 'approved-with-conditions',
      decidedAt: '2026-12-08T08:40:00.000Z',
      decidedBy: people.raj,
      comment: 'Only if the overtime in March is confirmed by the works council.',
      acts: [],
    }),
  ],
  can: { decide: allowed, remind: allowed, reassign: allowed },
  history: [],
};
