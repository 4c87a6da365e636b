import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { checkAuditChain } from '../../database/audit-repository';
import { createDatabase, type Database } from '../../database/client';
import { readPlanRows } from '../../database/plan-repository';
import { isDatabaseUnavailable } from '../../database/unavailable';
import type { CycleTemplate } from '../../domain/cycle/template';
import { planContentHash } from '../../domain/plan/plan-row';
import { SCENARIOS } from '../../domain/plan/scenario';
import { listMails } from '../../email/mailbox';
import { type OneMachineRun, partOf, processesOf, runOneMachine } from '../support/one-machine';
import { makeRunFolder } from '../support/run-folder';
import { letPeopleAct, type People } from './people-by-mail';
import { stateOfMonth } from './state-of-month';

/**
 * A month on `npm start`, driven by the links in its mails, while its parts are killed with -9 in the middle of what
 * they do. Once it is published, nothing is lost and nothing doubled.
 */
jest.setTimeout(60_000);

type Part = 'postgres' | 'temporal' | 'worker' | 'api';

let home: string;
let run: OneMachineRun;
let database: Database;
let people: People;
let cycleId: string;
let cookie: string;
const kills: { readonly part: Part; readonly at: number }[] = [];

beforeAll(async () => {
  home = makeRunFolder('home');
  run = await runOneMachine(home);
  await run.ready;
  database = createDatabase(run.addresses().databaseUrl, { maxConnections: 3 });
  cookie = await signInTheOwner();
  const period = await startMonthOfQuickSteps();
  people = letPeopleAct({ url: run.url, mailboxDir: path.join(home, 'mailbox'), period });
  for (const { when, parts, hasCome, arrange } of moments()) {
    const release = await arrange?.();
    await eventually(hasCome, when);
    for (const part of parts) await kill(part);
    await release?.();
  }
  await eventually(async () => (await cycle()).state === 'published', 'the plan to be published');
  await eventually(async () => (await hasNews()) && (await mailsWaiting()) === 0, 'the news to be sent');
  await people.leave();
}, 1_200_000);

afterAll(async () => {
  await people?.leave();
  run?.process.kill('SIGTERM');
  await run?.ended;
  await database?.close();
}, 60_000);

interface Moment {
  readonly when: string;
  readonly parts: readonly Part[];
  readonly hasCome: () => Promise<boolean>;
  /** Makes sure that it comes and stays until it is seen; gives back how to let go. */
  readonly arrange?: () => Promise<() => Promise<void>>;
}

/** In the order of the month; each is a state in which something is half done. */
function moments(): readonly Moment[] {
  const { prisma } = database;
  const tasks = (where: object) => prisma.task.count({ where: { cycleId, ...where } });
  const plans = (where: object) => prisma.planVersion.count({ where: { cycleId, ...where } });
  const sentButNotTaken = (kinds: string[]) =>
    prisma.submission.count({ where: { isAccepted: false, task: { cycleId, kind: { in: kinds } } } });
  const isClosed = async (key: string) =>
    (await prisma.step.count({ where: { cycleId, key, state: 'closed' } })) === 1;
  const openGroups = (key: string) =>
    prisma.signOffGroup.count({ where: { cycleId, state: 'open', step: { key } } });
  return [
    {
      when: 'the first data to be confirmed, but not recorded',
      parts: ['worker'],
      hasCome: async () => (await sentButNotTaken(['attest'])) > 0,
    },
    {
      when: 'the baseline to be computed',
      parts: ['postgres'],
      hasCome: async () =>
        (await prisma.snapshot.count({ where: { cycleId } })) === 1 &&
        (await plans({ kind: 'baseline' })) === 0,
    },
    {
      when: 'the first input to be sent, but not taken',
      parts: ['api'],
      hasCome: async () => (await sentButNotTaken(['demand-input'])) > 0,
    },
    {
      when: 'some inputs to be in, and others not',
      parts: ['temporal'],
      hasCome: async () =>
        (await tasks({ kind: 'demand-input', state: 'done' })) >= 3 &&
        (await tasks({ kind: 'demand-input', state: 'open' })) >= 1,
    },
    {
      when: 'the sign-offs of the demand review to be asked by mail',
      parts: ['worker'],
      hasCome: async () =>
        (await prisma.mail.count({ where: { cycleId, kind: 'sign-off-request', state: 'queued' } })) > 0,
    },
    {
      when: 'the supply plan to be computed',
      parts: ['temporal'],
      hasCome: async () => (await isClosed('demand-review')) && (await plans({ kind: 'supply' })) === 0,
    },
    {
      when: 'supply work to be sent, but not taken',
      parts: ['postgres'],
      hasCome: async () => (await sentButNotTaken(['capacity-check', 'supply-input'])) > 0,
    },
    {
      when: 'some scenarios to be computed, and others not',
      parts: ['worker'],
      arrange: () => holdBackScenario(SCENARIOS.at(-1)!.key),
      hasCome: async () => (await plans({ kind: 'scenario' })) === SCENARIOS.length - 1,
    },
    {
      when: 'the sign-offs of the pre-S&OP to be asked',
      parts: ['api'],
      hasCome: async () => (await openGroups('pre-sop')) === 1,
    },
    {
      when: 'the executives to be asked',
      parts: ['worker', 'temporal', 'postgres', 'api'],
      hasCome: async () => (await openGroups('executive-meeting')) === 1,
    },
  ];
}

describe('A month whose parts are killed again and again', () => {
  it('lost every part at least twice, each in the middle, and was published', async () => {
    const times = (part: Part) => kills.filter((killed) => killed.part === part).length;
    expect(
      Object.fromEntries(
        (['worker', 'temporal', 'postgres', 'api'] as const).map((part) => [part, times(part)]),
      ),
    ).toEqual({ worker: 4, temporal: 3, postgres: 3, api: 3 });
    const { publishedAt } = await database.prisma.publication.findUniqueOrThrow({ where: { cycleId } });
    expect(publishedAt.getTime()).toBeGreaterThan(kills.at(-1)?.at ?? Number.POSITIVE_INFINITY);
  });

  it('told people clearly what was not recorded, and the same answer twice for what was', () => {
    expect(people.bewildered).toEqual([]);
    expect(people.setbacks.length).toBeGreaterThan(0);
    const answered = people.setbacks.filter(({ status }) => status !== 0);
    expect(answered.filter(({ status }) => status !== 503)).toEqual([]);
    for (const { message } of answered)
      expect(message).toMatch(/[Nn]ot(hing was)? (recorded|confirmed)|is being opened/);
  });

  it('has every task done by one submission', async () => {
    const tasks = await database.prisma.task.findMany({ where: { cycleId }, include: { submissions: true } });
    expect(tasks.length).toBeGreaterThan(12);
    for (const { key, state, round, submissions, completedAt } of tasks) {
      expect({ key, state, round }).toEqual({ key, state: 'done', round: 1 });
      expect(submissions.map(({ isAccepted, submittedAt }) => ({ isAccepted, submittedAt }))).toEqual([
        { isAccepted: true, submittedAt: completedAt },
      ]);
    }
  });

  it('has one asking for each step, and the decision that its person was told', async () => {
    const groups = await database.prisma.signOffGroup.findMany({
      where: { cycleId },
      include: { signOffs: true, step: true },
    });
    expect(groups.map(({ step, number, state }) => `${step.key} ${number} ${state}`).sort()).toEqual([
      'demand-review 1 approved',
      'executive-meeting 1 approved',
      'pre-sop 1 approved',
      'supply-review 1 approved',
    ]);
    const decided = groups.flatMap(({ signOffs }) => signOffs).filter(({ state }) => state !== 'not-needed');
    expect(decided.length).toBeGreaterThan(4);
    for (const { state, personId, decidedById } of decided) {
      expect({ state, decidedById }).toEqual({ state: 'approved', decidedById: personId });
    }
    const tasks = await database.prisma.task.findMany({ where: { cycleId } });
    const recorded = [
      ...tasks.map(({ completedAt }) => completedAt),
      ...decided.map(({ decidedAt }) => decidedAt),
    ];
    expect([...people.confirmed.values()].sort()).toEqual(recorded.map((at) => at?.toISOString()).sort());
  });

  it('has one audit row for each act, in an unbroken chain', async () => {
    const rows = await database.prisma.audit.findMany({ where: { cycleId } });
    const acts = rows.map(({ action, subjectType, subjectId }) => `${action} ${subjectType} ${subjectId}`);
    expect(acts.filter((act, place) => acts.indexOf(act) !== place)).toEqual([]);
    const count = (action: string) => rows.filter((row) => row.action === action).length;
    expect(count('task-completed')).toBe(await database.prisma.task.count({ where: { cycleId } }));
    expect(count('sign-off-decided')).toBe(
      await database.prisma.signOff.count({ where: { group: { cycleId }, state: 'approved' } }),
    );
    expect([count('cycle-started'), count('step-closed'), count('plan-published')]).toEqual([1, 5, 1]);
    const refused = rows.filter(({ action }) => /refused|problem/.test(action));
    expect(refused.map(({ action, details }) => ({ action, details }))).toEqual([]);
    expect((await checkAuditChain(database.prisma)).brokenAt).toBeNull();
  });

  it('has each plan once and whole', async () => {
    const plans = await database.prisma.planVersion.findMany({ where: { cycleId } });
    const contents = plans.map(({ kind, scenario, sha256 }) => `${kind} ${scenario} ${sha256}`);
    expect(new Set(contents).size).toBe(plans.length);
    const supplyPlans = plans.filter(({ kind }) => kind === 'supply').map(({ number }) => number);
    expect(supplyPlans.sort()).toEqual([1, 2].slice(0, supplyPlans.length));
    const others = plans.filter(({ kind }) => kind !== 'supply');
    expect(others.map(({ kind, scenario, number }) => `${kind} ${scenario} ${number}`).sort()).toEqual([
      'baseline  1',
      'consensus  1',
      'final  1',
      'scenario base 1',
      'scenario overtime 1',
      'scenario upside 1',
    ]);
    for (const { id, sha256 } of plans) {
      expect(planContentHash(await readPlanRows(database, id))).toBe(sha256);
    }
  });

  it('sent every mail of its outbox; a second copy lies across a crash', async () => {
    const recorded = await database.prisma.mail.findMany({ where: { cycleId } });
    const caught = await listMails(path.join(home, 'mailbox'));
    for (const { messageId, state, kind } of recorded) {
      const copies = caught.filter((mail) => mail.messageId === messageId);
      // One that a crash kept back until its work was done is not wanted any more.
      if (state === 'suppressed') expect(['task-assigned', 'sign-off-request']).toContain(kind);
      else expect(state).toBe('sent');
      expect(copies.length).toBeLessThanOrEqual(2);
      if (state === 'sent') expect(copies.length).toBeGreaterThanOrEqual(1);
      const [first, second] = copies.map(({ receivedAt }) => Date.parse(receivedAt));
      if (first === undefined || second === undefined) continue;
      expect(kills.some(({ at }) => at >= first - 1_000 && at <= second)).toBe(true);
    }
    expect(recorded.filter(({ kind }) => kind === 'plan-published').length).toBeGreaterThan(0);
  });

  it('published the same in the database, over HTTP and in the folder', async () => {
    const publication = await database.prisma.publication.findUniqueOrThrow({ where: { cycleId } });
    const plan = await database.prisma.planVersion.findUniqueOrThrow({
      where: { id: publication.planVersionId },
    });
    expect(plan).toMatchObject({ kind: 'final', id: (await cycle()).publishedPlanVersionId });
    expect(plan.frozenAt).not.toBeNull();
    const overHttp = await fetch(`${run.url}/api/cycles/${cycleId}/publication/plan.csv`, {
      headers: { cookie },
    });
    const published = path.join(home, 'published');
    const file = readdirSync(published, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('plan.csv'),
    );
    expect(file).toHaveLength(1);
    const shas = [
      publication.planCsv,
      await overHttp.text(),
      readFileSync(path.join(published, file[0]!), 'utf8'),
    ];
    expect(shas.map((text) => createHash('sha256').update(text).digest('hex'))).toEqual(
      Array(3).fill(publication.planCsvSha256),
    );
  });

  it('leaves no process behind', async () => {
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
  });
});

// ── The fault ────────────────────────────────────────────────────────────────

/** Kills the part and waits until another one has been started in its place. */
async function kill(part: Part): Promise<void> {
  const pid = partOf(home, part);
  process.kill(pid, 'SIGKILL');
  kills.push({ part, at: Date.now() });
  await eventually(async () => isAnother(part, pid), `${part} to be started again`);
}

function isAnother(part: Part, before: number): boolean {
  try {
    return partOf(home, part) !== before;
  } catch {
    return false; // Its pid file is away between the end of one and the start of the next.
  }
}

/**
 * Plans of small companies are made faster than a busy machine looks: this row in the place of the scenario's, written in a
 * transaction that stays open, keeps its plan from being stored until it is let go.
 */
async function holdBackScenario(scenario: string): Promise<() => Promise<void>> {
  let holding: PoolClient | undefined;
  await eventually(async () => {
    const client = await database.pool.connect();
    try {
      await client.query('SET idle_in_transaction_session_timeout = 0');
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO "PlanVersion" (id, "cycleId", "snapshotId", kind, number, scenario, sha256, "authorIds", summary, "createdAt")
         SELECT gen_random_uuid(), "cycleId", id, 'scenario', 1, $2, '', '{}', '{}', now() FROM "Snapshot" WHERE "cycleId" = $1`,
        [cycleId, scenario],
      );
      holding = client;
      return true;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }, 'the database to take the row');
  return async () => {
    await holding?.query('ROLLBACK');
    holding?.release(true);
  };
}

/** Looks often, so that a moment is not over when it is seen; a database that is away is asked again. */
async function eventually(hasCome: () => Promise<boolean>, what: string): Promise<void> {
  for (const giveUpAt = Date.now() + 300_000; Date.now() < giveUpAt; await pause(20)) {
    try {
      if (await hasCome()) return;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
    }
  }
  const state = await stateOfMonth(database, run.addresses().temporalAddress, cycleId);
  const said = JSON.stringify({ bewildered: people?.bewildered, setbacks: people?.setbacks.slice(-5) });
  throw new Error(`Waited five minutes in vain for ${what}.\n${state}\n${said}\n${run.output()}`);
}

const cycle = () => database.prisma.cycle.findUniqueOrThrow({ where: { id: cycleId } });
const hasNews = async () =>
  (await database.prisma.mail.count({ where: { cycleId, kind: 'plan-published' } })) > 0;
const mailsWaiting = () =>
  database.prisma.mail.count({ where: { cycleId, state: { in: ['queued', 'failed'] } } });

// ── The owner ────────────────────────────────────────────────────────────────

async function signInTheOwner(): Promise<string> {
  const owner = await database.prisma.person.findFirstOrThrow({
    where: { memberships: { some: { role: 'process-owner' } } },
  });
  await call('POST', '/api/sign-in', { email: owner.email });
  let token: string | undefined;
  await eventually(async () => {
    const mails = await listMails(path.join(home, 'mailbox'));
    token = mails.map(({ text }) => /\/sign-in\/(\S+)/.exec(text)?.[1]).find((found) => found !== undefined);
    return token !== undefined;
  }, 'the sign-in mail');
  const confirmed = await call('POST', '/api/sign-in/confirm', { token });
  return confirmed.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The month after the sample's one, of a template whose steps follow each other without waiting for a date. */
async function startMonthOfQuickSteps(): Promise<string> {
  const latest = await database.prisma.cycle.findFirstOrThrow({ orderBy: { period: 'desc' } });
  const address = `/api/units/${latest.unitId}`;
  const { definition, version } = (await (await call('GET', `${address}/template`)).json()) as {
    definition: CycleTemplate;
    version: number;
  };
  const steps = definition.steps.map((step) => ({ ...step, opening: 'predecessor' }));
  await call('PUT', `${address}/template`, { definition: { ...definition, steps }, basedOnVersion: version });
  const next = new Date(`${latest.period}-15T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const period = next.toISOString().slice(0, 7);
  const started = await call('POST', `${address}/cycles`, { period });
  cycleId = ((await started.json()) as { id: string }).id;
  return period;
}

async function call(method: string, address: string, body?: object): Promise<Response> {
  const response = await fetch(`${run.url}${address}`, {
    method,
    headers: { 'content-type': 'application/json', origin: run.url, ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${await response.text()}`);
  return response;
}
