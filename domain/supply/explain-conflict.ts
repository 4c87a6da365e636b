import type { Highs, Model } from 'highs';
import type { CompleteProblem } from './complete-problem';
import { countedIn, handyUnit } from './handy-unit';
import { isInfeasible } from './highs-solver';
import { buildPlanModel, type PlanModel } from './plan-model';
import { lineOf, partsOf } from './problem-parts';
import { type Relaxation, type Requirement, requirementsOf } from './requirements';
import { isCutShort, runSolver } from './run-solver';
import { tellConflict } from './tell-conflict';

type SecondsLeft = () => number;

/** No part of a problem gets more of the time that is left than this share. */
const shareOfPart = 0.25;

/**
 * For a problem that may have no plan: a small set of requirements that cannot hold together, as sentences, or null
 * when none was found in time. Giving up any one of them (for all the periods it names) ends this conflict; others may
 * remain. Where time runs out half-way there may be more in it than it takes, but never too little. Periods of the same
 * requirement are told in one sentence.
 *
 * Looked for first without regard to lots and whole workers, which takes a twentieth of the time; then with them.
 */
export function explainConflict(
  highs: Highs,
  problem: CompleteProblem,
  secondsLeft: SecondsLeft,
): string[] | null {
  const unit = handyUnit(problem);
  const counted = countedIn(unit, problem);
  const inParts = canHoldInParts(highs, counted, secondsLeft) === 'yes' ? [] : partsOf(counted);
  for (const part of inParts) {
    const conflict = conflictInParts(highs, part, secondsLeft);
    if (conflict) return tellConflict(conflict, problem.periods, unit);
  }
  for (const part of partsOf(counted)) {
    if (secondsLeft() <= 0) return null;
    if (!hasWholeDecisions(part)) continue;
    const conflict = conflictWithWhole(highs, part, secondsLeft, null);
    if (conflict) return tellConflict(conflict, problem.periods, unit);
  }
  return null;
}

/** As `explainConflict`, looked for only around a resource (by its place) that has too few hours, lots apart. */
export function explainShortLine(
  highs: Highs,
  problem: CompleteProblem,
  resource: number,
  secondsLeft: SecondsLeft,
): string[] | null {
  const unit = handyUnit(problem);
  for (const part of partsOf(lineOf(countedIn(unit, problem), resource))) {
    const conflict = conflictInParts(highs, part, secondsLeft);
    if (conflict) return tellConflict(conflict, problem.periods, unit);
  }
  return null;
}

/** Everything that is required, in sentences: what is left to say of a problem proven to be without a plan. */
export function tellAllRequirements(problem: CompleteProblem): string[] {
  const model = buildPlanModel(problem, { lotsWithinHours: false });
  return tellConflict(requirementsOf(problem, model), problem.periods, 1);
}

/** Can whole decisions, not parts of them, stand in the way of a plan? A set-up alone never does. */
function hasWholeDecisions({ families, resources }: CompleteProblem): boolean {
  return (
    families.some(({ minimumLot }) => minimumLot > 0) ||
    resources.some(({ workforce }) => workforce?.integer === true)
  );
}

/** Can everything hold together when lots may be of any size and workers come in parts? */
function canHoldInParts(highs: Highs, problem: CompleteProblem, secondsLeft: SecondsLeft): Holding {
  const model = modelInParts(problem);
  return highs.withModel(model.linear.toModelData(false), (live) => {
    setUp(live, model);
    return holding(highs, runSolver(highs, live, secondsLeft() / 2));
  });
}

/** A conflict that needs no lots and no whole workers; with whole workers, what is needed of it with those. */
function conflictInParts(
  highs: Highs,
  problem: CompleteProblem,
  secondsLeft: SecondsLeft,
): Requirement[] | null {
  const model = modelInParts(problem);
  const conflict = highs.withModel(model.linear.toModelData(false), (live) => {
    setUp(live, model);
    const requirements = requirementsOf(problem, model);
    const check = new RequirementCheck(highs, live, requirements, secondsLeft);
    if (check.holding(requirements) !== 'no') return null;
    const suspects = suspectsByProof(highs, model, requirements, secondsLeft);
    const start = suspects && check.holding(suspects) === 'no' ? suspects : requirements;
    return smallestConflict([], false, start, check);
  });
  const hasWholeWorkers = problem.resources.some(({ workforce }) => workforce?.integer);
  return conflict && hasWholeWorkers ? conflictWithWhole(highs, problem, secondsLeft, conflict) : conflict;
}

/** A conflict with lots and workers as they are; `known` is one that may have more in it than it takes. */
function conflictWithWhole(
  highs: Highs,
  problem: CompleteProblem,
  secondsLeft: SecondsLeft,
  known: readonly Requirement[] | null,
): Requirement[] | null {
  const model = buildPlanModel(withoutSetups(problem), { lotsWithinHours: false });
  return highs.withModel(model.linear.toModelData(true), (live) => {
    setUp(live, model);
    const requirements = requirementsOf(problem, model);
    const isKnown = (one: Requirement) => known?.some((other) => isSame(one, other)) ?? true;
    const candidates = requirements.filter(isKnown);
    const check = new RequirementCheck(highs, live, requirements, () =>
      known ? secondsLeft() : shareOfPart * secondsLeft(),
    );
    if (!known && check.holding(candidates) !== 'no') return null;
    return smallestConflict([], false, candidates, check);
  });
}

function isSame(one: Requirement, other: Requirement): boolean {
  return one.tell === other.tell && one.owner.id === other.owner.id && one.period === other.period;
}

function modelInParts(problem: CompleteProblem): PlanModel {
  const families = problem.families.map((family) => ({ ...family, minimumLot: 0 }));
  return buildPlanModel(withoutSetups({ ...problem, families }), { lotsWithinHours: false });
}

function withoutSetups(problem: CompleteProblem): CompleteProblem {
  const families = problem.families.map((family) => ({
    ...family,
    setupCost: family.setupCost.map(() => 0),
  }));
  return { ...problem, families };
}

/** Any plan will do, at no cost. */
function setUp(live: Model, model: PlanModel): void {
  live.options.set({ output_flag: false, mip_max_improving_sols: 1 });
  live.changeColsCost(
    { kind: 'range', from: 0, to: model.linear.columnCount - 1 },
    new Float64Array(model.linear.columnCount),
  );
}

type Holding = 'yes' | 'no' | 'unknown';

function holding(highs: Highs, status: number): Holding {
  if (isInfeasible(highs, status)) return 'no';
  return isCutShort(highs, status) ? 'unknown' : 'yes';
}

/** Asks the solver whether a set of requirements can hold together, all others given up. */
class RequirementCheck {
  private readonly isRequired: Map<Requirement, boolean>;

  constructor(
    private readonly highs: Highs,
    private readonly live: Model,
    requirements: readonly Requirement[],
    private readonly secondsLeft: () => number,
  ) {
    this.isRequired = new Map(requirements.map((requirement) => [requirement, true]));
  }

  holding(requirements: readonly Requirement[]): Holding {
    const wanted = new Set(requirements);
    for (const [requirement, isRequired] of this.isRequired) {
      if (wanted.has(requirement) === isRequired) continue;
      this.isRequired.set(requirement, !isRequired);
      this.setBounds(requirement.relaxation, !isRequired);
    }
    return holding(this.highs, runSolver(this.highs, this.live, this.secondsLeft()));
  }

  private setBounds({ of, index, required, relaxed }: Relaxation, isRequired: boolean): void {
    const [lower, upper] = isRequired ? required : relaxed;
    if (of === 'column') this.live.changeColBounds(index, lower, upper);
    else this.live.changeRowBounds(index, lower, upper);
  }
}

/**
 * QuickXplain (Junker 2004): a conflict from which nothing can be left out, in about k log(n / k) checks for k
 * requirements out of n. What could not be told in time stays in.
 */
function smallestConflict(
  background: readonly Requirement[],
  hasGrown: boolean,
  candidates: readonly Requirement[],
  check: RequirementCheck,
): Requirement[] {
  if (hasGrown && check.holding(background) === 'no') return [];
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
  secondsLeft: SecondsLeft,
): Requirement[] | null {
  return highs.withModel(model.linear.toModelData(false), (live) => {
    live.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
    if (!isInfeasible(highs, runSolver(highs, live, secondsLeft() / 2))) return null;
    const ray = live.getDualRay();
    if (!ray) return null;
    const weights = model.linear.weighColumns(ray.values);
    return requirements.filter(({ relaxation }) => {
      const weight = relaxation.of === 'row' ? ray.values[relaxation.index]! : weights[relaxation.index]!;
      return Math.abs(weight) > 1e-9;
    });
  });
}
