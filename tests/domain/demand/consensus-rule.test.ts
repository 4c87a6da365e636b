import type { DemandAdjustment } from '../../../domain/cycle/submission';
import {
  consensusDemand,
  type DemandFunction,
  type DemandInput,
} from '../../../domain/demand/consensus-rule';
import type { DemandHierarchy } from '../../../domain/demand/demand-plan';

const HIERARCHY: DemandHierarchy = {
  months: ['2027-01'],
  familyOfItem: new Map([
    ['A', 'TENTS'],
    ['B', 'TENTS'],
  ]),
  familyCodes: new Set(['TENTS']),
  marketCodes: new Set(['DE']),
};
const BASELINE = [
  { familyCode: 'TENTS', itemCode: 'A', marketCode: 'DE', quantityUnits: [75] },
  { familyCode: 'TENTS', itemCode: 'B', marketCode: 'DE', quantityUnits: [25] },
];

let minute = 0;
const says = (
  of: DemandFunction,
  personName: string,
  kind: DemandAdjustment['change']['kind'],
  value: number,
  itemCode: string | null = null,
): DemandInput => ({
  function: of,
  personName,
  submittedAt: `2027-01-07T10:${String(minute++).padStart(2, '0')}:00.000Z`,
  adjustments: [
    {
      familyCode: 'TENTS',
      marketCode: null,
      itemCode,
      month: '2027-01',
      change: { kind, value },
      reasonCode: 'other',
      comment: '',
    },
  ],
});

const consensus = (...inputs: DemandInput[]) =>
  consensusDemand({ hierarchy: HIERARCHY, baseline: BASELINE, inputs, weights: new Map() });
const quantities = (...inputs: DemandInput[]) =>
  consensus(...inputs).series.map(({ quantityUnits }) => quantityUnits[0]);

test('Deltas of a function add up, a later function replaces by an absolute', () => {
  const inputs = [
    says('finance', 'Fia', 'absolute', 108),
    says('sales', 'Ann', 'delta', 10),
    says('sales', 'Ben', 'delta', 5),
  ];
  const result = consensus(...inputs);
  expect(result.series.map(({ quantityUnits }) => quantityUnits[0])).toEqual([81, 27]);
  expect(result.changes.map((change) => [change.function, change.changeUnits])).toEqual([
    ['sales', [15]],
    ['finance', [-7]],
  ]);
  expect(result.conflicts).toEqual([]);
});

test('Of two opinions on the same cell the later one counts, and the conflict is shown', () => {
  const result = consensus(says('sales', 'Ann', 'percent', 20), says('sales', 'Ben', 'percent', 10));
  expect(result.series.map(({ quantityUnits }) => quantityUnits[0])).toEqual([82.5, 27.5]);
  expect(result.conflicts.map(({ kept, dropped }) => [kept.personName, dropped.personName])).toEqual([
    ['Ben', 'Ann'],
  ]);
  expect(
    consensus(says('sales', 'Ann', 'percent', 20), says('sales', 'Ben', 'percent', 20)).conflicts,
  ).toEqual([]);
});

test('Within a function the family comes before the item, whoever was first', () => {
  expect(
    quantities(says('sales', 'Ann', 'absolute', 40, 'A'), says('sales', 'Ben', 'absolute', 200)),
  ).toEqual([40, 50]);
});

test('The demand planner has the last word', () => {
  expect(
    quantities(
      says('consensus', 'Dan', 'absolute', 100),
      says('marketing', 'Mia', 'delta', 50),
      says('finance', 'Fia', 'percent', 10),
    ),
  ).toEqual([75, 25]);
});

test('Without inputs the consensus is the baseline', () => {
  expect(consensus()).toEqual({ series: BASELINE, changes: [], conflicts: [] });
});
