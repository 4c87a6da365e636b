import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Icon } from '../../components/icon';
import { formatPeriod } from '../../words/dates';
import { plural } from '../../words/figures';

type CycleView = Schemas['CycleView'];

export function RemindAllButton({ cycle }: { cycle: CycleView }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const open = openRequests(cycle);
  const people = new Set(open.map((one) => one.id));
  const can = cycle.can.remindAll;

  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="bell" />}
        disabled={!can.allowed || people.size === 0}
        title={can.why || (people.size === 0 ? 'Nobody is asked for anything at the moment.' : undefined)}
        onClick={() => setAsking(true)}
      >
        Remind all
      </Button>
      {isAsking ? (
        <ActDialog
          title="Remind everybody who is asked for something"
          consequence={`A mail goes to ${namesOf(open.map((one) => one.name))}. Who already had a reminder today may get none.`}
          button={`Remind ${plural(people.size, 'person', 'people')}`}
          needsReason={false}
          onSend={async () => {
            const answer = await answerOf(
              api.POST('/api/cycles/{cycleId}/remind-all', { params: { path: { cycleId: cycle.id } } }),
            );
            announce(answer.message);
            await queries.invalidateQueries();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

export function CancelCycleDialog({ cycle, onClose }: { cycle: CycleView; onClose: () => void }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const open = openRequests(cycle);
  return (
    <ActDialog
      title={`Cancel ${formatPeriod(cycle.period)} for ${cycle.unit.name}`}
      consequence={
        <>
          <p>
            No plan will be published for this month. Everyone with a part in it gets a mail with your reason,
            and none after it. What was sent in is kept.
          </p>
          {open.length > 0 ? (
            <p style={{ marginTop: 8 }}>
              {plural(open.length, 'open request')} to {namesOf(open.map((one) => one.name))}{' '}
              {open.length === 1 ? 'ends' : 'end'} now.
            </p>
          ) : null}
        </>
      }
      button={`Cancel ${formatPeriod(cycle.period)} cycle`}
      isDestructive
      onSend={async (reason) => {
        const answer = await answerOf(
          api.POST('/api/cycles/{cycleId}/cancel', {
            params: { path: { cycleId: cycle.id } },
            body: { reason },
          }),
        );
        announce(answer.message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}

/** Everyone who is asked for something right now. */
function openRequests(cycle: CycleView): { id: string; name: string }[] {
  return cycle.steps.flatMap((step) => [
    ...step.tasks.filter((task) => task.state === 'open').map((task) => task.assignee),
    ...step.signOffGroups
      .filter((group) => group.state === 'open')
      .flatMap((group) => group.signOffs)
      .filter((signOff) => signOff.state === 'pending')
      .map((signOff) => signOff.person),
  ]);
}

/** "Ana Ruiz, Li Wei and 3 others" */
export function namesOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, 3);
  const rest = unique.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${plural(rest, 'other')}`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? 'nobody');
}
