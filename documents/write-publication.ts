import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface PublishedFiles {
  readonly unitCode: string;
  readonly period: string;
  readonly planCsv: string;
  readonly manifest: object;
}

/**
 * Lays plan.csv and manifest.json into `{folder}/{unit}/{period}/`. Each file appears whole or not at all, the
 * manifest last: where there is a manifest, the plan that it names is there. Writing the same again changes nothing
 * for a reader. Returns the folder of the month.
 */
export async function writePublication(folder: string, files: PublishedFiles): Promise<string> {
  const place = path.join(folder, asFileName(files.unitCode), files.period);
  await mkdir(place, { recursive: true });
  await writeWhole(path.join(place, 'plan.csv'), files.planCsv);
  await writeWhole(path.join(place, 'manifest.json'), `${JSON.stringify(files.manifest, null, 2)}\n`);
  return place;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A unit's code may hold what a path may not. */
const asFileName = (code: string): string => code.replace(/[^\p{L}\p{N}_-]/gu, '_');
