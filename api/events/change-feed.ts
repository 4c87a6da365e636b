import type { Pool, PoolClient } from 'pg';
import { CHANGE_CHANNEL } from '../../database/audit-repository';
import type { Log } from '../log';

/** Something about this cycle was recorded; `null`: anything may have changed. */
export interface Change {
  readonly cycleId: string | null;
}

/** Tells open pages what was recorded by any process, over PostgreSQL's LISTEN. */
export interface ChangeFeed {
  subscribe(listener: Listener): () => void;
  close(): Promise<void>;
}

export interface Listener {
  changed(change: Change): void;
  /** The feed ends: nothing more will be told. */
  ended(): void;
}

const RETRY_MS = 1_000;

/**
 * One connection for all listeners, opened by the first. When it breaks it is opened again, and every listener is
 * told that anything may have changed meanwhile.
 */
export function createChangeFeed(pool: Pool, log: Log): ChangeFeed {
  const listeners = new Set<Listener>();
  let connection: PoolClient | null = null;
  let isConnecting = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const tell = (change: Change) => {
    for (const listener of listeners) listener.changed(change);
  };

  async function connect(isAgain: boolean): Promise<void> {
    if (isConnecting || connection || isClosed) return;
    isConnecting = true;
    try {
      const opened = await pool.connect();
      opened.on('notification', ({ payload }) => tell({ cycleId: payload || null }));
      opened.on('error', (error) => lost(opened, error));
      opened.on('end', () => lost(opened, null));
      await opened.query(`LISTEN ${CHANGE_CHANNEL}`);
      connection = opened;
      if (isAgain) tell({ cycleId: null });
    } catch (error) {
      log.warn({ error }, 'Pages are not told about changes until the database answers again');
      connectLater();
    } finally {
      isConnecting = false;
    }
  }

  function lost(broken: PoolClient, error: Error | null): void {
    if (connection !== broken) return;
    connection = null;
    broken.release(error ?? true);
    connectLater();
  }

  function connectLater(): void {
    if (isClosed) return;
    clearTimeout(retry);
    retry = setTimeout(() => void connect(true), RETRY_MS);
    retry.unref();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      void connect(false);
      return () => listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      for (const listener of listeners) listener.ended();
      listeners.clear();
      const open = connection;
      connection = null;
      open?.release(true);
    },
  };
}
