import { addMonths } from '../../domain/cycle/month';
import type { components } from '../../web/src/api/schema';
import { taskLine, tasks } from './sample-cycle';
import { demandGrid, months } from './sample-figures';
import { pastDemand, pastDemandToCome } from './sample-past';
import { allowed, people, processOwner } from './sample-people';
import { planLine, plans } from './sample-plans';
import { scenarioFiguresOf } from './sample-scenarios';

type Schemas = components['schemas'];

const taskView = (line: Schemas['TaskLine'], grid: Schemas['TaskView']['grid']): Schemas['TaskView'] => ({
  ...line,
  instructions:
    'Look at the baseline for your families and change what you know better: promotions, new and lost customers, price changes.',
  dueLocal: 'Tue 8 Dec, 17:00 (Europe/Berlin)',
  askedBy: processOwner,
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

const salesMonths = Array.from({ length: 12 }, (_, index) => addMonths('2025-12', index));

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
            comment: 'The list price follows in May.',
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
        isOnRecord: true,
        regularHours: months.map(() => 320),
        overtimeHours: months.map(() => 60),
        neededHours: months.map((_, index) => 250 + ((index * 37 + at * 60) % 160)),
      })),
    },
  ),
  'task-capacity-drafted': {
    ...taskView(
      taskLine({
        id: 'task-capacity-drafted',
        kind: 'capacity-check',
        title: 'Check the capacity',
        assignee: people.maria,
      }),
      {
        kind: 'capacity',
        months,
        rows: ['LINE-1', 'LINE-9'].map((code, at) => ({
          resourceCode: code,
          resourceName: at === 0 ? 'Assembly line 1' : 'Packing',
          isOnRecord: at === 0,
          regularHours: months.map(() => (at === 0 ? 320 : 0)),
          overtimeHours: months.map(() => (at === 0 ? 60 : 0)),
          neededHours: months.map(() => 300),
        })),
      },
    ),
    draft: {
      savedAt: '2026-12-07T10:20:00.000Z',
      comment: 'Line 1 is repaired in December.',
      content: {
        kind: 'capacity-check',
        capacity: [
          { resourceCode: 'LINE-1', month: months[0] ?? '2026-12', regularHours: 200, overtimeHours: 60 },
        ],
      },
    },
  },
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
    { kind: 'plan-review', plan: planLine('supply', 'Supply plan, version 4', '', 4), sinceLastMonth: null },
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
      sales: {
        months: salesMonths,
        units: salesMonths.map((_, index) => 4_000 + 100 * index),
        yearBefore: salesMonths.map((_, index) => 3_900 + 100 * index),
        families: [
          {
            code: 'TOOLS',
            name: 'Tools',
            lastMonthUnits: 5_100,
            yearBeforeUnits: 5_000,
            lastYearUnits: 54_600,
            yearBeforeLastUnits: 53_400,
          },
          {
            code: 'PUMPS',
            name: 'Pumps',
            lastMonthUnits: null,
            yearBeforeUnits: 900,
            lastYearUnits: 9_000,
            yearBeforeLastUnits: 0,
          },
        ],
      },
      stock: [{ code: 'TOOLS', name: 'Tools', stockUnits: 7_650, onOrderUnits: 0, monthsOfSales: 1.5 }],
      capacity: {
        months: ['2026-12', '2027-01'],
        resources: [
          { code: 'LINE-1', name: 'Assembly line 1', regularHours: [160, null], overtimeHours: [20, null] },
        ],
      },
    },
  ),
};
