import { figuresOverMonths } from '../../../domain/plan/compared-figures';
import { planRow } from '../../../domain/plan/plan-row';

const rows = [
  planRow('demand', '2027-01', 60, { familyCode: 'TENTS', itemCode: 'T-1', marketCode: 'DE' }),
  planRow('demand', '2027-01', 40, { familyCode: 'TENTS', itemCode: 'T-1', marketCode: 'FR' }),
  planRow('demand', '2027-02', 100, { familyCode: 'TENTS', itemCode: 'T-1', marketCode: 'DE' }),
  planRow('backlog', '2027-01', 20, { familyCode: 'TENTS' }),
  planRow('backlog', '2027-02', 0, { familyCode: 'TENTS' }),
  planRow('revenue', '2027-01', 800, { familyCode: 'TENTS' }),
  planRow('revenue', '2027-02', 1200, { familyCode: 'TENTS' }),
];

test('Figures are of the months asked for alone', () => {
  const january = { first: '2027-01', last: '2027-01' };
  expect(figuresOverMonths(rows, january)).toEqual({
    ...{ volumeUnits: 100, serviceRatio: 0.8, revenue: 800 },
    ...{ inventoryValue: null, margin: null, cashAtEnd: null },
  });
  expect(figuresOverMonths(rows, { first: '2026-12', last: '2027-02' })).toMatchObject({
    ...{ volumeUnits: 200, serviceRatio: 0.9, revenue: 2000 },
  });
});

test('A demand plan has no service, and no demand none either', () => {
  const both = { first: '2027-01', last: '2027-02' };
  const demandPlan = rows.filter(({ measure }) => measure !== 'backlog');
  expect(figuresOverMonths(demandPlan, both)).toMatchObject({ volumeUnits: 200, serviceRatio: null });
  expect(figuresOverMonths([planRow('backlog', '2027-01', 0, { familyCode: 'TENTS' })], both)).toMatchObject({
    ...{ volumeUnits: 0, serviceRatio: null },
  });
});
