import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { askDesk } from './ask-desk';

export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/**
 * A migrated, empty database of one's own on the PostgreSQL that this run shares; about 50 ms once that runs.
 * Call it in `beforeAll`, and `drop()` in `afterAll` after the connections are closed.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = (await askDesk('/postgres')) as { adminUrl: string; template: string };
  const name = `test_${randomBytes(6).toString('hex')}`;
  await once(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => once(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Two files that copy the template in the same moment collide in PostgreSQL; the second tries again. */
async function once(adminUrl: string, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(sql);
      return;
    } catch (error) {
      const isBusy = (error as { code?: string }).code === '55006';
      if (!isBusy || attempt === 100) throw error;
    } finally {
      await client.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
