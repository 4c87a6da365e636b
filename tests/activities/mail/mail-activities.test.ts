import type { MailRequest } from '../../../activities/mail/mail-request';
import { utc } from '../../email/mail-samples';
import { linkIn, postUnderTest } from './post-under-test';

const post = postUnderTest();

describe('a mail that is asked for', () => {
  test('is stored before it is sent, and reaches its reader in both parts', async () => {
    const { mailId, state } = await post.activities().queueMail(post.assigned());
    expect(state).toBe('queued');
    expect(await post.catcher.mails()).toHaveLength(0);
    const before = await post.stored(mailId);

    post.now = utc('2026-12-04T08:01');
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'sent' });

    const [mail] = await post.catcher.mails();
    expect(mail).toMatchObject({
      messageId: before.messageId,
      subject: '[S&OP Europe Dec 2026] Adjust the forecast: sales by Tue 8 Dec, 17:00',
      from: { name: 'S&OP', address: 'sop@example.com' },
      to: [{ name: 'Ana Ruiz', address: before.toAddress }],
      envelope: { from: 'sop@example.com', to: [before.toAddress] },
    });
    expect(mail?.text).toContain('Ingrid Larsen asks you to adjust the forecast (sales)');
    expect(mail?.headers['reply-to']).toMatch(/^Ingrid Larsen <\S+@\S+>$/);
    expect(mail?.text).toContain('An answer to this mail goes to the process owner.');
    expect(mail?.text).toContain('Takes about 20 minutes');
    expect(mail?.html).toContain(linkIn(mail!.text));
    expect(await post.stored(mailId)).toMatchObject({ state: 'sent', attempts: 1, sentAt: post.now });
  });

  test('is one mail, however often it is asked for and sent', async () => {
    const requests = await Promise.all(
      [1, 2, 3, 4, 5].map(() => post.activities().queueMail(post.assigned())),
    );
    expect(new Set(requests.map(({ mailId }) => mailId)).size).toBe(1);
    const { mailId } = requests[0]!;
    await Promise.allSettled([1, 2, 3].map(() => post.activities().sendMail({ mailId })));
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'sent' });
    expect(await post.catcher.mails()).toHaveLength(1);
  });

  test('about a record that is not there fails for good', async () => {
    const request = { ...post.assigned(), subjectId: '00000000-0000-4000-8000-000000000000' };
    await expect(post.activities().queueMail(request)).rejects.toMatchObject({ nonRetryable: true });
    await expect(post.activities().sendMail({ mailId: 'none' })).rejects.toMatchObject({
      nonRetryable: true,
    });
  });
});

describe('a thread', () => {
  test('is kept by reminders, which answer the first mail and carry the same link', async () => {
    await post.send(post.assigned());
    await post.send(post.reminder(1));
    const [first, second] = await post.catcher.mails();
    expect(second?.inReplyTo).toBe(first?.messageId);
    expect(second?.headers.references).toBe(first?.messageId);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(second?.subject).toBe(`Re: ${first?.subject}`);
    expect(linkIn(second!.text)).toBe(linkIn(first!.text));
  });

  test('of one person is not the thread of another, nor is the link', async () => {
    await post.send(post.assigned());
    await post.send(post.escalation(post.cycle.tom, 'backup'));
    const [toAna, toTom] = await post.catcher.mails();
    expect(toTom?.inReplyTo).toBeUndefined();
    expect(linkIn(toTom!.text)).toBeDefined();
    expect(linkIn(toTom!.text)).not.toBe(linkIn(toAna!.text));
  });

  test('an escalation leads the process owner to the cycle, not to a link of the holder', async () => {
    await post.send(post.escalation(post.cycle.ingrid, 'process-owner'));
    const [mail] = await post.catcher.mails();
    expect(linkIn(mail!.text)).toBeUndefined();
    expect(mail?.text).toContain(`https://sop.example.com/cycles/${post.cycle.cycleId}`);
  });
});

describe('a mail about something that is over', () => {
  test.each(['done', 'waiting', 'skipped', 'cancelled'])('is suppressed: task %s', async (state) => {
    await post.database.prisma.task.update({ where: { id: post.cycle.taskId }, data: { state } });
    const { mailId, state: queued } = await post.activities().queueMail(post.reminder(1));
    expect(queued).toBe('suppressed');
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    expect(await post.catcher.mails()).toHaveLength(0);
  });

  test('is suppressed when it ends between writing and sending', async () => {
    const { mailId } = await post.activities().queueMail(post.reminder(1));
    await post.database.prisma.task.update({ where: { id: post.cycle.taskId }, data: { state: 'done' } });
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    expect(await post.stored(mailId)).toMatchObject({ state: 'suppressed', sentAt: null });
    expect(await post.catcher.mails()).toHaveLength(0);
  });

  test('is suppressed for the one who has handed it over', async () => {
    await post.database.prisma.task.update({
      where: { id: post.cycle.taskId },
      data: { assigneeId: post.cycle.tom },
    });
    expect((await post.activities().queueMail(post.reminder(1))).state).toBe('suppressed');
  });

  test('is suppressed when the sign-off was voided', async () => {
    const request: MailRequest = {
      ...{ kind: 'sign-off-request', cycleId: post.cycle.cycleId, subjectId: post.cycle.signOffId },
      ...{ personId: post.cycle.li, number: 1 },
    };
    const { mailId } = await post.activities().queueMail(request);
    await post.database.prisma.signOffGroup.update({
      where: { id: post.cycle.groupId },
      data: { state: 'voided' },
    });
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
  });

  test('a cancelled cycle sends the news of it and nothing else', async () => {
    const { mailId } = await post.activities().queueMail(post.assigned());
    await post.database.prisma.cycle.update({
      where: { id: post.cycle.cycleId },
      data: { state: 'cancelled', cancelReason: 'The unit is sold.' },
    });
    expect(await post.activities().sendMail({ mailId })).toEqual({ state: 'suppressed' });
    await post.send({
      ...{
        kind: 'cancelled',
        cycleId: post.cycle.cycleId,
        subjectId: post.cycle.cycleId,
        personId: post.cycle.ana,
      },
      ...{ number: 1, byId: post.cycle.tom },
    });
    expect((await post.catcher.mails()).map(({ text }) => text.split('\n')[0])).toEqual([
      'Tom Okafor has cancelled the December 2026 cycle of Europe; you need do nothing more for it.',
    ]);
  });

  test('someone who has left gets nothing', async () => {
    await post.database.prisma.person.update({ where: { id: post.cycle.ana }, data: { isActive: false } });
    expect((await post.activities().queueMail(post.assigned())).state).toBe('suppressed');
  });
});

describe('what people wrote', () => {
  test('cannot add a recipient, a header or a tag', async () => {
    await post.database.prisma.person.update({
      where: { id: post.cycle.ana },
      data: { name: 'Ana\r\nBcc: spy@example.com, "x" <spy@example.com>' },
    });
    await post.database.prisma.task.update({
      where: { id: post.cycle.taskId },
      data: { title: 'Sales\r\nX-Evil: 1', instructions: '<script>alert(1)</script>' },
    });
    await post.send(post.assigned());
    const [mail] = await post.catcher.mails();
    expect(mail?.envelope.to).toHaveLength(1);
    expect(mail?.to).toHaveLength(1);
    expect(Object.keys(mail!.headers)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(Object.keys(mail!.headers)).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(mail?.html).not.toContain('<script>');
  });
});
