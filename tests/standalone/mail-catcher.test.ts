import { readdir } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import { findMail } from '../../email/mailbox';
import { type MailCatcher, startMailCatcher } from '../../standalone/mail-catcher';
import { makeRunFolder } from '../support/run-folder';

const letter = {
  from: { name: 'S&OP', address: 'sop@example.com' },
  to: { name: 'Ana Ruiz', address: 'ana@example.com' },
  subject: 'Approve the plan – by 17:00',
  text: 'Please decide.',
  html: '<p>Please <b>decide</b>.</p>',
};

describe('the mail catcher', () => {
  let catcher: MailCatcher | undefined;
  afterEach(async () => {
    await catcher?.stop();
  });

  const send = (running: MailCatcher) => createTransport(running.url).sendMail(letter);

  it('keeps a mail with both parts in the mailbox folder', async () => {
    const mailboxDir = makeRunFolder('mailbox');
    catcher = await startMailCatcher({ mailboxDir });
    await send(catcher);
    const mail = await catcher.waitForMail((caught) => caught.envelope.to.includes('ana@example.com'));
    expect(mail).toMatchObject({
      subject: 'Approve the plan – by 17:00',
      from: { name: 'S&OP', address: 'sop@example.com' },
      to: [{ name: 'Ana Ruiz', address: 'ana@example.com' }],
    });
    expect(mail.text.trim()).toBe('Please decide.');
    expect(mail.html).toContain('<b>decide</b>');
    expect((await readdir(mailboxDir)).sort()).toEqual([`${mail.id}.eml`, `${mail.id}.json`]);
    expect(await findMail(mailboxDir, mail.id)).toEqual(mail);
    expect(await findMail(mailboxDir, '../../etc/passwd')).toBeUndefined();
  });

  it('refuses a recipient with the code it is told to', async () => {
    catcher = await startMailCatcher({
      answer: ({ at }) => (at === 'recipient' ? { code: 550, message: 'No such user' } : 'accept'),
    });
    await expect(send(catcher)).rejects.toMatchObject({ responseCode: 550 });
    expect(await catcher.mails()).toEqual([]);
  });

  it('refuses for now and accepts later, as greylisting does', async () => {
    let seen = 0;
    catcher = await startMailCatcher({
      answer: ({ at }) => {
        if (at === 'message') seen += 1;
        return at === 'message' && seen === 1 ? { code: 451, message: 'Try again later' } : 'accept';
      },
    });
    await expect(send(catcher)).rejects.toMatchObject({ responseCode: 451 });
    await send(catcher);
    expect(await catcher.mails()).toHaveLength(1);
  });

  it('keeps the mail and hangs up when the acknowledgement is to be lost', async () => {
    catcher = await startMailCatcher({
      answer: ({ at }) => (at === 'message' ? 'lose-acknowledgement' : 'accept'),
    });
    await expect(send(catcher)).rejects.toThrow();
    expect(await catcher.mails()).toHaveLength(1);
  });

  it('says what it caught when the awaited mail does not come', async () => {
    catcher = await startMailCatcher();
    await send(catcher);
    await expect(catcher.waitForMail((mail) => mail.subject === 'Other', 50)).rejects.toThrow(
      'caught: "Approve the plan – by 17:00" to ana@example.com',
    );
  });
});
