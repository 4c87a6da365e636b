import { createDatabase } from '../../database/client';
import { readFirstCompany, setUpCompany } from '../../standalone/set-up';
import { createTestDatabase } from '../support/database';

const words = [
  ...[
    '--unit',
    'EU',
    '--name',
    'Acme Europe',
    '--zone',
    'Europe/Berlin',
    '--holidays',
    'DE',
    '--currency',
    'EUR',
  ],
  ...['--email', 'Ana@Acme.example', '--person', 'Ana Ruiz'],
];

describe('npm run set-up', () => {
  it('names every mistake and shows the whole command', () => {
    const wrong = words.with(5, 'Berlin').with(7, 'XX');
    expect(() => readFirstCompany(wrong)).toThrow(
      /^--zone must be a time zone like Europe\/Berlin; --holidays must be a country.*npm run set-up -- --unit EU/s,
    );
    expect(() => readFirstCompany([])).toThrow('--unit is missing; --name is missing');
  });

  it('takes a zone under its newer name too', () => {
    for (const zone of ['Asia/Kolkata', 'Europe/Kyiv', 'UTC'])
      expect(readFirstCompany(words.with(5, zone)).zone).toBe(zone);
  });

  it('makes a unit with a template and an administrator who owns the process, once', async () => {
    const place = await createTestDatabase();
    const database = createDatabase(place.url);
    const now = new Date('2026-11-22T09:00:00Z');
    try {
      await setUpCompany(place.url, readFirstCompany(words), now);
      const [unit] = await database.prisma.unit.findMany({
        include: { memberships: { include: { person: true } }, template: { include: { versions: true } } },
      });
      expect(unit).toMatchObject({ code: 'EU', template: { versions: [{ version: 1 }] } });
      expect(unit?.memberships).toMatchObject([
        { role: 'process-owner', person: { email: 'ana@acme.example', isAdministrator: true } },
      ]);
      const christmas = await database.prisma.holiday.findMany({
        where: { region: 'DE', date: '2026-12-25' },
      });
      expect(christmas).toHaveLength(1);
      await expect(setUpCompany(place.url, readFirstCompany(words), now)).rejects.toThrow(
        'There is a unit EU already',
      );
    } finally {
      await database.close();
      await place.drop();
    }
  });
});
