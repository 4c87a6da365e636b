import type { z } from 'zod';
import type { PlanVersion } from '../../database/plan-repository';
import type { PlanSummary } from '../../domain/cycle/plan-summary';
import { scenarioName } from '../../domain/plan/scenario';
import type { PlanLine, PlanSummary as PlanSummaryAnswer } from '../schemas/plans';

const KIND_NAMES: Readonly<Record<string, string>> = {
  baseline: 'Baseline forecast',
  consensus: 'Consensus demand plan',
  supply: 'Supply plan',
  scenario: 'Scenario',
  final: 'Final plan',
};

/** "the supply plan": inside a sentence. */
export const planKindWords = (kind: string): string => (KIND_NAMES[kind] ?? 'Plan').toLowerCase();

export function planLine(plan: PlanVersion): z.input<typeof PlanLine> {
  const kind = KIND_NAMES[plan.kind] ?? 'Plan';
  const name =
    plan.scenario === '' ? kind : `${kind} "${plan.summary.scenarioName ?? scenarioName(plan.scenario)}"`;
  return {
    id: plan.id,
    kind: plan.kind,
    scenario: plan.scenario,
    name: `${name}, version ${plan.number}`,
    number: plan.number,
    sha256: plan.sha256,
    createdAt: plan.createdAt.toISOString(),
    frozenAt: plan.frozenAt?.toISOString() ?? null,
    summary: planSummary(plan.summary),
  };
}

export function planSummary(summary: PlanSummary): z.input<typeof PlanSummaryAnswer> {
  return { ...summary, bottlenecks: [...summary.bottlenecks], changes: [...summary.changes] };
}
