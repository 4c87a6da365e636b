import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { Icon } from '../../../components/icon';
import { TableScroll } from '../../../components/table-scroll';
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
      <TableScroll label="Your changes">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Months</th>
              <th scope="col" className="number">
                Stood
              </th>
              <th scope="col" className="number">
                Yours
              </th>
              <th scope="col" className="number">
                Change
              </th>
              <th scope="col">Reason</th>
              <th scope="col">Comment</th>
              <th scope="col">
                <span className="visually-hidden">Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.key}>
                <th scope="row">{group.name}</th>
                <td data-label="Months">{group.months}</td>
                <td data-label="Stood" className="number">
                  {formatUnits(group.before)}
                </td>
                <td data-label="Yours" className="number">
                  {formatUnits(group.after)}
                </td>
                <td data-label="Change" className="number">
                  {formatChange(group.after - group.before)}
                  <div className="small soft">{formatChangeRatio(group.after, group.before)}</div>
                </td>
                <td data-label="Reason">
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
                </td>
                <td data-label="Comment">
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
                </td>
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Take back: ${group.name}, ${group.months}`}
                    onClick={() => onRemove(group.cellKeys)}
                  >
                    <Icon name="trash" />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}
