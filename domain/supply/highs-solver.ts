import loadHighs, { type Highs } from 'highs';

let loading: Promise<Highs> | undefined;

/** The solver HiGHS (WebAssembly), loaded once; it keeps its thread busy while it solves. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs({ print: () => undefined, printErr: () => undefined });
  return loading;
}

/** A plan can never earn without end, so "unbounded or infeasible" is infeasible. */
export function isInfeasible({ constants }: Highs, status: number): boolean {
  const { infeasible, unboundedOrInfeasible } = constants.modelStatus;
  return status === infeasible || status === unboundedOrInfeasible;
}
