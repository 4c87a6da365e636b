import request from 'supertest';
import { issueLink } from '../../database/access-link-repository';
import { cellName, cellPlace } from '../../domain/workbook/cell-name';
import { readWorkbook } from '../../domain/workbook/read-workbook';
import { createLinkToken } from '../../email/link-token';
import { bomb, workbookParts, zipOf } from '../domain/workbook/made-workbook';
import { type Agent, type ApiUnderTest, PUBLIC_URL, startApi } from './api-under-test';
import { planMonth } from './planned-month';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** A task's figures out as a workbook, and back in. */
let api: ApiUnderTest;
let units: TwoUnits;
let sales: Agent;
let taskId: string;

beforeAll(async () => {
  api = await startApi({ now: new Date('2027-01-05T10:00:00Z') });
  units = await seedTwoUnits(api.database);
  sales = await api.signIn(addressOf('sales'));
  const { task } = await planMonth(api, units, {
    period: '2027-01',
    baseline: [
      ['T-1', '2027-01', 100],
      ['B-1', '2027-01', 50],
      ['B-1', '2027-02', 60],
    ],
    consensus: [['T-1', '2027-01', 100]],
    sold: [90, 100],
  });
  taskId = (await task('sales')).id;
}, 60_000);
afterAll(() => api.stop());

const download = async (agent: { get: Agent['get'] }, path: string) => {
  const { body, headers } = await agent.get(path).responseType('blob').expect(200);
  expect(headers['content-type']).toContain('spreadsheetml.sheet');
  const [figures] = await readWorkbook(new Uint8Array(body), { mostUnpackedBytes: 1e6, mostCells: 1_000 });
  return {
    fileName: /filename="([^"]+)"/.exec(headers['content-disposition'] ?? '')?.[1],
    cells: Object.fromEntries(figures!.cells.map(({ row, column, value }) => [cellName(row, column), value])),
  };
};
/** The workbook with these cells, as a spreadsheet program writes it. */
const filled = (cells: Readonly<Record<string, string>>) => {
  const rows = new Map<number, string>();
  for (const [name, value] of Object.entries(cells)) {
    const { row } = cellPlace(name)!;
    const isNumber = row > 1 && /^-?[\d.]+$/.test(value);
    const cell = isNumber
      ? `<c r="${name}"><v>${value}</v></c>`
      : `<c r="${name}" t="inlineStr"><is><t>${value}</t></is></c>`;
    rows.set(row, (rows.get(row) ?? '') + cell);
  }
  const xml = [...rows].map(([row, inside]) => `<row r="${row}">${inside}</row>`).join('');
  return zipOf(workbookParts({ Figures: xml }));
};
const upload = (agent: { post: Agent['post'] }, path: string, file: Uint8Array) =>
  agent.post(path).set('Origin', PUBLIC_URL).attach('file', Buffer.from(file), 'filled.xlsx');

test('the grid is downloaded with the draft in it; filled in and uploaded it gives its figures, and keeps nothing', async () => {
  const path = `/api/tasks/${taskId}/workbook`;
  const adjustment = {
    familyCode: 'TENTS',
    marketCode: 'DE',
    itemCode: null,
    month: '2027-01',
    change: { kind: 'absolute', value: 120 },
    reasonCode: 'event',
  };
  const content = { kind: 'demand-input', adjustments: [adjustment] };
  await sales.put(`/api/tasks/${taskId}/draft`).send({ content }).expect(200);

  const { fileName, cells } = await download(sales, path);
  expect(fileName).toBe('north-2027-01-demand-input-sales.xlsx');
  expect(cells).toMatchObject({
    A1: 'Family code',
    E1: '2027-01, units',
    A2: 'BAGS',
    B2: 'Bags',
    E2: '50',
    A3: 'TENTS',
    C3: 'DE',
    E3: '120',
  });

  const { body } = await upload(sales, path, filled({ ...cells, E2: '55.5' })).expect(200);
  expect(body.figures).toContainEqual({ codes: ['BAGS', 'DE'], month: '2027-01', value: 55.5 });
  expect(body.figures).toContainEqual({ codes: ['TENTS', 'DE'], month: '2027-01', value: 120 });
  const { body: task } = await sales.get(`/api/tasks/${taskId}`).expect(200);
  expect(task.draft.content).toEqual({ ...content, adjustments: [{ ...adjustment, comment: '' }] });
  expect(task).toMatchObject({ state: 'open', submission: null });
});

test('each mistake is named by its cell, and nothing is taken over', async () => {
  const path = `/api/tasks/${taskId}/workbook`;
  const { cells } = await download(sales, path);
  const { body } = await upload(sales, path, filled({ ...cells, E2: 'many', E3: '-1', F3: '7' })).expect(400);
  expect(body.error).toEqual({
    code: 'invalid-input',
    message: 'Nothing was taken over: 2 cells must be mended first.',
    details: [
      'Figures E2: "many" is no number: write digits, like 1200 or 1200.5.',
      'Figures E3: -1 is below zero: write 0 or more.',
    ],
  });
});

test('a bomb, a file that is too large and one that is no workbook are refused, and the API goes on', async () => {
  const path = `/api/tasks/${taskId}/workbook`;
  const evil = zipOf({ ...workbookParts({ Figures: '' }), 'xl/worksheets/sheet1.xml': bomb(64, 100) });
  const { body } = await upload(sales, path, evil).expect(400);
  expect(body.error.message).toContain('more than 32 MB when unpacked');
  const large = await upload(sales, path, new Uint8Array(5 * 1024 * 1024)).expect(400);
  expect(large.body.error.message).toContain(
    'larger than 4 MB: fill in the workbook that you downloaded here',
  );
  const text = await upload(sales, path, new TextEncoder().encode('a,b')).expect(400);
  expect(text.body.error.message).toContain('no workbook that can be read');
  await sales.get(`/api/tasks/${taskId}`).expect(200);
});

test('only who may hand it in gets it; a task without figures has none', async () => {
  const other = await api.signIn(addressOf('marketing'));
  await other.get(`/api/tasks/${taskId}/workbook`).expect(403);
  await upload(other, `/api/tasks/${taskId}/workbook`, filled({})).expect(403);
  const { stepId, cycleId } = await api.database.prisma.task.findUniqueOrThrow({ where: { id: taskId } });
  const dueAt = api.clock.now;
  const none = await api.database.prisma.task.create({
    data: {
      stepId,
      cycleId,
      key: 'general/1',
      kind: 'general',
      title: 'Call the customer',
      instructions: '',
      role: 'sales',
      assigneeId: units.people.sales!,
      state: 'open',
      dueAt,
      plannedDueAt: dueAt,
    },
  });
  const { body } = await sales.get(`/api/tasks/${none.id}/workbook`).expect(404);
  expect(body.error.message).toContain('"Call the customer" has no figures to fill in');
});

test('the link of a mail does the same without an account, for its own task only', async () => {
  const link = async (personId: string) => {
    const expiresAt = new Date(api.clock.now.getTime() + 60_000);
    const issued = { personId, purpose: 'task' as const, subjectId: taskId, expiresAt };
    const { id } = await issueLink(api.database.prisma, issued, api.clock.now);
    return `/api/links/${createLinkToken(id, 'link-secret-of-the-tests-1234567890123')}/workbook`;
  };
  const someone = request(api.app);
  const own = await link(units.people.sales!);
  const { cells } = await download(someone, own);
  const { body } = await upload(someone, own, filled({ ...cells, E2: '1' })).expect(200);
  expect(body.figures).toContainEqual({ codes: ['BAGS', 'DE'], month: '2027-01', value: 1 });
  const others = await link(units.people.marketing!);
  await someone.get(others).expect(403);
  await upload(someone, others, filled(cells)).expect(403);
});
