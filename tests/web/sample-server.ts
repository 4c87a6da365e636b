import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { components } from '../../web/src/api/schema';
import { calendarOfCancelled, cancelledCycle, candidates, cycleOutOfReach, sentTask } from './sample-acts';
import { cycle, cycleLine, signOffLine, taskLine } from './sample-cycle';
import { inventory, planDifference, planView } from './sample-figures';
import { forecastAccuracy, forecastAccuracyToCome } from './sample-forecast';
import { me, now, people, processOwner, unit } from './sample-people';
import { plans } from './sample-plans';
import { scenariosOf } from './sample-scenarios';
import { compliance, imports, mails, peopleView, schedule, template } from './sample-settings';
import { signOff } from './sample-sign-off';
import { taskViews } from './sample-tasks';

type Schemas = components['schemas'];

const BUILT_PAGES = path.join(__dirname, '..', '..', 'web', 'dist');
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'";

export interface SampleServer {
  readonly url: string;
  /** Every request that could change something, as "METHOD address body". */
  readonly writes: readonly string[];
  /** Begins a new list of writes. */
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

/** The built pages over HTTP with hand-made answers behind them: for how pages look and behave in the browser alone. */
export async function startSampleServer(pages = BUILT_PAGES): Promise<SampleServer> {
  const writes: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sample');
    const method = request.method ?? 'GET';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      if (method !== 'GET' && method !== 'HEAD') writes.push(`${method} ${url.pathname} ${body}`);
      response.setHeader('Content-Security-Policy', POLICY);
      if (url.pathname === '/api/events') {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': here\n\n');
        return;
      }
      const answered = url.pathname.startsWith('/api/') ? answerTo(method, url.pathname) : undefined;
      if (url.pathname.startsWith('/api/')) {
        const { status, json } = answered ?? notFound;
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(json);
        return;
      }
      sendPage(pages, url.pathname).then(
        ({ type, content }) => response.writeHead(200, { 'Content-Type': type }).end(content),
        () => response.writeHead(404).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    writes,
    forget: () => writes.splice(0),
    close: () => closeServer(server),
  };
}

interface Answer {
  readonly status: number;
  readonly json: string;
}

const ok = (value: unknown, status = 200): Answer => ({ status, json: JSON.stringify(value) });
const notFound: Answer = {
  status: 404,
  json: JSON.stringify({
    error: {
      code: 'not-found',
      message: 'This does not exist, or you may not see it. Go back to your tasks.',
      details: [],
    },
  }),
};

const home: Schemas['Home'] = {
  tasks: [
    taskLine({
      id: 'task-capacity',
      kind: 'capacity-check',
      title: 'Check the capacity',
      assignee: people.maria,
    }),
    taskLine({
      id: 'task-review',
      title: 'Look at the supply plan',
      isLate: true,
      dueAt: '2026-12-07T16:00:00.000Z',
    }),
    taskLine({ id: 'task-consensus', title: 'Make the consensus demand plan', state: 'waiting' }),
  ],
  signOffs: [signOffLine({})],
  cycles: [cycleLine],
};

const receipt: Schemas['Receipt'] = {
  recordedAt: now,
  isLate: false,
  isRepeat: false,
  outcome: 'approve',
  message: 'Recorded on Tue 8 Dec, 10:12: approved, plan version 4 (2f9a41c7).',
  next: 'Raj Patel has signed; Li Wei is still to sign.',
};

const linkTo = (part: Partial<Schemas['LinkView']>): Schemas['LinkView'] => ({
  purpose: 'task',
  person: people.ana,
  ...part,
});

const exact: Record<string, unknown> = {
  'GET /api/me': me,
  'GET /api/home': home,
  'GET /api/sign-offs/sign-off-1/candidates': candidates,
  'POST /api/sign-offs/sign-off-1/reassign': {
    message: 'Maria Keller is asked to sign now and gets a mail.',
  },
  'GET /api/units/unit-europe/cycles': [
    cycleLine,
    {
      ...cycleLine,
      id: 'cycle-0',
      period: '2026-11',
      state: 'published',
      headline: 'Published Fri 20 Nov',
      isOnTrack: true,
    },
  ],
  'GET /api/units/unit-europe/schedule': schedule,
  'GET /api/units/unit-europe/settings': {
    customerPaymentDays: 30,
    supplierPaymentDays: 45,
    can: { change: { allowed: true, why: '' } },
  } satisfies Schemas['UnitSettings'],
  'GET /api/units/unit-europe/people': peopleView,
  'GET /api/units/unit-europe/imports': imports,
  'GET /api/units/unit-europe/template': template,
  'GET /api/compliance': compliance,
  'GET /api/units/unit-europe/forecast-accuracy': forecastAccuracy,
  'GET /api/units/unit-america/forecast-accuracy': forecastAccuracyToCome,
  'GET /api/cycles/cycle-1': cycle,
  'GET /api/cycles/cycle-stuck': cycleOutOfReach,
  'GET /api/cycles/cycle-cancelled': cancelledCycle,
  'GET /api/units/unit-europe/calendar': calendarOfCancelled,
  'POST /api/cycles/cycle-1/steps/demand-review/tasks': {
    taskId: 'task-added',
    message: 'Tom Becker is asked for "Check the tender" by Wed 9 Dec, 17:00, by mail.',
  } satisfies Schemas['AddedTask'],
  'GET /api/tasks/task-sent': sentTask,
  'GET /api/cycles/cycle-1/history': taskViews['task-sales']?.history,
  'GET /api/cycles/cycle-1/mails': [],
  'GET /api/cycles/cycle-1/plans': plans,
  'GET /api/cycles/cycle-1/scenarios': scenariosOf(plans, people),
  'POST /api/cycles/cycle-1/scenarios': {
    key: 'own-3',
    message: '"Less demand" is being computed; it stands beside the others when it is ready.',
  } satisfies Schemas['ScenarioAdded'],
  'DELETE /api/cycles/cycle-1/scenarios/scenario-1': {
    message: '"Line 1 lost in March" is removed; its name is free again.',
  } satisfies Schemas['Done'],
  'GET /api/sign-offs/sign-off-1': signOff,
  'GET /api/mailbox': mails,
  'GET /api/links/task': linkTo({ task: taskViews['task-sales'] as Schemas['TaskView'] }),
  'GET /api/links/sign-off': linkTo({ purpose: 'sign-off', signOff }),
  'GET /api/links/stale': linkTo({
    purpose: null,
    person: null,
    refusal: {
      code: 'stale',
      message: 'This task was done by Tom Becker on Mon 7 Dec, 16:20. There is nothing left for you to do.',
      askedBy: processOwner,
    },
  }),
  'POST /api/links/task/submit': { ...receipt, outcome: 'done', message: 'Your sales numbers are recorded.' },
  'POST /api/links/sign-off/decide': receipt,
  'POST /api/sign-offs/sign-off-1/decide': receipt,
  'PUT /api/links/task/draft': { savedAt: now },
  'PUT /api/units/unit-europe/like-item': {
    message: 'T-200 follows T-100 at 80 %, until it has sold for a year.',
  },
  'PUT /api/units/unit-europe/kept-demand': {
    message: '900 of T-100 in DE in September 2025 is kept as true demand.',
  },
  'PUT /api/tasks/task-sales/draft': { savedAt: now },
  'GET /api/tasks/task-sales/workbook': 'the workbook',
  'POST /api/tasks/task-sales/workbook': {
    figures: [
      { codes: ['TOOLS', 'DE'], month: '2027-01', value: 2500 },
      { codes: ['TOOLS', 'ES'], month: '2027-01', value: 1600.4 },
    ],
  } satisfies Schemas['FilledWorkbook'],
  'POST /api/tasks/task-capacity/workbook': {
    figures: [
      { codes: ['LINE-1', 'regular'], month: '2026-12', value: 300 },
      { codes: ['LINE-2', 'overtime'], month: '2026-12', value: 60 },
    ],
  } satisfies Schemas['FilledWorkbook'],
  'POST /api/tasks/task-receipts/workbook': {
    figures: [{ codes: ['GARDEN'], month: '2027-02', value: 400 }],
  } satisfies Schemas['FilledWorkbook'],
  'PUT /api/tasks/task-capacity-drafted/draft': { savedAt: now },
  'POST /api/tasks/task-capacity-drafted/submit': {
    ...receipt,
    outcome: 'done',
    message: 'Your hours are recorded.',
  },
  'POST /api/tasks/task-sales/submit': {
    ...receipt,
    outcome: 'done',
    message: 'Your sales numbers are recorded.',
  },
};

function answerTo(method: string, pathname: string): Answer | undefined {
  const known = exact[`${method} ${pathname}`];
  if (known !== undefined) return ok(known);
  const taskId = /^\/api\/tasks\/([\w-]+)$/.exec(pathname)?.[1];
  if (taskId && taskViews[taskId]) return ok(taskViews[taskId]);
  const planId = /^\/api\/plans\/([\w-]+)$/.exec(pathname)?.[1];
  const plan = plans.find((one) => one.id === planId);
  if (plan) return ok(planView(plan, unit));
  if (/^\/api\/plans\/[\w-]+\/models$/.test(pathname)) return ok(models);
  if (/^\/api\/plans\/[\w-]+\/difference$/.test(pathname)) return ok(planDifference);
  if (/^\/api\/plans\/[\w-]+\/inventory$/.test(pathname)) return ok(inventory);
  const mailId = /^\/api\/mailbox\/([\w-]+)$/.exec(pathname)?.[1];
  const mail = mails.find((one) => one.id === mailId);
  if (mail) {
    return ok({
      ...mail,
      html: '<html><head></head><body><h1>Your sales numbers</h1><p><a href="/act/task">Open</a></p></body></html>',
      text: 'Your sales numbers\nhttp://localhost:3000/act/task',
      headers: [{ name: 'Subject', value: mail.subject }],
    } satisfies Schemas['MailboxMail']);
  }
  return undefined;
}

const models: Schemas['PlanModels'] = {
  models: [
    {
      itemCode: 'T-100',
      itemName: 'Cordless drill',
      familyCode: 'TOOLS',
      marketCode: 'DE',
      model: 'combination',
      note: 'Clear season, little trend',
      backtest: {
        backtestWmape: 0.118,
        backtest: [
          { method: 'exponential smoothing', wmape: 0.121, weight: 0.6 },
          { method: 'theta on quarters', wmape: 0.15, weight: 0.4 },
          { method: 'seasonal naive (for comparison)', wmape: 0.19, weight: 0 },
        ],
      },
      corrections: [
        { month: '2025-09', recordedUnits: 900, usualUnits: 101, isKept: false, keptNext: null },
        {
          month: '2026-03',
          recordedUnits: 700,
          usualUnits: 98,
          isKept: false,
          keptNext: { byName: 'Ana Ruiz', reason: 'A customer who comes every spring' },
        },
      ],
    },
  ],
  items: [
    { code: 'T-100', name: 'Cordless drill' },
    { code: 'T-200', name: 'Hammer drill' },
  ],
  likeItems: [],
  can: { keep: { allowed: true, why: '' }, like: { allowed: true, why: '' } },
};

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};

async function sendPage(pages: string, pathname: string): Promise<{ type: string; content: Buffer }> {
  const isFile = path.extname(pathname) !== '';
  const file = isFile ? path.join(pages, path.normalize(pathname)) : path.join(pages, 'index.html');
  return { type: types[path.extname(file)] ?? 'application/octet-stream', content: await readFile(file) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
