import type { z } from 'zod';
import { compareFigures } from '../../database/compared-figures-repository';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import {
  findLastPublishedPlan,
  findLatestPlan,
  listPlans,
  readPlanRows,
} from '../../database/plan-repository';
import { listOwnScenarios } from '../../database/scenario-repository';
import type { FrozenInput } from '../../database/snapshot-repository';
import { findStandingSubmission } from '../../database/submission-repository';
import type { TaskRecord } from '../../domain/cycle/records';
import type { SubmissionContent } from '../../domain/cycle/submission';
import type { ApiDependencies } from '../dependencies';
import type { TaskGrid } from '../schemas/tasks';
import type { Viewer } from '../viewer';
import { attestGrid } from './attest-grid';
import { type DemandInputGiven, demandGrid } from './demand-grid';
import { personRef } from './lines';
import { planLine } from './plan-line';
import { comparedScenarios, scenarioFigures } from './scenario-table';
import { capacityGrid, receiptsGrid } from './supply-grids';

type Needs = Pick<ApiDependencies, 'database'>;
type Grid = z.input<typeof TaskGrid>;

export interface GridFor {
  readonly facts: CycleFacts;
  readonly task: TaskRecord;
  readonly viewer: Viewer;
  /** The viewer's draft, or what was last accepted. */
  readonly own: SubmissionContent | null;
  /** What the month is planned from; null before it is frozen, and for tasks that fill in no figures. */
  readonly frozen: FrozenInput | null;
}

/** What a task shows to be filled in or looked at; null where there is nothing, or nothing yet. */
export async function taskGrid(needs: Needs, grid: GridFor): Promise<Grid | null> {
  const { facts, task, viewer } = grid;
  switch (task.kind) {
    case 'general':
      return null;
    case 'attest':
      return attestGrid(needs.database, facts.unit.id, task, viewer);
    case 'demand-input':
    case 'consensus':
      return demandTask(needs, grid);
    case 'capacity-check':
    case 'supply-input':
      return supplyTask(needs, grid);
    case 'supply-plan':
      return planReview(needs, facts);
    case 'finance-review':
    case 'scenario-choice':
      return scenarioChoice(needs, grid);
  }
}

async function demandTask(needs: Needs, { facts, task, own, frozen }: GridFor): Promise<Grid | null> {
  const { database } = needs;
  const baseline = await findLatestPlan(database.prisma, facts.cycle.id, 'baseline');
  if (!frozen || !baseline) return null;
  return demandGrid({
    input: frozen.input,
    rows: await readPlanRows(database, baseline.id, { measures: ['baseline', 'lower80', 'upper80'] }),
    families: task.families,
    inputs: task.kind === 'consensus' ? await demandInputs(needs, facts) : [],
    own: { role: task.kind === 'consensus' ? 'demand-planner' : task.role, content: own },
  });
}

/** What stands of the demand inputs of the current round. */
async function demandInputs({ database }: Needs, facts: CycleFacts): Promise<DemandInputGiven[]> {
  const done = facts.tasks.filter(({ kind, state }) => kind === 'demand-input' && state === 'done');
  const given = await Promise.all(
    done.map(async (task) => {
      const standing = await findStandingSubmission(database.prisma, task);
      if (!standing) return [];
      return [
        {
          person: personRef(facts, standing.personId),
          taskTitle: task.title,
          role: task.role,
          submittedAt: standing.submittedAt,
          content: standing.content as SubmissionContent,
          comment: standing.comment,
        },
      ];
    }),
  );
  return given.flat();
}

async function supplyTask({ database }: Needs, { facts, task, own, frozen }: GridFor): Promise<Grid | null> {
  const consensus = await findLatestPlan(database.prisma, facts.cycle.id, 'consensus');
  if (!frozen || !consensus) return null;
  const demand = await readPlanRows(database, consensus.id, { measures: ['demand'] });
  const grid = { input: frozen.input, demand, families: task.families, own };
  return task.kind === 'capacity-check' ? capacityGrid(grid) : receiptsGrid(grid);
}

/** The supply plan with what the unit published last. */
async function planReview({ database }: Needs, { cycle, unit }: CycleFacts): Promise<Grid | null> {
  const [plan, previous] = await Promise.all([
    findLatestPlan(database.prisma, cycle.id, 'supply'),
    findLastPublishedPlan(database.prisma, unit.id, cycle.period),
  ]);
  if (!plan) return null;
  const sinceLastMonth = previous && (await compareFigures(database.prisma, plan, previous));
  return { kind: 'plan-review', plan: planLine(plan), sinceLastMonth };
}

async function scenarioChoice({ database }: Needs, { facts, own }: GridFor): Promise<Grid | null> {
  const [plans, ownScenarios] = await Promise.all([
    listPlans(database.prisma, facts.cycle.id),
    listOwnScenarios(database.prisma, facts.cycle.id),
  ]);
  const scenarios = comparedScenarios(plans, ownScenarios);
  if (scenarios.length === 0) return null;
  return {
    kind: 'scenario-choice',
    scenarios: scenarios.map(planLine),
    figures: scenarioFigures(scenarios),
    chosen: own?.kind === 'scenario-choice' ? own.scenario : null,
  };
}
