import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { acts } from '../../api/acts';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Icon } from '../../components/icon';
import { messageOf } from '../../components/page-states';
import { paths } from '../../paths';
import { formatMoment, fromWallTime, toWallTime, zoneName } from '../../words/dates';
import { useAfterAct } from './after-act';
import type { OpenRequest } from './open-request';
import { ReassignDialog } from './reassign-dialog';

type Act = 'reassign' | 'move' | 'skip';

/** The acts that the server says this reader may do now; each names first whom it touches. */
export function RequestActs({ request }: { request: OpenRequest }) {
  const [act, setAct] = useState<Act | null>(null);
  const [isReminding, setReminding] = useState(false);
  const remindButton = useRef<HTMLButtonElement>(null);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const about = `${request.title}, ${request.person.name}`;

  const remind = async () => {
    setReminding(true);
    try {
      const answer = await (request.kind === 'task'
        ? acts.remindTask(request.id)
        : acts.remindSignOff(request.id));
      announce(answer.message);
      await queries.invalidateQueries();
    } catch (error) {
      announce(messageOf(error), 'late');
    } finally {
      setReminding(false);
    }
  };
  // Out of use while it was sending, it lost the focus; whoever went elsewhere meanwhile stays there.
  const wasReminding = useRef(false);
  useEffect(() => {
    const hasSent = wasReminding.current && !isReminding;
    if (hasSent && document.activeElement === document.body) remindButton.current?.focus();
    wasReminding.current = isReminding;
  }, [isReminding]);
  const may = (name: string) => request.acts.includes(name);

  return (
    <>
      {may('submit') ? <GoTo label="Do it" about={about} to={paths.task(request.id)} /> : null}
      {may('decide') ? <GoTo label="Decide" about={about} to={paths.signOff(request.id)} /> : null}
      {may('remind') ? (
        <Button
          size="xs"
          variant="light"
          ref={remindButton}
          loading={isReminding}
          leftSection={<Icon name="bell" size={14} />}
          aria-label={`Remind: ${about}`}
          onClick={() => void remind()}
        >
          Remind
        </Button>
      ) : null}
      {may('reassign') ? <Choose label="Reassign" about={about} onChoose={() => setAct('reassign')} /> : null}
      {may('move') ? <Choose label="Extend" about={about} onChoose={() => setAct('move')} /> : null}
      {may('skip') ? <Choose label="Cancel…" about={about} onChoose={() => setAct('skip')} /> : null}
      {act === 'reassign' ? <ReassignDialog request={request} onClose={() => setAct(null)} /> : null}
      {act === 'move' ? <MoveDialog request={request} onClose={() => setAct(null)} /> : null}
      {act === 'skip' ? <SkipDialog request={request} onClose={() => setAct(null)} /> : null}
    </>
  );
}

function GoTo({ label, about, to }: { label: string; about: string; to: string }) {
  return (
    <Button component={Link} to={to} size="xs" aria-label={`${label}: ${about}`}>
      {label}
    </Button>
  );
}

function Choose({ label, about, onChoose }: { label: string; about: string; onChoose: () => void }) {
  return (
    <Button size="xs" variant="default" aria-label={`${label}: ${about}`} onClick={onChoose}>
      {label}
    </Button>
  );
}

function MoveDialog({ request, onClose }: { request: OpenRequest; onClose: () => void }) {
  const after = useAfterAct();
  const { timeZone } = useReader();
  const [wallTime, setWallTime] = useState(() => toWallTime(request.dueAt, timeZone));
  const dueAt = fromWallTime(wallTime, timeZone);
  return (
    <ActDialog
      title={`Extend: ${request.title}`}
      consequence={`${request.person.name} has until ${formatMoment(request.dueAt, timeZone)} now. Reminders follow the new time.`}
      button={dueAt ? `Set ${formatMoment(dueAt, timeZone)}` : 'Set the new time'}
      canSend={dueAt !== null && dueAt !== request.dueAt}
      onSend={async (reason) => {
        if (!dueAt) return;
        const answer = await acts.moveTask(request.id, dueAt, reason);
        await after(answer.message);
      }}
      onClose={onClose}
    >
      <TextInput
        type="datetime-local"
        label={`New due time (${zoneName(timeZone)})`}
        value={wallTime}
        onChange={(event) => setWallTime(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}

function SkipDialog({ request, onClose }: { request: OpenRequest; onClose: () => void }) {
  const after = useAfterAct();
  return (
    <ActDialog
      title={`Cancel: ${request.title}`}
      consequence={`The step goes on without what ${request.person.name} would have given. They get a mail with your reason, which is kept with the cycle.`}
      button="Cancel this task"
      isDestructive
      onSend={async (reason) => {
        const answer = await acts.skipTask(request.id, reason);
        await after(answer.message);
      }}
      onClose={onClose}
    />
  );
}
