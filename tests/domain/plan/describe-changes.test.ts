import { describeConsensus, describeDemandChange } from '../../../domain/plan/describe-changes';
import { moneyInWords, monthsInWords, quantityInWords } from '../../../domain/plan/in-words';
import { planContentHash, planRow } from '../../../domain/plan/plan-row';
import { MONTHS, planningInput } from './planning-input-of';

const input = planningInput({
  families: [
    { ...planningInput().families[0]!, code: 'TENTS', name: 'Tents' },
    { ...planningInput().families[0]!, code: 'LAMPS', name: 'Lamps' },
  ],
});
const plan = (months: string[], tents: number[], lamps: number[]) => ({
  months,
  families: [
    { familyCode: 'TENTS', units: tents },
    { familyCode: 'LAMPS', units: lamps },
  ],
});

test('A change of demand is told over the months that both plans have, largest family first', () => {
  const now = plan(MONTHS, [110, 110, 999], [50, 50, 999]);
  const before = plan(['2026-12', '2027-01', '2027-02'], [999, 100, 100], [999, 50, 50]);
  expect(describeDemandChange(input, now, before, "last month's plan")).toEqual([
    "Demand is 6.7 % above last month's plan (320 against 300 units, Jan and Feb 2027).",
    'Tents: +20 units (+10.0 %).',
  ]);
  expect(describeDemandChange(input, now, now, 'version 1')).toEqual([
    'Demand as a whole is as in version 1 (2,318 units, Jan to Mar 2027).',
  ]);
  expect(describeDemandChange(input, now, plan(['2020-01'], [1], [1]), 'an old plan')).toEqual([]);
});

test('What each function moved is summed over markets, and conflicts are told with both names', () => {
  const change = { function: 'sales', familyCode: 'TENTS' } as const;
  const adjustment = (value: number) => ({
    familyCode: 'TENTS',
    marketCode: 'DE',
    itemCode: null,
    month: '2027-02',
    change: { kind: 'percent' as const, value },
    reasonCode: 'other' as const,
    comment: '',
  });
  expect(
    describeConsensus(input, MONTHS, {
      series: [],
      changes: [
        { ...change, marketCode: 'DE', changeUnits: [0, 10, 0] },
        { ...change, marketCode: 'FR', changeUnits: [0, -4, 1] },
      ],
      conflicts: [
        {
          function: 'sales',
          kept: { personName: 'Ben', adjustment: adjustment(10) },
          dropped: { personName: 'Ann', adjustment: adjustment(-5) },
        },
      ],
    }),
  ).toEqual([
    'Sales moved Tents by +7 units (Feb and Mar 2027).',
    'Within sales Ann said −5 % and Ben +10 % about Tents, DE, Feb 2027: the later one counts.',
  ]);
});

test('A shift that leaves the family as it is says where it went, and is not left out', () => {
  const change = { function: 'sales', familyCode: 'TENTS' } as const;
  const told = (...changes: { marketCode: string; changeUnits: number[] }[]) =>
    describeConsensus(input, MONTHS, {
      ...{ series: [], conflicts: [] },
      changes: changes.map((each) => ({ ...change, ...each })),
    });
  expect(
    told({ marketCode: 'DE', changeUnits: [0, 10, 0] }, { marketCode: 'FR', changeUnits: [0, -10, 0] }),
  ).toEqual(['Sales moved Tents between its markets (Feb 2027).']);
  expect(told({ marketCode: 'DE', changeUnits: [8, -8, 0] })).toEqual([
    'Sales moved Tents between months (Jan and Feb 2027).',
  ]);
});

test('Numbers, money and months are written as people read them', () => {
  expect([12345.6, 12.34, 3.256, 7, -0.002].map(quantityInWords)).toEqual([
    '12,346',
    '12.3',
    '3.26',
    '7',
    '0',
  ]);
  expect([1234567, 52.4, -3].map((amount) => moneyInWords(amount, 'EUR'))).toEqual([
    'EUR 1.23 million',
    'EUR 52',
    '−EUR 3',
  ]);
  expect(monthsInWords(['2026-11', '2026-12', '2027-01', '2027-05'])).toBe(
    'Nov 2026 to Jan 2027 and May 2027',
  );
  expect(monthsInWords(['2026-12', '2027-03', '2027-04', '2027-05', '2027-09'])).toBe(
    'Dec 2026, Mar to May and Sep 2027',
  );
  expect(monthsInWords(['2026-12', '2027-02', '2027-09', '2027-11'])).toBe('Dec 2026, Feb, Sep and Nov 2027');
  expect(monthsInWords(['2026-10', '2026-12', '2027-01', '2027-02'])).toBe(
    'Oct 2026 and Dec 2026 to Feb 2027',
  );
});

test('The hash of a plan depends on its content and not on the order of its rows', () => {
  const rows = [
    planRow('demand', '2027-01', 5, { itemCode: 'A' }),
    planRow('demand', '2027-02', 6, { itemCode: 'A' }),
  ];
  expect(planContentHash([...rows].reverse())).toBe(planContentHash(rows));
  expect(planContentHash(rows.map((row) => ({ ...row, value: row.value + 0.001 })))).not.toBe(
    planContentHash(rows),
  );
  expect(planContentHash([])).toHaveLength(64);
});
