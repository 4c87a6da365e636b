import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GridEdit } from '../../../grids/paste';
import { formatMonth } from '../../../words/dates';
import { parseFigure } from '../../../words/figures';
import { changedByShare, type DemandGridData, nameOfRow, rowKeyOf } from './demand-changes';
import type { ValueOf } from './demand-rows';

/** Many figures at once: a family or one market, over a span of months, by so many per cent. Works with one thumb. */
export function ChangeBySharePanel({
  grid,
  value,
  onChange,
}: {
  grid: DemandGridData;
  value: ValueOf;
  onChange: (edits: readonly GridEdit[]) => void;
}) {
  const [target, setTarget] = useState('');
  const [from, setFrom] = useState(grid.months[0] ?? '');
  const [until, setUntil] = useState(grid.months.at(-1) ?? '');
  const [share, setShare] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const families = [...new Map(grid.rows.map((row) => [row.familyCode, row.familyName]))];
  const monthChoices = grid.months.map((month) => ({ value: month, label: formatMonth(month) }));

  const apply = () => {
    const percent = parseFigure(share.replace('%', ''));
    if (percent === null || percent < -100) {
      setRefusal('Give a change in per cent of −100 or more, like 5 or −10.');
      return;
    }
    if (from > until) {
      setRefusal('The first month must not lie after the last one.');
      return;
    }
    setRefusal(null);
    const rows = grid.rows.filter(
      (row) => target === '' || target === `family ${row.familyCode}` || target === rowKeyOf(row),
    );
    onChange(
      rows.flatMap((row) =>
        grid.months.flatMap((month, index) =>
          month < from || month > until
            ? []
            : [
                {
                  rowKey: rowKeyOf(row),
                  month,
                  value: changedByShare(value(rowKeyOf(row), index), percent),
                },
              ],
        ),
      ),
    );
    setShare('');
  };

  return (
    <details className="panel">
      <summary>Change many figures by per cent</summary>
      <div className="row row-end" style={{ marginTop: 8 }}>
        <NativeSelect
          label="What"
          size="xs"
          value={target}
          onChange={(event) => setTarget(event.currentTarget.value)}
          data={[
            { value: '', label: 'Everything' },
            ...families.map(([code, name]) => ({ value: `family ${code}`, label: name })),
            ...grid.rows
              .filter((row) => row.marketCode !== null)
              .map((row) => ({ value: rowKeyOf(row), label: nameOfRow(row) })),
          ]}
        />
        <NativeSelect
          label="From"
          size="xs"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={monthChoices}
        />
        <NativeSelect
          label="Until"
          size="xs"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          data={monthChoices}
        />
        <TextInput
          label="By, %"
          size="xs"
          inputMode="decimal"
          style={{ width: 90 }}
          value={share}
          placeholder="5"
          onChange={(event) => setShare(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            apply();
          }}
        />
        <Button size="xs" variant="default" onClick={apply}>
          Change
        </Button>
      </div>
      {refusal ? (
        <p className="refusal" role="alert" style={{ marginTop: 8 }}>
          {refusal}
        </p>
      ) : null}
    </details>
  );
}
