import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { MonthChart } from '../../charts/month-chart';
import type { MonthChartSpec, MonthSeries } from '../../charts/month-chart-option';
import { Page, Section } from '../../components/page';
import { Notice } from '../../components/page-states';
import { ReceiptNote } from '../../components/receipt-note';
import { Status } from '../../components/status';
import { SummaryFigures } from '../../components/summary-figures';
import { paths } from '../../paths';
import { formatMoment, formatPeriod } from '../../words/dates';
import { plural } from '../../words/figures';
import { roleWords, signOffState } from '../../words/states';
import { WayOut } from '../cycle/way-out';
import { DecisionForm } from './decision-form';
import type { SignOffDoor, SignOffView } from './sign-off-door';

/** The same page with an account and without one; made for a phone first. */
export function SignOffWork({ signOff, door }: { signOff: SignOffView; door: SignOffDoor }) {
  const { now } = useReader();
  const queries = useQueryClient();
  const [receipt, setReceipt] = useState<Schemas['Receipt'] | null>(null);
  const { plan } = signOff;

  return (
    <Page
      title={signOff.question}
      isNarrow
      lead={
        <span className="row">
          <Status state={signOffState(receipt ? decidedAs(signOff, receipt) : signOff, now)} />
          <span>
            {signOff.askedBy ? `${signOff.askedBy.name} asks you` : 'Asked of you'} by {signOff.dueLocal},
            about {plural(signOff.minutes, 'minute')}
          </span>
        </span>
      }
    >
      {receipt ? (
        <ReceiptNote
          receipt={receipt}
          title={receipt.isRepeat ? 'Your decision had been recorded before' : 'Your decision is recorded'}
          decision={decisionWords(receipt.outcome)}
          planVersion={
            <>
              {plan.number}, SHA-256 <span className="hash">{plan.sha256}</span>
            </>
          }
        />
      ) : null}
      {receipt === null && !signOff.can.decide.allowed ? <CannotDecide signOff={signOff} /> : null}
      <SummaryFigures summary={plan.summary} sinceLastMonth={plan.sinceLastMonth} isShort />
      <Section
        title={signOff.chart.delivered ? 'Demand against what can be delivered' : 'Demand'}
        aside={
          door.isByLink ? null : <Link to={paths.plan(signOff.cycleId, plan.id)}>Open the whole plan</Link>
        }
      >
        <div className="stack">
          <MonthChart caption="Units a month, all families" height={260} spec={unitsSpec(signOff.chart)} />
          {signOff.chart.hoursUsed ? (
            <MonthChart
              caption="Hours used and hours there, all resources"
              height={220}
              spec={hoursSpec(signOff.chart)}
            />
          ) : null}
        </div>
      </Section>
      <Section title="What changed">
        {signOff.changes.length > 0 ? (
          <ul className="sentences">
            {signOff.changes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          <p className="soft">Nothing changed against the version before, or there was none.</p>
        )}
      </Section>
      {signOff.makersWords.length > 0 ? (
        <Section title="What those who made it wrote">
          <ul className="lines">
            {signOff.makersWords.map(({ person, taskTitle, text }) => (
              <li key={`${person.id} ${taskTitle} ${text}`} className="line">
                <div>
                  <p>“{text}”</p>
                  <p className="soft small">
                    {person.name}, {taskTitle}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <OtherSigners signOff={signOff} />
      {receipt === null && signOff.can.decide.allowed ? (
        <DecisionForm
          signOff={signOff}
          door={door}
          onDecided={(answer) => {
            setReceipt(answer);
            window.scrollTo({ top: 0 });
            void queries.invalidateQueries();
          }}
        />
      ) : null}
      {receipt === null && signOff.can.decide.allowed ? (
        <WayOut
          request={{
            kind: 'sign-off',
            id: signOff.id,
            title: signOff.question,
            person: signOff.person,
            dueAt: signOff.dueAt,
            acts: signOff.acts,
            unitId: signOff.unit.id,
          }}
          can={signOff.can.reassign}
          askedBy={signOff.askedBy}
          signIn={door.isByLink ? paths.signOff(signOff.id) : null}
        />
      ) : null}
      <p className="soft small">
        Plan version {plan.number}, SHA-256 <span className="hash">{plan.sha256}</span>. Your decision counts
        for exactly this version; when the plan changes, you are asked again. Signed by {signOff.person.name}{' '}
        as {roleWords(signOff.role)}.
      </p>
    </Page>
  );
}

/** The recorded decision shows at once, before the page has asked again. */
function decidedAs(signOff: SignOffView, receipt: Schemas['Receipt']) {
  const words = decisionWords(receipt.outcome);
  const state = decidedStates[words] ?? signOff.state;
  return { ...signOff, state, isLate: receipt.isLate };
}

const decidedStates: Readonly<Record<string, SignOffView['state']>> = {
  Approved: 'approved',
  'Approved with conditions': 'approved-with-conditions',
  Rejected: 'rejected',
  Abstained: 'abstained',
};

function decisionWords(outcome: string): string {
  switch (outcome) {
    case 'approve':
    case 'approved':
      return 'Approved';
    case 'approve-with-conditions':
    case 'approved-with-conditions':
      return 'Approved with conditions';
    case 'reject':
    case 'rejected':
      return 'Rejected';
    case 'abstain':
    case 'abstained':
      return 'Abstained';
    default:
      return outcome;
  }
}

function CannotDecide({ signOff }: { signOff: SignOffView }) {
  const { timeZone, now } = useReader();
  const isDecided = signOff.decidedAt !== null;
  return (
    <Notice
      tone={isDecided ? 'done' : 'waiting'}
      icon={isDecided ? 'check' : 'lock'}
      title={
        isDecided && signOff.decidedAt
          ? `${signOff.decidedBy?.name ?? signOff.person.name}: ${signOffState(signOff, now).word}, ${formatMoment(signOff.decidedAt, timeZone)}`
          : 'There is nothing for you to decide here'
      }
    >
      {signOff.comment ? <p>“{signOff.comment}”</p> : null}
      {signOff.can.decide.why ? <p>{signOff.can.decide.why}</p> : null}
    </Notice>
  );
}

function OtherSigners({ signOff }: { signOff: SignOffView }) {
  const { timeZone, now } = useReader();
  return (
    <Section title="The others" note={signOff.rule}>
      {signOff.others.length === 0 ? (
        <p className="soft">Nobody else is asked for {formatPeriod(signOff.period)}.</p>
      ) : (
        <ul className="lines">
          {signOff.others.map((other) => (
            <li key={other.id} className="line">
              <div>
                <div className="row">
                  <span className="line-title">{other.person.name}</span>
                  <span className="soft">{roleWords(other.role)}</span>
                  <Status state={signOffState(other, now)} />
                </div>
                {other.comment ? <p>“{other.comment}”</p> : null}
              </div>
              <span className="soft small">
                {other.decidedAt ? formatMoment(other.decidedAt, timeZone) : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function unitsSpec(chart: SignOffView['chart']): MonthChartSpec {
  const series: MonthSeries[] = [{ name: 'Demand', values: chart.demand, look: 'line', colour: 'accent' }];
  if (chart.delivered)
    series.push({ name: 'Delivered', values: chart.delivered, look: 'bar', colour: 'sky' });
  if (chart.inventory)
    series.push({ name: 'Inventory', values: chart.inventory, look: 'dashed', colour: 'teal' });
  if (chart.backlog?.some((value) => value > 0)) {
    series.push({ name: 'Backlog', values: chart.backlog, look: 'bar', colour: 'red' });
  }
  if (chart.baseline)
    series.push({ name: 'Baseline', values: chart.baseline, look: 'dashed', colour: 'grey' });
  if (chart.previousDemand) {
    series.push({
      name: 'Demand asked before',
      values: chart.previousDemand,
      look: 'dotted',
      colour: 'violet',
    });
  }
  return { months: chart.months, unit: 'units', series };
}

function hoursSpec(chart: SignOffView['chart']): MonthChartSpec {
  const series: MonthSeries[] = [{ name: 'Used', values: chart.hoursUsed ?? [], look: 'bar', colour: 'sky' }];
  if (chart.regularHours) {
    series.push({ name: 'Regular hours', values: chart.regularHours, look: 'step', colour: 'accent' });
  }
  if (chart.totalHours) {
    series.push({ name: 'With overtime', values: chart.totalHours, look: 'dashed', colour: 'red' });
  }
  return { months: chart.months, unit: 'h', series };
}
