import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflows } from '../worker/sop-workers';

/** Writes the workflows as one file, so that a worker need not carry the bundler: 140 MB and a second less. */
async function main(file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const { code } = await bundleWorkflows();
  writeFileSync(file, code);
}

const file = process.argv[2];
if (!file) throw new Error('Name the file to write.');
void main(file);
