import type { Database } from '../../database/client';
import { OUTLOOK_MONTHS } from '../../database/complete-company';
import { loadFigures } from '../../database/load-figures';
import { addMonths, monthRange } from '../../domain/cycle/month';
import type { CycleTemplate } from '../../domain/cycle/template';
import { SAMPLE_FAMILIES, SAMPLE_ITEMS } from './outdoor-catalogue';
import { outdoorFigures } from './outdoor-figures';
import { samplePeople } from './people';
import { seedPeople, seedTemplate } from './seed-people';

export interface SampleCompanyOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** The first month to plan, "YYYY-MM"; sales end the month before. Left out: the month after this one. */
  readonly period?: string;
  /** People in the company, process owner and executives included. */
  readonly participants?: number;
  readonly seed?: number;
  /** How its months go. Left out: the default template. */
  readonly template?: CycleTemplate;
}

export interface SeededCompany {
  readonly unitId: string;
  readonly unitCode: string;
  /** False when it had been seeded before: nothing was written then. */
  readonly isNew: boolean;
  readonly firstPlannedMonth: string;
}

export const SAMPLE_UNIT_CODE = 'EUROPE';
export const SAMPLE_PARTICIPANTS = 25;
export const SAMPLE_SEED = 7;
export const HISTORY_MONTHS = 60;

/**
 * Fills the database with Alpina Outdoor Europe: people with roles, zones, managers and backups, their holidays, the
 * template, and figures drawn from the seed: five years of sales with season, trend, promotions, launches
 * and intermittent spare parts, stock, capacity that binds in the peaks, and a budget. A second call finds the unit
 * and changes nothing. The same seed and month give the same figures.
 */
export async function seedSampleCompany(options: SampleCompanyOptions): Promise<SeededCompany> {
  const { database, clock, participants = SAMPLE_PARTICIPANTS, seed = SAMPLE_SEED } = options;
  const now = clock();
  const period = options.period ?? addMonths(now.toISOString().slice(0, 7), 1);
  const existing = await database.prisma.unit.findUnique({ where: { code: SAMPLE_UNIT_CODE } });
  if (existing && (await isComplete(database, existing.id))) {
    return { unitId: existing.id, unitCode: existing.code, isNew: false, firstPlannedMonth: period };
  }

  const unit =
    existing ??
    (await database.prisma.unit.create({
      data: {
        code: SAMPLE_UNIT_CODE,
        name: 'Alpina Outdoor Europe',
        timeZone: 'Europe/Berlin',
        holidayRegion: 'DE',
        currency: 'EUR',
        templateId: await seedTemplate(database, now, options.template),
        createdAt: now,
      },
    }));
  const families = SAMPLE_FAMILIES.map(({ code }) => code);
  await seedPeople(database, {
    unitId: unit.id,
    people: samplePeople(participants, families, 'alpina.example'),
    unitHolidayRegion: unit.holidayRegion,
    firstYear: Number(period.slice(0, 4)),
    now,
  });
  const figures = outdoorFigures({
    seed,
    history: monthRange(addMonths(period, -HISTORY_MONTHS), HISTORY_MONTHS),
    outlook: monthRange(period, OUTLOOK_MONTHS),
  });
  await loadFigures(
    database,
    { unitId: unit.id, fileNamePrefix: 'sample-', now: notBefore(now, period) },
    figures,
  );
  return { unitId: unit.id, unitCode: unit.code, isNew: true, firstPlannedMonth: period };
}

/** Stock is loaded last but one: a seeding that was interrupted before is done again, file by file. */
async function isComplete(database: Database, unitId: string): Promise<boolean> {
  const [stock, budget] = await Promise.all([
    database.prisma.stock.count({ where: { unitId } }),
    database.prisma.budget.count({ where: { family: { unitId } } }),
  ]);
  return stock >= SAMPLE_ITEMS.filter(({ endedBefore }) => endedBefore === null).length && budget > 0;
}

/** Sales of a month may be loaded once it has begun; a rehearsal seeds before its clock gets there. */
function notBefore(now: Date, period: string): Date {
  const lastSales = new Date(`${addMonths(period, -1)}-01T12:00:00Z`);
  return now > lastSales ? now : lastSales;
}
