import { Context } from '@temporalio/activity';
import { ScheduleNotFoundError } from '@temporalio/client';
import { dailyWakeUp } from '../../domain/cycle/monthly-schedule';
import type { CycleTemplate } from '../../domain/cycle/template';
import { scheduleId } from '../../domain/cycle/workflow-ids';
import type { ActivityDependencies } from '../dependencies';

const DEADLINE_MS = 5_000;

/**
 * Brings a unit's Schedule to the template's kick-off time, paused or not. The API does so when a template is stored; where
 * Temporal did not answer then, the next daily look does. A look never fails by it: there is one again tomorrow.
 */
export async function followKickOffTime(
  { log }: ActivityDependencies,
  unit: { readonly id: string; readonly code: string; readonly timeZone: string },
  template: CycleTemplate,
): Promise<void> {
  const { client } = Context.current();
  const { hour, minute, timeZone } = dailyWakeUp(template, unit.timeZone);
  try {
    await client.withDeadline(Date.now() + DEADLINE_MS, async () => {
      const schedule = client.schedule.getHandle(scheduleId(unit.code));
      const { spec } = await schedule.describe();
      const [daily] = spec.calendars ?? [];
      const isThere =
        spec.timezone === timeZone &&
        daily?.hour?.[0]?.start === hour &&
        (daily.minute?.[0]?.start ?? 0) === minute;
      if (isThere) return;
      await schedule.update((before) => ({
        ...before,
        spec: { calendars: [{ hour, minute }], timezone: timeZone },
      }));
    });
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return; // started by hand
    log.warn({ err: error, unitId: unit.id }, 'The Schedule still looks at the former kick-off time');
  }
}
