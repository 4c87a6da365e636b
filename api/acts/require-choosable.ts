import type { Connection, Database } from '../../database/client';
import { listPlans } from '../../database/plan-repository';
import { listOwnScenarios } from '../../database/scenario-repository';
import { lockScenarios } from '../../database/scenario-use';
import { DomainError } from '../../domain/errors';
import { comparedScenarios } from '../views/scenario-table';

/** Stores the choice of a scenario that can be chosen; nobody can remove it meanwhile. */
export async function storeChoice(
  { prisma }: Database,
  facts: { readonly cycle: { readonly id: string } },
  scenario: string,
  store: (connection: Connection) => Promise<void>,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lockScenarios(transaction, facts.cycle.id);
    await requireChoosable(transaction, facts, scenario);
    await store(transaction);
  });
}

/** Refuses the choice of a scenario that has no plan: it could never become the plan of the month. */
export async function requireChoosable(
  connection: Connection,
  { cycle }: { readonly cycle: { readonly id: string } },
  scenario: string,
): Promise<void> {
  const [plans, own] = await Promise.all([
    listPlans(connection, cycle.id),
    listOwnScenarios(connection, cycle.id),
  ]);
  const compared = comparedScenarios(plans, own);
  if (compared.some((plan) => plan.scenario === scenario)) return;
  const asked = own.find(({ key }) => key === scenario);
  if (asked) {
    throw new DomainError(
      'conflict',
      asked.state === 'without-plan'
        ? `"${asked.name}" has no plan, so it cannot be chosen. ${asked.problem}`
        : `"${asked.name}" is still being computed. Choose it when its figures stand beside the others.`,
    );
  }
  const keys = compared.map((plan) => plan.scenario).join(', ');
  throw new DomainError(
    'invalid-input',
    keys === ''
      ? 'No scenario is computed yet. Choose one when they stand side by side.'
      : `There is no scenario "${scenario}": choose one of ${keys}.`,
  );
}
