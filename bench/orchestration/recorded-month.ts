import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A month that was really played: what each activity answered, and what people said, in that order. */
export interface RecordedMonth {
  readonly unitCode: string;
  readonly cycleId: string;
  /** ISO instant. */
  readonly startedAt: string;
  /** The cycle first. */
  readonly workflows: readonly RecordedWorkflow[];
  /** Updates, in the order in which they were accepted. */
  readonly acts: readonly RecordedAct[];
}

export interface RecordedWorkflow {
  /** A task that was reopened is there twice under one id. */
  readonly id: string;
  /** In the order in which they were scheduled. */
  readonly activities: readonly {
    readonly type: string;
    readonly queue: string;
    readonly result: unknown;
  }[];
  readonly timers: number;
  /** Places in `workflows`. */
  readonly children: readonly number[];
}

/** Something that a person did, which reached a workflow as an Update. */
export interface RecordedAct {
  /** Its place in `workflows`. */
  readonly workflow: number;
  readonly name: string;
  readonly input: unknown;
  /** How many activities, mails apart, had been answered before. */
  readonly afterAnswers: number;
}

/** The recording that lies beside this file; tests/workflows/record-month.ts makes it. */
export function readRecordedMonth(): RecordedMonth {
  return JSON.parse(readFileSync(path.join(__dirname, 'recorded-month.json'), 'utf8')) as RecordedMonth;
}

/**
 * The same month for another unit, starting at `startAt`: ids carry the unit's code, and every instant lies as far
 * from the start as it was recorded, so that ladders wait as long.
 */
export function moveMonth(month: RecordedMonth, unitCode: string, startAt: Date): RecordedMonth {
  const distanceMs = startAt.getTime() - Date.parse(month.startedAt);
  const moved = JSON.stringify(month)
    .replaceAll(month.unitCode, unitCode)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) =>
      new Date(Date.parse(instant) + distanceMs).toISOString(),
    );
  return JSON.parse(moved) as RecordedMonth;
}
