import { Router } from 'express';
import { appendAudit } from '../../database/audit-repository';
import { cleanDemandAgain, keepDemand, setLikeItem } from '../../database/demand-knowledge-repository';
import { findFirstPlannedMonth, listForecastRecords } from '../../database/forecast-record-repository';
import { findUnit } from '../../database/unit-repository';
import { localDayOf } from '../../domain/cycle/local-time';
import { addMonths } from '../../domain/cycle/month';
import { forecastQuality } from '../../domain/demand/forecast-quality';
import { DomainError } from '../../domain/errors';
import { month } from '../../email/wording';
import { requireIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import { routes } from '../schemas/forecast';
import { serve } from '../serve-route';
import type { Viewer } from '../viewer';
import { forecastAccuracyView } from '../views/forecast-accuracy-view';
import { unitRef } from '../views/lines';

/** What people tell the forecast, and how good it was. */
export function createForecastRouter(dependencies: ApiDependencies): Router {
  const { database, clock } = dependencies;
  const { prisma } = database;
  const router = Router();

  const unitFor = async (viewer: Viewer, unitId: string) => {
    const known = await findUnit(prisma, unitId);
    return requireUnit(dependencies, viewer, { type: 'unit', id: unitId, unitId: known?.id ?? null });
  };

  serve(router, routes.keepDemand, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId);
    requireIn(viewer, unit.id, 'keep demand');
    const { isKept, reason, ...place } = body;
    const { itemCode, marketCode } = place;
    if (isKept && reason === '') {
      throw new DomainError('invalid-input', 'Say why this month is true demand: others will ask.');
    }
    const sold = await prisma.sales.findUnique({
      where: { unitId_itemCode_marketCode_month: { unitId: unit.id, ...place } },
    });
    if (sold === null) {
      throw new DomainError(
        'not-found',
        `No sales of ${itemCode} in ${marketCode} are on record for ${month(place.month)}: choose a month with sales.`,
      );
    }
    const now = clock();
    await prisma.$transaction(async (transaction) => {
      if (isKept) await keepDemand(transaction, unit.id, { ...place, reason, byId: viewer.id }, now);
      else await cleanDemandAgain(transaction, unit.id, place);
      await appendAudit(transaction, [
        {
          at: now,
          actorId: viewer.id,
          unitId: unit.id,
          action: isKept ? 'demand-kept' : 'demand-cleaned-again',
          subjectType: 'unit',
          subjectId: unit.id,
          details: { ...place, quantity: sold.quantity, reason },
        },
      ]);
    });
    const what = `${sold.quantity} of ${itemCode} in ${marketCode} in ${month(place.month)}`;
    return {
      message: `${what} ${isKept ? 'is kept as true demand' : 'may be cleaned again'}. ${FROM_WHEN}`,
    };
  });

  serve(router, routes.chooseLikeItem, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId);
    requireIn(viewer, unit.id, 'choose a like item');
    const { itemCode, likeItemCode, percent } = body;
    const codes = [itemCode, ...(likeItemCode === null ? [] : [likeItemCode])];
    const items = await prisma.item.findMany({ where: { unitId: unit.id, code: { in: codes } } });
    const unknown = codes.find((code) => items.every((item) => item.code !== code));
    if (unknown !== undefined) {
      throw new DomainError(
        'not-found',
        `There is no item ${unknown} in this unit: choose one of its items.`,
      );
    }
    if (itemCode === likeItemCode) {
      throw new DomainError(
        'invalid-input',
        `${itemCode} cannot follow itself: choose an item that has sold before.`,
      );
    }
    const now = clock();
    await prisma.$transaction(async (transaction) => {
      await setLikeItem(
        transaction,
        unit.id,
        itemCode,
        likeItemCode === null ? null : { likeItemCode, percent },
      );
      await appendAudit(transaction, [
        {
          at: now,
          actorId: viewer.id,
          unitId: unit.id,
          action: 'like-item-chosen',
          subjectType: 'unit',
          subjectId: unit.id,
          details: { itemCode, likeItemCode, percent },
        },
      ]);
    });
    const what =
      likeItemCode === null
        ? `${itemCode} follows no other item any more`
        : `${itemCode} follows ${likeItemCode} at ${percent ?? 100} %, until it has sold for a year`;
    return { message: `${what}. ${FROM_WHEN}` };
  });

  serve(router, routes.getForecastAccuracy, async ({ viewer, params, query }) => {
    const unit = await unitFor(viewer, params.unitId);
    const lastMonth = addMonths(localDayOf(unit.timeZone, clock()).slice(0, 7), -1);
    const [records, families, firstPlannedMonth] = await Promise.all([
      listForecastRecords(database, {
        unitId: unit.id,
        firstMonth: addMonths(lastMonth, 1 - query.months),
        lastMonth,
      }),
      prisma.family.findMany({ where: { unitId: unit.id }, select: { code: true, name: true } }),
      findFirstPlannedMonth(database, unit.id),
    ]);
    return forecastAccuracyView({
      unit: unitRef({ unit }),
      quality: forecastQuality(records, query.lag),
      wantedLagMonths: query.lag,
      familyNames: new Map(families.map(({ code, name }) => [code, name])),
      firstPlannedMonth,
    });
  });

  return router;
}

const FROM_WHEN =
  'It counts from the next baseline: when the next month closes its data gathering, or when the process owner reopens that step in a running one.';
