import { ScheduleNotFoundError, ScheduleOverlapPolicy, type ScheduleSpec } from '@temporalio/client';
import { dailyWakeUp } from '../../domain/cycle/monthly-schedule';
import type { CycleTemplate } from '../../domain/cycle/template';
import { kickOffWorkflowId, scheduleId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import { DomainError } from '../../domain/errors';
import type { KickOffInput } from '../../workflows/messages';
import type { CycleDoor } from './cycle-door';

/** The unit's monthly start as Temporal keeps it; `none`: months start by hand only. */
export interface ScheduleState {
  readonly state: 'running' | 'paused' | 'none';
  readonly note: string;
}

type Door = Pick<CycleDoor, 'withSchedules'>;
type ScheduledUnit = { readonly id: string; readonly code: string; readonly timeZone: string };

/** Missed wake-ups of so long are made up for; the kick-off finds out which month is due. */
const CATCH_UP = '5 days';

export async function readSchedule(door: Door, unitCode: string): Promise<ScheduleState> {
  try {
    const { state } = await door.withSchedules((schedules) =>
      schedules.getHandle(scheduleId(unitCode)).describe(),
    );
    return { state: state.paused ? 'paused' : 'running', note: state.note ?? '' };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return { state: 'none', note: '' };
    throw error;
  }
}

/** Creates the schedule, or brings an existing one in line with the template and the unit's zone. */
export async function putSchedule(
  door: Door,
  unit: ScheduledUnit,
  template: CycleTemplate,
  { isPaused, note }: { readonly isPaused: boolean; readonly note: string },
): Promise<void> {
  const spec = specOf(template, unit.timeZone);
  const input: KickOffInput = { unitId: unit.id, startedById: null };
  const action = {
    type: 'startWorkflow' as const,
    workflowType: WORKFLOW_TYPES.kickOff,
    workflowId: kickOffWorkflowId(unit.code),
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
  };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP } as const;
  await door.withSchedules(async (schedules) => {
    const handle = schedules.getHandle(scheduleId(unit.code));
    try {
      await handle.update((before) => ({
        ...before,
        spec,
        action,
        policies,
        state: { paused: isPaused, note },
      }));
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      await schedules.create({
        scheduleId: scheduleId(unit.code),
        spec,
        action,
        policies,
        state: { paused: isPaused, note },
      });
    }
  });
}

export async function pauseSchedule(door: Door, unitCode: string, note: string): Promise<void> {
  await onExisting(door, unitCode, (handle) => handle.pause(note));
}

export async function resumeSchedule(door: Door, unitCode: string, note: string): Promise<void> {
  await onExisting(door, unitCode, (handle) => handle.unpause(note));
}

type Handle = ReturnType<Parameters<Parameters<Door['withSchedules']>[0]>[0]['getHandle']>;

async function onExisting(
  door: Door,
  unitCode: string,
  act: (handle: Handle) => Promise<void>,
): Promise<void> {
  try {
    await door.withSchedules((schedules) => act(schedules.getHandle(scheduleId(unitCode))));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    throw new DomainError('conflict', 'This unit has no schedule yet. Switch the monthly start on first.');
  }
}

function specOf(template: CycleTemplate, timeZone: string): ScheduleSpec {
  const { hour, minute, timeZone: timezone } = dailyWakeUp(template, timeZone);
  return { calendars: [{ hour, minute }], timezone };
}
