import { Router } from 'express';
import type { z } from 'zod';
import { appendAudit } from '../../database/audit-repository';
import { findPersonNames } from '../../database/person-repository';
import {
  findTemplateVersion,
  listTemplatesOfUnits,
  listTemplateVersions,
  listUnitsOfTemplate,
  storeTemplate,
  storeTemplateVersion,
} from '../../database/template-repository';
import { findUnit, setUnitTemplate, type Unit } from '../../database/unit-repository';
import { templateMistakes } from '../../domain/cycle/check-template';
import type { CycleTemplate } from '../../domain/cycle/template';
import { DomainError } from '../../domain/errors';
import { mayIn, requireIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { notFound, requireUnit } from '../find-in-unit';
import { asCycleTemplate, asSentTemplate, routes, type TemplateView } from '../schemas/templates';
import { serve } from '../serve-route';
import { putSchedule, readSchedule } from '../temporal/schedules';
import { unitOf, type Viewer } from '../viewer';

/** How a unit's months go: reading, changing (a new version) and copying. */
export function createTemplatesRouter(dependencies: ApiDependencies): Router {
  const { database, clock, log } = dependencies;
  const { prisma } = database;
  const router = Router();

  const unitOfViewer = async (viewer: Viewer, unitId: string): Promise<Unit> => {
    const unit = await findUnit(prisma, unitId);
    await requireUnit(dependencies, viewer, { type: 'unit', id: unitId, unitId: unit?.id ?? null });
    return unit!;
  };

  serve(router, routes.getTemplate, async ({ viewer, params, query }) =>
    templateView(dependencies, viewer, await unitOfViewer(viewer, params.unitId), query.version),
  );

  serve(router, routes.putTemplate, async ({ viewer, params, body }) => {
    const unit = await unitOfViewer(viewer, params.unitId);
    requireIn(viewer, unit.id, 'change the template');
    const templateId = templateIdOf(unit);
    const definition = asCycleTemplate(body.definition);
    requireSound(definition);
    await requireAllUnits(viewer, templateId);
    await prisma.$transaction(async (transaction) => {
      const newest = await findTemplateVersion(transaction, templateId);
      const isStored =
        newest?.version === body.basedOnVersion &&
        (await storeTemplateVersion(transaction, templateId, body.basedOnVersion, {
          definition,
          createdById: viewer.id,
          createdAt: clock(),
        }));
      if (!isStored) {
        throw new DomainError(
          'stale',
          `Someone stored version ${newest?.version ?? '?'} while you worked on version ${body.basedOnVersion}. Load the newest version and make your change there.`,
        );
      }
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: viewer.id,
          unitId: unit.id,
          action: 'template-changed',
          subjectType: 'template',
          subjectId: templateId,
          details: { version: body.basedOnVersion + 1 },
        },
      ]);
    });
    await followTemplate(templateId, definition);
    return templateView(dependencies, viewer, unit);
  });

  serve(router, routes.copyTemplate, async ({ viewer, params, body }) => {
    const unit = await unitOfViewer(viewer, body.unitId);
    requireIn(viewer, unit.id, 'change the template');
    await requireOneUnit(viewer, params.templateId);
    const source = await findTemplateVersion(prisma, params.templateId);
    if (!source) throw notFound('template');
    const definition = { ...source.definition, name: body.name };
    await prisma.$transaction(async (transaction) => {
      const templateId = await storeTemplate(transaction, body.name, {
        definition,
        createdById: viewer.id,
        createdAt: clock(),
      });
      await setUnitTemplate(transaction, unit.id, templateId);
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: viewer.id,
          unitId: unit.id,
          action: 'template-copied',
          subjectType: 'template',
          subjectId: templateId,
          details: { fromTemplateId: params.templateId },
        },
      ]);
    });
    await followInUnit(unit, definition);
    return templateView(dependencies, viewer, await unitOfViewer(viewer, unit.id));
  });

  /** A template that several units share is changed by someone who may change it in all of them. */
  async function requireAllUnits(viewer: Viewer, templateId: string): Promise<void> {
    const unitIds = await listUnitsOfTemplate(prisma, templateId);
    if (unitIds.every((id) => mayIn(viewer, id, 'change the template').allowed)) return;
    throw new DomainError(
      'forbidden',
      'Other units use this template too, and you cannot change it for them. Copy it for your unit, then change the copy.',
    );
  }

  async function requireOneUnit(viewer: Viewer, templateId: string): Promise<void> {
    const unitIds = await listUnitsOfTemplate(prisma, templateId);
    if (!unitIds.some((id) => unitOf(viewer, id))) throw notFound('template');
  }

  /**
   * The daily look into the calendar moves with the kick-off time, in every unit that follows the template; where Temporal does
   * not answer, the next look moves it (activities/process/follow-kick-off-time.ts).
   */
  async function followTemplate(templateId: string, definition: CycleTemplate): Promise<void> {
    for (const unitId of await listUnitsOfTemplate(prisma, templateId)) {
      const unit = await findUnit(prisma, unitId);
      if (unit) await followInUnit(unit, definition);
    }
  }

  async function followInUnit(unit: Unit, definition: CycleTemplate): Promise<void> {
    try {
      const { state, note } = await readSchedule(dependencies.cycles, unit.code);
      if (state === 'none') return;
      await putSchedule(dependencies.cycles, unit, definition, { isPaused: state === 'paused', note });
    } catch (error) {
      log.warn(
        { error, unitId: unit.id },
        'The schedule keeps the former kick-off time until its next daily look',
      );
    }
  }
  return router;
}

function requireSound(definition: CycleTemplate): void {
  const mistakes = templateMistakes(definition);
  if (mistakes.length === 0) return;
  const [only] = mistakes;
  throw new DomainError(
    'invalid-input',
    mistakes.length === 1
      ? `The template was not stored. ${only}`
      : `The template was not stored: ${mistakes.length} things do not fit together.`,
    mistakes,
  );
}

function templateIdOf(unit: Unit): string {
  if (unit.templateId) return unit.templateId;
  throw new DomainError(
    'not-found',
    `${unit.name} has no template yet. Copy one of another unit on the template page.`,
  );
}

async function templateView(
  { database }: ApiDependencies,
  viewer: Viewer,
  unit: Unit,
  version?: number,
): Promise<z.input<typeof TemplateView>> {
  const { prisma } = database;
  const templateId = templateIdOf(unit);
  const [shown, versions, all] = await Promise.all([
    findTemplateVersion(prisma, templateId, version),
    listTemplateVersions(prisma, templateId),
    listTemplatesOfUnits(
      prisma,
      viewer.units.map(({ id }) => id),
    ),
  ]);
  if (!shown) throw notFound('version of this template');
  const names = await findPersonNames(
    prisma,
    versions.flatMap(({ createdById }) => createdById ?? []),
  );
  return {
    templateId,
    name: shown.name,
    version: shown.version,
    definition: asSentTemplate(shown.definition),
    versions: versions.map(({ createdById, createdAt, ...line }) => ({
      ...line,
      createdAt: createdAt.toISOString(),
      createdBy: createdById ? { id: createdById, name: names.get(createdById) ?? 'someone' } : null,
    })),
    others: all.filter(({ id }) => id !== templateId).map(({ id, name }) => ({ templateId: id, name })),
    can: { change: mayIn(viewer, unit.id, 'change the template') },
  };
}
