import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { TableScroll } from '../../components/table-scroll';
import { paths } from '../../paths';
import { formatMoment, formatMonth } from '../../words/dates';
import { formatRatio } from '../../words/figures';
import type { Tone } from '../../words/states';

type Compliance = Schemas['Compliance'];
type Unit = Schemas['ComplianceUnit'];
type Month = Schemas['ComplianceMonth'];
type Step = Schemas['ComplianceStep'];

/** Colour and words together: the colour alone says nothing. */
export function UnitHeatMap({
  compliance,
  chosenId,
  onChoose,
}: {
  compliance: Compliance;
  chosenId: string;
  onChoose: (unitId: string) => void;
}) {
  return (
    <TableScroll label="Unit by month" startsAtEnd>
      <table className="heat sticky-first">
        <thead>
          <tr>
            <th scope="col">Unit</th>
            {compliance.months.map((month) => (
              <th key={month} scope="col">
                {formatMonth(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compliance.units.map((unit) => (
            <tr key={unit.id}>
              <th scope="row">
                {compliance.units.length > 1 ? (
                  <button
                    type="button"
                    className="text-button"
                    aria-pressed={unit.id === chosenId}
                    onClick={() => onChoose(unit.id)}
                  >
                    {unit.name}
                  </button>
                ) : (
                  unit.name
                )}
              </th>
              {unit.months.map((month) => (
                <MonthCell key={month.period} month={month} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function MonthCell({ month }: { month: Month }) {
  const content = (
    <>
      <b>{month.cycleId === null ? '–' : formatRatio(month.index, 0)}</b>
      <span>{month.words}</span>
    </>
  );
  return (
    <td data-tone={toneOfIndex(month)}>
      {month.cycleId ? <Link to={paths.cycle(month.cycleId)}>{content}</Link> : <div>{content}</div>}
    </td>
  );
}

function toneOfIndex(month: Month): Tone {
  if (month.cycleId === null || month.index === null) return 'off';
  if (month.index >= 0.9) return 'done';
  return month.index >= 0.7 ? 'soon' : 'late';
}

/** Every step of every month in words; the link opens the step in its cycle. */
export function StepHeatMap({ unit }: { unit: Unit }) {
  const names = new Map(unit.months.flatMap((month) => month.steps.map((step) => [step.key, step.name])));
  return (
    <TableScroll label={`${unit.name}: step by month`} startsAtEnd>
      <table className="heat sticky-first">
        <thead>
          <tr>
            <th scope="col">Step</th>
            {unit.months.map((month) => (
              <th key={month.period} scope="col">
                {formatMonth(month.period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...names].map(([key, name]) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {unit.months.map((month) => (
                <StepCell
                  key={month.period}
                  step={month.steps.find((step) => step.key === key) ?? null}
                  cycleId={month.cycleId}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function StepCell({ step, cycleId }: { step: Step | null; cycleId: string | null }) {
  const { timeZone } = useReader();
  if (!step || !cycleId) {
    return (
      <td data-tone="off">
        <div>no cycle</div>
      </td>
    );
  }
  const tone: Tone = step.isOnTime === null ? 'off' : step.isOnTime ? 'done' : 'late';
  return (
    <td data-tone={tone}>
      <Link
        to={paths.cycle(cycleId, step.key)}
        title={`First planned for ${formatMoment(step.plannedDueAt, timeZone)}${step.isRescheduled ? ', moved since' : ''}`}
      >
        {step.words}
      </Link>
    </td>
  );
}
