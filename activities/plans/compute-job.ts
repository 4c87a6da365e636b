import type { BaselineForecasts } from '../../domain/plan/baseline-forecasts';
import type { PlanningInput } from '../../domain/plan/planning-input';
import type { PlanWithReasons } from '../../domain/supply/planner';
import type { PlanningProblem } from '../../domain/supply/planning-problem';
import type { SolveProgress } from '../../domain/supply/solve-control';

/** What the computing thread is asked; inputs and problems go over whole, answers come back whole. */
export type ComputeJob =
  | { readonly kind: 'forecast'; readonly input: PlanningInput }
  | { readonly kind: 'supply'; readonly problem: PlanningProblem };

export interface ComputeAnswers {
  readonly forecast: BaselineForecasts;
  readonly supply: PlanWithReasons;
}

export type ComputeAnswer<Kind extends ComputeJob['kind']> = ComputeAnswers[Kind];

/** A job on its way to the thread, and what comes back for it. */
export interface NumberedJob {
  readonly number: number;
  readonly job: ComputeJob;
  /** Two numbers that both sides see while the thread is busy, at the places below. */
  readonly shared: Int32Array;
}

/** Raised to 1, it asks the thread to end the job soon: a plan with the best so far, a forecast without an answer. */
export const STOP = 0;
/** Counted upwards by the thread for as long as the job gets on. */
export const SIGNS_OF_LIFE = 1;
export interface NumberedProgress {
  readonly number: number;
  readonly progress: SolveProgress;
}
export type NumberedAnswer =
  | { readonly number: number; readonly answer: ComputeAnswers[ComputeJob['kind']] }
  | { readonly number: number; readonly refusal: Refusal };

/** An error as it crosses threads. `code` is that of a DomainError, null for anything else. */
export interface Refusal {
  readonly code: string | null;
  readonly message: string;
  readonly details: readonly string[];
}
