import { createDatabase, type Database } from '../../database/client';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('statements of the repositories', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url, { maxConnections: 1 });
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const prepared = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pg_prepared_statements',
    );
    return rows[0]!.count;
  };

  it('are planned once a connection, however often they are asked', async () => {
    for (const code of ['A', 'B', 'C']) await database.prisma.unit.findUnique({ where: { code } });
    expect(await prepared()).toBe(1);
  });

  it('are kept up to five hundred, and answered all the same beyond', async () => {
    for (let count = 1; count <= 505; count += 1) {
      expect(await database.prisma.$queryRawUnsafe(`SELECT ${count} AS "asked"`)).toEqual([{ asked: count }]);
    }
    expect(await prepared()).toBe(500);
  });
});
