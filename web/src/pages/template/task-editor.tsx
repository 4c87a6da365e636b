import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { roles, roleWords } from '../../words/states';
import { MomentField } from './moment-field';

type Task = Schemas['TaskTemplate'];

const kinds: readonly { value: Task['kind']; label: string }[] = [
  { value: 'attest', label: 'confirm that data is right' },
  { value: 'demand-input', label: 'give demand numbers' },
  { value: 'consensus', label: 'make the consensus demand plan' },
  { value: 'capacity-check', label: 'check capacity' },
  { value: 'supply-input', label: 'give receipts from outside' },
  { value: 'supply-plan', label: 'look at the supply plan' },
  { value: 'finance-review', label: 'look at the money' },
  { value: 'scenario-choice', label: 'choose a scenario' },
  { value: 'general', label: 'anything else' },
];

export function TaskEditor({
  task,
  siblings,
  onChange,
  onRemove,
}: {
  task: Task;
  siblings: readonly string[];
  onChange: (task: Task) => void;
  onRemove: () => void;
}) {
  const put = (part: Partial<Task>) => onChange({ ...task, ...part });
  return (
    <details className="panel">
      <summary>
        {task.title}{' '}
        <span className="soft small">
          {task.assign === 'each' ? 'each' : 'one'} {roleWords(task.role)}, due day {task.due.businessDay},{' '}
          {task.due.time}, about {task.minutes} min
        </span>
      </summary>
      <div className="stack" style={{ marginTop: 12 }}>
        <div className="fields">
          <TextInput
            label="Title"
            size="xs"
            value={task.title}
            onChange={(event) => put({ title: event.currentTarget.value })}
          />
          <TextInput
            label="Key"
            description="Small letters joined by -"
            size="xs"
            value={task.key}
            onChange={(event) => put({ key: event.currentTarget.value.trim() })}
          />
          <NativeSelect
            label="Asks to"
            size="xs"
            value={task.kind}
            onChange={(event) =>
              put({ kind: kinds.find((one) => one.value === event.currentTarget.value)?.value ?? task.kind })
            }
            data={[...kinds]}
          />
          <NativeSelect
            label="Role"
            size="xs"
            value={task.role}
            onChange={(event) =>
              put({ role: roles.find((role) => role === event.currentTarget.value) ?? task.role })
            }
            data={roles.map((role) => ({ value: role, label: roleWords(role) }))}
          />
          <NativeSelect
            label="For"
            size="xs"
            value={task.assign}
            onChange={(event) => put({ assign: event.currentTarget.value === 'each' ? 'each' : 'one' })}
            data={[
              { value: 'each', label: 'everyone with the role, one each' },
              { value: 'one', label: 'one of the role' },
            ]}
          />
          <MomentField label="Due" value={task.due} onChange={(due) => put({ due })} />
          <NumberInput
            label="Minutes it takes"
            size="xs"
            min={1}
            max={600}
            allowDecimal={false}
            value={task.minutes}
            onChange={(value) => {
              if (typeof value === 'number') put({ minutes: value });
            }}
          />
        </div>
        <Textarea
          label="Instructions"
          size="xs"
          autosize
          minRows={2}
          maxLength={4000}
          value={task.instructions}
          onChange={(event) => put({ instructions: event.currentTarget.value })}
        />
        {siblings.length > 0 ? (
          <Checkbox.Group
            label="Opens when these are done"
            size="xs"
            value={task.dependsOn}
            onChange={(dependsOn) => put({ dependsOn })}
          >
            <div className="row" style={{ marginTop: 4 }}>
              {siblings.map((key) => (
                <Checkbox key={key} size="xs" value={key} label={key} />
              ))}
            </div>
          </Checkbox.Group>
        ) : null}
        <div>
          <Button size="xs" variant="default" onClick={onRemove}>
            Remove this task
          </Button>
        </div>
      </div>
    </details>
  );
}
