import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { Icon } from '../../components/icon';
import { withPlaces } from '../../words/places';

type Rung = Schemas['LadderRung'];
type Timing = Schemas['RungTiming'];

const timings: readonly { value: Timing['at']; label: string }[] = [
  { value: 'assignment', label: 'when it is asked' },
  { value: 'business-days-before-due', label: 'business days before it is due' },
  { value: 'due-day', label: 'on the day it is due, at' },
  { value: 'due', label: 'when it is due' },
  { value: 'working-hours-after-due', label: 'working hours after it was due' },
  { value: 'business-days-after-due', label: 'business days after it was due' },
];

const kinds: readonly { value: Rung['kind']; label: string }[] = [
  { value: 'assigned', label: 'the request' },
  { value: 'reminder', label: 'a reminder' },
  { value: 'past-due', label: 'that it is late' },
  { value: 'escalation', label: 'an escalation' },
];

const audiences: readonly { value: Rung['audience'][number]; label: string }[] = [
  { value: 'assignee', label: 'who is asked' },
  { value: 'backup', label: 'their backup' },
  { value: 'manager', label: 'their manager' },
  { value: 'process-owner', label: 'process owner' },
  { value: 'sponsor', label: 'sponsor' },
];

export function LadderEditor({
  ladder,
  onChange,
}: {
  ladder: readonly Rung[];
  onChange: (ladder: Rung[]) => void;
}) {
  const put = (index: number, rung: Rung) => onChange(ladder.map((one, at) => (at === index ? rung : one)));
  return (
    <div className="stack">
      <ol className="rungs">
        {withPlaces(ladder).map(({ item: rung, place }, index) => (
          <li key={place} className="rung">
            <RungEditor rung={rung} number={index + 1} onChange={(next) => put(index, next)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove rung ${index + 1}`}
              onClick={() => onChange(ladder.filter((_, at) => at !== index))}
            >
              <Icon name="trash" />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() =>
            onChange([
              ...ladder,
              {
                timing: { at: 'business-days-after-due', days: 1 },
                audience: ['process-owner'],
                kind: 'escalation',
              },
            ])
          }
        >
          Add a rung
        </Button>
      </div>
    </div>
  );
}

function RungEditor({
  rung,
  number,
  onChange,
}: {
  rung: Rung;
  number: number;
  onChange: (rung: Rung) => void;
}) {
  const { timing } = rung;
  return (
    <div className="row" style={{ flex: 1 }}>
      <TimingAmount
        timing={timing}
        number={number}
        onChange={(next) => onChange({ ...rung, timing: next })}
      />
      <NativeSelect
        size="xs"
        aria-label={`Rung ${number}: when`}
        value={timing.at}
        onChange={(event) => onChange({ ...rung, timing: timingOf(event.currentTarget.value) })}
        data={[...timings]}
      />
      <NativeSelect
        size="xs"
        aria-label={`Rung ${number}: what is sent`}
        value={rung.kind}
        onChange={(event) =>
          onChange({
            ...rung,
            kind: kinds.find((one) => one.value === event.currentTarget.value)?.value ?? rung.kind,
          })
        }
        data={[...kinds]}
      />
      <Checkbox.Group
        aria-label={`Rung ${number}: to whom`}
        value={rung.audience}
        onChange={(chosen) =>
          onChange({
            ...rung,
            audience: audiences.map((one) => one.value).filter((one) => chosen.includes(one)),
          })
        }
      >
        <div className="row">
          {audiences.map((one) => (
            <Checkbox key={one.value} size="xs" value={one.value} label={one.label} />
          ))}
        </div>
      </Checkbox.Group>
    </div>
  );
}

function TimingAmount({
  timing,
  number,
  onChange,
}: {
  timing: Timing;
  number: number;
  onChange: (timing: Timing) => void;
}) {
  if (timing.at === 'due-day') {
    return (
      <TextInput
        type="time"
        size="xs"
        aria-label={`Rung ${number}: time`}
        value={timing.time}
        onChange={(event) => onChange({ at: 'due-day', time: event.currentTarget.value })}
      />
    );
  }
  if (timing.at === 'assignment' || timing.at === 'due') return null;
  const amount = timing.at === 'working-hours-after-due' ? timing.hours : timing.days;
  return (
    <NumberInput
      size="xs"
      style={{ width: 72 }}
      aria-label={`Rung ${number}: how many`}
      min={1}
      max={timing.at === 'working-hours-after-due' ? 200 : 20}
      allowDecimal={false}
      value={amount}
      onChange={(value) => {
        if (typeof value !== 'number') return;
        onChange(
          timing.at === 'working-hours-after-due'
            ? { at: timing.at, hours: value }
            : { at: timing.at, days: value },
        );
      }}
    />
  );
}

function timingOf(at: string): Timing {
  switch (at) {
    case 'business-days-before-due':
    case 'business-days-after-due':
      return { at, days: 1 };
    case 'working-hours-after-due':
      return { at, hours: 4 };
    case 'due-day':
      return { at, time: '09:00' };
    case 'due':
      return { at };
    default:
      return { at: 'assignment' };
  }
}
