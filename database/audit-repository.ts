import { createHash } from 'node:crypto';
import type { Connection, Database } from './client';
import type { Prisma } from './generated/client';

/** The channel that tells who listens that something about a cycle was recorded; the payload is its id. */
export const CHANGE_CHANNEL = 'sop_changed';

export interface AuditEntry {
  readonly at: Date;
  /** null: the system. */
  readonly actorId: string | null;
  readonly unitId?: string | null;
  readonly cycleId?: string | null;
  /** Past tense, for example "task-completed". */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditRecord extends Required<Omit<AuditEntry, 'details'>> {
  readonly id: bigint;
  readonly actorType: 'person' | 'system';
  readonly details: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** Any number will do, as long as it is the same for every writer of the chain. */
const chainLock = 7_226_001;
const chainStart = '0'.repeat(64);

/**
 * Adds rows to the chain, in the transaction of what they record, and tells listeners once it commits. Call it last
 * in the transaction: from here to the commit no other writer can add to the chain.
 */
export async function appendAudit(connection: Connection, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const cycleIds = [...new Set(entries.flatMap(({ cycleId }) => cycleId ?? []))];
  // The lock needs a statement of its own: the next one then sees what the writer before has committed. What it tells
  // the listeners is heard when the transaction commits.
  await connection.$queryRaw`
    SELECT pg_advisory_xact_lock(${chainLock})::text AS locked,
           (SELECT count(pg_notify(${CHANGE_CHANNEL}, id)) FROM unnest(${cycleIds}::text[]) AS id) AS told`;
  const last = await connection.audit.findFirst({ orderBy: { id: 'desc' }, select: { hash: true } });
  let previousHash = last?.hash ?? chainStart;
  const rows = entries.map((entry) => {
    const row = completed(entry);
    const hash = auditHash(row, previousHash);
    const chained = { ...row, details: row.details as Prisma.InputJsonObject, previousHash, hash };
    previousHash = hash;
    return chained;
  });
  await connection.audit.createMany({ data: rows });
}

/** For an act that changes nothing else: the audit rows in a transaction of their own. */
export async function recordAudit(database: Database, entries: readonly AuditEntry[]): Promise<void> {
  await database.prisma.$transaction((transaction) => appendAudit(transaction, entries));
}

/** A cycle's history, oldest first. */
export async function listAuditOfCycle(connection: Connection, cycleId: string): Promise<AuditRecord[]> {
  const rows = await connection.audit.findMany({ where: { cycleId }, orderBy: { id: 'asc' } });
  return rows.map(toRecord);
}

/** The history of one task, sign-off, step …, oldest first. */
export async function listAuditOfSubject(connection: Connection, subjectId: string): Promise<AuditRecord[]> {
  const rows = await connection.audit.findMany({ where: { subjectId }, orderBy: { id: 'asc' } });
  return rows.map(toRecord);
}

/** Tasks and sign-offs of some cycles that were escalated at some time. */
export async function listEscalatedIds(
  connection: Connection,
  cycleIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await connection.audit.findMany({
    where: { cycleId: { in: [...cycleIds] }, action: 'escalated' },
    select: { subjectId: true },
  });
  return new Set(rows.map(({ subjectId }) => subjectId));
}

export interface ChainCheck {
  readonly checkedRows: number;
  /** The first row that does not follow from the one before it or was changed; null when the chain holds. */
  readonly brokenAt: { readonly id: bigint; readonly why: 'changed' | 'does-not-follow' } | null;
}

/** Walks the whole chain. A deleted row shows at its successor; a cut-off end cannot be seen from inside. */
export async function checkAuditChain(connection: Connection): Promise<ChainCheck> {
  let checkedRows = 0;
  let previousHash = chainStart;
  let cursor = 0n;
  for (;;) {
    const rows = await connection.audit.findMany({
      where: { id: { gt: cursor } },
      orderBy: { id: 'asc' },
      take: 1_000,
    });
    if (rows.length === 0) return { checkedRows, brokenAt: null };
    for (const row of rows) {
      const record = toRecord(row);
      if (record.previousHash !== previousHash) {
        return { checkedRows, brokenAt: { id: record.id, why: 'does-not-follow' } };
      }
      if (auditHash(record, previousHash) !== record.hash) {
        return { checkedRows, brokenAt: { id: record.id, why: 'changed' } };
      }
      previousHash = record.hash;
      checkedRows += 1;
      cursor = record.id;
    }
  }
}

type Hashed = Omit<AuditRecord, 'id' | 'previousHash' | 'hash'>;

function completed(entry: AuditEntry): Hashed {
  return {
    at: entry.at,
    actorId: entry.actorId,
    actorType: entry.actorId === null ? 'system' : 'person',
    unitId: entry.unitId ?? null,
    cycleId: entry.cycleId ?? null,
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    details: entry.details ?? {},
  };
}

function auditHash(row: Hashed, previousHash: string): string {
  const content = canonical([
    previousHash,
    row.at.toISOString(),
    row.actorId,
    row.actorType,
    row.unitId,
    row.cycleId,
    row.action,
    row.subjectType,
    row.subjectId,
    row.details,
  ]);
  return createHash('sha256').update(content).digest('hex');
}

/** JSON with sorted keys: PostgreSQL keeps no key order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

function toRecord(row: Prisma.AuditModel): AuditRecord {
  return {
    ...row,
    actorType: row.actorType === 'person' ? 'person' : 'system',
    details: row.details as Record<string, unknown>,
  };
}
