import { readPlanRows, type StockProposals } from '../../database/plan-repository';
import {
  listPlanningSubmissions,
  type PlanningSubmission,
} from '../../database/planning-submissions-repository';
import { inventoryTargets } from '../../domain/plan/inventory-targets';
import { noPlanInWords } from '../../domain/plan/no-plan-in-words';
import type { PlanMeasure } from '../../domain/plan/plan-row';
import { stockPlacements } from '../../domain/plan/stock-placements';
import type { SupplyResult } from '../../domain/plan/supply-plan';
import { type SupplyQuestion, withCoveredSafetyStock } from '../../domain/plan/supply-problem';
import type { PlanningProblem } from '../../domain/supply/planning-problem';
import type { SolveProgress } from '../../domain/supply/solve-control';
import { progressReporter } from '../as-activity';
import { buildConsensus } from './build-consensus';
import { cancellation, type FrozenPlan, findDemandOf, type PlanningDependencies } from './planning-context';

export interface SupplyFacts {
  readonly consensus: FrozenPlan;
  readonly question: SupplyQuestion;
  /** Whose submissions went in. */
  readonly authorIds: readonly string[];
}

/** The supply question of a cycle as it stands: the latest consensus with what operations and purchasing stated. */
export async function loadSupplyFacts(
  dependencies: PlanningDependencies,
  cycleId: string,
): Promise<SupplyFacts> {
  const consensus = await requireConsensus(dependencies, cycleId);
  const { input, months, series } = consensus;
  const submissions = await listPlanningSubmissions(dependencies.database.prisma, cycleId, [
    'capacity-check',
    'supply-input',
    'supply-plan',
  ]);
  return {
    consensus,
    question: {
      input,
      months,
      demand: series,
      capacity: submissions.flatMap(({ content }) =>
        content.kind === 'capacity-check' ? content.capacity : [],
      ),
      receipts: submissions.flatMap(({ content }) =>
        content.kind === 'supply-input' ? content.receipts : [],
      ),
    },
    authorIds: [...new Set(submissions.filter(isAuthors).map(({ personId }) => personId))].sort(),
  };
}

const INTERVALS = ['baseline', 'lower80', 'upper80'] as const satisfies readonly PlanMeasure[];

/** What the stock of items and places should be, from the demand that is planned and the baseline's errors. */
export async function stockProposals(
  { database }: PlanningDependencies,
  { consensus, question }: SupplyFacts,
): Promise<StockProposals> {
  const baselineId = consensus.plan.basedOnId;
  const intervals = baselineId ? await readPlanRows(database, baselineId, { measures: INTERVALS }) : [];
  const { input, months, demand } = question;
  return {
    targets: inventoryTargets(input, months, demand, intervals),
    placements: stockPlacements(input, months, demand, intervals),
  };
}

async function requireConsensus(dependencies: PlanningDependencies, cycleId: string): Promise<FrozenPlan> {
  const standing = await findDemandOf(dependencies, cycleId, 'consensus', 'demand');
  if (standing) return standing;
  // The demand review was skipped: the baseline with what had been handed in is the demand.
  await buildConsensus(dependencies, { cycleId });
  return (await findDemandOf(dependencies, cycleId, 'consensus', 'demand'))!;
}

function isAuthors({ content }: PlanningSubmission): boolean {
  if (content.kind === 'capacity-check') return content.capacity.length > 0;
  if (content.kind === 'supply-input') return content.receipts.length > 0;
  return true;
}

export interface SolvedSupply extends SupplyResult {
  /** What had to be given up to get a plan at all, in a sentence. */
  readonly givenUp: readonly string[];
}

/** Solves a supply problem; where safety stock cannot be kept everywhere, it is given up as far as needed and said. */
export async function solveSupply(
  { thread }: PlanningDependencies,
  { input, months, demand }: SupplyQuestion,
  problem: PlanningProblem,
): Promise<SolvedSupply> {
  const solve = async (asked: PlanningProblem) => {
    const { plan, marginalDemand } = await thread.run(
      { kind: 'supply', problem: asked },
      { cancelled: cancellation(), onProgress: tellProgress(progressReporter()) },
    );
    return { months, demand, problem: asked, answer: plan, marginalDemand };
  };
  const strict = await solve(problem);
  if (strict.answer.status !== 'infeasible') return { ...strict, givenUp: [] };
  const lenient = await solve(withCoveredSafetyStock(problem));
  const why = noPlanInWords(input, strict.answer.conflict);
  return { ...lenient, givenUp: [`Safety stock cannot be kept everywhere. ${why}`] };
}

/** How far a plan has come, without its money: enough for whoever looks at the running activity. */
function tellProgress(report: (progress: object) => void) {
  return ({ elapsedMs, margin, boundMargin }: SolveProgress) => {
    const gapRatio =
      margin === null || boundMargin === null
        ? null
        : (boundMargin - margin) / Math.max(Math.abs(margin), 1e-9);
    report({ elapsedSeconds: Math.round(elapsedMs / 1000), gapRatio });
  };
}
