import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { createOpenApiDocument } from './openapi';

const TYPES_FILE = path.join(__dirname, '..', 'web', 'src', 'api', 'schema.d.ts');

/** `npm run openapi`: the types of the pages; with --json the document itself on standard output. */
async function main(): Promise<void> {
  const document = createOpenApiDocument();
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const types = astToString(await openapiTypescript(JSON.parse(JSON.stringify(document)) as OpenAPI3));
  await mkdir(path.dirname(TYPES_FILE), { recursive: true });
  await writeFile(TYPES_FILE, `// Written by npm run openapi from api/schemas; do not edit.\n${types}`);
  process.stderr.write(`Types of ${Object.keys(document.paths ?? {}).length} addresses written.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`The OpenAPI document could not be made: ${String(error)}\n`);
  process.exitCode = 1;
});
