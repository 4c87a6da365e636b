import type { SignOffGroupState, SignOffRowState } from '../domain/cycle/allowed-acts';
import type { SignOffGroupRecord, SignOffRecord } from '../domain/cycle/records';
import type { SignOffRule } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

export interface SignOffWithGroup {
  readonly signOff: SignOffRecord;
  readonly group: SignOffGroupRecord;
}

const withSignOffs = {
  signOffs: {
    orderBy: [{ position: 'asc' as const }, { role: 'asc' as const }, { id: 'asc' as const }],
  },
};

/** With their sign-offs, in the order they were asked. */
export const asAsked = {
  include: withSignOffs,
  orderBy: [{ requestedAt: 'asc' }, { stepId: 'asc' }, { number: 'asc' }],
} satisfies Prisma.SignOffGroupFindManyArgs;

export async function findSignOff(connection: Connection, id: string): Promise<SignOffWithGroup | null> {
  const row = await connection.signOff.findUnique({
    where: { id },
    include: { group: { include: withSignOffs } },
  });
  return row && { signOff: toSignOff(row), group: toGroup(row.group) };
}

export async function findSignOffGroup(
  connection: Connection,
  id: string,
): Promise<SignOffGroupRecord | null> {
  const row = await connection.signOffGroup.findUnique({ where: { id }, include: withSignOffs });
  return row && toGroup(row);
}

/** Throws not-found. */
export async function getSignOffGroup(connection: Connection, id: string): Promise<SignOffGroupRecord> {
  const group = await findSignOffGroup(connection, id);
  if (group === null) throw new DomainError('not-found', `There is no sign-off request ${id}.`);
  return group;
}

/** In the order they were asked. */
export async function listSignOffGroupsOfCycle(
  connection: Connection,
  cycleId: string,
): Promise<SignOffGroupRecord[]> {
  const rows = await connection.signOffGroup.findMany({ where: { cycleId }, ...asAsked });
  return rows.map(toGroup);
}

export async function findSignOffGroupOfWorkflow(
  connection: Connection,
  workflowId: string,
): Promise<SignOffGroupRecord | null> {
  const row = await connection.signOffGroup.findFirst({ where: { workflowId }, include: withSignOffs });
  return row && toGroup(row);
}

export interface NewSignOffGroup {
  readonly id: string;
  readonly cycleId: string;
  readonly stepId: string;
  readonly rule: SignOffRule;
  readonly planVersionId: string;
  readonly planHash: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly workflowId: string;
  readonly signOffs: readonly (Pick<SignOffRecord, 'id' | 'personId' | 'role' | 'state'> & {
    readonly position: number;
  })[];
}

/** Writes a group with the next number of its step. */
export async function insertSignOffGroup(
  connection: Connection,
  group: NewSignOffGroup,
): Promise<SignOffGroupRecord> {
  const { signOffs, rule, ...row } = group;
  const { _max } = await connection.signOffGroup.aggregate({
    where: { stepId: group.stepId },
    _max: { number: true },
  });
  const written = await connection.signOffGroup.create({
    data: {
      ...row,
      rule: { ...rule, roles: [...rule.roles] },
      number: (_max.number ?? 0) + 1,
      state: 'open',
      signOffs: { create: [...signOffs] },
    },
    include: withSignOffs,
  });
  return toGroup(written);
}

/** Records a decision on a pending sign-off; false when it is not pending (any more). */
export async function decideSignOffRow(
  connection: Connection,
  id: string,
  decision: {
    readonly state: SignOffRowState;
    readonly decidedAt: Date;
    readonly decidedById: string;
    readonly comment: string;
    readonly isLate: boolean;
  },
): Promise<boolean> {
  const { count } = await connection.signOff.updateMany({
    where: { id, state: 'pending' },
    data: decision,
  });
  return count === 1;
}

/** The turn of a sign-off of a sequence has come; false when it had come before, or is not needed any more. */
export async function askSignOff(
  connection: Connection,
  id: string,
  asked: Pick<SignOffRecord, 'personId' | 'askedAt' | 'dueAt'>,
): Promise<boolean> {
  const { count } = await connection.signOff.updateMany({
    where: { id, state: 'waiting', group: { state: 'open' } },
    data: { ...asked, state: 'pending' },
  });
  return count === 1;
}

export async function updateSignOff(
  connection: Connection,
  id: string,
  changes: Partial<
    Pick<SignOffRecord, 'personId' | 'escalationLevel' | 'remindersSent' | 'askedAt' | 'dueAt'>
  >,
): Promise<void> {
  await connection.signOff.update({ where: { id }, data: changes });
}

/** Sets anew when a group is due; where that lies ahead, those who have not answered begin at the foot of the ladder. */
export async function moveSignOffGroup(
  connection: Connection,
  id: string,
  dueAt: Date,
  now: Date,
): Promise<void> {
  await connection.signOffGroup.update({ where: { id }, data: { dueAt } });
  if (dueAt <= now) return;
  await connection.signOff.updateMany({
    where: { groupId: id, state: 'pending' },
    data: { escalationLevel: 0 },
  });
}

/** Closes an open group and gives its sign-offs in `from` states the state `to`; false when it was closed before. */
export async function closeSignOffGroup(
  connection: Connection,
  id: string,
  closing: {
    readonly state: Exclude<SignOffGroupState, 'open'>;
    readonly closedAt: Date;
    readonly closedReason: string | null;
    readonly signOffs: { readonly from: readonly SignOffRowState[]; readonly to: SignOffRowState };
  },
): Promise<boolean> {
  const { state, closedAt, closedReason, signOffs } = closing;
  const { count } = await connection.signOffGroup.updateMany({
    where: { id, state: 'open' },
    data: { state, closedAt, closedReason },
  });
  if (count === 0) return false;
  await connection.signOff.updateMany({
    where: { groupId: id, state: { in: [...signOffs.from] } },
    data: { state: signOffs.to },
  });
  return true;
}

/** What was asked for and what was signed in a step counts no more; rejections stay what they were. */
export async function voidSignOffsOfStep(
  connection: Connection,
  stepId: string,
  because: { readonly at: Date; readonly reason: string },
): Promise<void> {
  const standing = { stepId, state: { in: ['open', 'approved'] } };
  await connection.signOff.updateMany({
    where: { group: standing, state: { not: 'not-needed' } },
    data: { state: 'voided' },
  });
  await connection.signOffGroup.updateMany({
    where: standing,
    data: { state: 'voided', closedAt: because.at, closedReason: because.reason },
  });
}

function toSignOff(row: Prisma.SignOffModel): SignOffRecord {
  return { ...row, state: row.state as SignOffRowState };
}

export function toGroup(
  row: Prisma.SignOffGroupModel & { signOffs: Prisma.SignOffModel[] },
): SignOffGroupRecord {
  return {
    ...row,
    rule: row.rule as unknown as SignOffRule,
    state: row.state as SignOffGroupState,
    signOffs: row.signOffs.map(toSignOff),
  };
}
