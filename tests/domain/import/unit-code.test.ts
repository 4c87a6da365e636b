import { unitCodeFor } from '../../../domain/import/unit-code';

test.each([
  ['/data/medicines-sales.csv', 'MEDICINES-SALES'],
  ['C:\\files\\Umsätze 2026.CSV', 'UMS-TZE-2026'],
  ['???.csv', 'COMPANY'],
])('A unit made from %s is called %s', (fileName, code) => {
  expect(unitCodeFor(fileName)).toBe(code);
});
