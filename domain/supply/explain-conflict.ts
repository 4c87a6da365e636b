import type { Highs, Model } from 'highs';
import type { CompleteProblem } from './complete-problem';
import { countedIn, handyUnit } from './handy-unit';
import { isInfeasible } from './highs-solver';
import { buildPlanModel, type PlanModel } from './plan-model';
import { partsOf } from './problem-parts';
import { type Relaxation, type Requirement, requirementsOf } from './requirements';
import { tellConflict } from './tell-conflict';

/**
 * For a problem without any plan: a small set of requirements that cannot hold together, as sentences. Giving up any
 * one of them (for all the periods it names) ends this conflict; others may remain. Periods of the same requirement
 * are told in one sentence.
 */
export function explainConflict(highs: Highs, problem: CompleteProblem): string[] {
  const unit = handyUnit(problem);
  for (const part of partsOf(countedIn(unit, problem))) {
    const model = buildPlanModel(part, { lotsWithinHours: false });
    const conflict = highs.withModel(model.linear.toModelData(true), (live) =>
      conflictIn(highs, live, part, model),
    );
    if (conflict) return tellConflict(conflict, problem.periods, unit);
  }
  return [];
}

function conflictIn(
  highs: Highs,
  live: Model,
  problem: CompleteProblem,
  model: PlanModel,
): Requirement[] | null {
  live.options.set({ output_flag: false, mip_max_improving_sols: 1 });
  live.changeColsCost(
    { kind: 'range', from: 0, to: model.linear.columnCount - 1 },
    new Float64Array(model.linear.columnCount),
  );
  const requirements = requirementsOf(problem, model);
  const check = new RequirementCheck(highs, live, requirements);
  if (check.canHold(requirements)) return null;
  const suspects = suspectsByProof(highs, model, requirements);
  const start = suspects && !check.canHold(suspects) ? suspects : requirements;
  return smallestConflict([], false, start, check);
}

/** Asks the solver whether a set of requirements can hold together, all others given up. */
class RequirementCheck {
  private readonly isRequired: Map<Requirement, boolean>;

  constructor(
    private readonly highs: Highs,
    private readonly live: Model,
    requirements: readonly Requirement[],
  ) {
    this.isRequired = new Map(requirements.map((requirement) => [requirement, true]));
  }

  canHold(requirements: readonly Requirement[]): boolean {
    const wanted = new Set(requirements);
    for (const [requirement, isRequired] of this.isRequired) {
      if (wanted.has(requirement) === isRequired) continue;
      this.isRequired.set(requirement, !isRequired);
      this.setBounds(requirement.relaxation, !isRequired);
    }
    return !isInfeasible(this.highs, this.live.run().modelStatus);
  }

  private setBounds({ of, index, required, relaxed }: Relaxation, isRequired: boolean): void {
    const [lower, upper] = isRequired ? required : relaxed;
    if (of === 'column') this.live.changeColBounds(index, lower, upper);
    else this.live.changeRowBounds(index, lower, upper);
  }
}

/**
 * QuickXplain (Junker 2004): a conflict from which nothing can be left out, in about k log(n / k) checks for k
 * requirements out of n.
 */
function smallestConflict(
  background: readonly Requirement[],
  hasGrown: boolean,
  candidates: readonly Requirement[],
  check: RequirementCheck,
): Requirement[] {
  if (hasGrown && !check.canHold(background)) return [];
  if (candidates.length <= 1) return [...candidates];

  const middle = candidates.length >> 1;
  const first = candidates.slice(0, middle);
  const second = candidates.slice(middle);
  const fromSecond = smallestConflict([...background, ...first], first.length > 0, second, check);
  const fromFirst = smallestConflict([...background, ...fromSecond], fromSecond.length > 0, first, check);
  return [...fromFirst, ...fromSecond];
}

/** The requirements with a part in the solver's proof (a Farkas ray) that the linear model has no plan; null without. */
function suspectsByProof(
  highs: Highs,
  model: PlanModel,
  requirements: readonly Requirement[],
): Requirement[] | null {
  return highs.withModel(model.linear.toModelData(false), (live) => {
    live.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
    if (!isInfeasible(highs, live.run().modelStatus)) return null;
    const ray = live.getDualRay();
    if (!ray) return null;
    const weights = model.linear.weighColumns(ray.values);
    return requirements.filter(({ relaxation }) => {
      const weight = relaxation.of === 'row' ? ray.values[relaxation.index]! : weights[relaxation.index]!;
      return Math.abs(weight) > 1e-9;
    });
  });
}
