import { randomUUID } from 'node:crypto';
import type { Database } from '../../database/client';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import { monthRange } from '../../domain/cycle/month';
import type { CycleTemplate, Role } from '../../domain/cycle/template';

/** A unit with one person for each function and one product: small enough to run many months in one test file. */
export interface SmallCompany {
  readonly unitId: string;
  readonly code: string;
  /** Person ids by the names below. */
  readonly people: Readonly<Record<Name, string>>;
}

const ROLES_OF = {
  owner: ['process-owner'],
  boss: ['executive', 'sponsor'],
  lead: ['leadership'],
  second: ['leadership'],
  planner: ['demand-planner'],
  supply: ['supply-planner'],
  ops: ['operations'],
  buyer: ['procurement'],
  log: ['logistics'],
  money: ['finance'],
  ads: ['marketing'],
  seller: ['sales'],
  helper: [],
} as const satisfies Record<string, readonly Role[]>;
export type Name = keyof typeof ROLES_OF;
export const NAMES = Object.keys(ROLES_OF) as Name[];

export interface SmallCompanyOptions {
  readonly database: Database;
  readonly template?: CycleTemplate;
  /** Of people who live elsewhere than Berlin. */
  readonly zones?: Partial<Record<Name, string>>;
}

/** Everyone in Berlin without holidays; backup of all: helper; manager of all: lead. */
export async function createSmallCompany(options: SmallCompanyOptions): Promise<SmallCompany> {
  const { database, template = DEFAULT_TEMPLATE, zones = {} } = options;
  const { prisma } = database;
  const code = `U${randomUUID().slice(0, 8)}`;
  const place = { timeZone: 'Europe/Berlin', holidayRegion: 'none' };
  const people = Object.fromEntries(NAMES.map((name) => [name, randomUUID()])) as Record<Name, string>;
  await prisma.person.createMany({
    data: NAMES.map((name) => ({
      ...place,
      id: people[name],
      name,
      email: `${name}@${code}.example`,
      timeZone: zones[name] ?? place.timeZone,
    })),
  });
  for (const name of NAMES) {
    const backupId = name === 'helper' ? null : people.helper;
    const managerId = name === 'lead' ? null : people.lead;
    await prisma.person.update({ where: { id: people[name] }, data: { backupId, managerId } });
  }
  const unit = await prisma.unit.create({
    data: {
      code,
      name: `Unit ${code}`,
      ...place,
      currency: 'EUR',
      horizonMonths: 3,
      template: {
        create: {
          name: template.name,
          versions: { create: { version: 1, definition: JSON.parse(JSON.stringify(template)) } },
        },
      },
    },
  });
  await prisma.membership.createMany({
    data: NAMES.flatMap((name) =>
      ROLES_OF[name].map((role) => ({ unitId: unit.id, personId: people[name], role, families: [] })),
    ),
  });
  await sellOneProduct(database, unit.id);
  return { unitId: unit.id, code, people };
}

/** Ten years of months, a hundred pieces each, and hours for twice as many. */
async function sellOneProduct({ prisma }: Database, unitId: string): Promise<void> {
  const months = monthRange('2022-01', 120);
  const family = await prisma.family.create({
    data: { unitId, code: 'F', name: 'Family', holdingCost: 1, backlogCost: 10, safetyStock: 5 },
  });
  await prisma.market.create({ data: { unitId, code: 'M', name: 'Market' } });
  await prisma.item.create({
    data: { unitId, code: 'I', name: 'Item', familyId: family.id, price: 10, unitCost: 4 },
  });
  const importId = randomUUID();
  await prisma.sales.createMany({
    data: months.slice(0, 58).map((month) => ({
      unitId,
      itemCode: 'I',
      marketCode: 'M',
      month,
      quantity: 100,
      revenue: 1_000,
      importId,
    })),
  });
  await prisma.stock.create({ data: { unitId, itemCode: 'I', quantity: 50, importId } });
  const resource = await prisma.resource.create({
    data: { unitId, code: 'R', name: 'Line', regularCostPerHour: 20, overtimeCostPerHour: 30 },
  });
  await prisma.capacity.createMany({
    data: months.map((month) => ({ resourceId: resource.id, month, regularHours: 100, overtimeHours: 20 })),
  });
  await prisma.hoursPerUnit.create({ data: { resourceId: resource.id, familyId: family.id, hours: 0.5 } });
}
