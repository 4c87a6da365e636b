import { Button } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Section } from '../../components/page';
import { EmptyNote } from '../../components/page-states';
import { Status } from '../../components/status';
import { formatDue } from '../../words/dates';
import { remindedWords } from '../../words/figures';
import type { StateWords } from '../../words/states';
import { RequestActs } from './request-acts';

/** What the owner should look at: late or escalated, with the acts that help. */
export function NeedsYou({
  cycle,
  onOpenStep,
}: {
  cycle: Schemas['CycleView'];
  onOpenStep: (step: string) => void;
}) {
  const count = cycle.needsYou.length;
  if (cycle.state !== 'running') return null;
  return (
    <Section title={count > 0 ? `Needs you (${count})` : 'Needs you'}>
      {count === 0 ? (
        <EmptyNote title="Nothing needs you now">
          What is late or was escalated to you will stand here, with what you can do about it.
        </EmptyNote>
      ) : (
        <ul className="lines">
          {cycle.needsYou.map((one) => (
            <AttentionLine
              key={`${one.kind}-${one.id}`}
              one={one}
              unitId={cycle.unit.id}
              onOpenStep={onOpenStep}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function AttentionLine({
  one,
  unitId,
  onOpenStep,
}: {
  one: Schemas['Attention'];
  unitId: string;
  onOpenStep: (step: string) => void;
}) {
  const { timeZone, now } = useReader();
  return (
    <li className="line">
      <div className="stack-tight">
        <div className="row">
          <span className="line-title">{one.title}</span>
          {standsStill(one) ? null : <span>{one.person.name}</span>}
          <Status state={stateOf(one)} />
        </div>
        <p className="line-facts">
          {standsStill(one) ? (
            <span>{one.sentence}</span>
          ) : (
            <>
              <span>due {formatDue(one.dueAt, timeZone, now)}</span>
              <span>{one.remindersSent > 0 ? remindedWords(one.remindersSent) : 'not reminded yet'}</span>
            </>
          )}
          {one.escalationLevel > 0 ? <span>escalated, rung {one.escalationLevel}</span> : null}
        </p>
        {one.outOfReach ? <p className="small">{one.outOfReach}</p> : null}
      </div>
      <div className="line-acts">
        {standsStill(one) ? (
          <Button size="xs" variant="default" onClick={() => onOpenStep(one.step)}>
            Open the step
          </Button>
        ) : (
          <RequestActs request={{ ...one, kind: one.kind === 'task' ? 'task' : 'sign-off', unitId }} />
        )}
      </div>
    </li>
  );
}

/** Of a whole step: nobody's task, but something to be seen to. */
const standsStill = ({ kind }: Schemas['Attention']) => kind === 'sign-off-group' || kind === 'step';

function stateOf(one: Schemas['Attention']): StateWords {
  if (standsStill(one)) return { tone: 'late', icon: 'alert', word: 'stands still' };
  const progress = one.kind === 'sign-off' ? 'not decided' : one.isStarted ? 'started' : 'not started';
  return one.isLate
    ? { tone: 'late', icon: 'alert', word: `late, ${progress}` }
    : { tone: 'soon', icon: 'clock', word: progress };
}
