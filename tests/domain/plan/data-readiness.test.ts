import { addMonths, monthRange } from '../../../domain/cycle/month';
import { NOTHING_KNOWN } from '../../../domain/demand/demand-knowledge';
import { dataReadiness } from '../../../domain/plan/data-readiness';
import { planningInput } from './planning-input-of';

const sentences = (...input: Parameters<typeof planningInput>) =>
  dataReadiness(planningInput(...input)).findings.map(({ weight, sentence }) => `${weight}: ${sentence}`);
const budget = ['2027-01', '2027-02', '2027-03'].map((month) => ({
  familyCode: 'TENTS',
  month,
  quantityUnits: 1,
  revenue: 1,
}));

test('Complete input has nothing to say', () => {
  expect(dataReadiness(planningInput({ budget }))).toEqual({
    headline: 'Sales until Dec 2026, 2 series: nothing missing.',
    findings: [],
  });
});

test('Missing recent months are a gap, with what to do', () => {
  const sales = [
    { itemCode: 'T-1', marketCode: 'DE', firstMonth: '2026-09', quantityUnits: [6, 7, null, null] },
  ];
  const items = planningInput().items.slice(0, 1);
  expect(sentences({ budget, sales, items })).toEqual([
    'gap: Sales of Nov and Dec 2026 are missing: import them, or the forecast reaches over 2 months without figures.',
  ]);
  expect(sentences({ budget, sales: [] })).toEqual([
    'gap: No sales are on record: import a sales file, or every forecast is zero.',
  ]);
});

test('Gaps, outliers and ended series are named', () => {
  const steady = Array.from({ length: 24 }, (_, month) => 100 + (month % 3));
  const sales = [
    { itemCode: 'T-1', marketCode: 'DE', quantityUnits: steady.with(20, 9_000) },
    {
      itemCode: 'T-2',
      marketCode: 'DE',
      quantityUnits: [...steady.slice(0, 11), 0, ...new Array<number>(12).fill(0)],
    },
    {
      itemCode: 'T-1',
      marketCode: 'FR',
      quantityUnits: steady.map((value, month) => (month === 5 ? null : value)),
    },
  ].map((series) => ({ ...series, firstMonth: addMonths('2027-01', -24) }));
  expect(sentences({ budget, sales })).toEqual([
    'doubt: T-1 in FR has months without a record: filled from other years or the months beside; load the missing months if you have them.',
    'doubt: T-1 in DE has a month far from all others: check for a typing error or a one-off order.',
    'doubt: T-2 in DE sold nothing for a year: taken as ended; adjust the forecast if it comes back.',
  ]);
});

test('Items without price, cost or stock, and months without capacity or budget are named', () => {
  const input = planningInput();
  expect(
    sentences({
      items: [
        { ...input.items[0]!, price: 0, stockUnits: 0, onOrderUnits: 0 },
        { ...input.items[1]!, unitCost: 0 },
      ],
      resources: [{ ...input.resources[0]!, capacity: input.resources[0]!.capacity.slice(0, 1) }],
    }),
  ).toEqual([
    'gap: T-1 has no price: their revenue counts as zero; import prices.',
    'gap: T-2 has no unit cost: margin is overstated; import unit costs.',
    'doubt: T-1 has neither stock nor orders: import a stock file if that is not so.',
    'doubt: Sewing hall has no hours for Feb and Mar 2027: the month before is taken; import its capacity.',
    'doubt: There is no budget for Feb and Mar 2027: the gap to budget leaves these months out.',
  ]);
  expect(sentences({ budget, resources: [] })).toEqual([
    'gap: No capacity is on record: the supply plan is not limited by anything; import capacity and hours per unit.',
  ]);
});

test('Many months are told as a range', () => {
  const sales = [
    {
      itemCode: 'T-1',
      marketCode: 'DE',
      firstMonth: '2026-01',
      quantityUnits: [6, ...monthRange('2026-02', 11).map(() => null)],
    },
  ];
  expect(sentences({ budget, sales })[0]).toContain('Sales of Feb to Dec 2026 are missing');
});

test('New items that nothing is planned for, and an order book of long ago, are doubts', () => {
  const { items } = planningInput();
  const knowledge = (itemCode: string, likeItemCode: string) => ({
    itemCode,
    likeItemCode,
    likeItemPercent: null,
    launchMonth: null,
    lastMonth: null,
  });
  const book = (asOf: string) => ({ asOf, itemCode: 'T-1', marketCode: 'DE', month: asOf, quantityUnits: 1 });
  const told = (asOf: string) =>
    sentences({
      budget,
      items: [...items, ...['T-7', 'T-8', 'T-9'].map((code) => ({ ...items[0]!, code }))],
      demandKnowledge: {
        ...NOTHING_KNOWN,
        items: [knowledge('T-8', 'T-1'), knowledge('T-9', 'T-7')],
        orderBooks: [book('2026-09'), book(asOf)],
      },
    }).filter((sentence) => !sentence.includes('stock'));
  const newItems =
    'doubt: T-7, T-9 have never sold and follow no like item that has: nothing is planned for it; name a like item in the items file if it will sell.';
  expect(told('2026-10')).toEqual([
    newItems,
    "doubt: The last order book is of Oct 2026: import today's, or orders in hand move nothing.",
  ]);
  expect(told('2026-12')).toEqual([newItems]);
});

test('A family without a budget where others have one is named: the gap to budget is silent about it', () => {
  const { families, items } = planningInput();
  const withBags = {
    families: [...families, { ...families[0]!, code: 'BAGS', name: 'Bags' }],
    items: [items[0]!, { ...items[1]!, familyCode: 'BAGS' }],
  };
  expect(sentences({ ...withBags, budget })).toEqual([
    'doubt: Bags has no budget in months in which others have one: the gap to budget leaves them out there; import it if there is one.',
  ]);
});

test('A line without any hours on record limits nothing, and is not said to take the month before', () => {
  const { resources } = planningInput();
  expect(sentences({ budget, resources: [{ ...resources[0]!, capacity: [] }] })).toEqual([
    'gap: Sewing hall has no hours on record: the supply plan is not limited by it; import capacity.',
  ]);
});
