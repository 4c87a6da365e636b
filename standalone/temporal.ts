import { connect } from 'node:net';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { findFreePort } from './free-port';
import { type LaunchedProcess, launch, untilReady } from './processes';

/**
 * The server reads what is to be done next at most 20 times a second from its one shard, so each of the some hundred
 * hand-overs of a month would wait up to 50 ms.
 */
const READS_AT_ONCE = ['history.transferProcessorMaxPollRPS', 'history.timerProcessorMaxPollRPS'].flatMap(
  (limit) => ['--dynamic-config-value', `${limit}=1000`],
);

export interface TemporalOptions {
  /** The `temporal` program (temporal-binary.ts finds it). */
  readonly program: string;
  readonly logDir: string;
  readonly runDir: string;
  /** Names its log and pid file where several run side by side; default `temporal`. */
  readonly name?: string;
  /** Where workflows are kept; without it they live in memory and end with the server. */
  readonly databaseFile?: string;
  readonly port?: number;
  readonly namespaces?: readonly string[];
  /** The web page that shows workflows; left out unless a port is named. */
  readonly uiPort?: number;
}

export interface TemporalServer {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly process: LaunchedProcess;
  readonly stop: () => Promise<void>;
}

/** Starts a real Temporal server on a loopback port. The two pragmas make it twice as fast and stay crash-safe. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const port = options.port ?? (await findFreePort());
  const storage = options.databaseFile ? ['--db-filename', options.databaseFile] : [];
  const pragmas = ['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]);
  const ui =
    options.uiPort === undefined
      ? ['--headless']
      : ['--ui-ip', '127.0.0.1', '--ui-port', String(options.uiPort)];
  const namespaces = (options.namespaces ?? []).flatMap((name) => ['--namespace', name]);
  const start = () =>
    launch({
      name: options.name ?? 'temporal',
      command: options.program,
      args: [
        'server',
        'start-dev',
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        ...ui,
        ...storage,
        ...pragmas,
        ...namespaces,
        ...READS_AT_ONCE,
        '--log-level',
        'error',
      ],
      cwd: path.parse(process.cwd()).root,
      logDir: options.logDir,
      runDir: options.runDir,
      knownBy: `start-dev --ip 127.0.0.1 --port ${port}`,
    });
  const address = `127.0.0.1:${port}`;
  const server = await startedWithFreePorts(start, () =>
    answersTemporal(address, options.namespaces ?? ['default']),
  );
  return {
    address,
    uiUrl: options.uiPort === undefined ? undefined : `http://localhost:${options.uiPort}`,
    process: server,
    stop: () => server.stop(),
  };
}

const MOST_STARTS = 4;

/** The server draws more ports than it is given; where another program takes one in that moment, it is started again. */
async function startedWithFreePorts(
  start: () => Promise<LaunchedProcess>,
  isReady: () => Promise<boolean>,
): Promise<LaunchedProcess> {
  for (let startsLeft = MOST_STARTS - 1; ; startsLeft -= 1) {
    const server = await start();
    try {
      await untilReady(server, isReady);
      return server;
    } catch (error) {
      const wasPortTaken = error instanceof Error && error.message.includes('address already in use');
      if (!wasPortTaken || startsLeft === 0 || !server.hasExited()) throw error;
    }
  }
}

/** Whether a Temporal server answers here and knows the namespaces. */
export async function answersTemporal(address: string, namespaces: readonly string[]): Promise<boolean> {
  if (!(await acceptsConnections(address))) return false;
  const connection = Connection.lazy({ address, connectTimeout: 2_000 });
  try {
    for (const namespace of namespaces)
      await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
    return true;
  } catch {
    return false; // Not yet: the port is open before the services behind it are.
  } finally {
    await connection.close();
  }
}

/** A plain connection first: gRPC backs off for a second after a port that was still closed. */
function acceptsConnections(address: string): Promise<boolean> {
  const [host, port] = [
    address.slice(0, address.lastIndexOf(':')),
    Number(address.slice(address.lastIndexOf(':') + 1)),
  ];
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(2_000, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
