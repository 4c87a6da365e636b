import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { TableScroll } from '../../components/table-scroll';
import { formatMonth } from '../../words/dates';
import { formatRatio } from '../../words/figures';

type Accuracy = Schemas['ForecastAccuracy'];
type Measured = Pick<Accuracy['months'][number], 'wmape' | 'accuracy' | 'bias' | 'biasWords'>;

const lags = [0, 1, 2, 3, 6];

/** Was the forecast good, and whose step made it better? Passed months of one unit against what was sold. */
export function ForecastAccuracy({ unitId, unitName }: { unitId: string; unitName: string }) {
  const [lag, setLag] = useState(2);
  const accuracy = useQuery({
    queryKey: ['forecast-accuracy', unitId, lag],
    queryFn: () =>
      answerOf(
        api.GET('/api/units/{unitId}/forecast-accuracy', {
          params: { path: { unitId }, query: { lag } },
        }),
      ),
  });
  const { data } = accuracy;
  return (
    <Section
      title={`${unitName}: how good was the forecast?`}
      aside={
        data?.lagMonths != null ? (
          <NativeSelect
            aria-label="How long before the month"
            size="xs"
            value={String(lag)}
            onChange={(event) => setLag(Number(event.currentTarget.value))}
            data={lags.map((one) => ({ value: String(one), label: lagWords(one) }))}
          />
        ) : null
      }
    >
      {accuracy.isPending ? <LoadingBlock rows={3} /> : null}
      {accuracy.isError ? <ErrorNote error={accuracy.error} onRetry={() => void accuracy.refetch()} /> : null}
      {data && data.lagMonths === null ? (
        <EmptyNote icon="chart" title="No planned month has passed yet">
          {data.sentence}
        </EmptyNote>
      ) : null}
      {data && data.lagMonths !== null ? (
        <div className="stack">
          <p>{data.sentence}</p>
          <Steps steps={data.steps} />
          <Families accuracy={data} />
          <Lags accuracy={data} />
          <Months accuracy={data} />
          <p className="soft">
            Error is WMAPE: what was missed in all families and markets, as a share of what was sold. Accuracy
            is one less the error, at least 0.
          </p>
        </div>
      ) : null}
    </Section>
  );
}

const lagWords = (lag: number): string => {
  if (lag === 0) return 'Made in the month itself';
  return lag === 1 ? 'Made 1 month ahead' : `Made ${lag} months ahead`;
};

function Steps({ steps }: { steps: Accuracy['steps'] }) {
  return (
    <div>
      <h3>Step by step</h3>
      <TableScroll label="Forecast value added by step">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <MeasuredHeads />
              <th scope="col">What the step did</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.key}>
                <th scope="row">{step.name}</th>
                <MeasuredCells measured={step} />
                <td data-label="Effect" className="words">
                  {step.words}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function Families({ accuracy }: { accuracy: Accuracy }) {
  return (
    <div>
      <h3>By family, consensus</h3>
      <TableScroll label="Forecast accuracy by family">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">Family</th>
              <MeasuredHeads />
              <th scope="col" className="number">
                Error of the baseline
              </th>
              <th scope="col" className="number">
                Error of last year
              </th>
            </tr>
          </thead>
          <tbody>
            {accuracy.families.map(({ familyCode, familyName, steps }) => {
              const errorOf = (key: string) => steps.find((step) => step.key === key)?.wmape;
              const consensus = steps.find((step) => step.key === 'consensus');
              return (
                <tr key={familyCode}>
                  <th scope="row">{familyName}</th>
                  {consensus ? <MeasuredCells measured={consensus} /> : null}
                  <td data-label="Baseline" className="number">
                    {formatRatio(errorOf('baseline'))}
                  </td>
                  <td data-label="Last year" className="number">
                    {formatRatio(errorOf('naive'))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function Lags({ accuracy }: { accuracy: Accuracy }) {
  return (
    <div>
      <h3>By how long before, consensus</h3>
      <TableScroll label="Forecast accuracy by lag">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <MeasuredHeads />
            </tr>
          </thead>
          <tbody>
            {accuracy.byLag.map((row) => (
              <tr key={row.lagMonths}>
                <th scope="row">{lagWords(row.lagMonths).replace('Made ', '')}</th>
                <MeasuredCells measured={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function Months({ accuracy }: { accuracy: Accuracy }) {
  return (
    <div>
      <h3>Month by month, consensus</h3>
      <TableScroll label="Forecast accuracy by month">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">Month</th>
              <MeasuredHeads />
            </tr>
          </thead>
          <tbody>
            {accuracy.months.map((row) => (
              <tr key={row.month}>
                <th scope="row">{formatMonth(row.month)}</th>
                <MeasuredCells measured={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function MeasuredHeads() {
  return (
    <>
      <th scope="col" className="number">
        Accuracy
      </th>
      <th scope="col" className="number">
        Error
      </th>
      <th scope="col">Bias</th>
    </>
  );
}

function MeasuredCells({ measured }: { measured: Measured }) {
  return (
    <>
      <td data-label="Accuracy" className="number">
        {formatRatio(measured.accuracy)}
      </td>
      <td data-label="Error" className="number">
        {formatRatio(measured.wmape)}
      </td>
      <td data-label="Bias" className="words">
        {measured.biasWords}
      </td>
    </>
  );
}
