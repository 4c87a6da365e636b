import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { MomentField } from './moment-field';

type Definition = Schemas['CycleTemplate'];

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

export function GeneralEditor({
  definition,
  onChange,
}: {
  definition: Definition;
  onChange: (definition: Definition) => void;
}) {
  const put = (part: Partial<Definition>) => onChange({ ...definition, ...part });
  return (
    <div className="fields">
      <TextInput
        label="Name"
        size="xs"
        value={definition.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <MomentField label="Kick-off" value={definition.kickOff} onChange={(kickOff) => put({ kickOff })} />
      <MomentField
        label="Plan published by"
        value={definition.publishDue}
        onChange={(publishDue) => put({ publishDue })}
      />
      <fieldset className="bare-fieldset moment" aria-label="Working hours">
        <TextInput
          type="time"
          size="xs"
          label="Work begins"
          value={definition.workingHours.from}
          onChange={(event) =>
            put({ workingHours: { ...definition.workingHours, from: event.currentTarget.value } })
          }
        />
        <TextInput
          type="time"
          size="xs"
          label="Work ends"
          value={definition.workingHours.until}
          onChange={(event) =>
            put({ workingHours: { ...definition.workingHours, until: event.currentTarget.value } })
          }
        />
      </fieldset>
      <Checkbox.Group
        label="Working days"
        value={(definition.workingDays ?? MONDAY_TO_FRIDAY).map(String)}
        onChange={(days) => put({ workingDays: days.map(Number).sort((a, b) => a - b) })}
      >
        <div className="row">
          {WEEKDAYS.map((name, index) => (
            <Checkbox key={name} size="xs" value={String(index + 1)} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <NumberInput
        label="Mails a day, at most, per request"
        size="xs"
        min={1}
        max={10}
        allowDecimal={false}
        value={definition.remindersPerDay}
        onChange={(value) => {
          if (typeof value === 'number') put({ remindersPerDay: value });
        }}
      />
    </div>
  );
}
