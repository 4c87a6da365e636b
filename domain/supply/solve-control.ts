/** Lets a caller watch a long computation and end it early; both are called often and must be quick. */
export interface SolveControl {
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: SolveProgress) => void;
}

export interface SolveProgress {
  readonly elapsedMs: number;
  /** Margin of the best plan so far; null while there is none. */
  readonly margin: number | null;
  /** No plan can have a margin above this; null while nothing is proven. */
  readonly boundMargin: number | null;
}
