import { addMonths, isMonth, monthRange, monthsBetween } from '../../../domain/cycle/month';

test('Months are added and counted across years', () => {
  expect(addMonths('2026-11', 3)).toBe('2027-02');
  expect(addMonths('2027-01', -1)).toBe('2026-12');
  expect(monthsBetween('2026-11', '2027-02')).toBe(3);
  expect(monthsBetween('2027-02', '2026-11')).toBe(-3);
  expect(monthRange('2026-11', 3)).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(monthRange('2026-11', 0)).toEqual([]);
});

test('Only YYYY-MM is a month', () => {
  expect(['2026-01', '2026-12', '2026-00', '2026-13', '26-01', '2026-1'].filter(isMonth)).toEqual([
    '2026-01',
    '2026-12',
  ]);
});
