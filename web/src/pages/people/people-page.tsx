import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { useAnnounce } from '../../components/announcements';
import { Icon } from '../../components/icon';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock, messageOf } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { Status } from '../../components/status';
import { formatDay, zoneName } from '../../words/dates';
import { plural } from '../../words/figures';
import { roleWords } from '../../words/states';
import { AbsenceDialog } from './absence-dialog';
import { PersonDialog } from './person-dialog';

type PersonView = Schemas['PersonView'];
type Act = { kind: 'add' } | { kind: 'change' | 'away'; person: PersonView };

/** Who has which role, who stands in, who is away. */
export default function PeoplePage() {
  const { unitId = '' } = useParams();
  const me = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const people = useQuery({
    queryKey: ['people', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/people', { params: { path: { unitId } } })),
  });
  const can = people.data?.can.change;
  const all = people.data?.people ?? [];
  const maySayAway = ({ id }: PersonView) => can?.allowed === true || id === me.person.id;

  return (
    <Page
      title="People and roles"
      lead={people.data ? `${plural(all.length, 'person', 'people')} with a role in this unit.` : undefined}
      aside={
        <Button
          leftSection={<Icon name="plus" />}
          disabled={can?.allowed !== true}
          title={can?.why || undefined}
          onClick={() => setAct({ kind: 'add' })}
        >
          Add a person
        </Button>
      }
    >
      {people.isPending ? <LoadingBlock /> : null}
      {people.isError ? <ErrorNote error={people.error} onRetry={() => void people.refetch()} /> : null}
      {people.data && all.length === 0 ? (
        <EmptyNote icon="person" title="Nobody has a role here yet">
          Add the people who give input, sign off and own the process.
        </EmptyNote>
      ) : null}
      {all.length > 0 ? (
        <Section title="Who does what">
          <RecordTable
            label="People and roles"
            rows={all}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Person', cell: (person) => <PersonName person={person} /> },
              { head: 'Roles', cell: rolesInWords },
              {
                head: 'Stands in for them',
                onCard: 'Stands in',
                cell: ({ backup }) => backup?.name ?? <span className="soft">nobody</span>,
              },
              { head: 'Manager', cell: ({ manager }) => manager?.name ?? <span className="soft">none</span> },
              {
                head: 'Away',
                cell: (person) =>
                  person.absences.map((absence) => (
                    <AbsenceLine
                      key={absence.id}
                      person={person}
                      absence={absence}
                      mayRemove={maySayAway(person)}
                    />
                  )),
              },
              {
                head: 'Acts',
                isActs: true,
                cell: (person) => (
                  <PersonActs
                    person={person}
                    mayChange={can?.allowed === true}
                    maySayAway={maySayAway(person)}
                    onAct={setAct}
                  />
                ),
              },
            ]}
          />
        </Section>
      ) : null}
      {act?.kind === 'add' ? (
        <PersonDialog unitId={unitId} person={null} people={all} onClose={() => setAct(null)} />
      ) : null}
      {act?.kind === 'change' ? (
        <PersonDialog unitId={unitId} person={act.person} people={all} onClose={() => setAct(null)} />
      ) : null}
      {act?.kind === 'away' ? (
        <AbsenceDialog person={act.person} people={all} onClose={() => setAct(null)} />
      ) : null}
    </Page>
  );
}

function PersonName({ person }: { person: PersonView }) {
  return (
    <>
      {person.name}
      <div className="small soft" style={{ fontWeight: 400 }}>
        {person.email} · {zoneName(person.timeZone)}
      </div>
      {person.isActive ? null : <Status state={{ tone: 'off', icon: 'skip', word: 'has left' }} />}
    </>
  );
}

const rolesInWords = ({ roles }: PersonView): string =>
  roles
    .map(({ role, families }) => roleWords(role) + (families.length > 0 ? ` (${families.join(', ')})` : ''))
    .join(', ');

function PersonActs({
  person,
  mayChange,
  maySayAway,
  onAct,
}: {
  person: PersonView;
  mayChange: boolean;
  maySayAway: boolean;
  onAct: (act: Act) => void;
}) {
  return (
    <div className="line-acts" style={{ flexWrap: 'nowrap' }}>
      {maySayAway ? (
        <Button
          size="xs"
          variant="default"
          aria-label={`Say when ${person.name} is away`}
          onClick={() => onAct({ kind: 'away', person })}
        >
          Away…
        </Button>
      ) : null}
      {mayChange ? (
        <Button
          size="xs"
          variant="default"
          aria-label={`Change ${person.name}`}
          onClick={() => onAct({ kind: 'change', person })}
        >
          Change
        </Button>
      ) : null}
    </div>
  );
}

function AbsenceLine({
  person,
  absence,
  mayRemove,
}: {
  person: PersonView;
  absence: Schemas['Absence'];
  mayRemove: boolean;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const words = `${formatDay(absence.firstDay, 'UTC')} to ${formatDay(absence.lastDay, 'UTC')}`;
  const remove = async () => {
    try {
      await answerOf(
        api.DELETE('/api/people/{personId}/absences/{absenceId}', {
          params: { path: { personId: person.id, absenceId: absence.id } },
        }),
      );
      await queries.invalidateQueries({ queryKey: ['people'] });
      announce(`${person.name} is no longer away from ${words}.`);
    } catch (error) {
      announce(messageOf(error), 'late');
    }
  };
  return (
    <div className="small">
      {words}
      {absence.delegate ? `, ${absence.delegate.name} acts` : ''}
      {mayRemove ? (
        <>
          {' '}
          <button
            type="button"
            className="text-button"
            aria-label={`Take back: ${person.name} away ${words}`}
            onClick={() => void remove()}
          >
            take back
          </button>
        </>
      ) : null}
    </div>
  );
}
