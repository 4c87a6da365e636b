import { signOffAskedAt, signOffDueAt } from '../domain/approval/sign-off-due';
import type { Connection } from './client';
import { type FindMailPerson, findMailPerson, type MailRequestRecord } from './mail-facts-repository';
import { findPersonNames } from './person-repository';

/** What mails tell about sign-offs: who is asked, what was answered, and what came of it. */

export interface MailAnswer {
  readonly by: string;
  readonly answer: 'approved' | 'approved with conditions' | 'rejected' | 'abstained';
  readonly comment: string;
}

export interface MailSignOff extends MailRequestRecord {
  readonly id: string;
  readonly groupId: string;
  readonly groupState: string;
  readonly planVersionId: string;
  /** In a sequence: who is asked after this one. */
  readonly nextName: string | null;
  /** Answers given in this group so far, by time. */
  readonly answers: readonly MailAnswer[];
}

export async function findMailSignOff(
  connection: Connection,
  id: string,
  findPerson: FindMailPerson = (personId) => findMailPerson(connection, personId),
): Promise<MailSignOff | null> {
  const signOff = await connection.signOff.findUnique({
    where: { id },
    include: { group: { include: { step: true, signOffs: { orderBy: { position: 'asc' } } } } },
  });
  if (!signOff) return null;
  const { group } = signOff;
  const next = group.signOffs.find(({ state }) => state === 'waiting');
  const decided = group.signOffs.filter(({ state }) => state in ANSWERS).sort(byDecision);
  const [holder, names] = await Promise.all([
    findPerson(signOff.personId),
    findPersonNames(connection, [...(next ? [next.personId] : []), ...decided.map(answererOf)]),
  ]);
  if (!holder) return null;
  return {
    id,
    groupId: group.id,
    groupState: group.state,
    planVersionId: group.planVersionId,
    stepKey: group.step.key,
    stepName: group.step.name,
    holder,
    role: signOff.role,
    state: signOff.state,
    askedAt: signOffAskedAt(group, signOff),
    dueAt: signOffDueAt(group, signOff),
    isStarted: false,
    remindersSent: signOff.remindersSent,
    nextName: (next && names.get(next.personId)) ?? null,
    answers: answersOf(decided, names),
  };
}

export interface MailDecision {
  readonly groupId: string;
  readonly state: string;
  readonly stepKey: string;
  readonly stepName: string;
  readonly planVersionId: string;
  readonly closedAt: Date | null;
  readonly answers: readonly MailAnswer[];
}

export async function findMailDecision(
  connection: Connection,
  groupId: string,
): Promise<MailDecision | null> {
  const group = await connection.signOffGroup.findUnique({ where: { id: groupId }, include: { step: true } });
  if (!group) return null;
  return {
    groupId,
    state: group.state,
    stepKey: group.step.key,
    stepName: group.step.name,
    planVersionId: group.planVersionId,
    closedAt: group.closedAt,
    answers: await findAnswers(connection, groupId),
  };
}

const ANSWERS: Readonly<Record<string, MailAnswer['answer']>> = {
  approved: 'approved',
  'approved-with-conditions': 'approved with conditions',
  rejected: 'rejected',
  abstained: 'abstained',
};

interface Decided {
  readonly id: string;
  readonly personId: string;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly state: string;
  readonly comment: string;
}

async function findAnswers(connection: Connection, groupId: string): Promise<readonly MailAnswer[]> {
  const decided = await connection.signOff.findMany({
    where: { groupId, state: { in: Object.keys(ANSWERS) } },
  });
  const names = await findPersonNames(connection, decided.map(answererOf));
  return answersOf(decided.sort(byDecision), names);
}

const answererOf = ({ decidedById, personId }: Decided): string => decidedById ?? personId;

/** By time; of one moment by their ids. */
function byDecision(a: Decided, b: Decided): number {
  return (a.decidedAt?.getTime() ?? 0) - (b.decidedAt?.getTime() ?? 0) || (a.id < b.id ? -1 : 1);
}

function answersOf(decided: readonly Decided[], names: ReadonlyMap<string, string>): readonly MailAnswer[] {
  return decided.map((signOff) => ({
    by: names.get(answererOf(signOff)) ?? 'Someone',
    answer: ANSWERS[signOff.state]!,
    comment: signOff.comment,
  }));
}

export interface MailPublication {
  readonly planVersionId: string;
  readonly publishedAt: Date;
  readonly rowCount: number;
  /** Those who signed last: the executives. */
  readonly answers: readonly MailAnswer[];
}

export async function findMailPublication(
  connection: Connection,
  cycleId: string,
): Promise<MailPublication | null> {
  const publication = await connection.publication.findUnique({
    where: { cycleId },
    select: { planVersionId: true, publishedAt: true, rowCount: true },
  });
  if (!publication) return null;
  const group = await connection.signOffGroup.findFirst({
    where: { cycleId, planVersionId: publication.planVersionId, state: 'approved' },
    orderBy: { closedAt: 'desc' },
  });
  const { planVersionId, publishedAt, rowCount } = publication;
  return {
    planVersionId,
    publishedAt,
    rowCount,
    answers: group ? await findAnswers(connection, group.id) : [],
  };
}
