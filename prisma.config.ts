import { defineConfig } from 'prisma/config';

// `prisma generate` needs no engine here: migrations are applied by database/migrate.ts. Naming any executable
// keeps it from looking for a download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
