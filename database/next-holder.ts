import type { Connection } from './client';

/**
 * To whom a task or sign-off went from a person, the last time that it did: handed over by someone, or to whoever acts for
 * them while they are away. null: it never did, or came back to them.
 */
export async function findNextHolder(
  connection: Connection,
  { personId, subjectId }: { readonly personId: string; readonly subjectId: string },
): Promise<{ readonly name: string; readonly at: Date } | null> {
  const passings = await connection.audit.findMany({
    where: {
      subjectId,
      action: { in: ['task-reassigned', 'task-delegated', 'sign-off-reassigned', 'sign-off-delegated'] },
    },
    orderBy: { id: 'asc' },
    select: { at: true, details: true },
  });
  const steps = passings.map(({ at, details }) => ({
    at,
    ...(details as { fromPersonId: string; toPersonId: string }),
  }));
  if (steps.at(-1)?.toPersonId === personId) return null;
  const last = steps.filter(({ fromPersonId }) => fromPersonId === personId).at(-1);
  const next =
    last && (await connection.person.findUnique({ where: { id: last.toPersonId }, select: { name: true } }));
  return last && next ? { name: next.name, at: last.at } : null;
}
