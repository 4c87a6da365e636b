import type { components } from '../../web/src/api/schema';
import { signOffLine } from './sample-cycle';
import { months, planSummary } from './sample-figures';
import { allowed, people } from './sample-people';

type Schemas = components['schemas'];

const samePlan: Schemas['ComparedFigures'] = {
  ...{
    volumeUnits: null,
    serviceRatio: null,
    inventoryValue: null,
    revenue: null,
    margin: null,
    cashAtEnd: null,
  },
};

export const signOff: Schemas['SignOffView'] = {
  ...signOffLine({}),
  question: 'Approve the supply plan for Europe, December 2026, version 4',
  dueLocal: 'Thu 10 Dec, 17:00 (Europe/Berlin)',
  askedBy: { ...people.li, email: 'li.wei@example.com' },
  rule: 'Everyone of operations and finance must approve.',
  plan: {
    id: 'plan-supply',
    kind: 'supply',
    scenario: '',
    number: 4,
    sha256: '2f9a41c7d0b1e6a85c3d7f0e9b2a4c6d8e1f3a5b7c9d0e2f4a6b8c0d2e4f6a8b',
    summary: planSummary(''),
    sinceLastMonth: {
      now: { ...samePlan, volumeUnits: 160_000, serviceRatio: 0.974 },
      before: { ...samePlan, volumeUnits: 158_000, serviceRatio: 0.952 },
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
  makersWords: [
    {
      person: people.ana,
      taskTitle: 'Make the consensus demand plan',
      text: 'No price increase before April.',
    },
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
