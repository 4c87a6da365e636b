import { Router } from 'express';
import { findPublication, type PublicationRecord } from '../../database/publication-repository';
import { DomainError } from '../../domain/errors';
import type { ApiDependencies } from '../dependencies';
import { requireUnitOfCycle } from '../find-cycle-unit';
import { routes } from '../schemas/plans';
import { serve } from '../serve-route';
import type { Viewer } from '../viewer';

/** The published plan as files. */
export function createPublicationRouter(dependencies: ApiDependencies): Router {
  const router = Router();

  const requirePublication = async (viewer: Viewer, cycleId: string): Promise<PublicationRecord> => {
    await requireUnitOfCycle(dependencies, viewer, cycleId);
    const publication = await findPublication(dependencies.database.prisma, cycleId);
    if (publication) return publication;
    throw new DomainError(
      'not-found',
      'This cycle has not published a plan yet: it does once the executives have approved the final plan.',
    );
  };

  serve(router, routes.getPublishedPlan, async ({ params, viewer, response }) => {
    const { planCsv, planCsvSha256 } = await requirePublication(viewer, params.cycleId);
    response.type('text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="plan.csv"');
    response.setHeader('ETag', `"${planCsvSha256}"`);
    response.send(planCsv);
    return planCsv;
  });

  serve(router, routes.getManifest, async ({ params, viewer, response }) => {
    const { manifest } = await requirePublication(viewer, params.cycleId);
    response.setHeader('Content-Disposition', 'attachment; filename="manifest.json"');
    return { ...manifest };
  });

  return router;
}
