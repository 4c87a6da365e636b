import type { Schemas } from '../../../api/client';
import { formatMonth } from '../../../words/dates';
import { formatChange, formatChangeRatio, formatUnits, plural, shownFigure } from '../../../words/figures';

export type DemandGridData = Schemas['DemandGrid'];
export type DemandRow = DemandGridData['rows'][number];
export type Adjustment = Schemas['DemandAdjustment'];

/** One figure that the reader changed. */
export interface CellChange {
  readonly value: number;
  readonly reasonCode: Adjustment['reasonCode'] | null;
  readonly comment: string;
}

/** What the reader changed, by cell; `others` are changes at other levels that came in through the API and are kept. */
export interface DemandChanges {
  readonly cells: Readonly<Record<string, CellChange>>;
  readonly others: readonly Adjustment[];
  readonly assumptions: string;
}

export const rowKeyOf = (row: { familyCode: string; marketCode: string | null }) =>
  `${row.familyCode}|${row.marketCode ?? ''}`;
export const cellKeyOf = (rowKey: string, month: string) => `${rowKey}|${month}`;

/**
 * Nothing was changed: the figure itself, or as it is shown. Example: 240.4 stands and shows as 240: both leave it, 240.2
 * changes it.
 */
export const isLeftAsItWas = (value: number, standing: number): boolean =>
  value === shownFigure(standing) || Math.abs(value - standing) < 0.0005;

/** A figure changed by a share, in whole units where these are fine enough: +10 % of 2.4 is 2.64, of 240.4 it is 264. */
export function changedByShare(standing: number, percent: number): number {
  const changed = standing * (1 + percent / 100);
  return Math.abs(standing) < 100 ? Math.round(changed * 1000) / 1000 : Math.round(changed);
}

/** What a draft keeps where no reason was chosen yet; without a comment it is asked for again. */
const undecided = 'other';

/** From a draft, or from what was sent: there every reason was chosen. */
export function changesFrom(
  grid: DemandGridData,
  content: Schemas['SubmissionContent'] | undefined,
  isSent: boolean,
): DemandChanges {
  if (!content || !('adjustments' in content)) return { cells: {}, others: [], assumptions: '' };
  const rows = new Set(grid.rows.map(rowKeyOf));
  const cells: Record<string, CellChange> = {};
  const others: Adjustment[] = [];
  for (const one of content.adjustments) {
    const isCell = one.itemCode === null && one.change.kind === 'absolute' && rows.has(rowKeyOf(one));
    if (isCell) {
      cells[cellKeyOf(rowKeyOf(one), one.month)] = {
        value: one.change.value,
        reasonCode: !isSent && one.reasonCode === undecided && one.comment === '' ? null : one.reasonCode,
        comment: one.comment,
      };
    } else {
      others.push(one);
    }
  }
  return { cells, others, assumptions: content.kind === 'consensus' ? content.assumptions : '' };
}

/** A draft keeps a figure whose reason is still to be chosen as `undecided`; Submit asks for the reason first. */
export function adjustmentsOf(grid: DemandGridData, changes: DemandChanges): Adjustment[] {
  const own = grid.rows.flatMap((row) =>
    grid.months.flatMap((month): Adjustment[] => {
      const cell = changes.cells[cellKeyOf(rowKeyOf(row), month)];
      if (!cell) return [];
      return [
        {
          familyCode: row.familyCode,
          marketCode: row.marketCode,
          itemCode: null,
          month,
          change: { kind: 'absolute', value: cell.value },
          reasonCode: cell.reasonCode ?? undecided,
          comment: cell.comment,
        },
      ];
    }),
  );
  return [...own, ...changes.others];
}

/** Months in a row with the same reason and comment, as one line of the list of changes. */
export interface ChangeGroup {
  readonly key: string;
  readonly cellKeys: readonly string[];
  readonly name: string;
  readonly months: string;
  readonly before: number;
  readonly after: number;
  readonly reasonCode: CellChange['reasonCode'];
  readonly comment: string;
}

export function changeGroups(
  grid: DemandGridData,
  changes: DemandChanges,
  standing: ReadonlyMap<string, readonly number[]>,
): ChangeGroup[] {
  return grid.rows.flatMap((row) => {
    const rowKey = rowKeyOf(row);
    const runs: { indexes: number[]; cell: CellChange }[] = [];
    grid.months.forEach((month, index) => {
      const cell = changes.cells[cellKeyOf(rowKey, month)];
      if (!cell) return;
      const run = runs.at(-1);
      const goesOn =
        run?.indexes.at(-1) === index - 1 &&
        run.cell.reasonCode === cell.reasonCode &&
        run.cell.comment === cell.comment;
      if (run && goesOn) run.indexes.push(index);
      else runs.push({ indexes: [index], cell });
    });
    return runs.map(({ indexes, cell }) => ({
      key: `${rowKey}|${grid.months[indexes[0] ?? 0]}`,
      cellKeys: indexes.map((index) => cellKeyOf(rowKey, grid.months[index] ?? '')),
      name: nameOfRow(row),
      months: nameOfMonths(indexes.map((index) => grid.months[index] ?? '')),
      before: sum(indexes.map((index) => standing.get(rowKey)?.[index] ?? 0)),
      after: sum(
        indexes.map((index) => changes.cells[cellKeyOf(rowKey, grid.months[index] ?? '')]?.value ?? 0),
      ),
      reasonCode: cell.reasonCode,
      comment: cell.comment,
    }));
  });
}

export function nameOfRow(row: DemandRow): string {
  return row.marketCode === null ? row.familyName : `${row.familyName}, ${row.marketName ?? row.marketCode}`;
}

function nameOfMonths(months: readonly string[]): string {
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) return '';
  return first === last ? formatMonth(first) : `${formatMonth(first)} to ${formatMonth(last)}`;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What will be sent, in sentences. */
export function summaryOf(groups: readonly ChangeGroup[], changes: DemandChanges): string[] {
  const count = Object.keys(changes.cells).length;
  const lines = groups.slice(0, 6).map((group) => {
    const change = `${formatChange(group.after - group.before)} units, ${formatChangeRatio(group.after, group.before)}`;
    return `${group.name}, ${group.months}: ${formatUnits(group.before)} becomes ${formatUnits(group.after)} (${change}).`;
  });
  if (groups.length > lines.length) lines.push(`And ${plural(groups.length - lines.length, 'more change')}.`);
  if (changes.others.length > 0) {
    lines.push(`${plural(changes.others.length, 'change')} at another level, as sent before.`);
  }
  if (count === 0 && changes.others.length === 0) {
    lines.push('No change: you agree with the numbers as they stand.');
  }
  return lines;
}

/** What must be mended before it can be sent. */
export function problemsOf(changes: DemandChanges): string[] {
  const withoutReason = Object.values(changes.cells).filter((cell) => cell.reasonCode === null).length;
  const negative = Object.values(changes.cells).filter((cell) => cell.value < 0).length;
  return [
    ...(withoutReason > 0
      ? [`Choose a reason for ${plural(withoutReason, 'changed figure')} in the list of your changes.`]
      : []),
    ...(negative > 0 ? [`${plural(negative, 'figure')} below 0: demand is 0 or more.`] : []),
  ];
}
