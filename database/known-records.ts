import type { KnownRecords } from '../domain/import/check-rows';
import type { Database } from './client';

/** What a unit knows before a file is read, and today's month in its own time zone. */
export async function knownRecords(database: Database, unitId: string, now: Date): Promise<KnownRecords> {
  const { prisma } = database;
  const [unit, families, items, resources, markets] = await Promise.all([
    prisma.unit.findUniqueOrThrow({ where: { id: unitId }, select: { timeZone: true } }),
    prisma.family.findMany({ where: { unitId }, select: { code: true } }),
    prisma.item.findMany({ where: { unitId }, select: { code: true, family: { select: { code: true } } } }),
    prisma.resource.findMany({ where: { unitId }, select: { code: true } }),
    prisma.market.findMany({ where: { unitId }, select: { code: true } }),
  ]);
  return {
    families: new Set(families.map(({ code }) => code)),
    items: new Map(items.map(({ code, family }) => [code, family.code])),
    resources: new Set(resources.map(({ code }) => code)),
    markets: new Set(markets.map(({ code }) => code)),
    currentMonth: monthIn(unit.timeZone, now),
  };
}

function monthIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)!.value;
  return `${part('year')}-${part('month')}`;
}
