import type { BusinessMoment, CycleTemplate, LadderRung, StepTemplate } from './template';

const at = (businessDay: number, time: string): BusinessMoment => ({ businessDay, time });

/** In business time of the assignee; the sponsor's rung is the last one. */
const ladder: readonly LadderRung[] = [
  { timing: { at: 'assignment' }, audience: ['assignee'], kind: 'assigned' },
  { timing: { at: 'business-days-before-due', days: 2 }, audience: ['assignee'], kind: 'reminder' },
  { timing: { at: 'due-day', time: '09:00' }, audience: ['assignee'], kind: 'reminder' },
  { timing: { at: 'due' }, audience: ['assignee'], kind: 'past-due' },
  {
    timing: { at: 'working-hours-after-due', hours: 4 },
    audience: ['assignee', 'backup'],
    kind: 'escalation',
  },
  { timing: { at: 'business-days-after-due', days: 1 }, audience: ['manager'], kind: 'escalation' },
  { timing: { at: 'business-days-after-due', days: 2 }, audience: ['process-owner'], kind: 'escalation' },
  { timing: { at: 'business-days-after-due', days: 3 }, audience: ['sponsor'], kind: 'escalation' },
];

const dataGathering: StepTemplate = {
  key: 'data-gathering',
  name: 'Data gathering',
  opening: 'date',
  opensAt: at(1, '09:00'),
  due: at(3, '17:00'),
  tasks: [
    {
      key: 'attest-sales-history',
      kind: 'attest',
      title: 'Confirm the sales history',
      instructions:
        "Check that last month's sales are loaded and complete, then confirm. What you confirm is frozen for this month's plan.",
      role: 'demand-planner',
      assign: 'one',
      due: at(3, '17:00'),
      dependsOn: [],
      minutes: 10,
    },
    {
      key: 'attest-stock',
      kind: 'attest',
      title: 'Confirm stock and open orders',
      instructions: 'Check that stock and open orders are as of month end, then confirm.',
      role: 'logistics',
      assign: 'one',
      due: at(3, '17:00'),
      dependsOn: [],
      minutes: 10,
    },
    {
      key: 'attest-capacity',
      kind: 'attest',
      title: 'Confirm the capacity data',
      instructions: 'Check hours, shifts and known shutdowns of each resource, then confirm.',
      role: 'operations',
      assign: 'one',
      due: at(3, '17:00'),
      dependsOn: [],
      minutes: 10,
    },
  ],
  signOff: null,
};

const demandReview: StepTemplate = {
  key: 'demand-review',
  name: 'Demand review',
  opening: 'predecessor-and-date',
  opensAt: at(4, '09:00'),
  due: at(8, '12:00'),
  tasks: [
    {
      key: 'sales-input',
      kind: 'demand-input',
      title: 'Adjust the forecast: sales',
      instructions:
        'Change the baseline where you know better: orders won or lost, prices, customers. Each change needs a reason; no change is an answer too.',
      role: 'sales',
      assign: 'each',
      due: at(6, '17:00'),
      dependsOn: [],
      minutes: 20,
    },
    {
      key: 'marketing-input',
      kind: 'demand-input',
      title: 'Adjust the forecast: marketing',
      instructions: 'Add promotions, launches and ends of products to the baseline, each with its reason.',
      role: 'marketing',
      assign: 'each',
      due: at(6, '17:00'),
      dependsOn: [],
      minutes: 20,
    },
    {
      key: 'finance-input',
      kind: 'demand-input',
      title: 'Adjust the forecast: finance',
      instructions:
        'Compare the baseline with the budget and correct what does not hold, each with its reason.',
      role: 'finance',
      assign: 'each',
      due: at(6, '17:00'),
      dependsOn: [],
      minutes: 20,
    },
    {
      key: 'consensus',
      kind: 'consensus',
      title: 'Settle the consensus demand plan',
      instructions:
        'Weigh the adjustments of sales, marketing and finance, decide where they differ, and write down the assumptions.',
      role: 'demand-planner',
      assign: 'one',
      due: at(7, '17:00'),
      dependsOn: ['sales-input', 'marketing-input', 'finance-input'],
      minutes: 45,
    },
  ],
  signOff: {
    rule: {
      kind: 'quorum',
      quorum: 2,
      roles: ['leadership', 'supply-planner', 'operations'],
      forbidOwn: true,
    },
    due: at(8, '12:00'),
    minutes: 10,
  },
};

const supplyReview: StepTemplate = {
  key: 'supply-review',
  name: 'Supply review',
  opening: 'predecessor-and-date',
  opensAt: at(8, '13:00'),
  due: at(11, '17:00'),
  tasks: [
    {
      key: 'capacity-check',
      kind: 'capacity-check',
      title: 'State the capacity there really is',
      instructions: 'Correct regular and overtime hours by resource and month where they will differ.',
      role: 'operations',
      assign: 'one',
      due: at(10, '17:00'),
      dependsOn: [],
      minutes: 20,
    },
    {
      key: 'procurement-input',
      kind: 'supply-input',
      title: 'State what will arrive: procurement',
      instructions: 'Add quantities that will arrive from suppliers beyond what is known.',
      role: 'procurement',
      assign: 'each',
      due: at(10, '17:00'),
      dependsOn: [],
      minutes: 15,
    },
    {
      key: 'logistics-input',
      kind: 'supply-input',
      title: 'State what will arrive: logistics',
      instructions: 'Add quantities in transit or from other sites beyond what is known.',
      role: 'logistics',
      assign: 'each',
      due: at(10, '17:00'),
      dependsOn: [],
      minutes: 15,
    },
    {
      key: 'supply-plan',
      kind: 'supply-plan',
      title: 'Check and hand in the supply plan',
      instructions:
        'Look at production, projected inventory, backlog and bottlenecks; hand the plan in when it can be carried out.',
      role: 'supply-planner',
      assign: 'one',
      due: at(11, '12:00'),
      dependsOn: ['capacity-check', 'procurement-input', 'logistics-input'],
      minutes: 30,
    },
  ],
  signOff: {
    rule: { kind: 'any', roles: ['leadership'], forbidOwn: true },
    due: at(11, '17:00'),
    minutes: 10,
  },
};

const preSop: StepTemplate = {
  key: 'pre-sop',
  name: 'Pre-S&OP',
  opening: 'predecessor-and-date',
  opensAt: at(12, '09:00'),
  due: at(13, '17:00'),
  tasks: [
    {
      key: 'finance-review',
      kind: 'finance-review',
      title: 'Review the scenarios against the budget',
      instructions:
        'Compare revenue, margin and inventory of the scenarios with the budget; comment on the gaps.',
      role: 'finance',
      assign: 'one',
      due: at(12, '17:00'),
      dependsOn: [],
      minutes: 30,
    },
    {
      key: 'scenario-choice',
      kind: 'scenario-choice',
      title: 'Recommend a scenario',
      instructions: 'Choose the scenario that goes to the executives, and say why.',
      role: 'demand-planner',
      assign: 'one',
      due: at(13, '12:00'),
      dependsOn: ['finance-review'],
      minutes: 20,
    },
  ],
  signOff: {
    rule: { kind: 'everyone', roles: ['leadership'], forbidOwn: true },
    due: at(13, '17:00'),
    minutes: 10,
  },
};

const executiveMeeting: StepTemplate = {
  key: 'executive-meeting',
  name: 'Executive meeting',
  opening: 'predecessor-and-date',
  opensAt: at(14, '09:00'),
  due: at(16, '12:00'),
  tasks: [],
  signOff: {
    rule: { kind: 'everyone', roles: ['executive'], forbidOwn: true },
    due: at(16, '12:00'),
    minutes: 10,
  },
};

/** The five steps on the default calendar (docs/overview.md); a unit's template starts as a copy of it. */
export const DEFAULT_TEMPLATE: CycleTemplate = {
  name: 'Monthly S&OP',
  kickOff: at(-3, '09:00'),
  publishDue: at(16, '17:00'),
  workingHours: { from: '09:00', until: '17:00' },
  ladder,
  remindersPerDay: 3,
  steps: [dataGathering, demandReview, supplyReview, preSop, executiveMeeting],
};
