import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { type Prisma, PrismaClient } from './generated/client';

/** The one way to PostgreSQL: Prisma for rows, the pool for bulk loads and LISTEN, both on the same connections. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

/** A transaction or the client itself: what a repository function may be given. */
export type Connection = Prisma.TransactionClient;

export interface DatabaseOptions {
  readonly maxConnections?: number;
  /** Told when a connection breaks, for example because PostgreSQL was restarted; the pool opens a new one. */
  readonly onConnectionLost?: (error: Error) => void;
  /** A transaction in which nothing was asked for so long is ended by PostgreSQL, and its locks with it. */
  readonly silentTransactionMs?: number;
}

/** Nothing here thinks for so long between two statements: a process that does so hangs, or its machine is gone. */
const SILENT_TRANSACTION_MS = 60_000;
/** How soon PostgreSQL notices that the machine of a session is gone: 30 s, then three questions, 10 s apart. */
const KEEP_ALIVE = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

/** Connects lazily: the first query opens the first connection. Every session runs in UTC, see the libraries' notes. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const silentMs = options.silentTransactionMs ?? SILENT_TRANSACTION_MS;
  const pool = new Pool({
    connectionString: url,
    options: `-c timezone=UTC -c idle_in_transaction_session_timeout=${silentMs} ${KEEP_ALIVE}`,
    keepAlive: true,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
  });
  // Without listeners a broken connection would end the process: the pool's is told of idle ones, the client's of those
  // that somebody has in hand.
  const noteLoss = (error: Error) => options.onConnectionLost?.(error);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', noteLoss));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames() }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const MOST_STATEMENTS = 500;
const UNNAMED = '';

/**
 * Names for the statements that are asked for again and again: PostgreSQL parses and plans one once a connection, which
 * is half the work of a small query. As every connection keeps those it has seen, the later ones go without a name.
 */
function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === MOST_STATEMENTS) return UNNAMED;
    const name = `sop_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
