import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useMe, useUnitChoice } from '../../api/session';
import { CycleLines } from '../../components/cycle-lines';
import { Icon } from '../../components/icon';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { paths } from '../../paths';
import { StartCycleDialog } from './start-cycle-dialog';

/** The months of a unit: those under way and those before, and the start of a new one. */
export default function UnitPage() {
  const { unitId = '' } = useParams();
  const me = useMe();
  const { chooseUnit } = useUnitChoice();
  const [isStarting, setStarting] = useState(false);
  useEffect(() => {
    if (me.units.some((one) => one.id === unitId)) chooseUnit(unitId);
  }, [me.units, unitId, chooseUnit]);

  const cycles = useQuery({
    queryKey: ['cycles', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/cycles', { params: { path: { unitId } } })),
  });
  const schedule = useQuery({
    queryKey: ['schedule', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/schedule', { params: { path: { unitId } } })),
  });
  const unit = me.units.find((one) => one.id === unitId) ?? cycles.data?.[0]?.unit;
  const running = cycles.data?.filter((cycle) => cycle.state === 'running') ?? [];
  const past = cycles.data?.filter((cycle) => cycle.state !== 'running') ?? [];
  const mayStart = schedule.data?.can.start;

  return (
    <Page
      title={unit ? `${unit.name}: monthly cycles` : 'Monthly cycles'}
      aside={
        <>
          <Button component={Link} to={paths.settings(unitId)} variant="default">
            Settings
          </Button>
          <Button
            component={Link}
            to={paths.schedule(unitId)}
            variant="default"
            leftSection={<Icon name="calendar" />}
          >
            Schedule
          </Button>
          <Button
            leftSection={<Icon name="plus" />}
            disabled={mayStart?.allowed !== true}
            title={mayStart?.why || undefined}
            onClick={() => setStarting(true)}
          >
            Start a month
          </Button>
        </>
      }
    >
      {cycles.isPending ? <LoadingBlock /> : null}
      {cycles.isError ? <ErrorNote error={cycles.error} onRetry={() => void cycles.refetch()} /> : null}
      {cycles.isSuccess ? (
        <>
          <Section title="Under way">
            {running.length > 0 ? (
              <CycleLines cycles={running} />
            ) : (
              <EmptyNote icon="calendar" title="No month is under way">
                The schedule starts the next one by itself, or start one now with “Start a month”.
              </EmptyNote>
            )}
          </Section>
          {past.length > 0 ? (
            <Section title="Before">
              <CycleLines cycles={past} />
            </Section>
          ) : null}
        </>
      ) : null}
      {isStarting && cycles.isSuccess ? (
        <StartCycleDialog
          unitId={unitId}
          periodsWithCycle={cycles.data
            .filter(({ state }) => state !== 'cancelled')
            .map(({ period }) => period)}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </Page>
  );
}
