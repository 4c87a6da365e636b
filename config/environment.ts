import { z } from 'zod';
import {
  ConfigurationError,
  databaseUrl,
  logLevel,
  mailFrom,
  parseVariables,
  port,
  publicUrl,
  secret,
  smtpUrl,
  temporalAddress,
  workerDeployment,
} from './variables';

/** What the api and the worker need to know about the world around them. */
export interface Environment {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Where people reach the pages, without a slash at the end; links in mails begin with it. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly sessionSecret: string;
  readonly linkSecret: string;
  readonly logLevel: z.output<typeof logLevel>;
  /** Where the mail catcher keeps caught mails; only set in the one-machine shape. */
  readonly mailboxDir: string | undefined;
  /** The workflows as one file made beforehand; left out, the worker bundles them when it starts. */
  readonly workflowBundle: string | undefined;
  /** Which build this worker runs, where Temporal is to tell builds apart; left out, it is not. */
  readonly workerBuild: { readonly deploymentName: string; readonly buildId: string } | undefined;
  /** Folder that published plans are laid into, by unit and month; without it they are in the database only. */
  readonly publishDir: string | undefined;
  /** A file with the token by which commands on this machine act as the administrator; one-machine shape only. */
  readonly localTokenFile: string | undefined;
}

const schema = z.object({
  DATABASE_URL: databaseUrl,
  TEMPORAL_ADDRESS: temporalAddress,
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: smtpUrl,
  MAIL_FROM: mailFrom.default('S&OP cycle <sop@localhost>'),
  PUBLIC_URL: publicUrl,
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  SESSION_SECRET: secret,
  LINK_SECRET: secret,
  LOG_LEVEL: logLevel.default('info'),
  MAILBOX_DIR: z.string().optional(),
  WORKFLOW_BUNDLE: z.string().optional(),
  WORKER_BUILD_ID: z.string().optional(),
  WORKER_DEPLOYMENT: workerDeployment.default('sop-cycle'),
  PUBLISH_DIR: z.string().optional(),
  LOCAL_TOKEN_FILE: z.string().optional(),
});

/** Reads the settings of one process; throws a ConfigurationError that names every mistake. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const read = parseVariables(schema, variables);
  return {
    databaseUrl: read.DATABASE_URL,
    temporal: { address: read.TEMPORAL_ADDRESS, namespace: read.TEMPORAL_NAMESPACE },
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    publicUrl: read.PUBLIC_URL,
    host: read.HOST,
    port: read.PORT,
    sessionSecret: read.SESSION_SECRET,
    linkSecret: read.LINK_SECRET,
    logLevel: read.LOG_LEVEL,
    mailboxDir: read.MAILBOX_DIR,
    workflowBundle: read.WORKFLOW_BUNDLE,
    workerBuild:
      read.WORKER_BUILD_ID === undefined
        ? undefined
        : { deploymentName: read.WORKER_DEPLOYMENT, buildId: read.WORKER_BUILD_ID },
    publishDir: read.PUBLISH_DIR,
    localTokenFile: read.LOCAL_TOKEN_FILE,
  };
}

/** For the first line of a process: the settings, or the mistakes on standard error and exit code 2. */
export function readEnvironmentOrExit(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
