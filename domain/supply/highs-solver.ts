import loadHighs, { type Highs } from 'highs';

let loading: Promise<Highs> | undefined;

/** The solver HiGHS (WebAssembly), loaded once; it keeps its thread busy while it solves. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs({ print: () => undefined, printErr: () => undefined });
  return loading;
}
