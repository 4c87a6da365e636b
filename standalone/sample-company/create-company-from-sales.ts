import type { Database } from '../../database/client';
import { completeCompany } from '../../database/complete-company';
import { importFile } from '../../database/import-file';
import { addMonths } from '../../domain/cycle/month';
import { DomainError } from '../../domain/errors';
import type { ImportResult } from '../../domain/import/import-result';
import { unitCodeFor } from '../../domain/import/unit-code';
import { samplePeople } from './people';
import { seedPeople, seedTemplate } from './seed-people';

export interface CompanyFromSalesOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** The first month to plan: the file's months are shifted so that the last one is the month before it. */
  readonly period: string;
  readonly participants: number;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly columnMap?: Readonly<Record<string, string>>;
  readonly unitCode?: string;
}

export interface CompanyFromSales {
  readonly unitId: string;
  readonly unitCode: string;
  /** By how many months the sales were shifted. */
  readonly shiftedMonths: number;
  readonly salesRows: number;
}

/**
 * Makes a company around a file of real sales: families, markets and items as the file has them, priced by what they
 * brought; people, template and holidays as in the sample company; costs, stock, capacity that binds in the peaks and
 * a budget by assumption (domain/import/assumed-figures.ts). The file must name families. A wrong file is refused
 * with its first errors, and nothing of the company is left.
 */
export async function createCompanyFromSales(options: CompanyFromSalesOptions): Promise<CompanyFromSales> {
  const { database, clock, period, participants, file, unitCode = unitCodeFor(file.name) } = options;
  const now = clock();
  const lastMonth = addMonths(period, -1);
  // Sales of a month may be loaded once it has begun; a rehearsal founds its company before its clock gets there.
  const loadedAt = new Date(Math.max(now.getTime(), Date.parse(`${lastMonth}-15T12:00:00Z`)));
  // Refuses an impossible number of people before anything is written; who sells what is known after the import.
  samplePeople(participants, [], MAIL_DOMAIN);

  const unit = await database.prisma.unit.create({
    data: {
      code: unitCode,
      name: `Company of ${file.name}`,
      timeZone: 'Europe/Berlin',
      holidayRegion: 'DE',
      currency: 'EUR',
      templateId: await seedTemplate(database, now),
      createdAt: now,
    },
  });
  const result = await importFile(database, {
    unitId: unit.id,
    kind: 'sales',
    fileName: file.name,
    bytes: file.bytes,
    columnMap: options.columnMap ?? {},
    lastMonth,
    personId: null,
    now: loadedAt,
  });
  if (result.state === 'rejected') {
    await database.prisma.import.deleteMany({ where: { unitId: unit.id } });
    await database.prisma.unit.delete({ where: { id: unit.id } });
    throw new DomainError('invalid-input', result.message, result.errors.map(errorLine));
  }
  const families = await database.prisma.family.findMany({
    where: { unitId: unit.id },
    orderBy: { code: 'asc' },
    select: { code: true },
  });
  await seedPeople(database, {
    unitId: unit.id,
    people: samplePeople(
      participants,
      families.map(({ code }) => code),
      MAIL_DOMAIN,
    ),
    unitHolidayRegion: unit.holidayRegion,
    firstYear: Number(period.slice(0, 4)),
    now,
  });
  await completeCompany(database, unit.id, { firstPlannedMonth: period, now: loadedAt });
  return { unitId: unit.id, unitCode, shiftedMonths: result.shiftedMonths, salesRows: result.rowCount };
}

const MAIL_DOMAIN = 'company.example';

const errorLine = ({ row, column, value, message }: ImportResult['errors'][number]): string =>
  column === '' ? `Row ${row} ${message}` : `Row ${row}, ${column} "${value}" ${message}`;
