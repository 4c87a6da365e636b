import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { Status } from '../../components/status';
import { formatMoment } from '../../words/dates';
import type { StateWords } from '../../words/states';

/** Every act and every mail of the cycle, newest first; fetched when it is looked at. */
export function CycleRecord({ cycleId }: { cycleId: string }) {
  const [tab, setTab] = useState<string | null>('history');
  return (
    <Section title="On record">
      <Tabs value={tab} onChange={setTab}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="history">What was done</Tabs.Tab>
          <Tabs.Tab value="mails">Mails</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="history">
          {tab === 'history' ? <History cycleId={cycleId} subjectIds={null} /> : null}
        </Tabs.Panel>
        <Tabs.Panel value="mails">
          {tab === 'mails' ? <Mails cycleId={cycleId} subjectIds={null} /> : null}
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

/** `subjectIds`: only what is about these tasks, sign-off groups and steps; null: all of the cycle. */
export function History({
  cycleId,
  subjectIds,
}: {
  cycleId: string;
  subjectIds: ReadonlySet<string> | null;
}) {
  const history = useQuery({
    queryKey: ['history', cycleId],
    queryFn: () => answerOf(api.GET('/api/cycles/{cycleId}/history', { params: { path: { cycleId } } })),
  });
  if (history.isPending) return <LoadingBlock rows={4} />;
  if (history.isError) return <ErrorNote error={history.error} onRetry={() => void history.refetch()} />;
  const lines = history.data.filter((line) => !subjectIds || subjectIds.has(line.subjectId));
  if (lines.length === 0)
    return <EmptyNote title="Nothing was done yet">Every act will stand here.</EmptyNote>;
  return <HistoryLines lines={lines} />;
}

export function HistoryLines({ lines }: { lines: readonly Schemas['HistoryLine'][] }) {
  const { timeZone } = useReader();
  const [isLong, setLong] = useState(false);
  const shown = isLong ? lines : lines.slice(0, 15);
  return (
    <>
      <ol className="history">
        {shown.map((line) => (
          <li key={line.id}>
            <time dateTime={line.at}>{formatMoment(line.at, timeZone)}</time>
            <span>{line.sentence}</span>
          </li>
        ))}
      </ol>
      {lines.length > shown.length ? (
        <button type="button" className="text-button" onClick={() => setLong(true)}>
          Show all {lines.length}
        </button>
      ) : null}
    </>
  );
}

export function Mails({ cycleId, subjectIds }: { cycleId: string; subjectIds: ReadonlySet<string> | null }) {
  const { timeZone } = useReader();
  const [isLong, setLong] = useState(false);
  const mails = useQuery({
    queryKey: ['mails', cycleId],
    queryFn: () => answerOf(api.GET('/api/cycles/{cycleId}/mails', { params: { path: { cycleId } } })),
  });
  if (mails.isPending) return <LoadingBlock rows={4} />;
  if (mails.isError) return <ErrorNote error={mails.error} onRetry={() => void mails.refetch()} />;
  const lines = mails.data.filter((line) => !subjectIds || subjectIds.has(line.subjectId));
  if (lines.length === 0) {
    return (
      <EmptyNote icon="mail" title="No mail went out yet">
        Every mail, its time and whether it arrived will stand here.
      </EmptyNote>
    );
  }
  const shown = isLong ? lines : lines.slice(0, 15);
  return (
    <>
      <RecordTable
        label="Mails"
        rows={shown}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Subject', cell: ({ subject }) => subject },
          { head: 'To', cell: ({ to }) => to.name },
          {
            head: 'When',
            className: 'tabular',
            cell: ({ sentAt, createdAt }) => formatMoment(sentAt ?? createdAt, timeZone),
          },
          { head: 'State', cell: (mail) => <MailState mail={mail} /> },
        ]}
      />
      {lines.length > shown.length ? (
        <button type="button" className="text-button" onClick={() => setLong(true)}>
          Show all {lines.length}
        </button>
      ) : null}
    </>
  );
}

function MailState({ mail }: { mail: Schemas['MailLine'] }) {
  return (
    <>
      <Status state={mailState(mail)} />
      {mail.lastError && mail.state !== 'sent' ? <div className="small soft">{mail.lastError}</div> : null}
    </>
  );
}

function mailState(mail: Schemas['MailLine']): StateWords {
  switch (mail.state) {
    case 'sent':
      return { tone: 'done', icon: 'check', word: 'sent' };
    case 'queued':
      return mail.attempts > 0
        ? { tone: 'soon', icon: 'clock', word: `waiting, tried ${mail.attempts} times` }
        : { tone: 'open', icon: 'clock', word: 'waiting to be sent' };
    case 'suppressed':
      return { tone: 'off', icon: 'skip', word: 'no longer needed' };
    case 'undeliverable':
      return { tone: 'late', icon: 'cross', word: 'could not be delivered' };
    case 'failed':
      return { tone: 'late', icon: 'alert', word: 'failed' };
  }
}
