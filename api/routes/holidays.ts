import { Router } from 'express';
import { appendAudit } from '../../database/audit-repository';
import { isRegionOfUnits, listHolidays, replaceHolidays } from '../../database/holiday-repository';
import { DomainError } from '../../domain/errors';
import { mayIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { routes } from '../schemas/people';
import { serve } from '../serve-route';

/** The days off that calendars follow, by region. */
export function createHolidaysRouter({ database, clock }: ApiDependencies): Router {
  const { prisma } = database;
  const router = Router();

  serve(router, routes.getHolidays, async ({ params }) => ({
    region: params.region,
    holidays: await listHolidays(prisma, params.region),
  }));

  serve(router, routes.putHolidays, async ({ viewer, params, body }) => {
    const unitIds = viewer.units
      .map(({ id }) => id)
      .filter((id) => mayIn(viewer, id, 'change holidays').allowed);
    if (unitIds.length === 0 || !(await isRegionOfUnits(prisma, params.region, unitIds))) {
      throw new DomainError(
        'forbidden',
        `Only a process owner of a unit that follows the calendar ${params.region} can change it. Ask one of them.`,
      );
    }
    const dates = body.holidays.map(({ date }) => date);
    const twice = dates.find((date, index) => dates.indexOf(date) !== index);
    if (twice) throw new DomainError('invalid-input', `${twice} is named twice. Keep it once.`);
    requireBusinessDays(dates);
    await prisma.$transaction(async (transaction) => {
      await replaceHolidays(transaction, params.region, body.holidays);
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: viewer.id,
          action: 'holidays-changed',
          subjectType: 'holiday-calendar',
          subjectId: params.region,
          details: { count: body.holidays.length },
        },
      ]);
    });
    return { region: params.region, holidays: await listHolidays(prisma, params.region) };
  });
  return router;
}

const MOST_HOLIDAYS_A_YEAR = 180;

/** Due times are counted in business days, also those of months that run: a year without any would stop them. */
function requireBusinessDays(dates: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const date of dates) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1);
  for (const [year, count] of counts) {
    if (count <= MOST_HOLIDAYS_A_YEAR) continue;
    throw new DomainError(
      'invalid-input',
      `${count} days off in ${year} leave too few to work on; ${MOST_HOLIDAYS_A_YEAR} are the most. Weekends need not be named.`,
    );
  }
}
