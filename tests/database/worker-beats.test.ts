import { createDatabase, type Database } from '../../database/client';
import {
  countWorkersAtWork,
  forgetEndedWorkers,
  noteWorkerBeat,
  noteWorkerEnd,
} from '../../database/worker-beat-repository';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('signs of life of workers', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url);
  });
  afterEach(() => database.pool.query('DELETE FROM "WorkerBeat"'));
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const hearLast = (workerId: string, ago: string) =>
    database.pool.query('UPDATE "WorkerBeat" SET "seenAt" = now() - $2::interval WHERE "workerId" = $1', [
      workerId,
      ago,
    ]);

  it('say nothing while no worker has ever given one', async () => {
    expect(await countWorkersAtWork(database.pool)).toBeNull();
  });

  it('count each worker once, however often it gives one', async () => {
    for (const workerId of ['a', 'b', 'a']) await noteWorkerBeat(database.pool, workerId);
    expect(await countWorkersAtWork(database.pool)).toBe(2);
  });

  it('no longer count a worker that fell silent or ended', async () => {
    for (const workerId of ['killed', 'ended']) await noteWorkerBeat(database.pool, workerId);
    await hearLast('killed', '16 seconds');
    await noteWorkerEnd(database.pool, 'ended');
    expect(await countWorkersAtWork(database.pool)).toBe(0);
  });

  it('are forgotten a day after the last', async () => {
    for (const workerId of ['long ago', 'today']) await noteWorkerBeat(database.pool, workerId);
    await hearLast('long ago', '25 hours');
    await forgetEndedWorkers(database.pool);
    const { rows } = await database.pool.query('SELECT "workerId" FROM "WorkerBeat"');
    expect(rows).toEqual([{ workerId: 'today' }]);
  });
});
