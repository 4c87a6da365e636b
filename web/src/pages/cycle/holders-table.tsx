import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useMe, useReader } from '../../api/session';
import { Section } from '../../components/page';
import { EmptyNote } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { formatDue, formatMoment } from '../../words/dates';
import { plural, remindedWords } from '../../words/figures';
import { signOffState, taskState } from '../../words/states';
import { RequestActs } from './request-acts';

type TaskLine = Schemas['TaskLine'];
type SignOffLine = Schemas['SignOffLine'];
interface Held {
  readonly id: string;
  readonly title: string;
  readonly stepKey: string;
  readonly stepName: string;
  readonly person: Schemas['PersonRef'];
  readonly isLate: boolean;
  readonly isOpen: boolean;
  readonly of: { kind: 'task'; line: TaskLine } | { kind: 'sign-off'; line: SignOffLine };
}

/** Every task and sign-off: who holds it, where it stands, what was last done. */
export function HoldersTable({ cycle }: { cycle: Schemas['CycleView'] }) {
  const me = useMe();
  const { timeZone, now } = useReader();
  const [step, setStep] = useState('');
  const [onlyLate, setOnlyLate] = useState(false);
  const [onlyMine, setOnlyMine] = useState(false);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const all = heldIn(cycle);
  const shown = all.filter(
    (one) =>
      (step === '' || one.stepKey === step) &&
      (!onlyLate || (one.isLate && one.isOpen)) &&
      (!onlyMine || one.person.id === me.person.id) &&
      (!onlyOpen || one.isOpen),
  );

  return (
    <Section
      title="Who holds what"
      note={`${shown.length} of ${plural(all.length, 'task and sign-off', 'tasks and sign-offs')}`}
      aside={
        <>
          <Checkbox
            label="Open"
            checked={onlyOpen}
            onChange={(event) => setOnlyOpen(event.currentTarget.checked)}
          />
          <Checkbox
            label="Late"
            checked={onlyLate}
            onChange={(event) => setOnlyLate(event.currentTarget.checked)}
          />
          <Checkbox
            label="Mine"
            checked={onlyMine}
            onChange={(event) => setOnlyMine(event.currentTarget.checked)}
          />
          <NativeSelect
            aria-label="Step"
            size="xs"
            value={step}
            onChange={(event) => setStep(event.currentTarget.value)}
            data={[
              { value: '', label: 'All steps' },
              ...cycle.steps.map((one) => ({ value: one.key, label: one.name })),
            ]}
          />
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyNote title="Nothing fits these filters">
          {all.length === 0
            ? 'The tasks of a step stand here as soon as the cycle has begun.'
            : 'Take a filter away to see more.'}
        </EmptyNote>
      ) : (
        <RecordTable
          label="Who holds what"
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            { head: 'Task', cell: (held) => <HeldName held={held} /> },
            { head: 'Person', cell: ({ person }) => person.name },
            { head: 'State', cell: ({ of }) => <Status state={stateOf(of, now)} /> },
            {
              head: 'Due (your time)',
              onCard: 'Due',
              className: 'tabular',
              cell: ({ of }) => (
                <span title={formatMoment(of.line.dueAt, timeZone)}>
                  {formatDue(of.line.dueAt, timeZone, now)}
                </span>
              ),
            },
            { head: 'Last act', className: 'small', cell: (held) => lastAct(held, timeZone) },
            { head: 'Acts', isActs: true, cell: (held) => <HeldActs held={held} unitId={cycle.unit.id} /> },
          ]}
        />
      )}
    </Section>
  );
}

function HeldName({ held }: { held: Held }) {
  return (
    <>
      <Link to={held.of.kind === 'task' ? paths.task(held.id) : paths.signOff(held.id)}>{held.title}</Link>
      <div className="small soft" style={{ fontWeight: 400 }}>
        {held.stepName}
      </div>
    </>
  );
}

const stateOf = (of: Held['of'], now: Date) =>
  of.kind === 'task' ? taskState(of.line, now) : signOffState(of.line, now);

function HeldActs({ held, unitId }: { held: Held; unitId: string }) {
  const { id, title, person, of } = held;
  const acts = of.line.acts.filter((act) => act === 'remind' || act === 'reassign');
  return (
    <div className="line-acts" style={{ flexWrap: 'nowrap' }}>
      <RequestActs request={{ kind: of.kind, id, title, person, dueAt: of.line.dueAt, acts, unitId }} />
    </div>
  );
}

function heldIn(cycle: Schemas['CycleView']): Held[] {
  return cycle.steps.flatMap((step) => [
    ...step.tasks.map(
      (line): Held => ({
        id: line.id,
        title: line.title,
        stepKey: step.key,
        stepName: step.name,
        person: line.assignee,
        isLate: line.isLate,
        isOpen: line.state === 'open',
        of: { kind: 'task', line },
      }),
    ),
    ...step.signOffGroups
      .filter((group) => group.state !== 'voided' && group.state !== 'cancelled')
      .flatMap((group) => group.signOffs)
      .map(
        (line): Held => ({
          id: line.id,
          title: `Sign-off, plan version ${line.planNumber}`,
          stepKey: step.key,
          stepName: step.name,
          person: line.person,
          isLate: line.isLate,
          isOpen: line.state === 'pending',
          of: { kind: 'sign-off', line },
        }),
      ),
  ]);
}

function lastAct({ of }: Held, timeZone: string): string {
  if (of.kind === 'sign-off') {
    const { line } = of;
    if (line.decidedAt)
      return `${formatMoment(line.decidedAt, timeZone)}${byOther(line.decidedBy, line.person)}`;
    return line.remindersSent > 0
      ? remindedWords(line.remindersSent)
      : `asked ${formatMoment(line.requestedAt, timeZone)}`;
  }
  const { line } = of;
  if (line.completedAt) {
    return `${formatMoment(line.completedAt, timeZone)}${byOther(line.completedBy, line.assignee)}`;
  }
  if (line.remindersSent > 0) return remindedWords(line.remindersSent);
  return line.openedAt ? `asked ${formatMoment(line.openedAt, timeZone)}` : '';
}

function byOther(by: Schemas['PersonRef'] | null, asked: Schemas['PersonRef']): string {
  return by && by.id !== asked.id ? `, by ${by.name}` : '';
}
