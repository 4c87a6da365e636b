import { storePlan } from '../../database/plan-repository';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import { baselinePlan, forecastQuestions, plannedMonths } from '../../domain/plan/baseline-plan';
import { summariseDemand } from '../../domain/plan/summarise-plan';
import {
  type CycleToPlan,
  cancellation,
  demandChanges,
  type PlanningDependencies,
  requireSnapshot,
} from './planning-context';

const SEASON_MONTHS = 12;

/** The statistical baseline of every item and market, from the frozen snapshot. */
export async function computeBaseline(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<PlanReference> {
  const { database, clock, thread } = dependencies;
  const { snapshotId, input } = await requireSnapshot(dependencies, cycleId);
  const questions = forecastQuestions(input);
  const forecasts = await thread.run(
    {
      kind: 'forecast',
      histories: questions.series.map(({ history }) => history),
      horizonMonths: questions.horizonMonths,
      seasonLengthMonths: SEASON_MONTHS,
    },
    cancellation(),
  );
  const { series, rows, models } = baselinePlan(input, questions, forecasts);
  const changes = await demandChanges(dependencies, {
    cycleId,
    kind: 'baseline',
    measure: 'baseline',
    input,
    series,
  });
  return storePlan(database, {
    cycleId,
    snapshotId,
    kind: 'baseline',
    basedOnId: null,
    authorIds: [],
    summary: summariseDemand(input, plannedMonths(input), series, changes),
    rows,
    models,
    createdAt: clock(),
  });
}
