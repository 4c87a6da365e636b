import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { browserZone } from '../../words/dates';
import { roles, roleWords } from '../../words/states';

type PersonView = Schemas['PersonView'];
type PersonBody = Schemas['PersonBody'];

/** A new person, or another role, backup, zone or address for a known one. */
export function PersonDialog({
  unitId,
  person,
  people,
  onClose,
}: {
  unitId: string;
  person: PersonView | null;
  people: readonly PersonView[];
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [body, setBody] = useState<PersonBody>(() => startOf(person));
  const put = (part: Partial<PersonBody>) => setBody((known) => ({ ...known, ...part }));
  const others = [
    { value: '', label: 'Nobody' },
    ...people.filter((one) => one.id !== person?.id).map((one) => ({ value: one.id, label: one.name })),
  ];

  return (
    <ActDialog
      title={person ? `Change ${person.name}` : 'Add a person'}
      consequence={
        person
          ? 'Requests that are already out stay with whom they were sent to. “Has left” ends their sessions and links.'
          : 'They are asked from the next step on. An address that is known here gets these roles too.'
      }
      button={person ? 'Save' : `Add ${body.name || 'this person'}`}
      needsReason={false}
      canSend={body.name.trim() !== '' && body.email.trim() !== ''}
      onSend={async () => {
        if (person) {
          await answerOf(
            api.PUT('/api/units/{unitId}/people/{personId}', {
              params: { path: { unitId, personId: person.id } },
              body,
            }),
          );
        } else {
          await answerOf(api.POST('/api/units/{unitId}/people', { params: { path: { unitId } }, body }));
        }
        await queries.invalidateQueries({ queryKey: ['people'] });
        announce(`${body.name} is saved.`);
      }}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={body.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        required
      />
      <TextInput
        label="E-mail address"
        type="email"
        value={body.email}
        onChange={(event) => put({ email: event.currentTarget.value })}
        required
      />
      <Checkbox.Group
        label="Roles in this unit"
        value={body.roles.map((one) => one.role)}
        onChange={(chosen) =>
          put({
            roles: roles
              .filter((role) => chosen.includes(role))
              .map((role) => body.roles.find((one) => one.role === role) ?? { role, families: [] }),
          })
        }
      >
        <div className="role-grid">
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={roleWords(role)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label="Time zone"
        description="Like Europe/Berlin. Their due times are said in it."
        value={body.timeZone}
        onChange={(event) => put({ timeZone: event.currentTarget.value.trim() })}
        required
      />
      <TextInput
        label="Holidays of"
        description="A region like DE or DE-BY: no reminders on its holidays."
        value={body.holidayRegion}
        onChange={(event) => put({ holidayRegion: event.currentTarget.value.trim().toUpperCase() })}
        required
      />
      <NativeSelect
        label="Stands in when they do not act"
        value={body.backupId ?? ''}
        onChange={(event) => put({ backupId: event.currentTarget.value || null })}
        data={others}
      />
      <NativeSelect
        label="Manager"
        value={body.managerId ?? ''}
        onChange={(event) => put({ managerId: event.currentTarget.value || null })}
        data={others}
      />
      {person ? (
        <Checkbox
          label="Has left: end their sessions and links"
          checked={!body.isActive}
          onChange={(event) => put({ isActive: !event.currentTarget.checked })}
        />
      ) : null}
    </ActDialog>
  );
}

function startOf(person: PersonView | null): PersonBody {
  if (!person) {
    return {
      name: '',
      email: '',
      timeZone: browserZone(),
      holidayRegion: 'DE',
      managerId: null,
      backupId: null,
      isActive: true,
      roles: [],
    };
  }
  return {
    name: person.name,
    email: person.email,
    timeZone: person.timeZone,
    holidayRegion: person.holidayRegion,
    managerId: person.manager?.id ?? null,
    backupId: person.backup?.id ?? null,
    isActive: person.isActive,
    roles: person.roles,
  };
}
