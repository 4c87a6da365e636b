import { readOneMachineSettings } from '../config/one-machine';
import { loadSettingsFile } from '../config/settings-file';
import { ConfigurationError } from '../config/variables';
import { findSampleSignIns, type SignIn } from './first-company';
import { openHome } from './home';
import { type Addresses, createOneMachine } from './one-machine';
import { StartRefused } from './start-refused';

/** What `npm start` runs once everything is installed: everything up, one line that says so, everything down. */
async function runUntilAskedToStop(): Promise<number> {
  loadSettingsFile();
  const asked = untilAskedToStop();
  const settings = readOneMachineSettings();
  const home = openHome(settings.home);
  const machine = createOneMachine(settings, home, say);
  const running = machine.start().then(async (addresses) => {
    home.tellAddresses({ url: settings.publicUrl, ...addresses });
    sayReady(settings.publicUrl, addresses, await findSampleSignIns(addresses.databaseUrl));
    return machine.gaveUp;
  });
  try {
    const trouble = await Promise.race([asked, running]);
    if (trouble === undefined) return 0;
    process.stderr.write(`${trouble}\n`);
    return 1;
  } catch (error) {
    return explain(error);
  } finally {
    say('Stopping …');
    await machine.stop();
    home.unlock();
    say('Stopped. Nothing is lost: the next npm start goes on from here.');
  }
}

function untilAskedToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve(undefined));
    onNpmGone(() => resolve(undefined));
  });
}

/** npm does not hand every signal on: when the npm that ran this is gone, so is whoever wanted it. */
function onNpmGone(then: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) then();
  }, 500).unref();
}

function sayReady(publicUrl: string, addresses: Addresses, signIns: readonly SignIn[]): void {
  if (addresses.temporalUiUrl) say(`Workflows: ${addresses.temporalUiUrl}`);
  if (addresses.mailboxDir) say(`Mailbox:   ${publicUrl}/mailbox (mails stay on this machine)`);
  say(`Ready: ${publicUrl}`);
  if (signIns.length === 0) return;
  const people = signIns.map(({ email, role }) => `${email} (${role})`).join(', ');
  const where = addresses.mailboxDir ? 'the link that comes is in the mailbox' : 'the link comes by mail';
  say(`Sign in with an address, ${where}: ${people}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A refusal that a person can mend is shown as its sentence; anything else as what it is. */
function explain(error: unknown): number {
  const isExpected = error instanceof ConfigurationError || error instanceof StartRefused;
  process.stderr.write(
    `${isExpected || !(error instanceof Error) ? error : error.stack}\n`.replace(/^\w+: /, ''),
  );
  return 1;
}

runUntilAskedToStop()
  .catch(explain)
  .then((code) => process.exit(code));
