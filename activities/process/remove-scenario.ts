import { removeOwnScenario } from '../../database/scenario-use';
import { DomainError } from '../../domain/errors';
import type { ActivityDependencies } from '../dependencies';

/** Takes a scenario out of the comparison, unless somebody has chosen it in this very moment: then it stays. */
export async function removeScenario(
  { database, clock }: ActivityDependencies,
  { scenarioId, byId }: { readonly scenarioId: string; readonly byId: string },
): Promise<void> {
  try {
    await removeOwnScenario(database, { id: scenarioId, byId }, clock());
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error;
  }
}
