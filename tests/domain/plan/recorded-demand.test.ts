import { recordedDemand, recordHabits } from '../../../domain/plan/recorded-demand';

const series = (firstMonth: string, ...quantityUnits: (number | null)[]) => ({
  itemCode: 'A',
  marketCode: 'DE',
  firstMonth,
  quantityUnits,
});

test('In a unit that writes zeros a gap is unknown, and after the last record nothing is sold any more', () => {
  const odd = series('2026-01', 5, null, 7, null);
  const habits = recordHabits([odd, series('2026-01', 1, 0, 1, 1)]);
  expect(recordedDemand(odd, habits)).toEqual([5, null, 7, 0]);
});

test('In a unit that never writes a zero a missing month means that nothing was sold', () => {
  const odd = series('2026-01', 5, null, 7);
  expect(recordedDemand(odd, recordHabits([odd, series('2026-01', 1, 1, 1)]))).toEqual([5, 0, 7]);
});

test('A month in which the whole unit recorded nothing is unknown', () => {
  const odd = series('2026-01', 5, null, 7);
  expect(recordedDemand(odd, recordHabits([odd]))).toEqual([5, null, 7]);
});

test('What was never recorded is not demand yet: months after the last loaded one are left out', () => {
  const odd = series('2026-01', 5, 6, null, null);
  expect(recordedDemand(odd, recordHabits([odd]))).toEqual([5, 6]);
  expect(recordHabits([])).toEqual({ loadedMonths: new Set(), lastLoadedMonth: null, writesZeros: false });
});
