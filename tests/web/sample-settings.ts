import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { components } from '../../web/src/api/schema';
import { people, unit } from './sample-people';

type Schemas = components['schemas'];

const allowed: Schemas['Permission'] = { allowed: true, why: '' };

const run = (
  part: Pick<Schemas['Schedule']['nextRuns'][number], 'period' | 'at'> &
    Partial<Schemas['Schedule']['nextRuns'][number]>,
): Schemas['Schedule']['nextRuns'][number] => ({
  isSkipped: false,
  skipReason: null,
  cycleId: null,
  ...part,
});

export const schedule: Schemas['Schedule'] = {
  state: 'running',
  isPaused: false,
  note: '',
  nextRuns: [
    run({ period: '2027-01', at: '2026-12-29T08:00:00.000Z', cycleId: 'cycle-1' }),
    run({
      period: '2027-02',
      at: '2027-01-27T08:00:00.000Z',
      isSkipped: true,
      skipReason: 'Year-end close.',
    }),
    run({ period: '2027-03', at: '2027-02-24T08:00:00.000Z' }),
  ],
  can: { change: allowed, start: allowed },
};

export const peopleView: Schemas['People'] = {
  people: Object.values(people).map((one, index) => ({
    ...one,
    email: `${one.name.toLowerCase().replace(' ', '.')}@example.com`,
    timeZone: index % 2 === 0 ? 'Europe/Berlin' : 'Europe/Madrid',
    holidayRegion: 'DE',
    manager: index === 0 ? null : people.maria,
    backup: index === 1 ? people.tom : null,
    isActive: true,
    roles: [{ role: index === 0 ? 'process-owner' : 'sales', families: index === 1 ? ['TOOLS'] : [] }],
    absences:
      index === 3
        ? [{ id: 'away-1', firstDay: '2026-12-10', lastDay: '2026-12-18', delegate: people.ana }]
        : [],
  })),
  can: { change: allowed },
};

export const imports: Schemas['ImportResult'][] = [
  {
    id: 'import-2',
    unitId: unit.id,
    unitCode: unit.code,
    notes: [],
    shiftedMonths: 0,
    kind: 'sales',
    fileName: 'sales-2026-11.csv',
    state: 'rejected',
    rowCount: 4812,
    insertedCount: 0,
    updatedCount: 0,
    unchangedCount: 0,
    errorCount: 2,
    errors: [
      { row: 17, column: 'month', value: '2026-13', message: 'is not a month; write it like 2026-10' },
      { row: 904, column: 'quantity', value: 'many', message: 'is not a number; write it like 1234.5' },
    ],
    message: 'Nothing was loaded.',
    person: people.maria,
    createdAt: '2026-12-01T09:00:00.000Z',
  },
  {
    id: 'import-1',
    unitId: unit.id,
    unitCode: unit.code,
    notes: [],
    shiftedMonths: 0,
    kind: 'stock',
    fileName: 'stock.csv',
    state: 'accepted',
    rowCount: 64,
    insertedCount: 64,
    updatedCount: 0,
    unchangedCount: 0,
    errorCount: 0,
    errors: [],
    message: '64 rows: 64 new, 0 changed, 0 unchanged.',
    person: null,
    createdAt: '2026-11-30T09:00:00.000Z',
  },
];

export const template: Schemas['TemplateView'] = {
  templateId: 'template-1',
  name: 'Monthly S&OP',
  version: 3,
  definition: structuredClone(DEFAULT_TEMPLATE) as Schemas['CycleTemplate'],
  versions: [1, 2, 3].map((version) => ({
    version,
    createdAt: `2026-0${version}-10T09:00:00.000Z`,
    createdBy: people.maria,
    usedByCycles: version,
  })),
  others: [],
  can: { change: allowed },
};

const complianceMonth = (period: string, index: number): Schemas['ComplianceMonth'] => {
  const isRun = index > 6;
  const late = index === 8 ? 2 : index === 10 ? 1 : 0;
  return {
    period,
    cycleId: isRun ? 'cycle-1' : null,
    state: isRun ? 'published' : null,
    words: isRun ? `${5 - late} of 5 on time` : 'no cycle',
    steps: isRun
      ? (['data-gathering', 'demand-review', 'supply-review', 'pre-sop', 'executive-meeting'] as const).map(
          (key, at) => ({
            key,
            name:
              ['Data gathering', 'Demand review', 'Supply review', 'Pre-S&OP', 'Executive meeting'][at] ??
              key,
            words: at < late ? 'closed 1 day late' : 'on time',
            isOnTime: at >= late,
            plannedDueAt: `${period}-10T16:00:00.000Z`,
            dueAt: `${period}-10T16:00:00.000Z`,
            closedAt: `${period}-10T15:00:00.000Z`,
            isRescheduled: false,
          }),
        )
      : [],
    stepsOnTimeRatio: isRun ? (5 - late) / 5 : null,
    tasksOnTimeRatio: isRun ? 0.93 - late * 0.08 : null,
    inputsAtCutOffRatio: isRun ? 0.9 - late * 0.1 : null,
    signOffsOnTimeRatio: isRun ? 0.95 : null,
    signOffMedianHours: isRun ? 5.5 + late : null,
    signOffP90Hours: isRun ? 14 + late * 3 : null,
    firstPassRatio: isRun ? 0.8 : null,
    escalationRatio: isRun ? 0.06 + late * 0.05 : null,
    index: isRun ? 0.95 - late * 0.13 : null,
  };
};

const periods = Array.from({ length: 12 }, (_, index) =>
  new Date(Date.UTC(2026, index, 1)).toISOString().slice(0, 7),
);

export const compliance: Schemas['Compliance'] = {
  months: periods,
  units: [
    {
      id: unit.id,
      code: unit.code,
      name: unit.name,
      months: periods.map(complianceMonth),
      trend: 'Steps on time: 100 %, up from 80 % the month before.',
    },
    {
      id: 'unit-america',
      code: 'america',
      name: 'America',
      months: periods.map((p, i) => complianceMonth(p, i + 1)),
      trend: '',
    },
  ],
  sentence: 'Europe keeps its process: 5 of 5 steps on time in December 2026.',
  madeUp: 'Europe: August 2026 to November 2026',
};

export const mails: Schemas['MailboxLine'][] = [
  {
    id: 'mail-1',
    at: '2026-12-04T08:00:03.000Z',
    to: 'Ana Ruiz <ana.ruiz@example.com>',
    from: 'S&OP <sop@example.com>',
    subject: '[S&OP Europe Dec 2026] Give your sales numbers by Tue 8 Dec, 17:00',
  },
  {
    id: 'mail-2',
    at: '2026-12-04T08:00:02.000Z',
    to: 'Tom Becker <tom.becker@example.com>',
    from: 'S&OP <sop@example.com>',
    subject: '[S&OP Europe Dec 2026] Give the marketing plan by Mon 7 Dec, 17:00',
  },
];
