import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';

export interface Act {
  readonly workflowId: string;
  readonly name: string;
  readonly input: unknown;
  /** Resolves when the workflow is about to listen, so that asking for it costs the server next to nothing. */
  readonly due: () => Promise<void>;
}

const TRIES = 1_000;
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 100;

/** Sends what people said, one after another, each as soon as its workflow listens. */
export async function playActs(client: Client, acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    await act.due();
    await send(client, act);
  }
}

async function send(client: Client, { workflowId, name, input }: Act): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await handle.executeUpdate(name, { args: [input] });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || attempt === TRIES) throw error;
      await pause(Math.min(LONGEST_PAUSE_MS, attempt * SHORTEST_PAUSE_MS));
    }
  }
}
