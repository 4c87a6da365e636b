import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { acts } from '../../api/acts';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { messageOf } from '../../components/page-states';
import { roleWords } from '../../words/states';
import { useAfterAct } from './after-act';
import type { OpenRequest } from './open-request';

/** Somebody who could be asked instead, or not: then `why` goes on after the name. */
interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Schemas['Role'][];
  readonly why: string;
}

/** Gives a task or sign-off to someone else; says of whom cannot be asked why not. */
export function ReassignDialog({ request, onClose }: { request: OpenRequest; onClose: () => void }) {
  const after = useAfterAct();
  const [toPersonId, setToPersonId] = useState('');
  const candidates = useQuery({
    queryKey: ['candidates', request.kind, request.id],
    queryFn: () => candidatesFor(request),
  });
  const all = candidates.data ?? [];
  const able = all.filter(({ why }) => why === '');
  const unable = all.filter(({ why }) => why !== '');
  const chosen = able.find(({ id }) => id === toPersonId);

  return (
    <ActDialog
      title={`Reassign: ${request.title}`}
      consequence={
        chosen
          ? `${chosen.name} gets a mail with the request and has four working hours at least; ${request.person.name} is told, and their link ends.`
          : `It is with ${request.person.name} now. Whoever you choose gets a mail with the request.`
      }
      button={chosen ? `Reassign to ${chosen.name}` : 'Reassign'}
      canSend={chosen !== undefined}
      onSend={async (reason) => {
        const answer =
          request.kind === 'task'
            ? await acts.reassignTask(request.id, toPersonId, reason)
            : await acts.reassignSignOff(request.id, toPersonId, reason);
        await after(answer.message);
      }}
      onClose={onClose}
    >
      <NativeSelect
        label="To whom"
        value={toPersonId}
        onChange={(event) => setToPersonId(event.currentTarget.value)}
        error={candidates.isError ? messageOf(candidates.error) : null}
        data={[
          { value: '', label: candidates.isPending ? 'Loading…' : 'Choose a person' },
          ...able.map(({ id, name, roles }) => ({
            value: id,
            label: `${name} (${roles.map(roleWords).join(', ')})`,
          })),
        ]}
        required
      />
      {unable.length > 0 ? (
        <details>
          <summary className="small">Who cannot be asked, and why</summary>
          <ul className="small soft">
            {unable.map(({ id, name, why }) => (
              <li key={id}>
                {name} {why}.
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </ActDialog>
  );
}

async function candidatesFor({ kind, id, unitId, person }: OpenRequest): Promise<readonly Candidate[]> {
  if (kind === 'sign-off') {
    const { people } = await answerOf(
      api.GET('/api/sign-offs/{signOffId}/candidates', { params: { path: { signOffId: id } } }),
    );
    return people.map((one) => ({ ...one.person, roles: one.roles, why: one.can.why }));
  }
  const { people } = await answerOf(api.GET('/api/units/{unitId}/people', { params: { path: { unitId } } }));
  return people
    .filter((one) => one.isActive && one.id !== person.id)
    .map((one) => ({ id: one.id, name: one.name, roles: one.roles.map(({ role }) => role), why: '' }));
}
