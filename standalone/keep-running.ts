import { setTimeout as pause } from 'node:timers/promises';
import type { LaunchedProcess } from './processes';

export interface KeptPart {
  readonly name: string;
  readonly pid: () => number;
  readonly stop: (graceMs?: number) => Promise<void>;
}

export interface KeepOptions {
  readonly say: (line: string) => void;
  /** Called once when the part has ended so often that starting it again makes no sense. */
  readonly giveUp: (message: string) => void;
}

const maxEndsPerMinute = 5;

/** Starts a part and starts it again, with growing pauses, whenever it ends without being asked to. */
export async function keepRunning(
  name: string,
  start: () => Promise<LaunchedProcess>,
  { say, giveUp }: KeepOptions,
): Promise<KeptPart> {
  let current = await start();
  let isStopping = false;
  const endedAt: number[] = [];

  const watch = async (): Promise<void> => {
    while (!isStopping) {
      const how = await current.exited;
      if (isStopping) return;
      endedAt.push(Date.now());
      const recently = endedAt.filter((at) => at > Date.now() - 60_000).length;
      if (recently >= maxEndsPerMinute) {
        giveUp(`${name} ended ${recently} times within a minute (${how}). See ${current.logFile}.`);
        return;
      }
      say(`${name} ended (${how}) and is started again.`);
      await pause(100 * 2 ** recently);
      if (isStopping) return;
      try {
        current = await start();
      } catch (error) {
        giveUp(`${name} cannot be started again: ${(error as Error).message}`);
        return;
      }
    }
  };
  const watching = watch();

  return {
    name,
    pid: () => current.pid,
    stop: async (graceMs) => {
      isStopping = true;
      await current.stop(graceMs);
      await watching;
      await current.stop(graceMs);
    },
  };
}
