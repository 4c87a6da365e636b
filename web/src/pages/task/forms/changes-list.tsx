import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { Icon } from '../../../components/icon';
import { RecordTable } from '../../../components/record-table';
import { formatChange, formatChangeRatio, formatUnits } from '../../../words/figures';
import { reasonWords } from '../../../words/states';
import type { ChangeGroup } from './demand-changes';

/** Every change with its reason; months in a row with the same reason are one line. */
export function ChangesList({
  groups,
  reasonCodes,
  onReason,
  onComment,
  onRemove,
}: {
  groups: readonly ChangeGroup[];
  reasonCodes: readonly string[];
  onReason: (cellKeys: readonly string[], code: string) => void;
  onComment: (cellKeys: readonly string[], comment: string) => void;
  onRemove: (cellKeys: readonly string[]) => void;
}) {
  if (groups.length === 0) {
    return (
      <p className="soft">
        No changes so far. When the numbers are right as they stand, submit them as they are.
      </p>
    );
  }
  return (
    <div>
      <h3>Your changes</h3>
      <RecordTable
        label="Your changes"
        rows={groups}
        keyOf={({ key }) => key}
        columns={[
          { head: 'What', cell: ({ name }) => name },
          { head: 'Months', cell: ({ months }) => months },
          { head: 'Stood', isNumber: true, cell: ({ before }) => formatUnits(before) },
          { head: 'Yours', isNumber: true, cell: ({ after }) => formatUnits(after) },
          {
            head: 'Change',
            isNumber: true,
            cell: ({ before, after }) => (
              <>
                {formatChange(after - before)}
                <div className="small soft">{formatChangeRatio(after, before)}</div>
              </>
            ),
          },
          {
            head: 'Reason',
            cell: (group) => (
              <NativeSelect
                size="xs"
                style={{ minWidth: 150 }}
                aria-label={`Reason: ${group.name}, ${group.months}`}
                value={group.reasonCode ?? ''}
                error={group.reasonCode === null ? 'A reason is needed' : null}
                onChange={(event) => onReason(group.cellKeys, event.currentTarget.value)}
                data={[
                  { value: '', label: 'Choose…' },
                  ...reasonCodes.map((code) => ({ value: code, label: reasonWords(code) })),
                ]}
              />
            ),
          },
          {
            head: 'Comment',
            cell: (group) => (
              <TextInput
                size="xs"
                style={{ minWidth: 160 }}
                aria-label={`Comment: ${group.name}, ${group.months}`}
                defaultValue={group.comment}
                key={group.comment}
                maxLength={500}
                onBlur={(event) => {
                  const comment = event.currentTarget.value.trim();
                  if (comment !== group.comment) onComment(group.cellKeys, comment);
                }}
              />
            ),
          },
          {
            head: 'Take back',
            isActs: true,
            cell: (group) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Take back: ${group.name}, ${group.months}`}
                onClick={() => onRemove(group.cellKeys)}
              >
                <Icon name="trash" />
              </ActionIcon>
            ),
          },
        ]}
      />
    </div>
  );
}
