import { existsSync } from 'node:fs';
import path from 'node:path';

/** Takes the variables of `.env` in this folder, if there is one; what is set already stays. */
export function loadSettingsFile(): void {
  const file = path.resolve('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
