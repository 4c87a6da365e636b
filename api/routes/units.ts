import { Router } from 'express';
import type { z } from 'zod';
import { recordAudit } from '../../database/audit-repository';
import { listCycleIdsOfUnit, loadCycleFacts } from '../../database/cycle-facts-repository';
import { findCycleOfPeriod, listCyclesOfUnit } from '../../database/cycle-repository';
import { listHolidays } from '../../database/holiday-repository';
import { findUnitTemplate } from '../../database/kick-off-repository';
import { loadRoster } from '../../database/roster-repository';
import {
  addScheduleSkip,
  listScheduleSkips,
  removeScheduleSkip,
} from '../../database/schedule-skip-repository';
import { addDays } from '../../domain/cycle/local-day';
import { localDayOf } from '../../domain/cycle/local-time';
import { addMonths } from '../../domain/cycle/month';
import { requireStartableMonth, upcomingKickOffs } from '../../domain/cycle/monthly-schedule';
import { plannedDates } from '../../domain/cycle/planned-dates';
import { DomainError } from '../../domain/errors';
import { unitWorkingCalendar } from '../../domain/people/roster';
import { month } from '../../email/wording';
import { mayIn, requireIn, type UnitAct } from '../access';
import { setUpSchedule } from '../acts/set-up-schedule';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import type { CycleLine } from '../schemas/cycles';
import { routes, type Schedule } from '../schemas/units';
import { serve } from '../serve-route';
import { pauseSchedule, readSchedule, resumeSchedule } from '../temporal/schedules';
import type { Viewer, ViewerUnit } from '../viewer';
import { cycleLine } from '../views/cycle-view';
import { unitRef } from '../views/lines';

const SHOWN_RUNS = 12;

/** A unit's cycles, how a month would be dated, and when months start by themselves. */
export function createUnitsRouter(dependencies: ApiDependencies): Router {
  const { database, clock, cycles } = dependencies;
  const { prisma } = database;
  const router = Router();

  /** The unit, if the viewer may see it and may do this in it. */
  const unitFor = async (viewer: Viewer, unitId: string, act?: UnitAct): Promise<ViewerUnit> => {
    const unit = await requireUnit(dependencies, viewer, {
      type: 'unit',
      id: unitId,
      unitId: await knownUnitId(unitId),
    });
    if (act) requireIn(viewer, unitId, act);
    return unit;
  };
  const knownUnitId = async (unitId: string) =>
    (await prisma.unit.findUnique({ where: { id: unitId }, select: { id: true } }))?.id ?? null;

  serve(router, routes.listUnits, ({ viewer }) => viewer.units.map((unit) => unitRef({ unit })));

  serve(router, routes.listCycles, async ({ viewer, params }) => {
    await unitFor(viewer, params.unitId);
    const facts = await loadCycleFacts(prisma, await listCycleIdsOfUnit(prisma, params.unitId));
    return facts.map((each) => cycleLine(each, { viewer, now: clock() }));
  });

  serve(router, routes.startCycle, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'start a cycle');
    return startMonth(dependencies, viewer, unit, body.period);
  });

  serve(router, routes.getCalendar, async ({ viewer, params, query }) => {
    const unit = await unitFor(viewer, params.unitId);
    const [roster, template, existing] = await Promise.all([
      loadRoster(prisma, unit.id),
      findUnitTemplate(prisma, unit.id),
      findCycleOfPeriod(prisma, unit.id, query.period),
    ]);
    const dates = plannedDates(
      template.definition,
      query.period,
      unitWorkingCalendar(roster, template.definition),
    );
    const from = localDayOf(unit.timeZone, dates.kickOffAt);
    const until = addDays(localDayOf(unit.timeZone, dates.publishDueAt), 1);
    const holidays = await listHolidays(prisma, roster.unit.holidayRegion);
    return {
      period: query.period,
      timeZone: unit.timeZone,
      kickOffAt: dates.kickOffAt.toISOString(),
      publishDueAt: dates.publishDueAt.toISOString(),
      steps: dates.steps.map((step) => {
        const planned = template.definition.steps.find(({ key }) => key === step.key);
        return {
          key: step.key,
          name: planned?.name ?? step.key,
          openAt: step.openAt.toISOString(),
          dueAt: step.dueAt.toISOString(),
          signOffDueAt: step.signOffDueAt?.toISOString() ?? null,
          tasks: step.tasks.map(({ key, dueAt }) => ({
            key,
            title: planned?.tasks.find((task) => task.key === key)?.title ?? key,
            dueAt: dueAt.toISOString(),
          })),
        };
      }),
      holidays: holidays.filter(({ date }) => date >= from && date <= until),
      existingCycleId: existing && existing.state !== 'cancelled' ? existing.id : null,
      cancelledCycleId: existing?.state === 'cancelled' ? existing.id : null,
    };
  });

  serve(router, routes.getSchedule, async ({ viewer, params }) =>
    scheduleOf(dependencies, viewer, await unitFor(viewer, params.unitId)),
  );

  serve(router, routes.putSchedule, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'change the schedule');
    await setUpSchedule(dependencies, viewer, unit, body.isPaused);
    return scheduleOf(dependencies, viewer, unit);
  });

  serve(router, routes.pauseSchedule, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'change the schedule');
    await pauseSchedule(cycles, unit.code, `Paused by ${viewer.name}: ${body.reason}`);
    await audit(viewer, unit, 'schedule-paused', body);
    return scheduleOf(dependencies, viewer, unit);
  });

  serve(router, routes.resumeSchedule, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'change the schedule');
    await resumeSchedule(cycles, unit.code, `Resumed by ${viewer.name}: ${body.reason}`);
    await audit(viewer, unit, 'schedule-resumed', body);
    return scheduleOf(dependencies, viewer, unit);
  });

  serve(router, routes.skipMonth, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'change the schedule');
    const { period, reason } = body;
    requireStartableMonth(period, unit.timeZone, clock());
    if (await findCycleOfPeriod(prisma, unit.id, period)) {
      throw new DomainError(
        'conflict',
        `${month(period)} has begun already. Open its cycle to cancel it, or choose a later month.`,
      );
    }
    const isNew = await addScheduleSkip(prisma, unit.id, { period, reason, byId: viewer.id }, clock());
    if (!isNew) throw new DomainError('conflict', `${month(period)} is left out already.`);
    await audit(viewer, unit, 'month-skipped', { period, reason });
    return scheduleOf(dependencies, viewer, unit);
  });

  serve(router, routes.backfillMonth, async ({ viewer, params, body }) => {
    const unit = await unitFor(viewer, params.unitId, 'start a cycle');
    return startMonth(dependencies, viewer, unit, body.period);
  });

  const audit = (viewer: Viewer, unit: ViewerUnit, action: string, details: object) =>
    recordAudit(database, [
      {
        at: clock(),
        actorId: viewer.id,
        unitId: unit.id,
        action,
        subjectType: 'unit',
        subjectId: unit.id,
        details: { ...details },
      },
    ]);
  return router;
}

/** Starts a month now, left out or not, or a cancelled one again. Any other that has a cycle is refused with what became of it. */
async function startMonth(
  { database, clock, cycles }: ApiDependencies,
  viewer: Viewer,
  unit: ViewerUnit,
  period: string,
): Promise<z.input<typeof CycleLine>> {
  const { prisma } = database;
  requireStartableMonth(period, unit.timeZone, clock());
  await findUnitTemplate(prisma, unit.id);
  const existing = await findCycleOfPeriod(prisma, unit.id, period);
  if (existing && existing.state !== 'cancelled') throw alreadyThere(unit, period, existing.state);
  const { cycleId, isNew } = await cycles.kickOff(unit.code, {
    unitId: unit.id,
    period,
    startedById: viewer.id,
  });
  const [facts] = cycleId === null ? [] : await loadCycleFacts(prisma, [cycleId]);
  if (!facts) {
    throw new DomainError(
      'unavailable',
      `${month(period)} is being started. Reload the page in a few seconds.`,
    );
  }
  if (!isNew) throw alreadyThere(unit, period, facts.cycle.state);
  await removeScheduleSkip(prisma, unit.id, period);
  return cycleLine(facts, { viewer, now: clock() });
}

function alreadyThere(unit: ViewerUnit, period: string, state: string): DomainError {
  const words =
    state === 'running'
      ? 'runs already'
      : state === 'closed-without-plan'
        ? 'has ended without a plan'
        : `was ${state}`;
  return new DomainError(
    'conflict',
    `The cycle of ${unit.name} for ${month(period)} ${words}; there is one for each month. Open it from the list of cycles.`,
  );
}

async function scheduleOf(
  { database, clock, cycles }: ApiDependencies,
  viewer: Viewer,
  unit: ViewerUnit,
): Promise<z.input<typeof Schedule>> {
  const { prisma } = database;
  const now = clock();
  const [standing, roster, template, skips, begun] = await Promise.all([
    // Pages are read without Temporal as well.
    readSchedule(cycles, unit.code).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'unavailable') {
        return {
          state: 'unknown' as const,
          note: 'Temporal cannot be reached; whether it is paused is not known.',
        };
      }
      throw error;
    }),
    loadRoster(prisma, unit.id),
    findUnitTemplate(prisma, unit.id),
    listScheduleSkips(prisma, unit.id),
    listCyclesOfUnit(prisma, unit.id),
  ]);
  const runs = upcomingKickOffs({
    template: template.definition,
    calendar: unitWorkingCalendar(roster, template.definition),
    from: now,
    count: SHOWN_RUNS,
  });
  const earliest = addMonths(localDayOf(unit.timeZone, now).slice(0, 7), -2);
  const missed = skips.filter(
    ({ period }) => period >= earliest && runs.every((run) => run.period !== period),
  );
  const cycleIdOf = (period: string) =>
    begun.filter((cycle) => cycle.period === period).sort((a, b) => b.attempt - a.attempt)[0]?.id ?? null;
  return {
    ...standing,
    isPaused: standing.state === 'paused',
    nextRuns: [
      ...missed.map(({ period, reason }) => ({
        period,
        at: plannedDates(
          template.definition,
          period,
          unitWorkingCalendar(roster, template.definition),
        ).kickOffAt.toISOString(),
        isSkipped: true,
        skipReason: reason,
        cycleId: cycleIdOf(period),
      })),
      ...runs.map(({ period, at }) => {
        const skip = skips.find((each) => each.period === period);
        return {
          period,
          at: at.toISOString(),
          isSkipped: skip !== undefined,
          skipReason: skip?.reason ?? null,
          cycleId: cycleIdOf(period),
        };
      }),
    ],
    can: {
      change: mayIn(viewer, unit.id, 'change the schedule'),
      start: mayIn(viewer, unit.id, 'start a cycle'),
    },
  };
}
