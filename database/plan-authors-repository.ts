import { DomainError } from '../domain/errors';
import type { Connection } from './client';

/** The people whose submissions went into a plan version. Throws not-found. */
export async function findPlanAuthors(
  connection: Connection,
  planVersionId: string,
): Promise<readonly string[]> {
  const plan = await connection.planVersion.findUnique({
    where: { id: planVersionId },
    select: { authorIds: true },
  });
  if (plan === null) throw new DomainError('not-found', `There is no plan version ${planVersionId}.`);
  return plan.authorIds;
}
