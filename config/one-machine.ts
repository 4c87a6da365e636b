import path from 'node:path';
import { z } from 'zod';
import {
  databaseUrl,
  logLevel,
  mailFrom,
  parseVariables,
  port,
  publicUrl,
  secret,
  smtpUrl,
  temporalAddress,
} from './variables';

/** What `npm start` is told; each part that is not given is brought along. */
export interface OneMachineSettings {
  /** Absolute folder that holds all state. */
  readonly home: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly sessionSecret: string | undefined;
  readonly linkSecret: string | undefined;
  readonly logLevel: z.output<typeof logLevel>;
}

const schema = z.object({
  SOP_HOME: z.string().default('.sop'),
  PORT: port.default(3000),
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  TEMPORAL_ADDRESS: temporalAddress.optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.default('S&OP cycle <sop@localhost>'),
  SESSION_SECRET: secret.optional(),
  LINK_SECRET: secret.optional(),
  LOG_LEVEL: logLevel.default('warn'),
});

/** Reads the settings of `npm start`; throws a ConfigurationError that names every mistake. */
export function readOneMachineSettings(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): OneMachineSettings {
  const read = parseVariables(schema, variables);
  return {
    home: path.resolve(read.SOP_HOME),
    port: read.PORT,
    publicUrl: read.PUBLIC_URL ?? `http://localhost:${read.PORT}`,
    databaseUrl: read.DATABASE_URL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalNamespace: read.TEMPORAL_NAMESPACE,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    sessionSecret: read.SESSION_SECRET,
    linkSecret: read.LINK_SECRET,
    logLevel: read.LOG_LEVEL,
  };
}
