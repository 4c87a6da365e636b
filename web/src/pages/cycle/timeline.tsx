import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Status } from '../../components/status';
import { dayOf, daysBetween, formatDay, formatMoment, fromWallTime, isWeekend } from '../../words/dates';
import { stepState } from '../../words/states';

type StepView = Schemas['StepView'];

/** The month on calendar days: each step's planned time, its time in force, how far it is, and a sentence. */
export function Timeline({
  cycle,
  onOpenStep,
}: {
  cycle: Schemas['CycleView'];
  onOpenStep: (step: string) => void;
}) {
  const { timeZone, now } = useReader();
  const scale = scaleOf(cycle, timeZone, now);
  const today = scale.at(now.toISOString());
  const isTodayShown = today >= 0 && today <= 100;

  return (
    <>
      <div className="gantt">
        <div className="gantt-head">
          <div className="gantt-name" />
          <div className="gantt-days" aria-hidden="true">
            {scale.days.map((day, index) => (
              <DayLabel key={day} day={day} index={index} count={scale.days.length} />
            ))}
          </div>
          <div className="gantt-words" />
        </div>
        {cycle.steps.map((step, index) => (
          <div className="gantt-row" key={step.key}>
            <div className="gantt-name">
              <div>
                <button type="button" onClick={() => onOpenStep(step.key)}>
                  {step.name}
                </button>
              </div>
              <Status state={stepState(step)} isPlain />
            </div>
            <div className="gantt-track">
              {scale.days.map((day, column) =>
                isWeekend(day) ? (
                  <span
                    key={day}
                    className="gantt-shade"
                    style={{
                      left: `${(column / scale.days.length) * 100}%`,
                      width: `${100 / scale.days.length}%`,
                    }}
                  />
                ) : null,
              )}
              <Bar step={step} scale={scale} now={now} timeZone={timeZone} onOpenStep={onOpenStep} />
              {isTodayShown ? (
                <>
                  <span className="gantt-today" style={{ left: `${today}%` }} />
                  {index === 0 ? (
                    <span
                      className="gantt-today-label"
                      style={{ left: `${today}%`, bottom: 'auto', top: -8 }}
                    >
                      today
                    </span>
                  ) : null}
                </>
              ) : null}
            </div>
            <div className="gantt-words">{step.sentence}</div>
          </div>
        ))}
      </div>
      <p className="gantt-legend">
        <span>
          <i className="legend-plan" /> first planned
        </span>
        <span>
          <i className="legend-today" /> today
        </span>
        <span>Filled: the share of the step’s tasks and sign-offs that are in.</span>
      </p>
    </>
  );
}

interface Scale {
  readonly days: readonly string[];
  /** Per cent of the track's width. */
  readonly at: (instant: string) => number;
}

function scaleOf(cycle: Schemas['CycleView'], timeZone: string, now: Date): Scale {
  const instants = [
    cycle.publishDueAt,
    ...cycle.steps.flatMap((step) => [
      step.plannedOpenAt,
      step.plannedDueAt,
      step.openAt,
      step.dueAt,
      ...(step.openedAt ? [step.openedAt] : []),
      ...(step.closedAt ? [step.closedAt] : []),
      ...(step.state === 'open' ? [now.toISOString()] : []),
    ]),
  ].map((instant) => Date.parse(instant));
  const firstDay = dayOf(new Date(Math.min(...instants)), timeZone);
  const lastDay = dayOf(new Date(Math.max(...instants)), timeZone);
  const days = daysBetween(firstDay, lastDay);
  const from = Date.parse(fromWallTime(`${firstDay}T00:00`, timeZone) ?? firstDay);
  const span = days.length * 86_400_000;
  return { days, at: (instant) => ((Date.parse(instant) - from) / span) * 100 };
}

/** Every Monday by name; the other days by number, thinned out when there are many. */
function DayLabel({ day, index, count }: { day: string; index: number; count: number }) {
  const weekday = new Date(day).getUTCDay();
  const isNamed = weekday === 1 || index === 0;
  if (count > 16 && !isNamed && (count > 34 || weekday === 0 || weekday === 2 || weekday === 6)) {
    if (count > 26) return null;
  }
  return (
    <span
      className="gantt-day"
      data-weekend={isWeekend(day)}
      data-named={isNamed}
      style={{ left: `${(index / count) * 100}%`, width: `${100 / count}%` }}
    >
      <b>{Number(day.slice(8))}</b>
      {isNamed ? formatDay(day, 'UTC').slice(0, 3) : ''}
    </span>
  );
}

function Bar({
  step,
  scale,
  now,
  timeZone,
  onOpenStep,
}: {
  step: StepView;
  scale: Scale;
  now: Date;
  timeZone: string;
  onOpenStep: (step: string) => void;
}) {
  const state = stepState(step);
  const begin = scale.at(step.openedAt ?? step.openAt);
  const due = scale.at(step.dueAt);
  const end = step.closedAt
    ? scale.at(step.closedAt)
    : step.state === 'open'
      ? Math.max(due, scale.at(now.toISOString()))
      : due;
  const planBegin = scale.at(step.plannedOpenAt);
  const planEnd = scale.at(step.plannedDueAt);
  const share = shareDone(step);

  return (
    <>
      <span
        className="gantt-plan"
        style={{ left: `${planBegin}%`, width: `${Math.max(planEnd - planBegin, 0.4)}%` }}
      />
      <button
        type="button"
        className="gantt-bar"
        data-tone={state.tone}
        style={{ left: `${begin}%`, width: `${Math.max(end - begin, 0.6)}%` }}
        onClick={() => onOpenStep(step.key)}
        aria-label={`${step.name}: ${state.word}. ${datesOf(step, timeZone)} ${step.sentence}`}
        title={datesOf(step, timeZone)}
      >
        <span className="gantt-fill" style={{ width: `${share * 100}%` }} />
      </button>
    </>
  );
}

function datesOf(step: StepView, timeZone: string): string {
  const opened = step.openedAt
    ? `Opened ${formatMoment(step.openedAt, timeZone)}`
    : `Opens ${formatMoment(step.openAt, timeZone)}`;
  const closed = step.closedAt ? `, closed ${formatMoment(step.closedAt, timeZone)}` : '';
  return `${opened}, due ${formatMoment(step.dueAt, timeZone)}${closed}.`;
}

/** Tasks and current sign-offs that are in, of all; a closed step is whole. */
function shareDone(step: StepView): number {
  if (step.state === 'closed') return 1;
  if (step.state === 'waiting') return 0;
  const signOffs = step.signOffGroups
    .filter((group) => group.state === 'open')
    .flatMap((group) => group.signOffs);
  const all = step.tasks.length + signOffs.length;
  const isIn =
    step.tasks.filter((task) => task.state === 'done' || task.state === 'skipped').length +
    signOffs.filter((signOff) => signOff.state !== 'pending').length;
  return all === 0 ? 0 : isIn / all;
}
