import { NumberInput, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';

type Moment = Schemas['BusinessMoment'];

/** A business day of the month and a time: "day 3, 17:00". There is no day 0. */
export function MomentField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Moment;
  onChange: (value: Moment) => void;
}) {
  return (
    <fieldset className="bare-fieldset moment" aria-label={label}>
      <NumberInput
        label={`${label}: day`}
        size="xs"
        min={-20}
        max={40}
        allowDecimal={false}
        value={value.businessDay}
        error={value.businessDay === 0 ? 'There is no day 0: 1 is the first business day.' : null}
        onChange={(day) => {
          if (typeof day === 'number') onChange({ ...value, businessDay: day });
        }}
      />
      <TextInput
        type="time"
        size="xs"
        aria-label={`${label}: time`}
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
    </fieldset>
  );
}
