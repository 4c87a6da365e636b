import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Instant, orNull, PersonRef } from './common';

export const ImportKind = z
  .enum(['sales', 'items', 'stock', 'capacity', 'hours-per-unit', 'budget'], {
    error: 'must be one of sales, items, stock, capacity, hours-per-unit, budget',
  })
  .meta({ id: 'ImportKind' });

export const ImportResult = z
  .object({
    id: Id,
    kind: ImportKind,
    fileName: z.string(),
    state: z.enum(['accepted', 'rejected']),
    rowCount: z.number().int(),
    insertedCount: z.number().int(),
    updatedCount: z.number().int(),
    unchangedCount: z.number().int(),
    errorCount: z.number().int(),
    errors: z
      .array(
        z.object({
          row: z.number().int().meta({ description: 'Line in the file; the header is 1' }),
          column: z.string(),
          value: z.string(),
          message: z.string().meta({ example: 'is not a month; write it like 2026-10' }),
        }),
      )
      .meta({ description: 'The first errors; all or nothing is loaded' }),
    message: z.string().meta({ example: '4,812 rows: 4,800 new, 12 changed, 0 unchanged.' }),
    person: orNull(PersonRef),
    createdAt: Instant,
  })
  .meta({ id: 'ImportResult' });

const fields = {
  file: z.string().meta({ format: 'binary', description: 'A CSV file' }),
  kind: ImportKind,
  map: z.string().optional().meta({
    description: 'JSON object: our column name to the column name in the file',
    example: '{"quantity":"qty"}',
  }),
};

const tag = 'Data';

export const routes = {
  importForUnit: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/imports',
    operationId: 'importForUnit',
    tag,
    summary: 'Load a file: all of it, or nothing with every error by row (422)',
    params: z.object({ unitId: Id }),
    bodyIs: 'multipart',
    body: z.object(fields),
    answer: ImportResult,
  }),
  importFile: defineRoute({
    method: 'post',
    path: '/api/imports',
    operationId: 'importFile',
    tag,
    summary: 'The same with the unit in a field',
    bodyIs: 'multipart',
    body: z.object({ ...fields, unitCode: z.string().meta({ example: 'europe' }) }),
    answer: ImportResult,
  }),
  listImports: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/imports',
    operationId: 'listImports',
    tag,
    summary: 'Files offered so far, newest first',
    params: z.object({ unitId: Id }),
    answer: z.array(ImportResult),
  }),
};
