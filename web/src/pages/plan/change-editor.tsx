import { ActionIcon, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { Icon } from '../../components/icon';
import { formatMonth } from '../../words/dates';
import { CHANGE_KINDS, type ChangeDraft, type ChangeKind } from './scenario-change';

type Frame = Schemas['Scenarios']['frame'];

/** One thing that a scenario assumes: what, by how much, for whom and when. */
export function ChangeEditor({
  draft,
  position,
  frame,
  onChange,
  onRemove,
}: {
  draft: ChangeDraft;
  position: number;
  frame: Frame;
  onChange: (draft: ChangeDraft) => void;
  /** null: the last one stays. */
  onRemove: (() => void) | null;
}) {
  const words = CHANGE_KINDS[draft.kind];
  const set = (part: Partial<ChangeDraft>) => onChange({ ...draft, ...part });
  return (
    <fieldset className="panel change-editor">
      <legend className="small soft">What is different, {position}</legend>
      <div className="row row-end">
        <NativeSelect
          label="What"
          value={draft.kind}
          style={{ flex: 1, minWidth: 200 }}
          onChange={(event) => set({ kind: event.currentTarget.value as ChangeKind })}
          data={Object.entries(CHANGE_KINDS).map(([value, { label }]) => ({ value, label }))}
        />
        {onRemove ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Take out change ${position}`}
            onClick={onRemove}
          >
            <Icon name="trash" />
          </ActionIcon>
        ) : null}
      </div>
      {draft.kind === 'cost' ? (
        <NativeSelect
          label="Which cost"
          value={draft.cost}
          onChange={(event) => set({ cost: event.currentTarget.value as ChangeDraft['cost'] })}
          data={[
            { value: 'production', label: 'Cost of a unit made' },
            { value: 'holding', label: 'Cost of keeping stock' },
            { value: 'backlog', label: 'Cost of delivering late' },
          ]}
        />
      ) : null}
      {words.resource ? (
        <NativeSelect
          label="Line"
          value={draft.resource}
          onChange={(event) => set({ resource: event.currentTarget.value })}
          data={[
            { value: '', label: words.resource === 'any' ? 'Every line' : 'Choose…' },
            ...frame.resources.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      ) : null}
      {words.percent ? (
        <TextInput
          label={words.percent}
          inputMode="text"
          placeholder={draft.kind === 'overtime-share' ? '25' : '10 or −10'}
          value={draft.percent}
          onChange={(event) => set({ percent: event.currentTarget.value })}
        />
      ) : null}
      {words.hasFamilies ? (
        <MultiSelect
          label="Families"
          description="None chosen: all of them"
          searchable
          value={[...draft.families]}
          onChange={(families) => set({ families })}
          data={frame.families.map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : null}
      {words.hasMonths ? <MonthSpan draft={draft} months={frame.months} onChange={set} /> : null}
    </fieldset>
  );
}

function MonthSpan({
  draft,
  months,
  onChange,
}: {
  draft: ChangeDraft;
  months: readonly string[];
  onChange: (part: Partial<ChangeDraft>) => void;
}) {
  const choices = months.map((month) => ({ value: month, label: formatMonth(month) }));
  return (
    <div className="row row-end">
      <NativeSelect
        label="From"
        value={draft.from}
        style={{ flex: 1 }}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
        data={[{ value: '', label: 'The first month' }, ...choices]}
      />
      <NativeSelect
        label="Until"
        value={draft.until}
        style={{ flex: 1 }}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
        data={[{ value: '', label: 'The last month' }, ...choices]}
      />
    </div>
  );
}
