import { createHash } from 'node:crypto';
import type { Looking } from '../views/who-may';

/** Ids that name an act, so that the same act again is recognised and counts once. */

const MINUTE_MS = 60_000;

/** A double click is one act; the same act a minute later is another one. */
export function actId(kind: string, subjectId: string, { viewer, now }: Looking, input: object = {}): string {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);
  return `${subjectId}:${kind}:${viewer.id}:${minute}:${digest}`;
}

/** The id of a row that an act writes: the same words give the same id. */
export function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
