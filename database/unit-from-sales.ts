import { addMonths } from '../domain/cycle/month';
import { DomainError } from '../domain/errors';
import { ASSUMPTIONS_IN_WORDS } from '../domain/import/assumed-figures';
import type { ImportResult } from '../domain/import/import-result';
import { unitCodeFor } from '../domain/import/unit-code';
import type { Database } from './client';
import { completeCompany } from './complete-company';
import { type ImportRequest, importFile } from './import-file';

/**
 * Makes a unit for a sales file whose items nobody knows: named after the file, with the people, template and
 * calendar of an existing unit, and with assumptions for what the file does not say. Sales that ended over a year ago
 * are shifted to have just ended, unless the last month is given. A file with errors leaves no unit behind.
 */
export async function createUnitFromSales(
  database: Database,
  likeUnitId: string,
  file: Omit<ImportRequest, 'unitId' | 'kind'>,
): Promise<ImportResult> {
  const { prisma } = database;
  const like = await prisma.unit.findUniqueOrThrow({
    where: { id: likeUnitId },
    include: { memberships: true },
  });
  const unit = await prisma.unit.create({
    data: {
      code: await freeCode(database, unitCodeFor(file.fileName)),
      name: `Company of ${file.fileName}`,
      timeZone: like.timeZone,
      holidayRegion: like.holidayRegion,
      currency: like.currency,
      templateId: like.templateId,
      createdAt: file.now,
    },
  });
  const result = await importFile(database, {
    ...file,
    unitId: unit.id,
    kind: 'sales',
    bringUpToDate: true,
  });
  if (result.state === 'rejected') {
    await prisma.import.deleteMany({ where: { unitId: unit.id } });
    await prisma.unit.delete({ where: { id: unit.id } });
    return result;
  }
  const families = await prisma.family.findMany({ where: { unitId: unit.id }, select: { code: true } });
  const codes = new Set(families.map(({ code }) => code));
  await prisma.membership.createMany({
    data: like.memberships.map(({ personId, role, families: narrowed }) => ({
      unitId: unit.id,
      personId,
      role,
      families: narrowed.filter((code) => codes.has(code)),
    })),
  });
  await completeCompany(database, unit.id, {
    firstPlannedMonth: await firstPlannedMonth(database, unit.id, file.now),
    now: file.now,
  });
  const made = `A new unit ${unit.code} was made for this file, with the people, template and calendar of ${like.code}.`;
  return { ...result, notes: [made, ...result.notes, ASSUMPTIONS_IN_WORDS] };
}

async function firstPlannedMonth({ prisma }: Database, unitId: string, now: Date): Promise<string> {
  const { _max } = await prisma.sales.aggregate({ where: { unitId }, _max: { month: true } });
  const today = now.toISOString().slice(0, 7);
  const next = addMonths(_max.month ?? today, 1);
  return [next, today].sort().at(-1)!;
}

async function freeCode({ prisma }: Database, wanted: string): Promise<string> {
  for (let number = 1; number < 100; number++) {
    const code = number === 1 ? wanted : `${wanted}-${number}`;
    if (!(await prisma.unit.findUnique({ where: { code } }))) return code;
  }
  throw new DomainError(
    'conflict',
    `There are many units named ${wanted}: name the unit that the file is for.`,
  );
}
