import { readOneMachineSettings } from '../config/one-machine';
import { loadSettingsFile } from '../config/settings-file';
import { ConfigurationError } from '../config/variables';
import { checkAuditChain } from '../database/audit-repository';
import { createDatabase } from '../database/client';
import { DomainError } from '../domain/errors';
import { findRunningAddresses } from './home';

/**
 * `npm run check-audit`: does every record of the audit follow from the one before, as it was written? Reads DATABASE_URL,
 * else the system that runs on SOP_HOME. Exit code 0 when it does, 1 when one was changed or taken out, 2 when it cannot be read.
 */
async function main(): Promise<number> {
  loadSettingsFile();
  const database = createDatabase(databaseToCheck(), { maxConnections: 1 });
  try {
    const { checkedRows, brokenAt } = await checkAuditChain(database.prisma);
    if (brokenAt === null) {
      process.stdout.write(`The audit is whole: ${checkedRows} records, each follows from the one before.\n`);
      return 0;
    }
    const what =
      brokenAt.why === 'changed'
        ? 'was changed after it was written'
        : 'does not follow from the one before: records were taken out or put in there';
    process.stdout.write(
      `The audit is broken: record ${brokenAt.id} ${what}. Whole before it: ${checkedRows}. Compare it with a backup.\n`,
    );
    return 1;
  } finally {
    await database.close();
  }
}

function databaseToCheck(): string {
  const settings = readOneMachineSettings();
  const url = settings.databaseUrl ?? findRunningAddresses(settings.home)?.databaseUrl;
  if (url) return url;
  throw new DomainError(
    'unavailable',
    `Nothing runs on ${settings.home}: start the system with npm start, or set DATABASE_URL to the database to check.`,
  );
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof DomainError || error instanceof ConfigurationError;
    process.stderr.write(`${isExpected ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
