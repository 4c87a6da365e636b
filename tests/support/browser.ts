import { type Browser, chromium } from 'playwright-core';
import { ensureBrowser } from '../../standalone/find-browser';

const silently = () => undefined;

/** A real Chromium without a window. Close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: ensureBrowser(silently),
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage', '--disable-gpu'],
  });
}
