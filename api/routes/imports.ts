import type { Response } from 'express';
import { Router } from 'express';
import type { z } from 'zod';
import { recordAudit } from '../../database/audit-repository';
import { importFile } from '../../database/import-file';
import { listImports } from '../../database/import-repository';
import { findImportTarget } from '../../database/import-target';
import { createUnitFromSales } from '../../database/unit-from-sales';
import { DomainError } from '../../domain/errors';
import type { ImportResult } from '../../domain/import/import-result';
import { requireIn } from '../access';
import { setUpSchedule } from '../acts/set-up-schedule';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import { readUpload, type Upload } from '../middleware/upload';
import { type ImportResult as ImportAnswer, ImportFields, routes } from '../schemas/imports';
import { serve } from '../serve-route';
import { NotConfirmed } from '../temporal/not-confirmed';
import { sentencesOf } from '../validation-sentences';
import { unitOf, type Viewer } from '../viewer';

type Answer = z.input<typeof ImportAnswer>;
type Fields = z.output<typeof ImportFields>;

/** Files with figures: offered, loaded whole or refused with every error, and listed. */
export function createImportsRouter(dependencies: ApiDependencies): Router {
  const { database, clock, log } = dependencies;
  const router = Router();

  const requireKnownUnit = async (viewer: Viewer, unitId: string) => {
    const unit = await database.prisma.unit.findUnique({ where: { id: unitId }, select: { id: true } });
    return requireUnit(dependencies, viewer, { type: 'unit', id: unitId, unitId: unit?.id ?? null });
  };

  const requestOf = (viewer: Viewer, upload: Upload, { map, lastMonth }: Fields) => ({
    fileName: upload.fileName,
    bytes: upload.bytes,
    columnMap: map,
    lastMonth: lastMonth ?? null,
    personId: viewer.id,
    now: clock(),
  });

  const record = async (viewer: Viewer, result: ImportResult, response: Response): Promise<Answer> => {
    const isThere = (await database.prisma.unit.count({ where: { id: result.unitId } })) > 0;
    await recordAudit(database, [
      {
        at: clock(),
        actorId: viewer.id,
        unitId: isThere ? result.unitId : null,
        action: `file-${result.state}`,
        subjectType: 'import',
        subjectId: result.importId,
        details: {
          kind: result.kind,
          fileName: result.fileName,
          rowCount: result.rowCount,
          sha256: result.sha256,
        },
      },
    ]);
    const answer = importAnswer(result, { person: { id: viewer.id, name: viewer.name }, createdAt: clock() });
    // Like every refusal it carries an error; the rows are beside it.
    if (result.state === 'rejected') response.status(422).json({ ...answer, error: refusalOf(result) });
    return answer;
  };

  serve(router, routes.importForUnit, async ({ params, viewer, http, response }) => {
    await requireKnownUnit(viewer, params.unitId);
    requireIn(viewer, params.unitId, 'load data');
    const upload = await readUpload(http, response);
    const fields = readFields(upload);
    const request = { ...requestOf(viewer, upload, fields), unitId: params.unitId, kind: fields.kind };
    return record(viewer, await importFile(database, request), response);
  });

  serve(router, routes.importFile, async ({ viewer, http, response }) => {
    const upload = await readUpload(http, response);
    const fields = readFields(upload);
    const request = requestOf(viewer, upload, fields);
    const unit = await unitFor(viewer, fields, upload);
    if (unit) {
      requireIn(viewer, unit.id, 'load data');
      return record(
        viewer,
        await importFile(database, { ...request, unitId: unit.id, kind: fields.kind }),
        response,
      );
    }
    const made = await createUnitFromSales(database, modelUnit(viewer, fields), request);
    const notes = made.state === 'accepted' ? [...made.notes, await startMonthly(viewer, made.unitId)] : [];
    return record(viewer, made.state === 'accepted' ? { ...made, notes } : made, response);
  });

  serve(router, routes.listImports, async ({ params, viewer }) => {
    const unit = await requireKnownUnit(viewer, params.unitId);
    const imports = await listImports(database.prisma, unit);
    return imports.map(({ result, person, createdAt }) => importAnswer(result, { person, createdAt }));
  });

  /** A new unit's months start by themselves, like every other's. The file stands, whether Temporal answers or not. */
  async function startMonthly(viewer: Viewer, unitId: string): Promise<string> {
    const unit = await database.prisma.unit.findUniqueOrThrow({ where: { id: unitId } });
    try {
      await setUpSchedule(dependencies, viewer, unit, false);
      return 'Its months start by themselves from now on; its process owner can pause that under Schedule.';
    } catch (error) {
      const mayWait =
        error instanceof NotConfirmed || (error instanceof DomainError && error.code === 'unavailable');
      if (!mayWait) throw error;
      log.warn({ error, unitId }, 'A new unit has no monthly start yet');
      return 'Its months do not start by themselves yet, because Temporal did not answer: set up the monthly start under Schedule.';
    }
  }

  /** The unit that the sender named, or the one that the file belongs to; null when it is nobody's yet. */
  async function unitFor(viewer: Viewer, fields: Fields, upload: Upload) {
    const { unitCode, kind, map } = fields;
    if (!unitCode) {
      if (viewer.units.length === 0)
        throw new DomainError(
          'forbidden',
          'You have no role in any unit, so you cannot load data. Ask the process owner.',
        );
      return findImportTarget(database, viewer.units, { kind, bytes: upload.bytes, columnMap: map });
    }
    const unit = viewer.units.find(({ code }) => code.toLowerCase() === unitCode.toLowerCase());
    if (unit) return unit;
    const codes = viewer.units.map(({ code }) => code).join(', ');
    throw new DomainError(
      'not-found',
      `There is no unit "${unitCode}" in which you have a role: name one of ${codes}.`,
    );
  }

  return router;
}

/** Whose people and template a new unit gets; only an administrator's sales file may make one. */
function modelUnit(viewer: Viewer, { kind }: Fields): string {
  const codes = viewer.units.map(({ code }) => code).join(', ');
  if (!viewer.isAdministrator || kind !== 'sales') {
    throw new DomainError(
      'invalid-input',
      `No unit knows the items of this file: name the unit that it is for, one of ${codes}, or have an administrator load its sales first.`,
    );
  }
  const own = viewer.units.find(({ id }) => (unitOf(viewer, id)?.roles.length ?? 0) > 0);
  return (own ?? viewer.units[0]!).id;
}

function readFields({ fields }: Upload): Fields {
  const read = ImportFields.safeParse(fields);
  if (read.success) return read.data;
  const sentences = sentencesOf(read.error);
  throw new DomainError(
    'invalid-input',
    `Please correct this and send the file again: ${sentences.join('; ')}.`,
    sentences,
  );
}

function refusalOf({ message, errors }: ImportResult) {
  const details = errors.map(({ row, column, value, message: what }) =>
    column === '' ? `Row ${row}: ${what}` : `Row ${row}, ${column} "${value}": ${what}`,
  );
  return { code: 'invalid-input', message, details };
}

function importAnswer(
  result: ImportResult,
  { person, createdAt }: { readonly person: Answer['person']; readonly createdAt: Date },
): Answer {
  const { importId, sha256: _, errors, notes, ...rest } = result;
  return {
    id: importId,
    ...rest,
    errors: [...errors],
    notes: [...notes],
    person,
    createdAt: createdAt.toISOString(),
  };
}
