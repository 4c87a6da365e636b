import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock, messageOf, Notice } from '../../components/page-states';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { addMonths, formatMoment, formatPeriod, isMonth } from '../../words/dates';

type Act = { kind: 'pause' | 'resume' } | { kind: 'skip' | 'backfill'; period: string };

/** When months start by themselves: pause, resume, leave one out, start a missed one. */
export default function SchedulePage() {
  const { unitId = '' } = useParams();
  const { now } = useReader();
  const schedule = useQuery({
    queryKey: ['schedule', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/schedule', { params: { path: { unitId } } })),
  });
  const [act, setAct] = useState<Act | null>(null);
  const missed = addMonths(now.toISOString().slice(0, 7), 0);

  return (
    <Page
      title="When months start by themselves"
      lead={<Link to={paths.unit(unitId)}>Back to the months</Link>}
      isNarrow
    >
      {schedule.isPending ? <LoadingBlock rows={4} /> : null}
      {schedule.isError ? (
        <ErrorNote
          error={schedule.error}
          onRetry={() => void schedule.refetch()}
          whatNow={<SetUpSchedule unitId={unitId} />}
        />
      ) : null}
      {schedule.data ? (
        <>
          {schedule.data.state === 'unknown' ? (
            <Notice tone="late" icon="alert" title="The schedule cannot be read at the moment">
              Temporal cannot be reached. Months under way are safe; look again in a minute.
            </Notice>
          ) : null}
          {schedule.data.isPaused ? (
            <Notice tone="soon" icon="pause" title="Paused: no month starts until it is resumed">
              {schedule.data.note}
            </Notice>
          ) : null}
          <Section
            title="Next months"
            aside={<ScheduleActs schedule={schedule.data} missed={missed} onAct={setAct} />}
          >
            <Runs
              schedule={schedule.data}
              unitId={unitId}
              onSkip={(period) => setAct({ kind: 'skip', period })}
            />
          </Section>
        </>
      ) : null}
      {act ? <ScheduleDialog unitId={unitId} act={act} onClose={() => setAct(null)} /> : null}
    </Page>
  );
}

function ScheduleActs({
  schedule,
  missed,
  onAct,
}: {
  schedule: Schemas['Schedule'];
  missed: string;
  onAct: (act: Act) => void;
}) {
  const { change, start } = schedule.can;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={!start.allowed}
        title={start.why || undefined}
        onClick={() => onAct({ kind: 'backfill', period: missed })}
      >
        Start a missed month
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={!change.allowed}
        title={change.why || undefined}
        onClick={() => onAct({ kind: schedule.isPaused ? 'resume' : 'pause' })}
      >
        {schedule.isPaused ? 'Resume' : 'Pause'}
      </Button>
    </>
  );
}

function Runs({
  schedule,
  unitId,
  onSkip,
}: {
  schedule: Schemas['Schedule'];
  unitId: string;
  onSkip: (period: string) => void;
}) {
  const { timeZone } = useReader();
  if (schedule.nextRuns.length === 0) {
    return (
      <EmptyNote icon="calendar" title="No month will start by itself">
        <SetUpSchedule unitId={unitId} />
      </EmptyNote>
    );
  }
  return (
    <ul className="lines">
      {schedule.nextRuns.map((run) => (
        <li key={run.period} className="line">
          <div>
            <div className="row">
              <span className="line-title">{formatPeriod(run.period)}</span>
              {run.cycleId === null && run.isSkipped ? (
                <Status state={{ tone: 'off', icon: 'skip', word: 'left out' }} />
              ) : null}
            </div>
            <p className="line-facts">
              {run.cycleId === null ? (
                <span>{run.isSkipped ? run.skipReason : `starts ${formatMoment(run.at, timeZone)}`}</span>
              ) : (
                <Link to={paths.cycle(run.cycleId)}>has begun already</Link>
              )}
            </p>
          </div>
          <div className="line-acts">
            {run.isSkipped || run.cycleId !== null ? null : (
              <Button
                size="xs"
                variant="default"
                disabled={!schedule.can.change.allowed}
                title={schedule.can.change.why || undefined}
                aria-label={`Leave out ${formatPeriod(run.period)}`}
                onClick={() => onSkip(run.period)}
              >
                Leave out
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function SetUpSchedule({ unitId }: { unitId: string }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const setUp = async () => {
    try {
      const schedule = await answerOf(
        api.PUT('/api/units/{unitId}/schedule', { params: { path: { unitId } }, body: { isPaused: false } }),
      );
      queries.setQueryData(['schedule', unitId], schedule);
      announce('Months now start by themselves.');
    } catch (error) {
      announce(messageOf(error), 'late');
    }
  };
  return (
    <Button mt="sm" size="xs" variant="default" onClick={() => void setUp()}>
      Set up the monthly start
    </Button>
  );
}

function ScheduleDialog({ unitId, act: asked, onClose }: { unitId: string; act: Act; onClose: () => void }) {
  const [period, setPeriod] = useState('period' in asked ? asked.period : '');
  const isPeriod = isMonth(period);
  const act: Act = asked.kind === 'backfill' && isPeriod ? { ...asked, period } : asked;
  const queries = useQueryClient();
  const announce = useAnnounce();
  const words = wordsOf(act);
  const params = { path: { unitId } };

  const send = async (reason: string) => {
    switch (act.kind) {
      case 'pause':
        await answerOf(api.POST('/api/units/{unitId}/schedule/pause', { params, body: { reason } }));
        break;
      case 'resume':
        await answerOf(api.POST('/api/units/{unitId}/schedule/resume', { params, body: { reason } }));
        break;
      case 'skip':
        await answerOf(
          api.POST('/api/units/{unitId}/schedule/skip', { params, body: { period: act.period, reason } }),
        );
        break;
      case 'backfill':
        await answerOf(
          api.POST('/api/units/{unitId}/schedule/backfill', { params, body: { period: act.period } }),
        );
        break;
    }
    await queries.invalidateQueries();
    announce(words.done);
  };

  return (
    <ActDialog
      title={words.title}
      consequence={words.consequence}
      button={words.title}
      needsReason={act.kind !== 'backfill'}
      canSend={act.kind !== 'backfill' || isPeriod}
      onSend={send}
      onClose={onClose}
    >
      {act.kind === 'backfill' ? (
        <TextInput
          label="Month"
          description="Like 2026-11"
          value={period}
          onChange={(event) => setPeriod(event.currentTarget.value.trim())}
          error={isPeriod ? null : 'Write the month like 2026-11.'}
        />
      ) : null}
    </ActDialog>
  );
}

function wordsOf(act: Act): { title: string; consequence: string; done: string } {
  switch (act.kind) {
    case 'pause':
      return {
        title: 'Pause the schedule',
        consequence: 'No month starts by itself until someone resumes it. Months under way go on.',
        done: 'The schedule is paused.',
      };
    case 'resume':
      return {
        title: 'Resume the schedule',
        consequence: 'The next month starts by itself at its time again.',
        done: 'The schedule runs again.',
      };
    case 'skip':
      return {
        title: `Leave out ${formatPeriod(act.period)}`,
        consequence: 'Nobody is asked for anything in this month, and no plan is published for it.',
        done: `${formatPeriod(act.period)} is left out.`,
      };
    case 'backfill':
      return {
        title: `Start ${formatPeriod(act.period)} now`,
        consequence: 'The month starts at once; steps whose dates have passed open right away.',
        done: `${formatPeriod(act.period)} is starting.`,
      };
  }
}
