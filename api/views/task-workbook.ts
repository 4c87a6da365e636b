import type { z } from 'zod';
import { DomainError } from '../../domain/errors';
import type { FillableSheet } from '../../domain/workbook/fillable-sheet';
import type { TaskView } from '../schemas/tasks';

type Task = z.input<typeof TaskView>;

/** A task's grid as a sheet to fill in, with what the viewer has saved or sent so far; refused where there is none. */
export function taskSheet(task: Task): FillableSheet {
  const { grid } = task;
  const content = task.draft?.content ?? task.submission?.content;
  switch (grid?.kind) {
    case 'demand':
      return {
        title: task.title,
        unit: 'units',
        heads: [code('Family code'), name('Family'), code('Market code'), name('Market')],
        months: grid.months,
        rows: grid.rows.map((row) => ({
          heads: [row.familyCode, row.familyName, row.marketCode ?? '', row.marketName ?? ''],
          figures: row.adjusted,
        })),
      };
    case 'capacity': {
      const stated = content?.kind === 'capacity-check' ? content.capacity : [];
      return {
        title: task.title,
        unit: 'hours',
        heads: [code('Resource code'), name('Resource'), code('Hours')],
        months: grid.months,
        rows: grid.rows.flatMap((row) =>
          (['regular', 'overtime'] as const).map((kind) => ({
            heads: [row.resourceCode, row.resourceName, kind],
            figures: grid.months.map((month, index) => {
              const own = stated.find(
                (each) => each.resourceCode === row.resourceCode && each.month === month,
              );
              return kind === 'regular'
                ? (own?.regularHours ?? row.regularHours[index] ?? 0)
                : (own?.overtimeHours ?? row.overtimeHours[index] ?? 0);
            }),
          })),
        ),
      };
    }
    case 'receipts':
      return {
        title: task.title,
        unit: 'units',
        heads: [code('Family code'), name('Family')],
        months: grid.months,
        rows: grid.rows.map((row) => ({
          heads: [row.familyCode, row.familyName],
          figures: row.receipts,
        })),
      };
    default:
      throw new DomainError(
        'not-found',
        `"${task.title}" has no figures to fill in, or not yet. Open it on its page.`,
      );
  }
}

const code = (head: string) => ({ name: head, isCode: true });
const name = (head: string) => ({ name: head, isCode: false });
