/** Codes of PostgreSQL and of the network under it that mean: not now. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '25006', // read-only
  '53100', // disk full
  '53200',
  '53300', // too many connections
  '57P01', // shut down by the administrator
  '57P02',
  '57P03', // starting up
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

/** True when a failure says that the database cannot be reached or takes nothing, whatever was asked of it. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error, depth = 0; current && depth < 6; depth++) {
    const { code, originalCode, message, cause, meta } = current as Failure;
    if (CODES.has(String(code)) || CODES.has(String(originalCode))) return true;
    if (String(code).startsWith('08') || String(originalCode).startsWith('08')) return true;
    if (
      /Connection terminated|timeout exceeded when trying to connect|Can't reach database/.test(message ?? '')
    )
      return true;
    current = cause ?? meta?.driverAdapterError;
  }
  return false;
}

interface Failure {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly message?: string;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
}
