import type { RequestHandler } from 'express';
import { DomainError } from '../../domain/errors';
import { type ApiConfig, isOneMachine } from '../dependencies';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** Writes come from our own pages: browsers say where a request was made, other programs say nothing. */
export function sameOrigin(config: Pick<ApiConfig, 'publicUrl'>): RequestHandler {
  const ours = new URL(config.publicUrl).origin;
  return (request, _response, next) => {
    if (READS.has(request.method) || isOurs(request.headers)) return next();
    throw new DomainError(
      'forbidden',
      `This was sent from another site, so nothing was done. Open ${ours} and do it there.`,
    );
  };

  function isOurs(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
    const { origin, host } = headers;
    const site = headers['sec-fetch-site'];
    if (origin === undefined) return site === undefined || site === 'same-origin';
    if (origin === ours) return true;
    return typeof host === 'string' && LOOPBACK.test(host) && origin === `http://${host}`;
  }
}

/**
 * The one-machine shape serves this machine only. Asking for loopback by a foreign name is how a web page elsewhere
 * would read our answers (DNS rebinding), so the name must be a local one too.
 */
export function knownHost(config: Pick<ApiConfig, 'publicUrl' | 'mailboxDir'>): RequestHandler {
  const ours = new URL(config.publicUrl).host;
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (!isOneMachine(config as ApiConfig) || host === ours || LOOPBACK.test(host)) return next();
    throw new DomainError(
      'forbidden',
      `This system is reached at ${config.publicUrl} only. Open that address.`,
    );
  };
}
