import request from 'supertest';
import { type OwnPostgres, startOwnPostgres } from '../support/postgres';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** PostgreSQL is killed, comes back, and takes no writes for a while: nothing is shown as done that is not. */
let postgres: OwnPostgres;
let api: ApiUnderTest;
let world: TwoUnits;
let sales: Agent;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  api = await startApi({ databaseUrl: postgres.url });
  world = await seedTwoUnits(api.database);
  sales = await api.signIn(addressOf('sales'));
}, 60_000);
afterAll(async () => {
  await api.stop();
  await postgres.stop();
});

const absence = { firstDay: '2026-12-07', lastDay: '2026-12-11' };

test('When PostgreSQL is killed, then requests fail clearly, and work again after its restart', async () => {
  await postgres.kill();
  for (const answer of [
    await sales.get('/api/me'),
    await sales.post(`/api/people/${world.people.sales}/absences`).send(absence),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body.error).toEqual({
      code: 'unavailable',
      message: 'The database does not take this now; nothing was recorded. Try again in a minute.',
      details: [],
    });
  }
  const health = await request(api.app).get('/health').expect(503);
  expect(health.body.database).toEqual({
    state: 'down',
    message: 'PostgreSQL does not answer; check DATABASE_URL and the server.',
  });

  await postgres.restart();
  await sales.get('/api/me').expect(200);
  await sales.post(`/api/people/${world.people.sales}/absences`).send(absence).expect(201);
}, 60_000);

test('When PostgreSQL is read-only, then pages are served and no write looks done', async () => {
  const name = new URL(postgres.url).pathname.slice(1);
  await api.database.pool.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
  await api.database.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await api.database.pool.query('SET default_transaction_read_only = on');
  await sales.get('/api/me').expect(200);
  const { body } = await sales.post(`/api/people/${world.people.sales}/absences`).send(absence).expect(503);
  expect(body.error.message).toContain('nothing was recorded');
  expect(await api.database.prisma.absence.count()).toBe(1);
});
