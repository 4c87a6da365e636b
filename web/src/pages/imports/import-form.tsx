import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Icon } from '../../components/icon';
import { messageOf } from '../../components/page-states';
import { dataKinds } from './data-kinds';
import { fileHeader, plainName } from './file-header';
import { sendFile } from './send-file';

/** Which data, which file, and which column is which when the names differ. */
export function ImportForm({
  unitId,
  onOffered,
}: {
  unitId: string;
  onOffered: (result: Schemas['ImportResult']) => void;
}) {
  const queries = useQueryClient();
  const [kind, setKind] = useState(dataKinds[0]?.kind ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [header, setHeader] = useState<readonly string[]>([]);
  const [columnMap, setColumnMap] = useState<Readonly<Record<string, string>>>({});
  const [lastMonth, setLastMonth] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const chosen = dataKinds.find((one) => one.kind === kind);
  const columns = [...(chosen?.required ?? []), ...(chosen?.optional ?? [])];

  const choose = async (next: File | null) => {
    setFile(next);
    setColumnMap({});
    setRefusal(null);
    setHeader(next ? await fileHeader(next).catch(() => []) : []);
  };

  const send = async () => {
    if (!file) {
      setRefusal('Choose a file first, CSV or Excel workbook.');
      return;
    }
    setIsSending(true);
    setRefusal(null);
    try {
      const result = await sendFile(unitId, file, kind, columnMap, kind === 'sales' ? lastMonth : '');
      onOffered(result);
      await queries.invalidateQueries({ queryKey: ['imports', unitId] });
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="row row-end">
        <NativeSelect
          label="What it holds"
          value={kind}
          onChange={(event) => {
            setKind(event.currentTarget.value);
            setColumnMap({});
          }}
          data={dataKinds.map((one) => ({ value: one.kind, label: one.name }))}
        />
        <FileInput
          label="File, CSV or Excel workbook"
          placeholder="Choose a file"
          accept=".csv,.xlsx,text/csv,text/plain"
          value={file}
          onChange={(next) => void choose(next)}
          style={{ minWidth: 260 }}
        />
        {kind === 'sales' ? (
          <TextInput
            label="Shift so that the last month is"
            description="Only for old trial data; leave empty otherwise"
            placeholder="2026-11"
            value={lastMonth}
            onChange={(event) => setLastMonth(event.currentTarget.value.trim())}
          />
        ) : null}
        <Button type="submit" loading={isSending} leftSection={<Icon name="upload" />}>
          Check and load
        </Button>
      </div>
      <p className="soft small">
        Columns: {chosen?.required.join(', ')}
        {chosen && chosen.optional.length > 0 ? `; may be left out: ${chosen.optional.join(', ')}` : ''}.
        Months like 2026-10.
      </p>
      {header.length > 0 ? (
        <ColumnMap
          columns={columns}
          required={chosen?.required ?? []}
          header={header}
          columnMap={columnMap}
          onChange={setColumnMap}
        />
      ) : null}
      {refusal ? (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      ) : null}
    </form>
  );
}

function ColumnMap({
  columns,
  required,
  header,
  columnMap,
  onChange,
}: {
  columns: readonly string[];
  required: readonly string[];
  header: readonly string[];
  columnMap: Readonly<Record<string, string>>;
  onChange: (columnMap: Readonly<Record<string, string>>) => void;
}) {
  const sameName = (column: string) => header.find((name) => plainName(name) === column);
  const missing = required.filter((column) => !sameName(column) && !columnMap[column]);
  return (
    <details className="panel" open={missing.length > 0}>
      <summary>
        {missing.length > 0
          ? `Say which column of the file is ${missing.join(', ')}`
          : 'Which column of the file is which'}
      </summary>
      <div className="map-grid">
        {columns.map((column) => (
          <NativeSelect
            key={column}
            size="xs"
            label={column}
            value={columnMap[column] ?? sameName(column) ?? ''}
            onChange={(event) => {
              const { [column]: _, ...rest } = columnMap;
              const name = event.currentTarget.value;
              onChange(name === '' || name === sameName(column) ? rest : { ...rest, [column]: name });
            }}
            data={[
              { value: '', label: required.includes(column) ? 'Choose…' : 'not in the file' },
              ...header.filter(Boolean).map((name) => ({ value: name, label: name })),
            ]}
          />
        ))}
      </div>
    </details>
  );
}
