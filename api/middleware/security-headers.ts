import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { ApiConfig } from '../dependencies';

/** What browsers may do with our answers. Pages load their own scripts only; Mantine and ECharts set styles inline. */
export function securityHeaders(config: Pick<ApiConfig, 'publicUrl'>): RequestHandler {
  const isEncrypted = config.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Links from mails carry a token in the address: it goes nowhere else.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isEncrypted ? { maxAge: 31_536_000 } : false,
  });
}
