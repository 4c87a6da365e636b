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
  /** Told when an idle connection breaks, for example because PostgreSQL was restarted; the pool opens a new one. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Connects lazily: the first query opens the first connection. Every session runs in UTC, see the libraries' notes. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    options: '-c timezone=UTC',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener a broken idle connection would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
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
