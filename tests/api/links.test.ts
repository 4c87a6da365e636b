import request from 'supertest';
import type { z } from 'zod';
import type { LinkView } from '../../api/schemas/links';
import { findLink, issueLink, revokeLinks } from '../../database/access-link-repository';
import { createLinkToken } from '../../email/link-token';
import type { CaughtMail } from '../../email/mailbox';
import { workContent } from '../../standalone/rehearsal/work-content';
import { type Agent, eventually } from './api-under-test';
import { type MonthUnderTest, startLastMonth, startMonth } from './month-under-test';

type Link = z.output<typeof LinkView>;

/**
 * A month acted from its mails only, by people who never sign in. The tests build on each other: first scanners come,
 * then people.
 */
let month: MonthUnderTest;
let owner: Agent;
const LINK_SECRET = 'link-secret-of-the-tests-1234567890123';
const someone = () => request(month.app);

beforeAll(async () => {
  month = await startMonth();
  await month.startWorkers();
  const { person } = await month.database.prisma.membership.findFirstOrThrow({
    where: { role: 'process-owner' },
    include: { person: true },
  });
  owner = await month.signIn(person.email);
  await startLastMonth(month, owner);
  for (const title of ['Confirm the sales history', 'Confirm stock', 'Confirm the capacity'])
    await mailAbout(title);
}, 120_000);
afterAll(() => month.stop(), 60_000);

describe('A scanner on every link of every mail', () => {
  test('When it gets, heads and submits all it finds, then nothing changes', async () => {
    await scanEverything(3);
  });
});

describe('A task by its link', () => {
  test('When it is opened, then it shows whose it is and what is asked', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body).toMatchObject({
      purpose: 'task',
      task: { title: 'Confirm the sales history', state: 'open', can: { submit: { allowed: true } } },
    });
    expect(body.person.name).toBe(body.task.assignee.name);
    expect(body.refusal).toBeUndefined();
  });

  test('When a draft is saved, then the task counts as started and nothing is handed in', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    await someone().put(`/api/links/${token}/draft`).send({ content: attested }).expect(200);
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body.task).toMatchObject({ isStarted: true, state: 'open', draft: { content: attested } });
  });

  test('When it is a task, then it cannot decide', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    const { body } = await someone()
      .post(`/api/links/${token}/decide`)
      .send({ decision: 'approve', planHash: 'x', confirmation: true })
      .expect(403);
    expect(body.error.message).toBe(
      'This link is for a task, not for a decision. Open it from the mail again.',
    );
  });

  test('When it was forwarded to someone who is signed in, then that one cannot act', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    const { body } = await owner.post(`/api/links/${token}/submit`).send(handedIn).expect(403);
    expect(body.error.message).toMatch(
      /^This link was mailed to .+, and you are signed in as .+\. Open your own mail/,
    );
    const seen = await owner.get(`/api/links/${token}`).expect(200);
    expect(seen.body.task).toBeUndefined();
    expect(seen.body.refusal.message).toBe(body.error.message);
  });

  test('When it is handed in with the tick, then there is a receipt, and again the same one', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    const first = await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(200);
    expect(first.body).toMatchObject({ isRepeat: false, outcome: 'done' });
    expect(first.body.message).toMatch(/^Recorded on .+: "Confirm the sales history"\.$/);
    await untilDone('attest-sales-history');
    const second = await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(200);
    expect(second.body).toMatchObject({ isRepeat: true, recordedAt: first.body.recordedAt });
    expect(await month.database.prisma.submission.count()).toBe(1);
  });

  test('When it is done, then the link says so, and until when it can be changed', async () => {
    const token = tokenIn(await mailAbout('Confirm the sales history'));
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body.task).toMatchObject({ state: 'done', cutOff: 'until Data gathering is closed', acts: [] });
    const change = { ...handedIn, comment: 'With the returns.' };
    const { body: receipt } = await someone().post(`/api/links/${token}/submit`).send(change).expect(200);
    expect(receipt.message).toContain('what you sent before for "Confirm the sales history" is replaced');
  });
});

describe('A link that is not good any more', () => {
  test('When the task was given to someone else, then it says with whom it is', async () => {
    const mail = await mailAbout('Confirm stock and open orders');
    const task = await taskOf('attest-stock');
    const other = await month.database.prisma.person.findFirstOrThrow({
      where: { memberships: { some: { role: 'procurement' } } },
    });
    await owner
      .post(`/api/tasks/${task.id}/reassign`)
      .send({ toPersonId: other.id, reason: 'Away this week' })
      .expect(200);
    await eventually(async () => ((await taskOf('attest-stock')).assigneeId === other.id ? true : null));
    const { body: former } = await someone()
      .get(`/api/links/${tokenIn(mail)}`)
      .expect(200);
    const refusal: string = former.refusal.message;
    expect(refusal).toContain(`This link was withdrawn: the task was given to ${other.name} on `);
    expect(refusal).toMatch(/You need do nothing more\.$/);
    await someone()
      .post(`/api/links/${tokenIn(mail)}/submit`)
      .send(handedIn)
      .expect(403);
    const handedOver = await eventually(async () =>
      (await mailsTo(other.email)).find(({ text }) => text.includes('in place of')),
    );
    const { body } = await someone()
      .get(`/api/links/${tokenIn(handedOver)}`)
      .expect(200);
    expect(body.task).toMatchObject({
      title: 'Confirm stock and open orders',
      can: { submit: { allowed: true } },
    });
  });

  test('When it has expired, then it says until when it was good', async () => {
    const token = await freshToken({ expiresAt: new Date(Date.now() - 60_000) });
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body.refusal.message).toMatch(
      /^This link was good until .+\. Sign in to see what is asked of you now\.$/,
    );
    await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(409);
  });

  test('When it was withdrawn, then it points to the newest mail', async () => {
    const { id: personId } = await month.database.prisma.person.findFirstOrThrow({
      where: { memberships: { some: { role: 'finance' } } },
    });
    const token = await freshToken({ personId });
    await revokeLinks(month.database.prisma, { personId }, new Date());
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body.refusal.message).toMatch(/^This link was withdrawn\. Use the newest mail/);
    await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(403);
  });

  test.each([
    ['cut off', (token: string) => token.slice(0, -3)],
    ['made up', () => 'approve-everything'],
    ['signed with another secret', (token: string) => createLinkToken(idIn(token), `${LINK_SECRET}x`)],
  ])('When it is %s, then it is not known, and tells nothing', async (_how, alter) => {
    const token = alter(await freshToken({}));
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body).toEqual({
      purpose: null,
      person: null,
      refusal: {
        code: 'not-found',
        message: expect.stringMatching(/^This link is not known here/),
        askedBy: null,
      },
    });
    await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(404);
  });

  test('When it is a sign-in link, then it opens no task', async () => {
    const token = await freshToken({ purpose: 'sign-in' });
    await someone().post(`/api/links/${token}/submit`).send(handedIn).expect(404);
    expect((await findLink(month.database.prisma, idIn(token)))?.usedAt).toBeNull();
  });
});

describe('A sign-off by its link', () => {
  let token: string;

  beforeAll(async () => {
    token = await actUntilSignOff();
  }, 120_000);

  test('When scanners come first, then nothing is signed', async () => {
    await scanEverything(10);
  }, 60_000);

  test('When nothing was chosen, then nothing is recorded, tick or not', async () => {
    const { planHash } = await signOffNow();
    const { body } = await someone()
      .post(`/api/links/${token}/decide`)
      .send({ planHash, confirmation: true })
      .expect(400);
    expect(body.error.message).toContain('choose approve, approve-with-conditions, reject or abstain');
  });

  test('When fifty clicks approve it at once, then it is one decision, with one receipt', async () => {
    const { planHash, id } = await signOffNow();
    const decision = { decision: 'approve', planHash, comment: '', confirmation: true };
    const clicks = await Promise.all(
      Array.from({ length: 50 }, () => someone().post(`/api/links/${token}/decide`).send(decision)),
    );
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(clicks.map(({ body }) => body.recordedAt)).size).toBe(1);
    const row = await eventually(async () => {
      const signOff = await month.database.prisma.signOff.findUniqueOrThrow({ where: { id } });
      return signOff.state === 'approved' ? signOff : null;
    });
    expect(row.decidedById).toBe(row.personId);
    const where = { subjectId: id, action: 'sign-off-decided' };
    expect(await month.database.prisma.audit.count({ where })).toBe(1);
    const rejection = { ...decision, decision: 'reject', comment: 'Too late' };
    const { body } = await someone().post(`/api/links/${token}/decide`).send(rejection).expect(409);
    expect(body.error.message).toContain('the first decision counts, yours was not recorded');
  });

  test('When it was decided by it, then it says what was recorded, and whom to ask', async () => {
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    expect(body.refusal.message).toMatch(/^Your decision is recorded: approved \w{3} .+ This sign-off /);
    expect(body.refusal.askedBy).toMatchObject({ email: 'maria.keller@alpina.example' });
  });

  async function signOffNow() {
    const { body } = await someone().get(`/api/links/${token}`).expect(200);
    return (body as Link).signOff!;
  }
});

const attested = { kind: 'attest', isAttested: true } as const;
const handedIn = { round: 1, content: attested, confirmation: true };

const tokenIn = ({ text }: CaughtMail): string => /\/act\/([\w.-]+)/.exec(text)?.[1] ?? '';
const idIn = (token: string): string =>
  token.split('.')[0]!.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

async function mailsTo(email: string): Promise<CaughtMail[]> {
  return (await month.mails.mails()).filter(({ envelope }) => envelope.to.includes(email));
}

const mailAbout = (title: string): Promise<CaughtMail> =>
  month.mails.waitForMail(({ subject, text }) => subject.includes(`] ${title}`) && text.includes('/act/'));

async function addressesInMails(): Promise<string[]> {
  const texts = (await month.mails.mails()).flatMap(({ text, html }) => [text, html]);
  return [...new Set(texts.flatMap((text) => text.match(/https?:\/\/[^\s"<>]+/g) ?? []))];
}

const taskOf = (key: string) =>
  month.database.prisma.task.findFirstOrThrow({ where: { key: { startsWith: key } } });

const untilDone = (key: string) =>
  eventually(async () => ((await taskOf(key)).state === 'done' ? true : null));

/** A link of the holder of the capacity task, beside the one in the mail. */
async function freshToken(differing: {
  readonly expiresAt?: Date;
  readonly purpose?: 'sign-in';
  readonly personId?: string;
}): Promise<string> {
  const task = await taskOf('attest-capacity');
  const link = await issueLink(
    month.database.prisma,
    {
      personId: differing.personId ?? task.assigneeId,
      purpose: differing.purpose ?? 'task',
      subjectId: differing.purpose ? '' : task.id,
      expiresAt: differing.expiresAt ?? new Date(Date.now() + 60_000),
    },
    new Date(),
  );
  return createLinkToken(link.id, LINK_SECRET);
}

/** Every row that an act by link or a sign-in could touch. */
async function everythingRecorded() {
  const { prisma } = month.database;
  return {
    tasks: await prisma.task.findMany({ orderBy: { id: 'asc' } }),
    submissions: await prisma.submission.findMany({ orderBy: { id: 'asc' } }),
    drafts: await prisma.taskDraft.findMany(),
    signOffs: await prisma.signOff.findMany({ orderBy: { id: 'asc' } }),
    links: await prisma.accessLink.findMany({ orderBy: { id: 'asc' } }),
    sessions: await prisma.session.findMany({ orderBy: { id: 'asc' } }),
    audit: await prisma.audit.count(),
  };
}

/** Does every task that mails ask for, each by its link, until a mail asks for a sign-off; gives that one's token. */
async function actUntilSignOff(): Promise<string> {
  const done = new Set<string>();
  for (const until = Date.now() + 100_000; Date.now() < until; ) {
    for (const mail of await month.mails.mails()) {
      const token = tokenIn(mail);
      if (token === '' || done.has(token)) continue;
      const { body } = await someone().get(`/api/links/${token}`).expect(200);
      const { task, signOff } = body as Link;
      if (signOff) return token;
      if (!task) continue;
      const content = workContent(task, { seed: 1, email: mail.envelope.to[0]! });
      const { round } = task;
      await someone()
        .post(`/api/links/${token}/submit`)
        .send({ round, content, confirmation: true })
        .expect(200);
      done.add(token);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No mail has asked for a sign-off.');
}

/** What security gateways do with mails: open everything, and submit whatever they find there. */
async function scanEverything(leastLinks: number): Promise<void> {
  const before = await everythingRecorded();
  const addresses = await addressesInMails();
  const tokens = addresses.flatMap((address) => /\/act\/(.+)$/.exec(address)?.[1] ?? []);
  expect(tokens.length).toBeGreaterThanOrEqual(leastLinks);
  for (const address of addresses) {
    const path = new URL(address).pathname;
    await someone().get(path);
    await someone().head(path);
    await someone().post(path).type('form').send({});
  }
  for (const token of tokens) await tryEveryForm(token);
  expect(await everythingRecorded()).toEqual(before);
}

/** As HTML forms and as JSON, empty and with everything but the tick that a person sets. */
async function tryEveryForm(token: string): Promise<void> {
  const { body } = await someone().get(`/api/links/${token}`).expect(200);
  await someone().head(`/api/links/${token}`).expect(200);
  const { task, signOff } = body as Link;
  const content = { kind: task?.kind ?? 'general', isAttested: true };
  const work = { round: task?.round ?? 1, content };
  const decision = { decision: 'approve', comment: 'ok', planHash: signOff?.planHash ?? 'x' };
  for (const fields of [{}, work, decision]) {
    for (const act of ['submit', 'decide']) {
      const path = `/api/links/${token}/${act}`;
      await someone().post(path).send(fields).expect(400);
      for (const confirmation of ['true', false, null]) {
        await someone()
          .post(path)
          .send({ ...fields, confirmation })
          .expect(400);
      }
      const flat = { ...fields, content: JSON.stringify(content), confirmation: 'true' };
      await someone().post(path).type('form').send(flat).expect(400);
    }
  }
  await someone().put(`/api/links/${token}/draft`).type('form').send({ content: '{}' }).expect(400);
}
