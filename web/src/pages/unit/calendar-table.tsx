import type { Schemas } from '../../api/client';
import { formatDay, formatMoment } from '../../words/dates';

/** The dates of a month to come, step by step. */
export function CalendarTable({ calendar }: { calendar: Schemas['CalendarPreview'] }) {
  return (
    <div className="stack-tight">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Opens</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {calendar.steps.map((step) => (
            <tr key={step.key}>
              <th scope="row">{step.name}</th>
              <td>{formatMoment(step.openAt, calendar.timeZone)}</td>
              <td>{formatMoment(step.dueAt, calendar.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {calendar.holidays.length > 0 ? (
        <p className="small soft">
          Holidays left out:{' '}
          {calendar.holidays.map((day) => `${day.name} (${formatDay(day.date, 'UTC')})`).join(', ')}.
        </p>
      ) : null}
    </div>
  );
}
