import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { messageOf } from '../../components/page-states';
import { formatMoment, fromWallTime, toWallTime, zoneName } from '../../words/dates';

/** Asks somebody for something that the template does not have, in a step that is open or still to come. */
export function AddTaskDialog({
  cycle,
  step,
  onClose,
}: {
  cycle: Schemas['CycleView'];
  step: Schemas['StepView'];
  onClose: () => void;
}) {
  const { timeZone } = useReader();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [instructions, setInstructions] = useState('');
  const [assigneeId, setAssigneeId] = useState('');
  const [due, setDue] = useState(() => toWallTime(step.dueAt, timeZone));
  const [minutes, setMinutes] = useState(15);
  const [waitsFor, setWaitsFor] = useState('');
  const people = useQuery({
    queryKey: ['people', cycle.unit.id],
    queryFn: () =>
      answerOf(api.GET('/api/units/{unitId}/people', { params: { path: { unitId: cycle.unit.id } } })),
  });
  const choosable = (people.data?.people ?? []).filter((one) => one.isActive && one.roles.length > 0);
  const person = choosable.find((one) => one.id === assigneeId);
  const dueAt = fromWallTime(due, timeZone);

  return (
    <ActDialog
      title={`Add a task to ${step.name}`}
      consequence={consequenceOf(step, person?.name ?? null, waitsFor !== '')}
      button={person ? `Ask ${person.name}` : 'Add the task'}
      needsReason={false}
      canSend={title.trim().length >= 3 && person !== undefined && dueAt !== null}
      onSend={async () => {
        if (!dueAt) return;
        const answer = await answerOf(
          api.POST('/api/cycles/{cycleId}/steps/{stepKey}/tasks', {
            params: { path: { cycleId: cycle.id, stepKey: step.key } },
            body: {
              title: title.trim(),
              instructions: instructions.trim(),
              assigneeId,
              dueAt,
              minutes,
              waitsFor: waitsFor === '' ? null : waitsFor,
            },
          }),
        );
        announce(answer.message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    >
      <TextInput
        label="What is to be done"
        description="As an order: “Check the tender in Spain”. It is the subject of the mail."
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={120}
        required
        data-autofocus
      />
      <Textarea
        label="How, and what to look at"
        description="Optional. The mail and the task page say it."
        value={instructions}
        onChange={(event) => setInstructions(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
      />
      <NativeSelect
        label="Who"
        value={assigneeId}
        onChange={(event) => setAssigneeId(event.currentTarget.value)}
        error={people.isError ? messageOf(people.error) : null}
        data={[
          { value: '', label: people.isPending ? 'Loading…' : 'Choose a person' },
          ...choosable.map((one) => ({
            value: one.id,
            label: `${one.name} (${one.roles.map((role) => role.role).join(', ')})`,
          })),
        ]}
        required
      />
      <TextInput
        type="datetime-local"
        label={`Due (${zoneName(timeZone)})`}
        description={dueAt ? `${step.name} is due ${formatMoment(step.dueAt, timeZone)}.` : undefined}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
        required
      />
      <NumberInput
        label="Minutes it takes"
        min={1}
        max={600}
        allowDecimal={false}
        value={minutes}
        onChange={(value) => {
          if (typeof value === 'number') setMinutes(value);
        }}
      />
      <NativeSelect
        label="Waits for"
        value={waitsFor}
        onChange={(event) => setWaitsFor(event.currentTarget.value)}
        data={[{ value: '', label: 'nothing: it opens with its step' }, ...tasksBefore(step)]}
      />
    </ActDialog>
  );
}

function consequenceOf(step: Schemas['StepView'], name: string | null, hasToWait: boolean): string {
  const who = name ?? 'Whoever you choose';
  const when =
    step.state !== 'open' ? `when ${step.name} opens` : hasToWait ? 'when the work before it is done' : 'now';
  return `${who} gets a mail ${when}, and is reminded like for any other task. ${step.name} does not close before it is done.`;
}

/** One choice for each task of the template, however many people have it. */
function tasksBefore(step: Schemas['StepView']): { value: string; label: string }[] {
  const titles = new Map(step.tasks.map((task) => [task.key.split('/')[0] ?? task.key, task.title]));
  return [...titles].map(([value, label]) => ({ value, label }));
}
