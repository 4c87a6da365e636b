import { ApplicationFailure } from '@temporalio/common';
import type { ActivityDependencies } from '../../../activities/dependencies';
import { createMailActivities } from '../../../activities/mail/mail-activities';
import type { MailRequest } from '../../../activities/mail/mail-request';
import { createDatabase, type Database } from '../../../database/client';
import { createMailer, type Mailer, type SmtpMailer } from '../../../email/mailer';
import {
  type MailAnswer,
  type MailCatcher,
  type MailMoment,
  startMailCatcher,
} from '../../../standalone/mail-catcher';
import { utc } from '../../email/mail-samples';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { type CycleWithATask, cycleWithATask } from './cycle-with-a-task';

let testDatabase: TestDatabase;
let database: Database;
let catcher: MailCatcher;
let mailer: SmtpMailer;
let cycle: CycleWithATask;
let now: Date;
/** How the mail server answers. */
let answer: (moment: MailMoment) => MailAnswer;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  answer = () => 'accept';
  now = utc('2026-12-04T08:00');
  catcher = await startMailCatcher({ answer: (moment) => answer(moment) });
  mailer = createMailer({ smtpUrl: catcher.url, mailFrom: 'S&OP <sop@example.com>' });
  cycle = await cycleWithATask(database);
});

afterEach(async () => {
  mailer.close();
  await catcher.stop();
});

function activities(sender: Mailer = mailer) {
  const nothing = () => undefined;
  const dependencies: ActivityDependencies = {
    database,
    clock: () => now,
    config: {
      publicUrl: 'https://sop.example.com',
      mailFrom: 'S&OP <sop@example.com>',
      linkSecret: 'a link secret of at least 32 characters',
    },
    mailer: sender,
    log: { info: nothing, warn: nothing, error: nothing },
  };
  return createMailActivities(dependencies);
}

const assigned = (): MailRequest => ({
  ...{ kind: 'task-assigned', cycleId: cycle.cycleId, subjectId: cycle.taskId, personId: cycle.ana },
  number: 1,
});
const reminder = (number: number): MailRequest => ({
  ...{ kind: 'reminder', about: 'task', cycleId: cycle.cycleId, subjectId: cycle.taskId },
  ...{ personId: cycle.ana, number },
});
const escalation = (personId: string, audience: 'backup' | 'process-owner'): MailRequest => ({
  ...{ kind: 'escalation', about: 'task', cycleId: cycle.cycleId, subjectId: cycle.taskId, number: 1 },
  ...{ personId, audience },
});
const stored = (mailId: string) => database.prisma.mail.findUniqueOrThrow({ where: { id: mailId } });
const linkIn = (text: string) => /https:\/\/sop\.example\.com\/act\/\S+/.exec(text)?.[0];

async function send(request: MailRequest): Promise<string> {
  const { mailId } = await activities().queueMail(request);
  await activities().sendMail({ mailId });
  return mailId;
}

describe('a mail that is asked for', () => {
  test('is stored before it is sent, and reaches its reader in both parts', async () => {
    const { mailId, state } = await activities().queueMail(assigned());
    expect(state).toBe('queued');
    expect(await catcher.mails()).toHaveLength(0);
    const before = await stored(mailId);

    now = utc('2026-12-04T08:01');
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'sent' });

    const [mail] = await catcher.mails();
    expect(mail).toMatchObject({
      messageId: before.messageId,
      subject: '[S&OP Europe Dec 2026] Adjust the forecast: sales by Tue 8 Dec, 17:00',
      from: { name: 'S&OP', address: 'sop@example.com' },
      to: [{ name: 'Ana Ruiz', address: before.toAddress }],
      envelope: { from: 'sop@example.com', to: [before.toAddress] },
    });
    expect(mail?.text).toContain('Ingrid Larsen asks you to adjust the forecast (sales)');
    expect(mail?.text).toContain('Takes about 20 minutes');
    expect(mail?.html).toContain(linkIn(mail!.text));
    expect(await stored(mailId)).toMatchObject({ state: 'sent', attempts: 1, sentAt: now });
  });

  test('is one mail, however often it is asked for and sent', async () => {
    const requests = await Promise.all([1, 2, 3, 4, 5].map(() => activities().queueMail(assigned())));
    expect(new Set(requests.map(({ mailId }) => mailId)).size).toBe(1);
    const { mailId } = requests[0]!;
    await Promise.allSettled([1, 2, 3].map(() => activities().sendMail({ mailId })));
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'sent' });
    expect(await catcher.mails()).toHaveLength(1);
  });

  test('about a record that is not there fails for good', async () => {
    const request = { ...assigned(), subjectId: '00000000-0000-4000-8000-000000000000' };
    await expect(activities().queueMail(request)).rejects.toMatchObject({ nonRetryable: true });
    await expect(activities().sendMail({ mailId: 'none' })).rejects.toMatchObject({ nonRetryable: true });
  });
});

describe('a thread', () => {
  test('is kept by reminders, which answer the first mail and carry the same link', async () => {
    await send(assigned());
    await send(reminder(1));
    const [first, second] = await catcher.mails();
    expect(second?.inReplyTo).toBe(first?.messageId);
    expect(second?.headers.references).toBe(first?.messageId);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(second?.subject).toBe(`Re: ${first?.subject}`);
    expect(linkIn(second!.text)).toBe(linkIn(first!.text));
  });

  test('of one person is not the thread of another, nor is the link', async () => {
    await send(assigned());
    await send(escalation(cycle.tom, 'backup'));
    const [toAna, toTom] = await catcher.mails();
    expect(toTom?.inReplyTo).toBeUndefined();
    expect(linkIn(toTom!.text)).toBeDefined();
    expect(linkIn(toTom!.text)).not.toBe(linkIn(toAna!.text));
  });

  test('an escalation leads the process owner to the cycle, not to a link of the holder', async () => {
    await send(escalation(cycle.ingrid, 'process-owner'));
    const [mail] = await catcher.mails();
    expect(linkIn(mail!.text)).toBeUndefined();
    expect(mail?.text).toContain(`https://sop.example.com/cycles/${cycle.cycleId}`);
  });
});

describe('a mail about something that is over', () => {
  test.each(['done', 'waiting', 'skipped', 'cancelled'])('is suppressed: task %s', async (state) => {
    await database.prisma.task.update({ where: { id: cycle.taskId }, data: { state } });
    const { mailId, state: queued } = await activities().queueMail(reminder(1));
    expect(queued).toBe('suppressed');
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    expect(await catcher.mails()).toHaveLength(0);
  });

  test('is suppressed when it ends between writing and sending', async () => {
    const { mailId } = await activities().queueMail(reminder(1));
    await database.prisma.task.update({ where: { id: cycle.taskId }, data: { state: 'done' } });
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    expect(await stored(mailId)).toMatchObject({ state: 'suppressed', sentAt: null });
    expect(await catcher.mails()).toHaveLength(0);
  });

  test('is suppressed for the one who has handed it over', async () => {
    await database.prisma.task.update({ where: { id: cycle.taskId }, data: { assigneeId: cycle.tom } });
    expect((await activities().queueMail(reminder(1))).state).toBe('suppressed');
  });

  test('is suppressed when the sign-off was voided', async () => {
    const request: MailRequest = {
      ...{ kind: 'sign-off-request', cycleId: cycle.cycleId, subjectId: cycle.signOffId },
      ...{ personId: cycle.li, number: 1 },
    };
    const { mailId } = await activities().queueMail(request);
    await database.prisma.signOffGroup.update({ where: { id: cycle.groupId }, data: { state: 'voided' } });
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
  });

  test('a cancelled cycle sends the news of it and nothing else', async () => {
    const { mailId } = await activities().queueMail(assigned());
    await database.prisma.cycle.update({
      where: { id: cycle.cycleId },
      data: { state: 'cancelled', cancelReason: 'The unit is sold.' },
    });
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    await send({
      ...{ kind: 'cancelled', cycleId: cycle.cycleId, subjectId: cycle.cycleId, personId: cycle.ana },
      number: 1,
    });
    expect((await catcher.mails()).map(({ text }) => text.split('\n')[0])).toEqual([
      'Ingrid Larsen has cancelled the December 2026 cycle of Europe; you need do nothing more for it.',
    ]);
  });

  test('someone who has left gets nothing', async () => {
    await database.prisma.person.update({ where: { id: cycle.ana }, data: { isActive: false } });
    expect((await activities().queueMail(assigned())).state).toBe('suppressed');
  });
});

describe('a server that cannot take it now', () => {
  test('greylisting (451) delays the mail; exactly one copy arrives', async () => {
    answer = () => ({ code: 451, message: 'Greylisted, try again later' });
    const { mailId } = await activities().queueMail(assigned());
    const refused = activities().sendMail({ mailId });
    await expect(refused).rejects.toBeInstanceOf(ApplicationFailure);
    await expect(refused).rejects.toMatchObject({ nonRetryable: false, nextRetryDelay: 10_000 });
    expect(await stored(mailId)).toMatchObject({
      ...{ state: 'failed', attempts: 1, nextAttemptAt: utc('2026-12-04T08:00:10') },
      lastError: expect.stringContaining('Greylisted'),
    });

    answer = () => 'accept';
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'sent' });
    expect(await catcher.mails()).toHaveLength(1);
    expect(await stored(mailId)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
  });

  test('one that is down delays longer each time', async () => {
    await catcher.stop();
    const { mailId } = await activities().queueMail(assigned());
    await expect(activities().sendMail({ mailId })).rejects.toMatchObject({ nextRetryDelay: 10_000 });
    await expect(activities().sendMail({ mailId })).rejects.toMatchObject({ nextRetryDelay: 60_000 });
    expect(await stored(mailId)).toMatchObject({ state: 'failed', attempts: 2 });
    catcher = await startMailCatcher();
  });

  test('a lost acknowledgement sends one more copy with the same Message-ID', async () => {
    answer = ({ at }) => (at === 'message' ? 'lose-acknowledgement' : 'accept');
    const { mailId } = await activities().queueMail(assigned());
    await expect(activities().sendMail({ mailId })).rejects.toMatchObject({ nonRetryable: false });
    answer = () => 'accept';
    await activities().sendMail({ mailId });
    await activities().sendMail({ mailId });
    const mails = await catcher.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
  });

  test('a worker killed between sending and recording does the same', async () => {
    const { mailId } = await activities().queueMail(assigned());
    const hangsAfterSending: Mailer = {
      send: async (mail) => {
        await mailer.send(mail);
        await end;
      },
    };
    let wake: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const killed = activities(hangsAfterSending).sendMail({ mailId });
    await catcher.waitForMail(() => true);
    await expect(activities().sendMail({ mailId })).rejects.toThrow('being sent by another worker');

    // The kill: PostgreSQL sees the worker's connection end, and its lock goes with it.
    await database.prisma.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await untilUnlocked(mailId);

    const mails = await catcher.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    wake();
    await killed;
    expect(await stored(mailId)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

async function untilUnlocked(mailId: string): Promise<void> {
  for (let attempt = 1; attempt <= 50; attempt += 1) {
    try {
      await activities().sendMail({ mailId });
      return;
    } catch (error) {
      if (!String(error).includes('another worker')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('The lock of the killed worker was never given back.');
}

describe('an address that does not exist (550)', () => {
  const refuse = (address: string) => (moment: MailMoment) =>
    moment.to.includes(address) ? { code: 550, message: '5.1.1 No such user' } : ('accept' as const);

  test('is not tried again; process owner and backup are told', async () => {
    const ana = await database.prisma.person.findUniqueOrThrow({ where: { id: cycle.ana } });
    answer = refuse(ana.email);
    const { mailId } = await activities().queueMail(assigned());
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });

    expect(await stored(mailId)).toMatchObject({ state: 'undeliverable', attempts: 1, sentAt: null });
    const mails = await catcher.mails();
    expect(mails.map(({ to }) => to[0]?.name).sort()).toEqual(['Ingrid Larsen', 'Tom Okafor']);
    for (const mail of mails) {
      expect(mail.subject).toContain('Not delivered to Ana Ruiz: Adjust the forecast: sales');
      expect(mail.text).toContain('550 5.1.1 No such user');
    }
    expect(linkIn(mails.find(({ to }) => to[0]?.name === 'Tom Okafor')!.text)).toBeDefined();
  });

  test('of the process owner ends there: nobody is told about the telling', async () => {
    answer = () => ({ code: 550, message: '5.1.1 No such user' });
    const { mailId } = await activities().queueMail(assigned());
    expect(await activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });
    const states = await database.prisma.mail.findMany({ where: { cycleId: cycle.cycleId } });
    expect(states.map(({ state }) => state)).toEqual(['undeliverable', 'undeliverable', 'undeliverable']);
  });
});

describe('what people wrote', () => {
  test('cannot add a recipient, a header or a tag', async () => {
    await database.prisma.person.update({
      where: { id: cycle.ana },
      data: { name: 'Ana\r\nBcc: spy@example.com, "x" <spy@example.com>' },
    });
    await database.prisma.task.update({
      where: { id: cycle.taskId },
      data: { title: 'Sales\r\nX-Evil: 1', instructions: '<script>alert(1)</script>' },
    });
    await send(assigned());
    const [mail] = await catcher.mails();
    expect(mail?.envelope.to).toHaveLength(1);
    expect(mail?.to).toHaveLength(1);
    expect(Object.keys(mail!.headers)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(Object.keys(mail!.headers)).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(mail?.html).not.toContain('<script>');
  });
});

describe('each kind finds its facts', () => {
  test('kick-off lists what the reader will be asked for', async () => {
    await send({
      ...{ kind: 'kick-off', cycleId: cycle.cycleId, subjectId: cycle.cycleId, personId: cycle.ana },
      number: 1,
    });
    const [mail] = await catcher.mails();
    expect(mail?.text).toContain('will ask 1 thing of you in the December 2026 cycle of Europe');
    expect(mail?.text).toContain('- Tue 8 Dec, 17:00: Adjust the forecast: sales');
    expect(mail?.text).toContain('role: sales');
  });

  test('a sign-off request shows the figures of the plan it is bound to', async () => {
    await send({
      ...{ kind: 'sign-off-request', cycleId: cycle.cycleId, subjectId: cycle.signOffId },
      ...{ personId: cycle.li, number: 1 },
    });
    const [mail] = await catcher.mails();
    expect(mail?.text).toContain('asks you to approve the demand plan for Europe, December 2026, version 1');
    expect(mail?.text).toContain('Demand: 120,000 units');
    expect(mail?.text).toContain('Gap to budget: 100,000 EUR (+2.3 %)');
    expect(mail?.text).toContain('bound to the checksum a1b2c3a1b2c3');
    expect(mail?.text).toContain('The supply review waits for it.');
  });

  test('a task that came back says who rejected and why', async () => {
    await database.prisma.signOff.update({
      where: { id: cycle.signOffId },
      data: { state: 'rejected', decidedAt: utc('2026-12-10T09:00'), comment: 'Spain is too high.' },
    });
    await database.prisma.task.update({ where: { id: cycle.taskId }, data: { round: 2 } });
    await send(assigned());
    const [mail] = await catcher.mails();
    expect(mail?.text).toContain('asks you again to adjust');
    expect(mail?.text).toContain('Li Wei rejected the plan and wrote:\n> Spain is too high.');
  });

  test('a decision names who answered and what comes next', async () => {
    await database.prisma.signOff.update({
      where: { id: cycle.signOffId },
      data: {
        ...{ state: 'approved-with-conditions', decidedAt: utc('2026-12-10T09:00') },
        comment: 'Check Spain in January.',
      },
    });
    await database.prisma.signOffGroup.update({
      where: { id: cycle.groupId },
      data: { state: 'approved', closedAt: utc('2026-12-10T09:00') },
    });
    await send({
      ...{ kind: 'decision', cycleId: cycle.cycleId, subjectId: cycle.groupId, personId: cycle.ingrid },
      number: 1,
    });
    const [mail] = await catcher.mails();
    expect(mail?.subject).toBe('[S&OP Europe Dec 2026] Approved: the demand plan, version 1');
    expect(mail?.text).toContain('was approved Thu 10 Dec, 10:00 (Berlin time) (1 answer).');
    expect(mail?.text).toContain('Li Wei approved with conditions and wrote:\n> Check Spain in January.');
    expect(mail?.text).toContain('What comes next: the supply review.');
  });

  test('handing over tells the new holder what to do and the former one that it is done', async () => {
    await database.prisma.task.update({ where: { id: cycle.taskId }, data: { assigneeId: cycle.tom } });
    const handedOver = (personId: string): MailRequest => ({
      ...{ kind: 'handed-over', about: 'task', cycleId: cycle.cycleId, subjectId: cycle.taskId, number: 1 },
      ...{ personId, fromPersonId: cycle.ana, toPersonId: cycle.tom, byId: cycle.ingrid },
      reason: 'Ana is away.',
    });
    await send(handedOver(cycle.tom));
    await send(handedOver(cycle.ana));
    const [toTom, toAna] = await catcher.mails();
    expect(toTom?.text).toContain('in place of Ana Ruiz, by Tue 8 Dec, 17:00');
    expect(linkIn(toTom!.text)).toBeDefined();
    expect(toAna?.text).toContain('is no longer yours: Ingrid Larsen gave it to Tom Okafor.');
    expect(linkIn(toAna!.text)).toBeUndefined();
  });

  test('a voided sign-off says that an answer no longer counts', async () => {
    await database.prisma.signOff.update({
      where: { id: cycle.signOffId },
      data: { state: 'voided', decidedAt: utc('2026-12-10T09:00') },
    });
    await send({
      ...{ kind: 'sign-off-voided', cycleId: cycle.cycleId, subjectId: cycle.signOffId },
      ...{ personId: cycle.li, number: 1, reason: 'Line 2 lost hours.' },
    });
    const [mail] = await catcher.mails();
    expect(mail?.text).toContain('about the demand plan for Europe, December 2026, version 1');
    expect(mail?.text).toContain('> Line 2 lost hours.');
  });

  test('a published plan says which version stands, by whom', async () => {
    await database.prisma.publication.create({
      data: {
        ...{ cycleId: cycle.cycleId, planVersionId: cycle.planVersionId, publishedAt: now },
        ...{ planCsv: '', planCsvSha256: '', manifest: {}, rowCount: 1296 },
      },
    });
    await send({
      ...{ kind: 'plan-published', cycleId: cycle.cycleId, subjectId: cycle.cycleId, personId: cycle.li },
      number: 1,
    });
    const [mail] = await catcher.mails();
    expect(mail?.text).toContain('was published Fri 4 Dec, 09:00 (Berlin time)');
    expect(mail?.text).toContain('Version 1, 1,296 rows, frozen');
  });
});
