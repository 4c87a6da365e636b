import { matchColumns, readColumnMap } from '../../../domain/import/match-columns';

const positionsOf = (header: string[], map?: Record<string, string>) =>
  Object.fromEntries(
    [...matchColumns('stock', header, map).positions].map(([column, at]) => [column.name, at]),
  );

test('Columns are found whatever their case, order and blanks', () => {
  expect(positionsOf(['Quantity', 'ON ORDER', ' item '])).toEqual({ item: 2, quantity: 0, on_order: 1 });
});

test('A map says which column of the file is meant', () => {
  expect(positionsOf(['Item', 'Qty'], readColumnMap(['quantity=Qty']))).toEqual({
    item: 0,
    quantity: 1,
    on_order: -1,
  });
});

test('Missing, doubled and wrongly mapped columns are told together', () => {
  expect(() =>
    matchColumns('sales', ['month', 'month', 'item', 'qty'], { quantity: 'number', price: 'qty' }),
  ).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      details: [
        expect.stringContaining('no column "price"'),
        'The column "month" stands in the header twice: remove or rename one.',
        'The column "market" (market or customer; a new one is made) is missing.',
        'The map names the column "number" for quantity, but the file has no such column.',
      ],
    }),
  );
});

test('Columns that nobody asked for are named in a note', () => {
  expect(matchColumns('stock', ['item', 'quantity', 'colour']).notes).toEqual([
    'Columns not used: "colour".',
  ]);
});

test('A map without an equals sign is refused', () => {
  expect(() => readColumnMap(['quantity:qty'])).toThrow('for example quantity=qty');
});
