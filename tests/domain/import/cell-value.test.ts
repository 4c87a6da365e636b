import { decimalMarkOf, readCell } from '../../../domain/import/cell-value';

test.each([
  ['12', '.', 12],
  [' 0012.50 ', '.', 12.5],
  ['1e3', '.', 1000],
  ['1,234.5', '.', 1234.5],
  ['12,5', ',', 12.5],
  ['1.234,5', ',', 1234.5],
  ['1.234', ',', 1234],
] as const)('An amount written %j with decimal mark %j reads as %d', (text, mark, value) => {
  expect(readCell(text, 'amount', mark)).toEqual({ value });
});

test.each([
  ['1,234', '.', 'is not a number'],
  ['NaN', '.', 'is not a number'],
  ['Infinity', '.', 'is not a number'],
  ['12 pcs', '.', 'is not a number'],
  ['1.23,4', ',', 'is not a number'],
  ['0x10', '.', 'is not a number'],
  ['-3', '.', 'is below zero'],
  ['1e300', '.', 'is larger than'],
  ['9e999', '.', 'is larger than'],
] as const)('An amount written %j with decimal mark %j is refused: it %s', (text, mark, problem) => {
  expect(readCell(text, 'amount', mark)).toEqual({ problem: expect.stringContaining(problem) });
});

test.each([
  ['2026-01', '2026-01'],
  ['2026-02-28', '2026-02'],
])('A month written %j reads as %s', (text, value) => {
  expect(readCell(text, 'month', '.')).toEqual({ value });
});

test.each(['2026-13', '2026-1', 'Jan 26', '01/2026', '2026-02-31x', '1026-01'])(
  'The month %j is refused',
  (text) => {
    expect(readCell(text, 'month', '.')).toHaveProperty('problem');
  },
);

test.each([
  ['a\nb', 'line break'],
  ['A\u200B1', 'invisible character'],
  ['a\uD800b', 'could not be read'],
  ['x'.repeat(61), '61 characters'],
])('The code %j is refused', (text, problem) => {
  expect(readCell(text, 'code', '.')).toEqual({ problem: expect.stringContaining(problem) });
});

test('A comma is the decimal mark only where it parts no columns', () => {
  expect(decimalMarkOf(';', ['12,5', '3'])).toBe(',');
  expect(decimalMarkOf(';', ['12.5', '3'])).toBe('.');
  expect(decimalMarkOf(',', ['1,234.5'])).toBe('.');
});

test.each([
  ['95', 95],
  ['97.5 %', 97.5],
])('A service of %s is taken', (text, value) => {
  expect(readCell(text, 'service-percent', '.')).toEqual({ value });
});

test.each(['0.95', '100', 'high', '50'])('A service of %s is refused and says how to write it', (text) => {
  expect(readCell(text, 'service-percent', '.')).toEqual({ problem: expect.stringContaining('95 for 95 %') });
});

test('A kind of service is one of two', () => {
  expect(readCell('Fill rate', 'service-kind', '.')).toEqual({ value: 'fill-rate' });
  expect(readCell('CYCLE_SERVICE', 'service-kind', '.')).toEqual({ value: 'cycle-service' });
  expect(readCell('good', 'service-kind', '.')).toEqual({
    problem: expect.stringContaining('cycle-service'),
  });
});
