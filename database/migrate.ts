import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';

/** Node has it; the compiler's Node types do not. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const root = path.resolve(__dirname, '..');
const schemaFile = path.join(root, 'prisma', 'schema.prisma');
const migrationsDir = path.join(root, 'prisma', 'migrations');
const filters: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Brings a database to the newest migration; the names of those applied now come back, none the second time.
 * The same files and bookkeeping as `prisma migrate deploy`, without its engine download.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsOnDisk(),
      filters,
    });
    return appliedMigrationNames;
  });
}

/** The whole schema as SQL for an empty database: what a first migration says, and what all of them must add up to. */
export async function schemaAsSql(databaseUrl: string): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: {
        tag: 'schemaDatamodel',
        files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }],
      },
      script: true,
      exitCode: null,
      filters,
    });
    if (!stdout) throw new Error('The schema engine gave no SQL for prisma/schema.prisma.');
    return stdout;
  });
}

function migrationsOnDisk(): MigrationList {
  const folders = existsSync(migrationsDir)
    ? readdirSync(migrationsDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  const lockFile = path.join(migrationsDir, 'migration_lock.toml');
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null,
    },
    migrationDirectories: folders.map((folder) => ({
      path: folder,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(path.join(migrationsDir, folder, 'migration.sql'), 'utf8'),
        },
      },
    })),
    shadowDbInitScript: '',
  };
}

/** The pool is ours and is closed at once: an idle connection would hold the engine's advisory lock. */
async function withEngine<T>(databaseUrl: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  engineBindings ??= loadEngine();
  const bindings = await engineBindings;
  const pool = new Pool({ connectionString: databaseUrl, options: '-c timezone=UTC', max: 2 });
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [[schemaFile, readFileSync(schemaFile, 'utf8')]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool, { schema: 'public' })),
    );
    return await use(engine);
  } finally {
    await pool.end();
  }
}

let engineBindings: ReturnType<typeof loadEngine> | undefined;

async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmFile = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), {
    './schema_engine_bg.js': { ...bindings, ...timersThatLetGo(bindings) },
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** The engine's ten-second limits on locks are never cleared: unreferenced, they do not keep a process waiting. */
function timersThatLetGo(bindings: object): Record<string, unknown> {
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const startTimer = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs >>> 0).unref();
  return Object.fromEntries(names.map((name) => [name, startTimer]));
}
