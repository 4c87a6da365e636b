import { execFile } from 'node:child_process';
import path from 'node:path';
import { recordAudit } from '../../database/audit-repository';
import { createDatabase, type Database } from '../../database/client';
import { createTestDatabase } from '../support/database';
import { makeRunFolder } from '../support/run-folder';

describe('npm run check-audit', () => {
  let place: Awaited<ReturnType<typeof createTestDatabase>>;
  let database: Database;
  beforeAll(async () => {
    place = await createTestDatabase();
    database = createDatabase(place.url);
    for (const day of [1, 2, 3]) {
      await recordAudit(database, [
        {
          at: new Date(`2027-01-0${day}T09:00:00Z`),
          actorId: null,
          action: 'noted',
          subjectType: 'unit',
          subjectId: '3f0e8a0e-6f1e-4a3e-9f63-0a7f3a0c1b11',
        },
      ]);
    }
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  test('counts the records of a whole audit', async () => {
    expect(await checkAudit(place.url)).toEqual({
      code: 0,
      said: 'The audit is whole: 3 records, each follows from the one before.\n',
    });
  });

  test('names the record that was changed, and ends with 1', async () => {
    const [, second] = await database.prisma.audit.findMany({ orderBy: { id: 'asc' } });
    await database.prisma.audit.update({ where: { id: second!.id }, data: { action: 'never-done' } });
    const { code, said } = await checkAudit(place.url);
    expect(code).toBe(1);
    expect(said).toContain(`record ${second!.id} was changed after it was written.`);
  });

  test('says what to do where nothing runs', async () => {
    const { code, said } = await checkAudit('');
    expect(code).toBe(2);
    expect(said).toContain('start the system with npm start, or set DATABASE_URL');
  });
});

function checkAudit(databaseUrl: string): Promise<{ readonly code: number; readonly said: string }> {
  const command = path.resolve(__dirname, '../../standalone/check-audit.ts');
  const folder = makeRunFolder('audit');
  const env = { ...process.env, DATABASE_URL: databaseUrl, SOP_HOME: folder };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), command],
      { cwd: folder, env },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), said: out + err }),
    );
  });
}
