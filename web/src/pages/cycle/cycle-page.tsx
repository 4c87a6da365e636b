import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answerOf, api, isWithdrawn, type Schemas } from '../../api/client';
import { useReader, useUnitChoice } from '../../api/session';
import { Icon } from '../../components/icon';
import { Page, Section } from '../../components/page';
import { ErrorNote, LoadingBlock, Notice } from '../../components/page-states';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { formatMoment, formatPeriod } from '../../words/dates';
import { formatUnits } from '../../words/figures';
import { cycleState } from '../../words/states';
import { StartCycleDialog } from '../unit/start-cycle-dialog';
import { CancelCycleDialog, RemindAllButton } from './cycle-acts';
import { CycleRecord } from './cycle-record';
import { HoldersTable } from './holders-table';
import { NeedsYou } from './needs-you';
import { StepDrawer } from './step-drawer';
import { Timeline } from './timeline';

/** Is my month on track? Timeline, then what needs the owner, then who holds what. */
export default function CyclePage() {
  const { cycleId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const cycle = useQuery({
    queryKey: ['cycle', cycleId],
    queryFn: () => answerOf(api.GET('/api/cycles/{cycleId}', { params: { path: { cycleId } } })),
  });

  const { chooseUnit } = useUnitChoice();
  const unitId = cycle.data?.unit.id;
  useEffect(() => {
    if (unitId) chooseUnit(unitId);
  }, [unitId, chooseUnit]);

  if (cycle.isPending) {
    return (
      <Page title="Cycle">
        <LoadingBlock rows={8} />
      </Page>
    );
  }
  if (cycle.isLoadingError || (cycle.isError && isWithdrawn(cycle.error))) {
    return (
      <Page title="Cycle" isNarrow>
        <ErrorNote error={cycle.error} onRetry={() => void cycle.refetch()} />
      </Page>
    );
  }

  const opened = cycle.data.steps.find((step) => step.key === search.get('step'));
  const openStep = (step: string | null) => {
    setSearch(step ? { step } : {}, { replace: true, preventScrollReset: true });
  };

  return (
    <CycleView cycle={cycle.data} onOpenStep={openStep}>
      {opened ? <StepDrawer cycle={cycle.data} step={opened} onClose={() => openStep(null)} /> : null}
    </CycleView>
  );
}

function CycleView({
  cycle,
  onOpenStep,
  children,
}: {
  cycle: Schemas['CycleView'];
  onOpenStep: (step: string) => void;
  children: React.ReactNode;
}) {
  const [isCancelling, setCancelling] = useState(false);
  return (
    <Page
      title={`${cycle.unit.name} · ${formatPeriod(cycle.period)}`}
      lead={
        <span className="row">
          <Status state={cycleState(cycle.state, cycle.isOnTrack)} />
          <span>{cycle.headline}</span>
        </span>
      }
      aside={
        <>
          <Button
            component={Link}
            to={paths.cyclePlans(cycle.id)}
            variant="default"
            leftSection={<Icon name="chart" />}
          >
            Plans
          </Button>
          {cycle.state === 'running' ? <RemindAllButton cycle={cycle} /> : null}
          <CycleMenu cycle={cycle} onCancel={() => setCancelling(true)} />
        </>
      }
    >
      <EndOfCycle cycle={cycle} />
      <Section title="Timeline" note="A bar opens its step.">
        <Timeline cycle={cycle} onOpenStep={onOpenStep} />
      </Section>
      <NeedsYou cycle={cycle} onOpenStep={onOpenStep} />
      <HoldersTable cycle={cycle} />
      <CycleRecord cycleId={cycle.id} />
      {children}
      {isCancelling ? <CancelCycleDialog cycle={cycle} onClose={() => setCancelling(false)} /> : null}
    </Page>
  );
}

function CycleMenu({ cycle, onCancel }: { cycle: Schemas['CycleView']; onCancel: () => void }) {
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" aria-label="More acts" px="sm">
          <Icon name="more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={paths.unit(cycle.unit.id)}>
          All months of {cycle.unit.name}
        </Menu.Item>
        <Menu.Item component={Link} to={paths.schedule(cycle.unit.id)}>
          Schedule
        </Menu.Item>
        <Menu.Item component={Link} to={paths.template(cycle.unit.id)}>
          Template: {cycle.template.name}, version {cycle.template.version}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" disabled={!cycle.can.cancel.allowed} onClick={onCancel}>
          Cancel {formatPeriod(cycle.period)}…
          {cycle.can.cancel.allowed ? null : <span className="small soft"> {cycle.can.cancel.why}</span>}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function StartAgain({ cycle }: { cycle: Schemas['CycleView'] }) {
  const [isStarting, setStarting] = useState(false);
  const can = cycle.can.startAgain;
  return (
    <div className="row" style={{ marginTop: 8 }}>
      <Button
        size="xs"
        variant="default"
        disabled={!can.allowed}
        title={can.why || undefined}
        onClick={() => setStarting(true)}
      >
        Start {formatPeriod(cycle.period)} again
      </Button>
      {isStarting ? (
        <StartCycleDialog unitId={cycle.unit.id} month={cycle.period} onClose={() => setStarting(false)} />
      ) : null}
    </div>
  );
}

function EndOfCycle({ cycle }: { cycle: Schemas['CycleView'] }) {
  const { timeZone } = useReader();
  if (cycle.publication) {
    const { publication } = cycle;
    return (
      <Notice
        tone="done"
        icon="check"
        title={`The plan was published on ${formatMoment(publication.publishedAt, timeZone)}`}
      >
        <p>
          plan.csv: {formatUnits(publication.rowCount)} rows, SHA-256{' '}
          <span className="hash">{publication.sha256}</span>
        </p>
        <div className="row" style={{ marginTop: 8 }}>
          <Button component={Link} to={paths.plan(cycle.id, publication.planVersionId)} size="xs">
            Look at the plan
          </Button>
          <Button
            component="a"
            href={`/api/cycles/${cycle.id}/publication/plan.csv`}
            download={`plan-${cycle.unit.code}-${cycle.period}.csv`}
            size="xs"
            variant="default"
            leftSection={<Icon name="download" />}
          >
            plan.csv
          </Button>
          <Button
            component="a"
            href={`/api/cycles/${cycle.id}/publication/manifest.json`}
            download={`manifest-${cycle.unit.code}-${cycle.period}.json`}
            size="xs"
            variant="default"
            leftSection={<Icon name="download" />}
          >
            manifest.json
          </Button>
        </div>
      </Notice>
    );
  }
  if (cycle.state === 'closed-without-plan') {
    return (
      <Notice tone="soon" icon="skip" title={`${formatPeriod(cycle.period)} ended without a plan`}>
        Nothing was published, because the executive meeting approved no plan. The plan that was published
        last stays in force.
      </Notice>
    );
  }
  if (cycle.state === 'cancelled') {
    return (
      <Notice tone="waiting" icon="void" title={`${formatPeriod(cycle.period)} was cancelled`}>
        <p>{cycle.cancelReason}</p>
        {cycle.startedAgainAs ? (
          <p>
            It was started again: <Link to={paths.cycle(cycle.startedAgainAs)}>open the new cycle</Link>.
          </p>
        ) : (
          <StartAgain cycle={cycle} />
        )}
      </Notice>
    );
  }
  return null;
}
