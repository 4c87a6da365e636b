import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readEnvironment } from '../../config/environment';
import composeSchema from './compose-specification/schema.json';

const root = path.resolve(__dirname, '..', '..');

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly depends_on?: Record<string, unknown> | readonly string[];
  readonly container_name?: string;
  readonly ports?: readonly string[];
}

const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification', () => {
    expect(mistakesIn(compose)).toEqual([]);
  });

  it('would be refused with a misspelt key', () => {
    const misspelt = { services: { api: { ...compose.services.api, comand: ['node'] } } };
    expect(mistakesIn(misspelt)).toEqual([expect.objectContaining({ keyword: 'additionalProperties' })]);
  });

  it.each(['api', 'worker', 'migrate'])('gives %s a complete environment', (name) => {
    const given = compose.services[name]?.environment ?? {};
    const filledIn = Object.fromEntries(
      Object.entries(given).map(([variable, value]) => [variable, fillIn(value)]),
    );
    expect(() => readEnvironment(filledIn)).not.toThrow();
  });

  it.each(['api', 'worker', 'migrate'])('runs a program for %s that is there', (name) => {
    const program = compose.services[name]?.command?.at(-1) ?? '';
    expect(() => readFileSync(path.join(root, program))).not.toThrow();
  });

  it('depends only on services that it has', () => {
    const names = Object.keys(compose.services);
    for (const { depends_on: wanted = [] } of Object.values(compose.services)) {
      expect(names).toEqual(expect.arrayContaining(Array.isArray(wanted) ? wanted : Object.keys(wanted)));
    }
  });

  it('lets the worker be scaled: no fixed name, no port', () => {
    expect(compose.services.worker).not.toHaveProperty('container_name');
    expect(compose.services.worker).not.toHaveProperty('ports');
  });
});

function mistakesIn(file: object) {
  const ajv = new Ajv({ strict: false, validateSchema: false });
  addFormats(ajv);
  ajv.addFormat('duration', /^(\d+(\.\d+)?(h|m|s|ms|us))+$/); // Compose's durations are Go's: 10s, 1m30s
  const validate = ajv.compile(composeSchema);
  validate(file);
  return validate.errors ?? [];
}

/** What Compose makes of ${NAME:-default} and ${NAME:?message} when only the secrets are given. */
function fillIn(value: string): string {
  return value.replaceAll(/\$\{\w+:([-?])([^}]*)\}/g, (_all, kind: string, text: string) =>
    kind === '-' ? text : 'x'.repeat(32),
  );
}
