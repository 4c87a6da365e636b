/** One line of the table that `npm run bench` ends with. */
export interface BenchGoal {
  readonly name: string;
  readonly measured: number | null;
  readonly goal: string;
  /** Null when it could not be measured here. */
  readonly isMet: boolean | null;
}
