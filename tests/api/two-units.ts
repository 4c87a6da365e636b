import type { Database } from '../../database/client';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { Role } from '../../domain/cycle/template';

/** Two units that must not see each other: north with someone in every role, south with an owner of its own. */
export interface TwoUnits {
  readonly north: string;
  readonly south: string;
  readonly templateId: string;
  /** Person ids by the part of the address before the @. */
  readonly people: Readonly<Record<string, string>>;
}

const NORTH: Readonly<Record<string, readonly Role[]>> = {
  owner: ['process-owner'],
  sales: ['sales'],
  'sales-two': ['sales'],
  marketing: ['marketing'],
  finance: ['finance'],
  planner: ['demand-planner'],
  supply: ['supply-planner'],
  operations: ['operations'],
  procurement: ['procurement'],
  logistics: ['logistics'],
  executive: ['executive'],
  sponsor: ['sponsor'],
  leader: ['leadership'],
};

export const addressOf = (name: string): string => `${name}@example.com`;

export async function seedTwoUnits({ prisma }: Database): Promise<TwoUnits> {
  const createdAt = new Date('2026-11-01T00:00:00Z');
  const template = await prisma.template.create({
    data: {
      name: DEFAULT_TEMPLATE.name,
      createdAt,
      versions: {
        create: { version: 1, definition: JSON.parse(JSON.stringify(DEFAULT_TEMPLATE)), createdAt },
      },
    },
  });
  const unit = (code: string, name: string) =>
    prisma.unit.create({
      data: {
        code,
        name,
        timeZone: 'Europe/Berlin',
        holidayRegion: 'DE',
        currency: 'EUR',
        templateId: template.id,
        createdAt,
      },
    });
  const [north, south] = [await unit('north', 'North'), await unit('south', 'South')];
  const people: Record<string, string> = {};
  const person = async (
    name: string,
    unitId: string | null,
    roles: readonly Role[],
    isAdministrator = false,
  ) => {
    const { id } = await prisma.person.create({
      data: {
        email: addressOf(name),
        name: `Person ${name}`,
        timeZone: 'Europe/Berlin',
        holidayRegion: 'DE',
        isAdministrator,
        createdAt,
      },
    });
    people[name] = id;
    if (unitId !== null) {
      await prisma.membership.createMany({ data: roles.map((role) => ({ unitId, personId: id, role })) });
    }
  };
  for (const [name, roles] of Object.entries(NORTH)) await person(name, north.id, roles);
  await person('south-owner', south.id, ['process-owner']);
  await person('administrator', null, [], true);
  await prisma.holiday.create({ data: { region: 'DE', date: '2026-12-25', name: 'Christmas' } });
  return { north: north.id, south: south.id, templateId: template.id, people };
}
