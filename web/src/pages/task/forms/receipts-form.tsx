import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import { type FigureChange, type FigureRow, FigureTable } from '../../../grids/figure-table';
import { UndoButtons } from '../../../grids/undo-buttons';
import { useUndo } from '../../../grids/use-undo';
import { formatUnits, plural } from '../../../words/figures';
import type { OnFilled } from '../filled';
import type { TaskView } from '../task-door';
import { useFirstFilled } from '../use-first-filled';
import { isOther, WorkbookBar } from './workbook-bar';

type Grid = Schemas['ReceiptsGrid'];
/** `TOOLS/2026-12` → units */
type Receipts = Readonly<Record<string, number>>;

/** Units that will arrive from outside, on top of what is known. */
export function ReceiptsForm({ task, grid, onFilled }: { task: TaskView; grid: Grid; onFilled: OnFilled }) {
  const history = useUndo<Receipts>(startOf(task, grid));
  const { value: receipts, set } = history;
  const fill = (next: Receipts, isByHand: boolean) => onFilled(filledFrom(grid, next), isByHand);
  useFirstFilled(() => fill(receipts, false));

  const onChange = (changes: readonly FigureChange[]) => {
    const next = { ...receipts };
    for (const one of changes) next[`${one.rowKey}/${one.month}`] = one.value;
    set(next);
    fill(next, true);
  };

  return (
    <Section
      title="Receipts from outside, units"
      note="On top of stock and open orders, which are known. Leave 0 where nothing more arrives."
      aside={<UndoButtons of={history} onChanged={(now) => fill(now, true)} />}
    >
      <div className="stack">
        <WorkbookBar
          onFigures={(figures) => {
            const changes = figures
              .map(({ codes, month, value }) => ({ rowKey: codes[0] ?? '', month, value }))
              .filter((one) => isOther(one.value, receipts[`${one.rowKey}/${one.month}`]));
            if (changes.length > 0) onChange(changes);
            return changes.length;
          }}
        />
        <FigureTable
          label="Receipts"
          months={grid.months}
          rows={rowsOf(grid, receipts)}
          onChange={onChange}
        />
      </div>
    </Section>
  );
}

function rowsOf(grid: Grid, receipts: Receipts): FigureRow[] {
  return grid.rows.flatMap((row): FigureRow[] => [
    {
      key: row.familyCode,
      name: row.familyName,
      note: `${formatUnits(row.stockUnits)} in stock, ${formatUnits(row.onOrderUnits)} on order`,
      values: grid.months.map((month) => receipts[`${row.familyCode}/${month}`] ?? 0),
      before: grid.months.map(() => 0),
    },
    {
      key: `${row.familyCode} demand`,
      name: 'Demand',
      values: row.demand,
      before: row.demand,
      isReadOnly: true,
    },
  ]);
}

function startOf(task: TaskView, grid: Grid): Receipts {
  const content = task.draft?.content ?? task.submission?.content;
  if (content?.kind === 'supply-input') {
    return Object.fromEntries(
      content.receipts.map((one) => [`${one.familyCode}/${one.month}`, one.quantityUnits]),
    );
  }
  return Object.fromEntries(
    grid.rows.flatMap((row) =>
      grid.months.map((month, index) => [`${row.familyCode}/${month}`, row.receipts[index] ?? 0]),
    ),
  );
}

function filledFrom(grid: Grid, receipts: Receipts) {
  const given = grid.rows.flatMap((row) =>
    grid.months.flatMap((month) => {
      const quantityUnits = receipts[`${row.familyCode}/${month}`] ?? 0;
      return quantityUnits > 0 ? [{ familyCode: row.familyCode, month, quantityUnits }] : [];
    }),
  );
  const total = given.reduce((sum, one) => sum + one.quantityUnits, 0);
  return {
    content: { kind: 'supply-input' as const, receipts: given },
    problems: [],
    summary:
      given.length === 0
        ? ['That nothing more arrives than what is known.']
        : [
            `${formatUnits(total)} units to arrive, in ${plural(given.length, 'month and family', 'months and families')}.`,
          ],
  };
}
