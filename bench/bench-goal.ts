/** One line of the table that `npm run bench` ends with. */
export interface BenchGoal {
  readonly name: string;
  /** Null when it could not be measured here. */
  readonly measured: number | null;
  readonly goal: string;
  /** Null when it was not measured, or is only stated beside another figure. */
  readonly isMet: boolean | null;
}
