import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';

/** A fresh folder of this run, removed when the run is over. */
export function makeRunFolder(name: string): string {
  return mkdtempSync(path.join(runFolder(), `${name}-`));
}

/** Where pid files of this run lie, so that nothing outlives it. */
export function pidFolder(): string {
  const folder = path.join(runFolder(), 'run');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function runFolder(): string {
  const folder = process.env.SOP_TEST_RUN_DIR;
  if (!folder) throw new Error('Run this with jest: its global set-up makes the folder of the run.');
  return folder;
}
