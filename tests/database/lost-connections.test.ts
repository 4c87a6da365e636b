import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, type Database } from '../../database/client';
import { createTestDatabase, type TestDatabase } from '../support/database';

let home: TestDatabase;
let database: Database;
const lost: string[] = [];

beforeAll(async () => {
  home = await createTestDatabase();
  database = createDatabase(home.url, {
    silentTransactionMs: 500,
    onConnectionLost: ({ message }) => lost.push(message),
  });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

test('When a connection breaks while someone has it in hand, then the process goes on and is told', async () => {
  const client = await database.pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
  while (lost.length === 0) await pause(10);
  expect(lost[0]).toContain('terminating connection');
  client.release();
  expect(await database.prisma.unit.count()).toBe(0);
});

test('When a process falls silent in a transaction, then its locks do not hold the others for ever', async () => {
  const silent = await database.pool.connect();
  await silent.query('BEGIN');
  await silent.query('SELECT pg_advisory_xact_lock(1)');
  const waited = await Promise.race([
    database.pool.query('SELECT pg_advisory_xact_lock(1)').then(() => 'got it'),
    pause(20_000, 'waits still', { ref: false }),
  ]);
  expect(waited).toBe('got it');
  silent.release(true);
});

test('When a process that works asks for long, then nobody interrupts it', async () => {
  const { rows } = await database.pool.query<{ slept: string }>(
    "SELECT pg_sleep(1)::text || 'whole' AS slept",
  );
  expect(rows[0]!.slept).toBe('whole');
});
