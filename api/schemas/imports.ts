import { z } from 'zod';
import { IMPORT_KINDS } from '../../domain/import/import-kind';
import { defineRoute } from '../route-definition';
import { Id, Instant, orNull, Period, PersonRef } from './common';

export const ImportKind = z
  .enum(IMPORT_KINDS, { error: `must be one of ${IMPORT_KINDS.join(', ')}` })
  .meta({ id: 'ImportKind' });

export const ImportResult = z
  .object({
    id: Id,
    unitId: Id,
    unitCode: z.string(),
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
          column: z.string().meta({ description: 'Empty when the whole row is meant' }),
          value: z.string(),
          message: z.string().meta({ example: 'is not a month: write YYYY-MM, for example 2026-10' }),
        }),
      )
      .meta({ description: 'The first hundred; all or nothing is loaded' }),
    message: z
      .string()
      .meta({ example: 'Loaded 4,812 rows of sales.csv into EUROPE: 4,800 new, 12 changed, 0 as before.' }),
    notes: z.array(z.string()).meta({ description: 'What else to know; empty in the list of past files' }),
    shiftedMonths: z.number().int(),
    person: orNull(PersonRef),
    createdAt: Instant,
  })
  .meta({ id: 'ImportResult' });

const fields = {
  file: z.string().meta({ format: 'binary', description: 'A CSV file or a workbook (.xlsx)' }),
  kind: ImportKind,
  map: z.string().optional().meta({
    description: 'JSON object: our column name to the column name in the file',
    example: '{"quantity":"qty"}',
  }),
  lastMonth: Period.optional().meta({
    description: 'Sales only: shifts all months by the same number so that the last one is this',
  }),
};

/** The fields beside the file, as they are checked. */
export const ImportFields = z.object({
  kind: fields.kind,
  map: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === '') return {};
      try {
        return z.record(z.string(), z.string()).parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON object like {"quantity":"qty"}' });
        return z.NEVER;
      }
    }),
  lastMonth: z.union([z.literal('').transform(() => undefined), Period]).optional(),
  unitCode: z.string().max(100).optional(),
});

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
    summary:
      'The same with the unit in a field; without it, the unit that knows the items, or a new one for a sales file whose items nobody knows',
    bodyIs: 'multipart',
    body: z.object({ ...fields, unitCode: z.string().optional().meta({ example: 'EUROPE' }) }),
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
