import type { TaskContent } from './task-door';

/** What a form holds at the moment. */
export interface Filled {
  /** null: nothing could be sent or kept as a draft yet. */
  readonly content: TaskContent | null;
  /** What must be mended before it can be sent. */
  readonly problems: readonly string[];
  /** What will be sent, in sentences. */
  readonly summary: readonly string[];
}

export type OnFilled = (filled: Filled, isByHand: boolean) => void;
