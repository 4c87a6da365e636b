import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { PLAN_CSV_COLUMNS, planCsv } from '../../documents/plan-csv';
import { planManifest } from '../../documents/plan-manifest';
import { writePublication } from '../../documents/write-publication';
import { planRow } from '../../domain/plan/plan-row';

const csvOf = (...rows: ReturnType<typeof planRow>[]) =>
  planCsv({
    planVersion: 'EUROPE/2027-01/1',
    location: 'EUROPE',
    currency: 'EUR',
    unitOfMeasure: new Map([['T-1', 'BOX']]),
    rows,
  });
const demand = planRow('demand', '2027-01', 12.5, { familyCode: 'TENTS', itemCode: 'T-1', marketCode: 'DE' });

test('Each row of a plan is one line with a key of its own', () => {
  const text = csvOf(
    demand,
    planRow('item-production', '2027-01', 7, { familyCode: 'TENTS', itemCode: 'T-1' }),
    planRow('production', '2027-01', 7, { familyCode: 'TENTS' }),
    planRow('revenue', '2027-01', 70, { familyCode: 'TENTS' }),
    planRow('regular-hours', '2027-01', 3, { resourceCode: 'SEWING' }),
  );
  const lines = parse(text, { columns: true }) as Record<string, string>[];
  expect(Object.keys(lines[0]!)).toEqual(Object.keys(PLAN_CSV_COLUMNS));
  expect(
    lines.map(({ level, item, measure, quantity, unit }) => [level, item, measure, quantity, unit]),
  ).toEqual([
    ['resource', 'SEWING', 'regular-hours', '3', 'h'],
    ['item', 'T-1', 'demand', '12.5', 'BOX'],
    ['item', 'T-1', 'production', '7', 'BOX'],
    ['family', 'TENTS', 'family-production', '7', 'units'],
    ['family', 'TENTS', 'family-revenue', '70', 'EUR'],
  ]);
  expect(lines[1]!.row_key).toBe('EUROPE/2027-01/1|T-1|EUROPE|DE|2027-01|demand');
});

test('The same plan gives the same bytes in whatever order its rows come', () => {
  const other = { ...demand, month: '2027-02' };
  expect(csvOf(other, demand)).toBe(csvOf(demand, other));
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
  'A code %j that a spreadsheet would calculate is exported as text',
  (code) => {
    const [line] = parse(csvOf({ ...demand, itemCode: code }), { columns: true }) as Record<string, string>[];
    expect(line!.item).toBe(`'${code}`);
  },
);

test('A quantity below zero stays a number', () => {
  const cost = planRow('marginal-cost-of-demand', '2027-01', -0.25, { familyCode: 'TENTS' });
  const [line] = parse(csvOf(cost), { columns: true }) as Record<string, string>[];
  expect(line!.quantity).toBe('-0.25');
});

test('A code with separators and quotes comes back as it was', () => {
  const [line] = parse(csvOf({ ...demand, itemCode: 'a,"b"\nc' }), { columns: true }) as Record<
    string,
    string
  >[];
  expect(line!.item).toBe('a,"b"\nc');
});

test('Both files are laid down whole, and again without a trace', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sop-publication-'));
  const manifest = planManifest({
    unit: { code: 'EU/../x', name: 'Europe', currency: 'EUR' },
    period: '2027-01',
    planVersion: { name: 'EU/2027-01/1', number: 1, sha256: 'abc', scenario: 'base', scenarioName: 'Base' },
    planCsv: { sha256: 'def', rowCount: 1 },
    horizon: { firstMonth: '2027-01', lastMonth: '2027-01', months: 1 },
    approvals: [],
    publishedAt: '2027-01-22T10:00:00.000Z',
  });
  try {
    const files = { unitCode: 'EU/../x', period: '2027-01', planCsv: csvOf(demand), manifest };
    const place = await writePublication(folder, files);
    expect(await writePublication(folder, files)).toBe(place);
    expect(path.relative(folder, place)).toBe(path.join('EU____x', '2027-01'));
    expect(readdirSync(place).sort()).toEqual(['manifest.json', 'plan.csv']);
    expect(readFileSync(path.join(place, 'plan.csv'), 'utf8')).toBe(files.planCsv);
    expect(JSON.parse(readFileSync(path.join(place, 'manifest.json'), 'utf8'))).toEqual(manifest);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
