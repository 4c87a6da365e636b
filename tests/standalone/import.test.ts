import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lines, readImportCommand, sendFile } from '../../standalone/import';

test('A command line is read with its map and unit', () => {
  expect(
    readImportCommand([
      'sales',
      'a.csv',
      '--map',
      'quantity=qty',
      '--map',
      'item=Article no',
      '--unit',
      'EUROPE',
    ]),
  ).toEqual({
    kind: 'sales',
    file: 'a.csv',
    unitCode: 'EUROPE',
    columnMap: { quantity: 'qty', item: 'Article no' },
    lastMonth: undefined,
  });
});

test.each([
  [[], 'Name a kind and a file'],
  [['sales'], 'Name a kind and a file'],
  [['weather', 'a.csv'], 'There is no kind "weather"'],
  [['sales', 'a.csv', '--map', 'quantity'], 'is not a map'],
  [['sales', 'a.csv', '--map', 'colour=c'], 'has no column "colour"'],
  [['sales', 'a.csv', '--last-month', 'June'], 'is not a month'],
  [['stock', 'a.csv', '--last-month', '2026-10'], 'Only the months of a sales file'],
  [['sales', 'a.csv', '--colour', 'red'], '--colour'],
])('The command line %j is refused with how it is meant', (argv, message) => {
  expect(() => readImportCommand(argv)).toThrow(message);
});

test('Errors are told by row, and how many more there are', () => {
  const errors = [
    { row: 3, column: 'quantity', value: 'many', message: 'is not a number' },
    { row: 4, column: '', value: '', message: 'repeats row 2' },
  ];
  expect(lines({ message: 'Nothing was loaded.', errors, errorCount: 5, notes: ['A note.'] })).toEqual([
    'Nothing was loaded.',
    '  row 3, quantity "many" is not a number',
    '  row 4 repeats row 2',
    '  and 3 more',
    '  A note.',
  ]);
});

test('The file goes out as a form with the token of this machine', async () => {
  const seen: { authorization?: string | undefined; body: string } = { body: '' };
  const server = createServer((incoming, outgoing) => {
    seen.authorization = incoming.headers.authorization;
    incoming.setEncoding('utf8');
    incoming.on('data', (part: string) => {
      seen.body += part;
    });
    incoming.on('end', () => outgoing.end('{"state":"accepted","message":"Loaded."}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const command = readImportCommand(['stock', 'folder/stock.csv', '--unit', 'EUROPE']);
  try {
    expect(await sendFile(url, 'secret-token', command, Buffer.from('item,quantity\n'))).toMatchObject({
      state: 'accepted',
    });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  expect(seen.authorization).toBe('Bearer secret-token');
  expect(seen.body).toContain('filename="stock.csv"');
  expect(seen.body).toMatch(/name="unitCode"\s+EUROPE/);
  await expect(sendFile(url, 'secret-token', command, Buffer.from(''))).rejects.toThrow('does not answer');
});
