import { NativeConnection } from '@temporalio/worker';
import { asActivities } from '../../activities/as-activity';
import { createMailActivities } from '../../activities/mail/mail-activities';
import { createPlanActivities } from '../../activities/plans';
import { createProcessActivities } from '../../activities/process';
import { addMonths } from '../../domain/cycle/month';
import { createMailer } from '../../email/mailer';
import { seedSampleCompany } from '../../standalone/sample-company/seed-sample-company';
import { type SopWorkers, startSopWorkers } from '../../worker/sop-workers';
import { startTestTemporal, type TestTemporal } from '../support/temporal';
import { type Agent, type ApiUnderTest, eventually, PUBLIC_URL, startApi } from './api-under-test';

/** The API over a full Temporal server with real workers, and the sample company. */
export interface MonthUnderTest extends ApiUnderTest {
  readonly unitId: string;
  readonly temporal: TestTemporal;
  readonly startWorkers: () => Promise<SopWorkers>;
}

/**
 * The last one: its dates have passed on whatever day the tests run, so that each step opens as soon as the one before
 * it is signed off. Everything runs on the real clock, because Temporal's timers know no other.
 */
export const lastMonth = addMonths(new Date().toISOString().slice(0, 7), -1);

export async function startMonth(): Promise<MonthUnderTest> {
  const temporal = await startTestTemporal();
  const api = await startApi({ temporalAddress: temporal.address, now: new Date() });
  const clock = () => new Date();
  Object.defineProperty(api.clock, 'now', { get: clock });
  const { unitId } = await seedSampleCompany({
    database: api.database,
    clock,
    period: lastMonth,
    participants: 12,
  });
  const { database } = api;
  const mailFrom = 'S&OP <sop@example.com>';
  const mailer = createMailer({ smtpUrl: api.mails.url, mailFrom });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { publicUrl: PUBLIC_URL, mailFrom, linkSecret: 'link-secret-of-the-tests-1234567890123' };
  const dependencies = { database, clock, config, mailer, log };
  const workers: SopWorkers[] = [];
  const connections: NativeConnection[] = [];
  return {
    ...api,
    unitId,
    temporal,
    startWorkers: async () => {
      const connection = await NativeConnection.connect({ address: temporal.address });
      connections.push(connection);
      const started = await startSopWorkers({
        connection,
        namespace: temporal.namespace,
        activities: {
          ...asActivities(createProcessActivities(dependencies)),
          ...createPlanActivities(dependencies),
          ...asActivities(createMailActivities(dependencies), { heartbeat: true }),
        },
      });
      workers.push(started);
      return started;
    },
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(workers.map(({ finished }) => finished));
      for (const connection of connections) await connection.close();
      mailer.close();
      await api.stop();
      await temporal.stop();
    },
  };
}

/** Starts the last month, as a person does: told "not confirmed" on a busy machine, they look whether it is there. */
export async function startLastMonth({ unitId }: MonthUnderTest, owner: Agent): Promise<string> {
  const path = `/api/units/${unitId}/cycles`;
  const started = await owner.post(path).send({ period: lastMonth });
  if (started.status === 201) return started.body.id;
  expect(started.status).toBe(503);
  return eventually(async () => {
    const { body } = await owner.get(path).expect(200);
    return body[0]?.id as string | undefined;
  });
}
