import { addMonths } from '../../../domain/cycle/month';
import { attestedCapacity, attestedSales, attestedStock } from '../../../domain/plan/attested-figures';
import { planningInput } from './planning-input-of';

const tents = planningInput().families[0]!;

test('Sales stand beside the same months a year before; what has no record is none, not 0', () => {
  const input = planningInput({
    families: [tents, { ...tents, code: 'LAMPS', name: 'Lamps' }],
    sales: [
      // 24 months until Dec 2026: 10, 11, … 33; a second series without a record in Dec 2026.
      {
        itemCode: 'T-1',
        marketCode: 'DE',
        firstMonth: '2025-01',
        quantityUnits: Array.from({ length: 24 }, (_, month) => 10 + month),
      },
      { itemCode: 'T-2', marketCode: 'DE', firstMonth: '2026-11', quantityUnits: [2, null] },
    ],
  });
  const { months, units, yearBefore, families } = attestedSales(input);
  expect([months[0], months.at(-1)]).toEqual(['2026-01', '2026-12']);
  expect(units.slice(-2)).toEqual([32 + 2, 33]);
  expect(yearBefore.slice(-2)).toEqual([20, 21]);
  expect(families).toEqual([
    {
      code: 'TENTS',
      name: 'Tents',
      lastMonthUnits: 33,
      yearBeforeUnits: 21,
      lastYearUnits: (12 * (22 + 33)) / 2 + 2,
      yearBeforeLastUnits: (12 * (10 + 21)) / 2,
    },
    {
      code: 'LAMPS',
      name: 'Lamps',
      lastMonthUnits: null,
      yearBeforeUnits: null,
      lastYearUnits: null,
      yearBeforeLastUnits: null,
    },
  ]);
});

test('A year with a month missing is compared in the months that are there', () => {
  const sales = [
    {
      itemCode: 'T-1',
      marketCode: 'DE',
      firstMonth: '2025-01',
      quantityUnits: [...new Array<number>(23).fill(10), null],
    },
  ];
  expect(attestedSales(planningInput({ sales })).families[0]).toMatchObject({
    lastMonthUnits: null,
    yearBeforeUnits: 10,
    lastYearUnits: 110,
    yearBeforeLastUnits: 110,
  });
});

test('Stock lasts as many months as the last three sold', () => {
  // 20 in stock of two items; 6 + 7 + 8 and 2 + 2 sold in three months.
  expect(attestedStock(planningInput())).toEqual([
    { code: 'TENTS', name: 'Tents', stockUnits: 20, onOrderUnits: 10, monthsOfSales: 20 / (25 / 3) },
  ]);
  expect(attestedStock(planningInput({ sales: [] }))[0]?.monthsOfSales).toBeNull();
});

test('A month without hours on record is none, not 0', () => {
  const sewing = planningInput().resources[0]!;
  const resources = [
    { ...sewing, capacity: sewing.capacity.filter(({ month }) => month !== addMonths('2027-01', 1)) },
  ];
  expect(attestedCapacity(planningInput({ resources }))).toEqual({
    months: ['2027-01', '2027-02', '2027-03'],
    resources: [
      { code: 'SEWING', name: 'Sewing hall', regularHours: [10, null, 10], overtimeHours: [2, null, 2] },
    ],
  });
});
