import { ApplicationFailure } from '@temporalio/common';
import type { Mailer } from '../../../email/mailer';
import type { MailMoment } from '../../../standalone/mail-catcher';
import { utc } from '../../email/mail-samples';
import { linkIn, postUnderTest } from './post-under-test';

const post = postUnderTest();

describe('a server that cannot take it now', () => {
  test('greylisting (451) delays the mail; exactly one copy arrives', async () => {
    post.answer = () => ({ code: 451, message: 'Greylisted, try again later' });
    const { mailId } = await post.activities().queueMail(post.assigned());
    const refused = post.activities().sendMail({ mailId });
    await expect(refused).rejects.toBeInstanceOf(ApplicationFailure);
    await expect(refused).rejects.toMatchObject({ nonRetryable: false, nextRetryDelay: 10_000 });
    expect(await post.stored(mailId)).toMatchObject({
      ...{ state: 'failed', attempts: 1, nextAttemptAt: utc('2026-12-04T08:00:10') },
      lastError: expect.stringContaining('Greylisted'),
    });

    post.answer = () => 'accept';
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'sent' });
    expect(await post.catcher.mails()).toHaveLength(1);
    expect(await post.stored(mailId)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
  });

  test('one that is down delays longer each time', async () => {
    await post.stopServer();
    const { mailId } = await post.activities().queueMail(post.assigned());
    await expect(post.activities().sendMail({ mailId })).rejects.toMatchObject({ nextRetryDelay: 10_000 });
    await expect(post.activities().sendMail({ mailId })).rejects.toMatchObject({ nextRetryDelay: 60_000 });
    expect(await post.stored(mailId)).toMatchObject({ state: 'failed', attempts: 2 });
    await post.startServer();
  });

  test('a lost acknowledgement sends one more copy with the same Message-ID', async () => {
    post.answer = ({ at }) => (at === 'message' ? 'lose-acknowledgement' : 'accept');
    const { mailId } = await post.activities().queueMail(post.assigned());
    await expect(post.activities().sendMail({ mailId })).rejects.toMatchObject({ nonRetryable: false });
    post.answer = () => 'accept';
    await post.activities().sendMail({ mailId });
    await post.activities().sendMail({ mailId });
    const mails = await post.catcher.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
  });

  test('a worker killed between sending and recording does the same', async () => {
    const { mailId } = await post.activities().queueMail(post.assigned());
    const hangsAfterSending: Mailer = {
      send: async (mail) => {
        await post.mailer.send(mail);
        await end;
      },
    };
    let wake: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const killed = post.activities(hangsAfterSending).sendMail({ mailId });
    await post.catcher.waitForMail(() => true);
    await expect(post.activities().sendMail({ mailId })).rejects.toThrow('being sent by another worker');

    // The kill: PostgreSQL sees the worker's connection end, and its lock goes with it.
    await post.database.prisma.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await untilUnlocked(mailId);

    const mails = await post.catcher.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    wake();
    await killed;
    expect(await post.stored(mailId)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

async function untilUnlocked(mailId: string): Promise<void> {
  for (let attempt = 1; attempt <= 50; attempt += 1) {
    try {
      await post.activities().sendMail({ mailId });
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
    const ana = await post.database.prisma.person.findUniqueOrThrow({ where: { id: post.cycle.ana } });
    post.answer = refuse(ana.email);
    const { mailId } = await post.activities().queueMail(post.assigned());
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });

    expect(await post.stored(mailId)).toMatchObject({ state: 'undeliverable', attempts: 1, sentAt: null });
    const mails = await post.catcher.mails();
    expect(mails.map(({ to }) => to[0]?.name).sort()).toEqual(['Ingrid Larsen', 'Tom Okafor']);
    for (const mail of mails) {
      expect(mail.subject).toContain('Not delivered to Ana Ruiz: Adjust the forecast: sales');
      expect(mail.text).toContain('550 5.1.1 No such user');
    }
    expect(linkIn(mails.find(({ to }) => to[0]?.name === 'Tom Okafor')!.text)).toBeDefined();
  });

  test('of the process owner ends there: nobody is told about the telling', async () => {
    post.answer = () => ({ code: 550, message: '5.1.1 No such user' });
    const { mailId } = await post.activities().queueMail(post.assigned());
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'undeliverable' });
    const states = await post.database.prisma.mail.findMany({ where: { cycleId: post.cycle.cycleId } });
    expect(states.map(({ state }) => state)).toEqual(['undeliverable', 'undeliverable', 'undeliverable']);
  });
});
