import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type OneMachineSettings, readOneMachineSettings } from '../config/one-machine';
import { loadSettingsFile } from '../config/settings-file';
import { ConfigurationError } from '../config/variables';
import { isMonth } from '../domain/cycle/month';
import { DomainError } from '../domain/errors';
import { IMPORT_COLUMNS, IMPORT_KINDS, type ImportKind, isImportKind } from '../domain/import/import-kind';
import type { RowError } from '../domain/import/import-result';
import { readColumnMap } from '../domain/import/match-columns';
import { findRunningAddresses } from './home';

const USAGE = `npm run import -- KIND FILE [--unit CODE] [--map ours=theirs …] [--last-month YYYY-MM]

  KIND          ${IMPORT_KINDS.join(', ')}
  FILE          a CSV file or a workbook (.xlsx) with a header row
  --unit        the unit that the file is for; without it, the one that knows its items, or a new one for a sales
                file whose items nobody knows
  --map         our column = the file's column, as often as needed: --map quantity=qty --map "item=Article no"
  --last-month  sales only: shifts all months by the same number so that the last one is this; without it months
                stay as they are, but for a new unit whose file ended over a year ago`;

export interface ImportCommand {
  readonly kind: ImportKind;
  readonly file: string;
  readonly unitCode: string | undefined;
  readonly columnMap: Readonly<Record<string, string>>;
  readonly lastMonth: string | undefined;
}

/** What POST /api/imports answers, as far as the command tells it. */
interface Answer {
  readonly state?: 'accepted' | 'rejected';
  readonly message?: string;
  readonly notes?: readonly string[];
  readonly errorCount?: number;
  readonly errors?: readonly RowError[];
  readonly error?: { readonly message: string; readonly details: readonly string[] };
}

/**
 * `npm run import`: loads a file into the system that runs on this machine. Exit code 0 when it was loaded, 1 when
 * it has errors, 2 when the command or the running system was wrong.
 */
async function main(): Promise<number> {
  loadSettingsFile();
  const command = readImportCommand(process.argv.slice(2));
  const settings = readOneMachineSettings();
  const bytes = await readInput(command.file);
  const answer = await sendFile(addressOf(settings), await localToken(settings), command, bytes);
  if (answer.state === undefined) {
    say(
      answer.error?.message ?? 'The answer of the system is not understood: is something else on its port?',
    );
    for (const detail of answer.error?.details ?? []) say(`  ${detail}`);
    return 2;
  }
  process.stdout.write(`${lines(answer).join('\n')}\n`);
  return answer.state === 'accepted' ? 0 : 1;
}

/** Reads the command line; a mistake is an `invalid-input` error that shows how it is meant. */
export function readImportCommand(argv: readonly string[]): ImportCommand {
  const { values, positionals } = parse(argv);
  const [kind, file, ...others] = positionals;
  if (kind === undefined || file === undefined || others.length > 0) throw wrong('Name a kind and a file.');
  if (!isImportKind(kind)) throw wrong(`There is no kind "${kind}".`);
  const lastMonth = values['last-month'];
  if (lastMonth !== undefined && !isMonth(lastMonth))
    throw wrong(`"${lastMonth}" is not a month like 2026-10.`);
  if (lastMonth !== undefined && kind !== 'sales')
    throw wrong('Only the months of a sales file can be shifted.');
  const columnMap = readColumnMap(values.map ?? []);
  const known = IMPORT_COLUMNS[kind].map(({ name }) => name);
  const unknown = Object.keys(columnMap).find((name) => !known.includes(name));
  if (unknown) throw wrong(`A ${kind} file has no column "${unknown}"; it has ${known.join(', ')}.`);
  return { kind, file, unitCode: values.unit, columnMap, lastMonth };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        unit: { type: 'string' },
        map: { type: 'string', multiple: true },
        'last-month': { type: 'string' },
      },
    });
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

const wrong = (what: string): DomainError => new DomainError('invalid-input', `${what}\n\n${USAGE}`);

async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new DomainError('invalid-input', `The file ${file} ${why}: check its path.`);
  }
}

/** Where the system listens on this machine, also when people reach it under another name. */
function addressOf(settings: OneMachineSettings): string {
  const running = findRunningAddresses(settings.home);
  if (!running) {
    throw new DomainError(
      'unavailable',
      `Nothing runs on ${settings.home}: start the system with npm start, or set SOP_HOME to the folder that it runs on.`,
    );
  }
  const { hostname } = new URL(running.url);
  return hostname === 'localhost' ? running.url : `http://127.0.0.1:${settings.port}`;
}

const localToken = async (settings: OneMachineSettings): Promise<string> =>
  (await readFile(path.join(settings.home, 'local-token'), 'utf8')).trim();

/** Sends the file as the page does, by the token that only this machine's owner can read. */
export async function sendFile(
  url: string,
  token: string,
  command: ImportCommand,
  bytes: Uint8Array,
): Promise<Answer> {
  const form = new FormData();
  form.set('kind', command.kind);
  if (command.unitCode !== undefined) form.set('unitCode', command.unitCode);
  if (command.lastMonth !== undefined) form.set('lastMonth', command.lastMonth);
  form.set('map', JSON.stringify(command.columnMap));
  form.set('file', new Blob([new Uint8Array(bytes)]), path.basename(command.file));
  const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
  say(`Sending ${path.basename(command.file)} (${megabytes} MB) to ${url} …`);
  try {
    const response = await fetch(`${url}/api/imports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: form,
    });
    return (await response.json()) as Answer;
  } catch (error) {
    const cause = (error as Error).cause;
    const why = cause instanceof Error ? cause.message : (error as Error).message;
    throw new DomainError(
      'unavailable',
      `${url} does not answer (${why}): is the system still running? Nothing was loaded.`,
    );
  }
}

/** What became of the file, for a person at a terminal. */
export function lines({ message = '', notes = [], errors = [], errorCount = 0 }: Answer): string[] {
  const told = errors.map(({ row, column, value, message: what }) => {
    const where = column === '' ? `row ${row}` : `row ${row}, ${column} "${value}"`;
    return `  ${where} ${what}`;
  });
  const untold = errorCount - errors.length;
  return [
    message,
    ...told,
    ...(untold > 0 ? [`  and ${untold} more`] : []),
    ...notes.map((note) => `  ${note}`),
  ];
}

/** Progress goes to standard error, so that the result can be piped on. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (require.main === module) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const isExpected = error instanceof DomainError || error instanceof ConfigurationError;
      say(isExpected ? error.message : String(error));
      process.exitCode = 2;
    },
  );
}
