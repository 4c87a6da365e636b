import { z } from 'zod';
import { loadSettingsFile } from '../config/settings-file';
import { ConfigurationError, databaseUrl, parseVariables } from '../config/variables';
import { migrate } from '../database/migrate';

/** `npm run migrate`: brings the database of DATABASE_URL to the newest form. Safe to repeat. */
async function main(): Promise<void> {
  loadSettingsFile();
  const { DATABASE_URL } = parseVariables(z.object({ DATABASE_URL: databaseUrl }), process.env);
  const applied = await migrate(DATABASE_URL);
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
  process.exit(1);
});
