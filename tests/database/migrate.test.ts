import { Client } from 'pg';
import { migrate, schemaAsSql } from '../../database/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the migrations', () => {
  let migrated: TestDatabase;
  let fromSchema: TestDatabase;

  beforeAll(async () => {
    [migrated, fromSchema] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await run(fromSchema.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  });
  afterAll(async () => {
    await Promise.all([migrated.drop(), fromSchema.drop()]);
  });

  it('apply nothing the second time', async () => {
    expect(await migrate(migrated.url)).toEqual([]);
  });

  it('add up to exactly what prisma/schema.prisma describes', async () => {
    await run(fromSchema.url, await schemaAsSql(fromSchema.url));
    expect(await shapeOf(migrated.url)).toEqual(await shapeOf(fromSchema.url));
  });
});

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Columns, indexes and constraints, in words that two databases can be compared by. */
async function shapeOf(url: string) {
  return {
    columns: await run(
      url,
      `SELECT table_name, column_name, data_type, udt_name, datetime_precision, is_nullable, column_default
       FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
    ),
    indexes: await run(
      url,
      `SELECT indexname, indexdef FROM pg_indexes
       WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    ),
    constraints: await run(
      url,
      `SELECT conrelid::regclass::text AS on_table, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations' ORDER BY 1, 2`,
    ),
  };
}
