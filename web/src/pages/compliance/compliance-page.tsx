import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useUnitChoice } from '../../api/session';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock, Notice } from '../../components/page-states';
import { ComplianceTrend } from './compliance-trend';
import { ForecastAccuracy } from './forecast-accuracy';
import { StepHeatMap, UnitHeatMap } from './heat-maps';
import { MonthFigures } from './month-figures';

/** Is the process kept, month after month and unit by unit? */
export default function CompliancePage() {
  const [months, setMonths] = useState(12);
  const { unitId: preferred } = useUnitChoice();
  const [chosen, setChosen] = useState<string | null>(null);
  const compliance = useQuery({
    queryKey: ['compliance', months],
    queryFn: () => answerOf(api.GET('/api/compliance', { params: { query: { months } } })),
  });
  const units = compliance.data?.units ?? [];
  const unit = units.find((one) => one.id === (chosen ?? preferred)) ?? units[0];
  const hasCycles = units.some((one) => one.months.some((month) => month.cycleId !== null));

  return (
    <Page
      title="Is the process kept?"
      lead={compliance.data?.sentence}
      aside={
        <NativeSelect
          aria-label="Months shown"
          value={String(months)}
          onChange={(event) => setMonths(Number(event.currentTarget.value))}
          data={[
            { value: '6', label: '6 months' },
            { value: '12', label: '12 months' },
            { value: '24', label: '24 months' },
          ]}
        />
      }
    >
      {compliance.isPending ? <LoadingBlock /> : null}
      {compliance.isError ? (
        <ErrorNote error={compliance.error} onRetry={() => void compliance.refetch()} />
      ) : null}
      {compliance.data && !hasCycles ? (
        <EmptyNote icon="calendar" title="No month has been run yet">
          As soon as a cycle is under way, its steps, inputs and sign-offs are measured here against the dates
          first planned.
        </EmptyNote>
      ) : null}
      {compliance.data?.madeUp ? (
        <Notice tone="open" icon="calendar" title="Some of these months are made up">
          {compliance.data.madeUp}. The sample company comes with them so that there is something to compare
          with: nobody worked in them, no mail was sent and nothing was published.
        </Notice>
      ) : null}
      {compliance.data && hasCycles ? (
        <Section title="Unit by month" note="Index of what can be measured, and the steps that were on time.">
          <UnitHeatMap compliance={compliance.data} onChoose={setChosen} chosenId={unit?.id ?? ''} />
        </Section>
      ) : null}
      {unit && hasCycles ? (
        <>
          <Section title={`${unit.name}: step by month`} note={unit.trend}>
            <StepHeatMap unit={unit} />
          </Section>
          <Section title={`${unit.name}: how it develops`}>
            <ComplianceTrend unit={unit} />
          </Section>
          <Section title={`${unit.name}: the figures behind it`}>
            <MonthFigures unit={unit} />
          </Section>
        </>
      ) : null}
      {unit ? <ForecastAccuracy key={unit.id} unitId={unit.id} unitName={unit.name} /> : null}
    </Page>
  );
}
