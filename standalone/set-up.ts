import { parseArgs } from 'node:util';
import Holidays from 'date-holidays';
import { z } from 'zod';
import { loadSettingsFile } from '../config/settings-file';
import { ConfigurationError, databaseUrl, parseVariables } from '../config/variables';
import { createDatabase } from '../database/client';
import { migrate } from '../database/migrate';
import { isTimeZone } from '../domain/cycle/local-time';
import { DomainError } from '../domain/errors';
import { seedHolidays } from './sample-company/holidays';
import { seedTemplate } from './sample-company/seed-people';

const usage =
  'npm run set-up -- --unit EU --name "Acme Europe" --zone Europe/Berlin --holidays DE --currency EUR --email ana@acme.example --person "Ana Ruiz"';

/** What a first company needs before anybody can sign in: a business unit and the person who sets up the rest. */
const firstCompany = z.object({
  unit: z
    .string({ error: 'is missing' })
    .regex(/^[A-Z0-9-]{1,20}$/, { error: 'must be capitals, digits and hyphens' }),
  name: z.string({ error: 'is missing' }).trim().min(1),
  zone: z
    .string({ error: 'is missing' })
    .refine(isTimeZone, { error: 'must be a time zone like Europe/Berlin' }),
  holidays: z.string({ error: 'is missing' }).refine(isHolidayRegion, {
    error: 'must be a country, or a country and state, like DE or GB-ENG',
  }),
  currency: z
    .string({ error: 'is missing' })
    .regex(/^[A-Z]{3}$/, { error: 'must be three letters like EUR' }),
  email: z.email({ error: 'must be a mail address' }).transform((address) => address.toLowerCase()),
  person: z.string({ error: 'is missing' }).trim().min(1),
});

export type FirstCompany = z.output<typeof firstCompany>;

/** `npm run set-up`: makes a unit with the default template and its process owner, a new person as administrator. */
async function main(): Promise<void> {
  loadSettingsFile();
  const { DATABASE_URL } = parseVariables(z.object({ DATABASE_URL: databaseUrl }), process.env);
  const company = readFirstCompany(process.argv.slice(2));
  await migrate(DATABASE_URL);
  await setUpCompany(DATABASE_URL, company, new Date());
  process.stdout.write(
    `${company.name} is there. Sign in with ${company.email} and add people, figures and calendars.\n`,
  );
}

/** Reads the command line; throws a DomainError that names every mistake and shows the whole command. */
export function readFirstCompany(argv: readonly string[]): FirstCompany {
  const options = Object.fromEntries(
    Object.keys(firstCompany.shape).map((name) => [name, { type: 'string' as const }]),
  );
  const { values } = parseArgs({ args: [...argv], options });
  const read = firstCompany.safeParse(values);
  if (read.success) return read.data;
  const mistakes = read.error.issues.map((issue) => `--${String(issue.path[0])} ${issue.message}`);
  throw new DomainError('invalid-input', `${mistakes.join('; ')}. For example:\n  ${usage}`);
}

export async function setUpCompany(url: string, company: FirstCompany, now: Date): Promise<void> {
  const database = createDatabase(url, { maxConnections: 2 });
  try {
    const { prisma } = database;
    if ((await prisma.unit.count({ where: { code: company.unit } })) > 0) {
      throw new DomainError(
        'conflict',
        `There is a unit ${company.unit} already; sign in as its administrator and add people on its people page.`,
      );
    }
    const { id: unitId } = await prisma.unit.create({
      data: {
        code: company.unit,
        name: company.name,
        timeZone: company.zone,
        holidayRegion: company.holidays,
        currency: company.currency,
        templateId: await seedTemplate(database, now),
        createdAt: now,
      },
    });
    const { email, person: name, zone: timeZone, holidays: holidayRegion } = company;
    const person = await prisma.person.upsert({
      where: { email },
      create: { email, name, timeZone, holidayRegion, isAdministrator: true, createdAt: now },
      update: {},
    });
    await prisma.membership.create({ data: { unitId, personId: person.id, role: 'process-owner' } });
    const years = [0, 1, 2, 3].map((ahead) => now.getUTCFullYear() - 1 + ahead);
    await seedHolidays(database, [holidayRegion], years);
  } finally {
    await database.close();
  }
}

function isHolidayRegion(region: string): boolean {
  const [country = '', state] = region.split('-');
  const calendars = new Holidays();
  if (!(country in calendars.getCountries())) return false;
  return state === undefined || state in (calendars.getStates(country) ?? {});
}

if (require.main === module) {
  main().catch((error: unknown) => {
    const isExpected = error instanceof ConfigurationError || error instanceof DomainError;
    process.stderr.write(`${isExpected ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
