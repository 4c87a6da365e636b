import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AIR_PASSENGERS } from '../domain/demand/air-passengers';

const FIELDS = ['id', 'model', 'mean', 'lower80', 'upper80', 'lower95', 'upper95', 'note'];

interface Entry {
  id: string | number | null;
  model: string;
  mean: number[];
  note: string;
}

describe('npm run forecast', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forecast-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (inputName: string, content: string | Buffer, ...more: string[]) => {
    const input = join(folder, inputName);
    const output = join(folder, 'out.json');
    writeFileSync(input, content);
    const command = [
      '--import',
      'tsx',
      'standalone/forecast.ts',
      '--input',
      input,
      '--output',
      output,
      ...more,
    ];
    const { status, stderr, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    const entries = existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as Entry[]) : null;
    return { status, stderr, stdout, entries };
  };

  test('answers every series of a JSON file in its order, and says nothing on standard output', () => {
    const series = Array.from({ length: 300 }, (_, i) => ({
      id: `item ${i}, "quoted" [x]`,
      values: AIR_PASSENGERS.slice(i % 40).map((value) => value * (i + 1)),
    }));
    const one = run('in.json', JSON.stringify(series, null, 1), '--horizon', '6', '--workers', '1');
    const two = run('in.json', JSON.stringify(series), '--horizon', '6', '--workers', '2');
    expect([one.status, one.stdout]).toEqual([0, '']);
    expect(one.stderr).toContain('300 series');
    expect(one.entries!.map(({ id }) => id)).toEqual(series.map(({ id }) => id));
    expect(one.entries![0]!.mean).toHaveLength(6);
    expect(Object.keys(one.entries![0]!)).toEqual(FIELDS);
    expect(two.entries).toEqual(one.entries);
  });

  test('names broken series, does the others, and ends with 1', () => {
    const content = `[ {"id":"good","values":[1,2,3,4,5,6,7,8,9]}, {"id":"text","values":[1,"two"]},
      {"id":"not a number","values":[1,NaN]}, {"values":[1]}, 17, {"id":5,"values":[4,null,4]} ]`;
    const { status, stderr, entries } = run('in.json', content);
    expect(status).toBe(1);
    expect(entries!.map(({ id, model }) => [id, model])).toEqual([
      ['good', 'combination'],
      ['text', 'none'],
      ['not a number', 'none'],
      [null, 'none'],
      [null, 'none'],
      [5, 'recent average'],
    ]);
    expect(stderr).toContain('broken: "text": value 2 is "two": give a number, or null for missing');
    expect(stderr).toContain('broken: "not a number": this is not JSON');
    expect(stderr).toContain('broken: series 4: it has no "id"');
    expect(entries![1]!.note).toContain('not forecast: value 2 is "two"');
  });

  test('does the whole series of a file which ends in the middle, and ends with 1', () => {
    const { status, stderr, entries } = run('in.json', '[{"id":"a","values":[1,2,3]},{"id":"b","val');
    expect(status).toBe(1);
    expect(entries!.map(({ id }) => id)).toEqual(['a']);
    expect(stderr).toContain('the file ends in series 2');
  });

  test('reads CSV: months in any order, missing ones empty or left out', () => {
    const lines = AIR_PASSENGERS.map((value, t) => {
      const month = `${1949 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}`;
      return `"air, all",${month},${value}`;
    }).reverse();
    const content = ['id,month,value', ...lines, 'small,2026-01,5', 'small,2026-02,', 'small,2026-04,7'].join(
      '\r\n',
    );
    const csv = run('in.csv', content, '--horizon', '3');
    const json = run(
      'in.json',
      JSON.stringify([{ id: 'air, all', values: AIR_PASSENGERS }]),
      '--horizon',
      '3',
    );
    expect(csv.status).toBe(0);
    expect(csv.entries![0]).toEqual(json.entries![0]);
    expect(csv.entries![1]!.note).toContain('2 months without a record');
  });

  test('reads CSV longer than one piece of the file: ids with commas and quotes, blank lines, no last line end', () => {
    const series = Array.from({ length: 400 }, (_, i) => ({
      id: `large "boxed" item, number ${i}, of the north`,
      values: AIR_PASSENGERS.slice(i % 50).map((value) => value + i),
    }));
    const lines = series.flatMap(({ id, values }) => [
      ...values.map((value, t) => `"${id.replaceAll('"', '""')}",${t + 1},${value}`),
      '  ',
    ]);
    const content = `\uFEFF\r\n id , Month,value\r\n${lines.join('\r\n').trimEnd()}`;
    expect(content.length).toBeGreaterThan(2 * 1024 * 1024);
    const csv = run('in.csv', content, '--horizon', '3', '--workers', '2');
    const json = run('in.json', JSON.stringify(series), '--horizon', '3', '--workers', '1');
    expect([csv.status, csv.stderr.includes('do not stand together')]).toEqual([0, false]);
    expect(csv.entries).toEqual(json.entries);
  });

  test('the same id with and without quotes is one series', () => {
    const { entries } = run('in.csv', 'id,month,value\n"a",1,5\na,2,6\n"a",3,7\nb,1,9');
    expect(entries!.map(({ id, mean }) => [id, mean[0]])).toEqual([
      ['a', 6],
      ['b', 9],
    ]);
  });

  test('reads CSV whose series are scattered over the file', () => {
    const { status, stderr, entries } = run(
      'in.csv',
      'id,month,value\na,2026-01,5\nb,2026-01,8\na,2026-02,5\nb,2026-02,8',
    );
    expect(status).toBe(0);
    expect(stderr).toContain('do not stand together');
    expect(entries!.map(({ id, mean }) => [id, mean[0]])).toEqual([
      ['a', 5],
      ['b', 8],
    ]);
  });

  test.each([
    ['a,2026-13,5', 'the month "2026-13" is not like 2026-01, nor a running number'],
    ['a,2026-01,1\na,2026-01,2', 'the month 2026-01 comes twice'],
    ['a,2026-01,"1,5"', 'the value of 2026-01 is "1,5": give a number with a decimal point'],
    ['a,2026-01,0x10', 'the value of 2026-01 is "0x10": give a number with a decimal point'],
    ['a,0202-01,5\na,2026-01,5', 'its months lie more than a century apart, with hardly a value between'],
  ])('names a broken CSV series: %s', (lines, problem) => {
    const { status, stderr } = run('in.csv', `id,month,value\n${lines}`);
    expect(status).toBe(1);
    expect(stderr).toContain(`broken: "a": ${problem}`);
  });

  test.each([
    ['a day', ['2026-01-31', '2026-02-28', '2026-04-30']],
    ['no dash', ['202601', '202602', '202604']],
    ['a running number', ['1', '2', '4']],
  ])('months with %s are read, and the gap between them seen', (_name, months) => {
    const content = ['id,month,value', ...months.map((month) => `a,${month},6`)].join('\n');
    const { entries } = run('in.csv', content);
    expect(entries![0]!.note).toContain('1 month without a record');
  });

  test('a long history is read to its end', () => {
    const lines = Array.from({ length: 2000 }, (_, t) => `a,${t + 1},${100 + (t % 7)}`);
    const { status, entries } = run('in.csv', `id,month,value\n${lines.join('\n')}`, '--season', '7');
    expect([status, entries![0]!.model]).toEqual([0, 'combination']);
  });

  test('an id that would not come back as it was makes its series broken', () => {
    const numbers = run('in.json', '[{"id":9007199254740993,"values":[1]},{"id":1e999,"values":[1]}]');
    expect([numbers.status, numbers.entries!.map(({ model }) => model)]).toEqual([1, ['none', 'none']]);
    expect(numbers.stderr).toContain('its id is too long for a number: give it as a text');

    const csv = run('in.csv', Buffer.from('id,month,value\nK\xe4se,1,5\nK\xf6se,2,6\n,1,7\n', 'latin1'));
    expect([csv.status, csv.entries!.map(({ model }) => model)]).toEqual([1, ['none', 'none']]);
    expect(csv.stderr).toContain('its id is not written in UTF-8: save the file as UTF-8');
    expect(csv.stderr).toContain('its lines begin without an id');
  });

  test('an input which does not exist is refused', () => {
    const command = [
      '--import',
      'tsx',
      'standalone/forecast.ts',
      '--input',
      join(folder, 'none'),
      '--output',
      'x',
    ];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      1,
      `The input ${join(folder, 'none')} cannot be read: check the path.\n`,
    ]);
  });

  test('an output which is no file is refused, and a link stays a link', () => {
    const refused = run('in.json', '[]', '--output', folder);
    expect([refused.status, refused.stderr.split('\n')[0]]).toEqual([
      2,
      `The output ${folder} is no file: give the path of one.`,
    ]);

    writeFileSync(join(folder, 'target.json'), 'old');
    symlinkSync(join(folder, 'target.json'), join(folder, 'link.json'));
    expect(run('in.json', '[]', '--output', join(folder, 'link.json')).status).toBe(0);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'target.json'), 'utf8'))).toEqual([]);
  });

  test('an empty array gives an empty array', () => {
    expect(run('in.json', '[]')).toMatchObject({ status: 0, entries: [] });
  });

  test.each([
    ['an object', '{"id":"a"}', 'the file is not a JSON array'],
    ['two arrays', '[] []', 'something follows the end of the array'],
    ['nothing', ' \n', 'is empty: there is nothing to forecast'],
    [
      'other columns',
      'item;month;value\na;1;5',
      'the first line is "item;month;value": it must be id,month,value',
    ],
    ['UTF-16', Buffer.from('\ufeffid,month,value\na,1,5', 'utf16le'), 'it is not written in UTF-8'],
  ])('an input of the wrong shape is refused, and an earlier output stays: %s', (_name, content, message) => {
    writeFileSync(join(folder, 'out.json'), '["earlier"]');
    const answer = run('in', content);
    expect([answer.status, answer.entries]).toEqual([1, ['earlier']]);
    expect(answer.stderr).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(['in', 'out.json']);
  });

  test('an output in a folder which does not exist is refused', () => {
    const { status, stderr } = run('in.json', '[]', '--output', join(folder, 'none', 'out.json'));
    expect(status).toBe(2);
    expect(stderr).toContain(`The folder ${join(folder, 'none')} of the output does not exist: make it`);
  });

  test('stopped in the middle it leaves neither a half file nor harms an earlier one', async () => {
    const input = join(folder, 'in.json');
    const output = join(folder, 'out.json');
    const one = `{"id":1,"values":${JSON.stringify(AIR_PASSENGERS)}}`;
    writeFileSync(input, `[${new Array(60_000).fill(one).join(',')}]`);
    writeFileSync(output, 'earlier');
    const command = ['--import', 'tsx', 'standalone/forecast.ts', '--input', input, '--output', output];
    const child = spawn(process.execPath, command);
    // It says how far it is when some of the file is written.
    await once(child.stderr, 'data');
    expect(readdirSync(folder)).toHaveLength(3);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    expect(readdirSync(folder).sort()).toEqual(['in.json', 'out.json']);
    expect(readFileSync(output, 'utf8')).toBe('earlier');
  });

  test('a wrong command says how to give it, and ends with 2', () => {
    const answer = run('in.json', '[]', '--horizon', 'many');
    expect(answer.status).toBe(2);
    expect(answer.stderr).toContain('--horizon is many: give 1 to 120 months.');
    expect(answer.stderr).toContain('Use: npm run --silent forecast');
  });

  test('--backtest adds the error and share of each method', () => {
    const content = JSON.stringify([{ id: 'air', values: AIR_PASSENGERS }]);
    const [entry] = run('in.json', content, '--backtest').entries!;
    expect(entry).toHaveProperty('backtestWmape');
    expect((entry as unknown as { backtest: unknown[] }).backtest).toHaveLength(5);
  });
});
