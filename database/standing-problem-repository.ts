import type { Connection } from './client';

/** Something about a step that could not be done, and why; nothing has come of the step since. */
export interface StandingProblem {
  readonly cycleId: string;
  readonly stepId: string;
  readonly at: Date;
  readonly message: string;
}

/** Of running cycles: each step's last problem, unless a plan was made or a sign-off asked for after it. */
export async function listStandingProblems(
  connection: Connection,
  cycleIds: readonly string[],
): Promise<readonly StandingProblem[]> {
  const ofRunning = { cycleId: { in: [...cycleIds] }, cycle: { state: 'running' } };
  const problems = await connection.audit.findMany({
    where: { cycleId: { in: [...cycleIds] }, action: 'problem', subjectType: 'step' },
    orderBy: { id: 'asc' },
    select: { cycleId: true, subjectId: true, at: true, details: true },
  });
  if (problems.length === 0) return [];
  const [plans, groups] = await Promise.all([
    connection.planVersion.groupBy({ by: 'cycleId', where: ofRunning, _max: { createdAt: true } }),
    connection.signOffGroup.groupBy({ by: 'stepId', where: ofRunning, _max: { requestedAt: true } }),
  ]);
  const steps = await connection.step.findMany({ where: ofRunning, select: { id: true, openedAt: true } });
  const lastOfStep = new Map(problems.map((problem) => [problem.subjectId, problem]));
  return steps.flatMap(({ id, openedAt }) => {
    const problem = lastOfStep.get(id);
    if (!problem || problem.cycleId === null) return [];
    const { cycleId, at } = problem;
    const since = [
      openedAt,
      plans.find((plan) => plan.cycleId === cycleId)?._max.createdAt,
      groups.find((group) => group.stepId === id)?._max.requestedAt,
    ];
    if (since.some((instant) => instant && instant > at)) return [];
    const { message } = problem.details as { message: string };
    return [{ cycleId, stepId: id, at, message }];
  });
}
