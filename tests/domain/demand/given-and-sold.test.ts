import type { DemandAdjustment } from '../../../domain/cycle/submission';
import { givenAndSold, givenUnits } from '../../../domain/demand/given-and-sold';

const hierarchy = {
  months: ['2027-01', '2027-02'],
  familyOfItem: new Map([['T-1', 'TENTS']]),
  familyCodes: new Set(['TENTS']),
  marketCodes: new Set(['DE', 'ES']),
};
const cell = (itemCode: string, marketCode: string, units: number, familyCode = 'TENTS') => ({
  familyCode,
  itemCode,
  marketCode,
  units,
});
const change = (part: Partial<DemandAdjustment>): DemandAdjustment => ({
  familyCode: 'TENTS',
  marketCode: null,
  itemCode: null,
  month: '2026-12',
  change: { kind: 'percent', value: 10 },
  reasonCode: 'event',
  comment: '',
  ...part,
});
const input = (...adjustments: DemandAdjustment[]) => ({
  function: 'sales' as const,
  personName: 'Ana Ruiz',
  submittedAt: '2026-12-05T10:00:00Z',
  adjustments,
});
const given = (part: Partial<Parameters<typeof givenUnits>[0]>) =>
  givenUnits({
    month: '2026-12',
    baseline: [cell('T-1', 'DE', 60), cell('T-1', 'ES', 40)],
    inputs: [input(change({}))],
    hierarchy,
    weights: new Map(),
    ...part,
  });

test("a function's numbers are the baseline with its own changes", () => {
  expect(given({})).toEqual(new Map([['TENTS', 110]]));
});

test('several people of a function are added up, and who agrees has given the baseline', () => {
  const more = input(change({ marketCode: 'DE', change: { kind: 'delta', value: 5 } }));
  const evenMore = input(change({ marketCode: 'ES', change: { kind: 'absolute', value: 50 } }));
  expect(given({ inputs: [more, evenMore] })).toEqual(new Map([['TENTS', 115]]));
  expect(given({ inputs: [input()] })).toEqual(new Map([['TENTS', 100]]));
});

test('changes of another month, and of a market that nobody knows, are left out', () => {
  const inputs = [input(change({ month: '2027-01' }), change({ marketCode: 'XX' }))];
  expect(given({ inputs })).toEqual(new Map([['TENTS', 100]]));
});

test('a family that has left the data since keeps what was given for it', () => {
  const baseline = [cell('O-1', 'FR', 20, 'OARS')];
  const inputs = [input(change({ familyCode: 'OARS', marketCode: 'FR' }))];
  expect(given({ baseline, inputs })).toEqual(new Map([['OARS', 22]]));
});

test('nobody handed anything in: there is nothing to compare', () => {
  expect(given({ inputs: [] })).toBeNull();
});

const family = (familyCode: string, givenUnits_: number | null, plannedUnits: number, soldUnits: number) => ({
  familyCode,
  givenUnits: givenUnits_,
  plannedUnits,
  soldUnits,
});

test('what was given and planned is compared with what was sold', () => {
  const { months } = givenAndSold([{ month: '2026-12', families: [family('TENTS', 110, 104, 100)] }]);
  expect(months[0]!.total).toEqual({
    givenUnits: 110,
    plannedUnits: 104,
    soldUnits: 100,
    givenBias: 0.1,
    plannedBias: 0.04,
  });
});

test('too much here and too little there: the total has no bias, the families have', () => {
  const families = [family('TENTS', 120, 100, 100), family('BAGS', 80, 100, 100)];
  const [month] = givenAndSold([{ month: '2026-12', families }]).months;
  expect(month!.total.givenBias).toBe(0);
  expect(month!.families.map(({ familyCode, givenBias }) => [familyCode, givenBias])).toEqual([
    ['TENTS', 0.2],
    ['BAGS', -0.2],
  ]);
});

test('where nothing was sold there is no percentage', () => {
  const [month] = givenAndSold([{ month: '2026-12', families: [family('TENTS', 10, 10, 0)] }]).months;
  expect(month!.total).toMatchObject({ givenBias: null, plannedBias: null });
});

test('a month in which nothing was handed in does not count in the bias over all months', () => {
  const { months, overall } = givenAndSold([
    { month: '2026-12', families: [family('TENTS', null, 150, 100)] },
    { month: '2026-11', families: [family('TENTS', 110, 100, 100)] },
    { month: '2026-10', families: [family('TENTS', 130, 100, 100)] },
  ]);
  expect(months[0]!.total).toMatchObject({ givenUnits: null, givenBias: null, plannedBias: 0.5 });
  expect(overall).toMatchObject({ givenUnits: 240, soldUnits: 200, givenBias: 0.2, plannedBias: 0 });
  expect(givenAndSold([]).overall).toBeNull();
});
