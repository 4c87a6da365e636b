import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { ErrorNote, LoadingBlock, Notice } from '../../components/page-states';
import { paths } from '../../paths';
import { addMonths, formatMoment, formatPeriod, isMonth } from '../../words/dates';
import { CalendarTable } from './calendar-table';

/** Shows how the month would be dated before it is started; begins with the next one that has no cycle. */
export function StartCycleDialog({
  unitId,
  month,
  periodsWithCycle = [],
  onClose,
}: {
  unitId: string;
  /** Which one to begin with. */
  month?: string;
  periodsWithCycle?: readonly string[];
  onClose: () => void;
}) {
  const { now } = useReader();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [period, setPeriod] = useState(() => {
    if (month) return month;
    let next = addMonths(now.toISOString().slice(0, 7), 1);
    while (periodsWithCycle.includes(next)) next = addMonths(next, 1);
    return next;
  });
  const isPeriod = isMonth(period);
  const calendar = useQuery({
    queryKey: ['calendar', unitId, period],
    enabled: isPeriod,
    queryFn: () =>
      answerOf(api.GET('/api/units/{unitId}/calendar', { params: { path: { unitId }, query: { period } } })),
  });
  const exists = calendar.data?.existingCycleId;
  const isAgain = (calendar.data?.cancelledCycleId ?? null) !== null;

  return (
    <ActDialog
      title="Start a month"
      consequence="The people of the first step are asked by mail as soon as it opens."
      button={isPeriod ? `Start ${formatPeriod(period)}${isAgain ? ' again' : ''}` : 'Start'}
      needsReason={false}
      canSend={calendar.isSuccess && !exists}
      onSend={async () => {
        const cycle = await answerOf(
          api.POST('/api/units/{unitId}/cycles', { params: { path: { unitId } }, body: { period } }),
        );
        await queries.invalidateQueries({ queryKey: ['cycles', unitId] });
        void navigate(paths.cycle(cycle.id));
      }}
      onClose={onClose}
    >
      <TextInput
        label="Month"
        description="Like 2027-01"
        value={period}
        onChange={(event) => setPeriod(event.currentTarget.value.trim())}
        error={isPeriod ? null : 'Write the month like 2027-01.'}
        data-autofocus
      />
      {isPeriod && calendar.isPending ? <LoadingBlock rows={3} label="Working out the dates" /> : null}
      {calendar.isError ? <ErrorNote error={calendar.error} /> : null}
      {exists ? (
        <Notice tone="soon" icon="alert" title={`${formatPeriod(period)} already has a cycle`}>
          There is one cycle per month. Choose another month, or open the one that is there.
        </Notice>
      ) : null}
      {isAgain ? (
        <Notice tone="soon" icon="alert" title={`${formatPeriod(period)} was cancelled`}>
          It starts again from its first step, with the template as it is now. What was done before stays
          readable with the cancelled cycle, and does not count.
        </Notice>
      ) : null}
      {calendar.data && !exists ? (
        <>
          <p className="small soft">
            Kick-off {formatMoment(calendar.data.kickOffAt, calendar.data.timeZone)}, plan published by{' '}
            {formatMoment(calendar.data.publishDueAt, calendar.data.timeZone)}.
          </p>
          <CalendarTable calendar={calendar.data} />
        </>
      ) : null}
    </ActDialog>
  );
}
