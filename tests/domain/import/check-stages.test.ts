import { checkRows, type KnownRecords } from '../../../domain/import/check-rows';
import { matchColumns } from '../../../domain/import/match-columns';
import { readCsv } from '../../../domain/import/read-csv';

const KNOWN: KnownRecords = {
  families: new Set(['TENTS', 'LAMPS']),
  items: new Map(),
  resources: new Set(),
  markets: new Set(['DE', 'FR']),
  currentMonth: '2026-11',
};

async function check(rows: string) {
  const header = 'family,stage,supplied_by,lead_time_days,holding_cost,market,service_days';
  const file = await readCsv(new TextEncoder().encode(`${header}\n${rows}\n`));
  return checkRows('stages', file, matchColumns('stages', file.header), KNOWN);
}

async function problemsOf(rows: string) {
  const { errors } = await check(rows);
  return errors.map(({ row, column, message }) => `${row} ${column} ${message}`);
}

test('A plant before two markets is a network, and each family may have its own with the same codes', async () => {
  const sound = await check(
    [
      'TENTS,PLANT,,20,0.5,,',
      'TENTS,DE,PLANT,2,1,DE,0',
      'TENTS,FR,PLANT,4,1,FR,3',
      'LAMPS,PLANT,,9,0.2,DE,',
    ].join('\n'),
  );
  expect(sound).toMatchObject({ errors: [], errorCount: 0 });
  expect(sound.rows).toHaveLength(4);
});

test('Families and markets must be known, days whole, and costs numbers', async () => {
  expect(
    await problemsOf('BOATS,PLANT,,20,1,DE,\nTENTS,PLANT,,2.5,1,IT,\nTENTS,B,,400,x,DE,\nTENTS,C,,4,1,IT,0'),
  ).toEqual([
    '2 family is not known here: correct it, or import an items or families file with it first',
    '3 lead_time_days is no number of days: write a whole number from 0 to 365',
    '4 lead_time_days is no number of days: write a whole number from 0 to 365',
    expect.stringMatching(/^4 holding_cost is not a number/),
    '5 market is not known here: correct it, or import a sales file with it first',
  ]);
});

test('A stage has one supplier in its family, and says so where a file names none of it or several', async () => {
  expect(
    await problemsOf('TENTS,DE,PLANT,2,1,DE,\nLAMPS,PLANT,,9,1,FR,\nLAMPS,DE,PLANT; EAST,2,1,DE,'),
  ).toEqual([
    '2 supplied_by is no stage of family TENTS in this file: correct it, or add a row for it',
    '4 supplied_by names several stages: stock can be placed only where each stage is supplied by one, keep that one',
  ]);
});

test('A circle is told with its stages, and what hangs on it is not', async () => {
  expect(await problemsOf('TENTS,A,B,1,1,,\nTENTS,B,A,1,1,,\nTENTS,DE,A,1,1,DE,\nTENTS,S,S,1,1,FR,')).toEqual(
    [
      '2 supplied_by goes round in a circle (A, B, A): leave the cell empty at the source',
      '3 supplied_by goes round in a circle (B, A, B): leave the cell empty at the source',
      '5 supplied_by goes round in a circle (S, S): leave the cell empty at the source',
    ],
  );
});

test('Demand leaves at every end, once for each market, and only there a wait is promised', async () => {
  expect(
    await problemsOf(
      'TENTS,PLANT,,5,1,,2\nTENTS,A,PLANT,1,1,DE,\nTENTS,B,PLANT,1,1,DE,\nTENTS,C,PLANT,1,1,,',
    ),
  ).toEqual([
    '2 service_days stands at a stage without a market: name the market, or empty the cell',
    '4 market is served by stage A already: one stage of a family serves a market, keep one of them',
    '5 market is empty, and C supplies no other stage: name the market that it serves, or leave the stage out',
  ]);
});

test('A way of more than two years, or of more than twenty stages, is a slip', async () => {
  expect(await problemsOf('TENTS,A,,365,1,,\nTENTS,B,A,365,1,,\nTENTS,C,B,1,1,DE,')).toEqual([
    '4 supplied_by the way from the source to C takes more than 730 days: check the lead times on it',
  ]);
  const chain = Array.from(
    { length: 21 },
    (_, index) => `TENTS,S${index},${index === 0 ? '' : `S${index - 1}`},1,1,${index === 20 ? 'DE' : ''},`,
  );
  expect(await problemsOf(chain.join('\n'))).toEqual([
    '22 supplied_by the way from the source to S20 has more than 20 stages: keep those that hold stock',
  ]);
});
