import { setTimeout as pause } from 'node:timers/promises';

/** Pauses; ends early when the signal says so. */
export async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
