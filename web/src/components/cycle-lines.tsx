import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { useReader } from '../api/session';
import { paths } from '../paths';
import { formatDay, formatPeriod } from '../words/dates';
import { cycleState, stepState } from '../words/states';
import { Status } from './status';

type CycleLine = Schemas['CycleLine'];

/** Months as lines: where each stands in a sentence, and its five steps as five marks. */
export function CycleLines({ cycles }: { cycles: readonly CycleLine[] }) {
  const { timeZone } = useReader();
  return (
    <ul className="lines">
      {cycles.map((cycle) => (
        <li key={cycle.id} className="line">
          <div className="stack-tight">
            <div className="row">
              <Link className="line-title" to={paths.cycle(cycle.id)}>
                {cycle.unit.name}, {formatPeriod(cycle.period)}
              </Link>
              <Status state={cycleState(cycle.state, cycle.isOnTrack)} />
            </div>
            <p className="line-facts">
              <span>{cycle.headline}</span>
              {cycle.state === 'running' ? (
                <span>plan due {formatDay(cycle.publishDueAt, timeZone)}</span>
              ) : null}
            </p>
          </div>
          <StepMarks cycle={cycle} />
        </li>
      ))}
    </ul>
  );
}

function StepMarks({ cycle }: { cycle: CycleLine }) {
  return (
    <ol className="step-marks" aria-label={`Steps of ${formatPeriod(cycle.period)}`}>
      {cycle.steps.map((step) => {
        const state = stepState(step);
        return (
          <li key={step.key} data-tone={state.tone} title={`${step.name}: ${state.word}`}>
            <span className="visually-hidden">
              {step.name}: {state.word}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
