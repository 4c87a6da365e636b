import { z } from 'zod';

/** The variables that have the same meaning in every shape; `.env.example` explains each. */

const urlWith = (protocols: string[], example: string) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `must be an address like ${example}`,
    });

export const databaseUrl = urlWith(
  ['postgres:', 'postgresql:'],
  'postgresql://user:password@host:5432/database',
);
export const smtpUrl = urlWith(['smtp:', 'smtps:'], 'smtp://user:password@host:587');
export const publicUrl = urlWith(['http:', 'https:'], 'https://sop.example.com').transform((text) =>
  text.replace(/\/+$/, ''),
);

export const temporalAddress = z
  .string()
  .trim()
  .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/, {
    error: 'must be host:port, for example temporal.example.com:7233',
  });

export const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, { error: 'must be a port number between 1 and 65535' })
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65_535, {
    error: 'must be a port number between 1 and 65535',
  });

export const secret = z.string().min(32, {
  error: 'must have at least 32 characters; make one with: openssl rand -hex 32',
});

export const mailFrom = z
  .string()
  .trim()
  .regex(/^([^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, {
    error: 'must be an address like: S&OP <sop@example.com>',
  });

export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
  error: 'must be one of fatal, error, warn, info, debug, trace, silent',
});

export const workerDeployment = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, { error: 'must be letters, digits, hyphens and underscores only' });

/** Settings that are wrong or missing: one line for each, in words that say what to set. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly lines: readonly string[]) {
    super(['The settings need a change (see .env.example):', ...lines.map((line) => `  ${line}`)].join('\n'));
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Checks variables against a schema and reports all mistakes at once. An empty variable counts as not set.
 * Secrets are never repeated in a message.
 */
export function parseVariables<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: Variables,
): z.output<z.ZodObject<Shape>> {
  const known = Object.keys(schema.shape);
  const given = Object.fromEntries(
    known.map((name) => [name, variables[name]?.trim() === '' ? undefined : variables[name]]),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`;
  });
  throw new ConfigurationError([...new Set(lines)]);
}
