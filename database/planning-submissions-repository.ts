import type { SubmissionContent } from '../domain/cycle/submission';
import type { TaskKind } from '../domain/cycle/template';
import type { Connection } from './client';

/** What a person handed in for a cycle's plans and what stands now. */
export interface PlanningSubmission {
  readonly taskKind: TaskKind;
  readonly role: string;
  readonly personId: string;
  readonly personName: string;
  /** ISO instant */
  readonly submittedAt: string;
  readonly content: SubmissionContent;
}

/**
 * The accepted submissions of each task's current round, of the given kinds; the latest one of each task, in the order in
 * which they were handed in: of several that state the same hours, the last one counts.
 */
export async function listPlanningSubmissions(
  connection: Connection,
  cycleId: string,
  kinds: readonly TaskKind[],
): Promise<PlanningSubmission[]> {
  const tasks = await connection.task.findMany({
    where: { cycleId, kind: { in: [...kinds] } },
    include: {
      submissions: { where: { isAccepted: true }, orderBy: [{ submittedAt: 'desc' }, { id: 'asc' }] },
    },
    orderBy: [{ stepId: 'asc' }, { key: 'asc' }],
  });
  const standing = tasks.flatMap((task) => {
    const submission = task.submissions.find(({ round }) => round === task.round);
    return submission ? [{ task, submission }] : [];
  });
  const people = await connection.person.findMany({
    where: { id: { in: standing.map(({ submission }) => submission.personId) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  standing.sort((a, b) => a.submission.submittedAt.getTime() - b.submission.submittedAt.getTime());
  return standing.map(({ task, submission }) => ({
    taskKind: task.kind as TaskKind,
    role: task.role,
    personId: submission.personId,
    personName: nameOf.get(submission.personId) ?? 'someone',
    submittedAt: submission.submittedAt.toISOString(),
    content: submission.content as unknown as SubmissionContent,
  }));
}
