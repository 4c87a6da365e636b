import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { createCycleDoor } from '../api/temporal/cycle-door';
import { NotConfirmed } from '../api/temporal/not-confirmed';
import { putSchedule } from '../api/temporal/schedules';
import { createDatabase, type Database } from '../database/client';
import { findUnitTemplate } from '../database/kick-off-repository';
import { localDayOf } from '../domain/cycle/local-time';
import { MADE_UP_WORKFLOW } from '../domain/cycle/made-up-month';
import { addMonths } from '../domain/cycle/month';
import { DomainError } from '../domain/errors';
import { ONE_SITTING_TEMPLATE } from './sample-company/one-sitting-template';
import { seedPastMonths } from './sample-company/past-months';
import { SAMPLE_UNIT_CODE, seedSampleCompany } from './sample-company/seed-sample-company';

/** Who can sign in to try it: the sample company's process owner, an executive and a sales person. */
export interface SignIn {
  readonly email: string;
  readonly role: string;
}

const zone = 'Europe/Berlin';
const roles = ['process-owner', 'executive', 'sales'] as const;

/**
 * Fills a database that has no unit yet with the sample company and its made-up past months, or completes it; any other
 * is left alone.
 */
export async function seedFirstCompany(databaseUrl: string, say: (line: string) => void): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    const units = await database.prisma.unit.findMany({ select: { code: true } });
    const isOurs = units.length === 0 || units.some(({ code }) => code === SAMPLE_UNIT_CODE);
    if (!isOurs) return;
    if (units.length === 0) say('Sample company …');
    const now = new Date();
    const period = firstPeriod(now);
    const { unitId } = await seedSampleCompany({
      database,
      clock: () => now,
      period,
      template: ONE_SITTING_TEMPLATE,
    });
    await seedPastMonths(database, { unitId, firstPeriod: period, now });
  });
}

/**
 * Starts the sample company's first month, and the schedule that starts the next ones. It needs a worker. A company
 * that has had a month is left alone.
 */
export async function startFirstMonth(options: {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly say: (line: string) => void;
}): Promise<void> {
  await withDatabase(options.databaseUrl, async ({ prisma }) => {
    const unit = await prisma.unit.findUnique({ where: { code: SAMPLE_UNIT_CODE } });
    if (unit === null || (await hasHadMonth(prisma, unit.id))) return;
    const { definition } = await findUnitTemplate(prisma, unit.id);
    const period = firstPeriod(new Date());
    options.say(`First month, ${period} …`);
    const { address, namespace } = options.temporal;
    const connection = await Connection.connect({ address });
    try {
      const door = createCycleDoor(new Client({ connection, namespace }));
      const note = 'Started with the sample company';
      await untilConfirmed(() => putSchedule(door, unit, definition, { isPaused: false, note }));
      await untilConfirmed(() => door.kickOff(unit.code, { unitId: unit.id, period, startedById: null }));
    } finally {
      await connection.close();
    }
  });
}

async function hasHadMonth(prisma: Database['prisma'], unitId: string): Promise<boolean> {
  const isReal = { NOT: { workflowId: { startsWith: MADE_UP_WORKFLOW } } };
  return (await prisma.cycle.count({ where: { unitId, ...isReal } })) > 0;
}

/** A slow machine may not answer within the time that a person is made to wait; asked again, it says what stands. */
async function untilConfirmed<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const mayComeYet =
        error instanceof NotConfirmed || (error instanceof DomainError && error.code === 'unavailable');
      if (!mayComeYet || attempt === 20) throw error;
      await pause(500);
    }
  }
}

/** Sign-ins to offer; none when the database holds somebody's own company. */
export async function findSampleSignIns(databaseUrl: string): Promise<SignIn[]> {
  return withDatabase(databaseUrl, async ({ prisma }) => {
    const unit = { code: SAMPLE_UNIT_CODE };
    const found = await Promise.all(
      roles.map((role) =>
        prisma.membership.findFirst({
          where: { unit, role },
          orderBy: { person: { email: 'asc' } },
          select: { role: true, person: { select: { email: true } } },
        }),
      ),
    );
    return found.flatMap((each) => (each ? [{ email: each.person.email, role: each.role }] : []));
  });
}

/**
 * The month that a visitor finds running, with nothing late: on the first and second of a month this one, else the next.
 * The first work is due on the third business day, which is never before the third of the month, so every due date lies
 * ahead. That its dates lie weeks ahead is no obstacle: its steps open one after the other (ONE_SITTING_TEMPLATE).
 */
export function firstPeriod(now: Date): string {
  const today = localDayOf(zone, now);
  const month = today.slice(0, 7);
  return Number(today.slice(8, 10)) <= 2 ? month : addMonths(month, 1);
}

async function withDatabase<T>(url: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = createDatabase(url, { maxConnections: 4 });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
