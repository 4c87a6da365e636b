import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { dayOf } from '../../words/dates';

type PersonView = Schemas['PersonView'];

/** Away from and to, and who acts meanwhile. */
export function AbsenceDialog({
  person,
  people,
  onClose,
}: {
  person: PersonView;
  people: readonly PersonView[];
  onClose: () => void;
}) {
  const { now } = useReader();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const today = dayOf(now, person.timeZone);
  const [firstDay, setFirstDay] = useState(today);
  const [lastDay, setLastDay] = useState(today);
  const [delegateId, setDelegateId] = useState(person.backup?.id ?? '');
  const delegate = people.find((one) => one.id === delegateId);

  return (
    <ActDialog
      title={`When is ${person.name} away?`}
      consequence={
        delegate
          ? `New requests of these days go to ${delegate.name}, who acts for ${person.name}; it is recorded who did.`
          : 'Without someone who acts meanwhile, requests of these days go up the ladder.'
      }
      button="Save the absence"
      needsReason={false}
      canSend={firstDay !== '' && lastDay >= firstDay}
      onSend={async () => {
        await answerOf(
          api.POST('/api/people/{personId}/absences', {
            params: { path: { personId: person.id } },
            body: { firstDay, lastDay, delegateId: delegateId || null },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['people'] });
        announce(`The absence of ${person.name} is saved.`);
      }}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label="First day"
        value={firstDay}
        onChange={(event) => setFirstDay(event.currentTarget.value)}
        required
      />
      <TextInput
        type="date"
        label="Last day"
        value={lastDay}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        error={lastDay < firstDay ? 'The last day must not lie before the first.' : null}
        required
      />
      <NativeSelect
        label="Who acts meanwhile"
        value={delegateId}
        onChange={(event) => setDelegateId(event.currentTarget.value)}
        data={[
          { value: '', label: 'Nobody' },
          ...people
            .filter((one) => one.isActive && one.id !== person.id)
            .map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
    </ActDialog>
  );
}
