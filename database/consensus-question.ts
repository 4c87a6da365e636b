import { adjustmentMistakes } from '../domain/demand/adjustments';
import {
  type ConsensusDemand,
  consensusDemand,
  type DemandInput,
  demandFunctionOf,
} from '../domain/demand/consensus-rule';
import { demandHierarchy, plannedMonths } from '../domain/plan/baseline-plan';
import { lastYearWeights } from '../domain/plan/consensus-plan';
import { demandSeries } from '../domain/plan/plan-series';
import type { PlanningInput } from '../domain/plan/planning-input';
import type { Database } from './client';
import { findLatestPlan, type PlanVersion, readPlanRows } from './plan-repository';
import { listPlanningSubmissions, type PlanningSubmission } from './planning-submissions-repository';
import { readSnapshot } from './snapshot-repository';

export interface ConsensusNow {
  readonly baseline: PlanVersion;
  readonly input: PlanningInput;
  readonly consensus: ConsensusDemand;
  /** Whose submissions went in. */
  readonly authorIds: readonly string[];
  /** Adjustments that cannot be applied any more, in sentences. */
  readonly leftOut: readonly string[];
}

/**
 * The demand plan as it stands at this moment: the latest baseline with everything that was accepted so far. Null
 * before there is a baseline. Nothing is stored; pages show it while the consensus is still being made.
 */
export async function consensusNow(database: Database, cycleId: string): Promise<ConsensusNow | null> {
  const baseline = await findLatestPlan(database.prisma, cycleId, 'baseline');
  if (!baseline) return null;
  const [input, rows, submissions] = await Promise.all([
    readSnapshot(database, baseline.snapshotId),
    readPlanRows(database, baseline.id, { measures: ['baseline'] }),
    listPlanningSubmissions(database.prisma, cycleId, ['demand-input', 'consensus']),
  ]);
  const hierarchy = demandHierarchy(input);
  const leftOut: string[] = [];
  const inputs = submissions.map((submission): DemandInput => {
    const adjustments = adjustmentsOf(submission).filter((adjustment) => {
      const [mistake] = adjustmentMistakes([adjustment], hierarchy);
      if (mistake)
        leftOut.push(
          `An adjustment of ${submission.personName} is left out. ${mistake.replace('Row 1: ', 'Reason: ')}`,
        );
      return !mistake;
    });
    const { taskKind: kind, role, personName, submittedAt } = submission;
    return { function: demandFunctionOf({ kind, role }), personName, submittedAt, adjustments };
  });
  const consensus = consensusDemand({
    hierarchy,
    baseline: demandSeries(plannedMonths(input), rows),
    inputs,
    weights: lastYearWeights(input),
  });
  return { baseline, input, consensus, authorIds: authorsOf(submissions), leftOut };
}

const adjustmentsOf = ({ content }: PlanningSubmission) =>
  content.kind === 'demand-input' || content.kind === 'consensus' ? content.adjustments : [];

/** Who changed a number, and the demand planner in any case: the consensus is theirs. */
const authorsOf = (submissions: readonly PlanningSubmission[]): string[] =>
  [
    ...new Set(
      submissions
        .filter((each) => each.taskKind === 'consensus' || adjustmentsOf(each).length > 0)
        .map(({ personId }) => personId),
    ),
  ].sort();
