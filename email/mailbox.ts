import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PostalMime from 'postal-mime';

/**
 * The mails that the one-machine shape catches instead of delivering: two files each in one folder, `<id>.json`
 * as below and `<id>.eml` as received. Ids sort by time of arrival. The mailbox page reads them.
 */
export interface CaughtMail {
  readonly id: string;
  /** ISO instant. */
  readonly receivedAt: string;
  /** Whom SMTP was told, which is who really gets it. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly messageId: string;
  readonly inReplyTo: string | undefined;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly fileName: string;
    readonly mimeType: string;
    readonly content: string;
  }[];
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Reads a received message; attachments come as text when they are text, else as base64. */
export async function parseMail(
  raw: Buffer,
  envelope: CaughtMail['envelope'],
  receivedAt = new Date(),
): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  return {
    id: `${receivedAt.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`,
    receivedAt: receivedAt.toISOString(),
    envelope,
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? envelope.from },
    to: (mail.to ?? []).map((to) => ({ name: to.name ?? '', address: to.address ?? '' })),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo,
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map((header) => [header.key, header.value])),
    attachments: mail.attachments.map((attachment) => ({
      fileName: attachment.filename ?? '',
      mimeType: attachment.mimeType,
      content: contentOf(attachment.mimeType, attachment.content),
    })),
  };
}

/** The message is written first: a page that sees the entry can open it. */
export async function keepMail(mailboxDir: string, mail: CaughtMail, raw: Buffer): Promise<void> {
  await mkdir(mailboxDir, { recursive: true });
  await writeFile(path.join(mailboxDir, `${mail.id}.eml`), raw);
  const entry = path.join(mailboxDir, `${mail.id}.json`);
  await writeFile(`${entry}.new`, JSON.stringify(mail));
  await rename(`${entry}.new`, entry);
}

/** Mails oldest first; `newest` limits the answer to the last so many. */
export async function listMails(mailboxDir: string, newest?: number): Promise<CaughtMail[]> {
  if (!existsSync(mailboxDir)) return [];
  const entries = (await readdir(mailboxDir)).filter((file) => file.endsWith('.json')).sort();
  const wanted = newest === undefined ? entries : entries.slice(-newest);
  return Promise.all(wanted.map((file) => readEntry(path.join(mailboxDir, file))));
}

/** One mail, or undefined when there is none of this id (an id that is not one of ours is none). */
export async function findMail(mailboxDir: string, id: string): Promise<CaughtMail | undefined> {
  if (!/^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(id)) return undefined;
  const entry = path.join(mailboxDir, `${id}.json`);
  return existsSync(entry) ? readEntry(entry) : undefined;
}

async function readEntry(file: string): Promise<CaughtMail> {
  return JSON.parse(await readFile(file, 'utf8')) as CaughtMail;
}

function contentOf(mimeType: string, content: string | ArrayBuffer | Uint8Array): string {
  if (typeof content === 'string') return content;
  const bytes = content instanceof ArrayBuffer ? Buffer.from(new Uint8Array(content)) : Buffer.from(content);
  return bytes.toString(mimeType.startsWith('text/') ? 'utf8' : 'base64');
}
