import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Page, Section } from '../../components/page';
import { Notice } from '../../components/page-states';
import { ReceiptNote } from '../../components/receipt-note';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { formatMoment, formatPeriod } from '../../words/dates';
import { plural } from '../../words/figures';
import { taskState } from '../../words/states';
import { HistoryLines } from '../cycle/cycle-record';
import { requestOfTask } from '../cycle/open-request';
import { WayOut } from '../cycle/way-out';
import { PastDemand } from './past-demand';
import type { TaskDoor, TaskView } from './task-door';
import { TaskForm } from './task-form';

/** The same page with an account and without one. */
export function TaskWork({ task, door }: { task: TaskView; door: TaskDoor }) {
  const { now } = useReader();
  const [receipt, setReceipt] = useState<Schemas['Receipt'] | null>(null);
  const [isChanging, setChanging] = useState(false);
  const queries = useQueryClient();
  const isOpen = task.state === 'open' && task.can.submit.allowed;
  const mayChange = task.state === 'done' && task.can.submit.allowed;
  // What was sent shows as done a moment later; a page without an account is not told when.
  const isBeingRecorded = receipt !== null && task.state === 'open';
  useEffect(() => {
    if (!isBeingRecorded) return;
    const timer = setInterval(() => void queries.invalidateQueries(), 1_500);
    return () => clearInterval(timer);
  }, [isBeingRecorded, queries]);
  const showForm = receipt === null && (isOpen || (mayChange && isChanging));

  return (
    <Page
      title={task.title}
      lead={
        <span className="row">
          <Status
            state={taskState(receipt ? { ...task, state: 'done', isLate: receipt.isLate } : task, now)}
          />
          <span>
            {task.unit.name}, {formatPeriod(task.period)} ·{' '}
            {door.isByLink ? (
              task.stepName
            ) : (
              <Link to={paths.cycle(task.cycleId, task.step)}>{task.stepName}</Link>
            )}
          </span>
        </span>
      }
    >
      {receipt ? null : (
        <div className={task.past ? 'side-by-side' : undefined}>
          <Ask task={task} isAsked={showForm} />
          {task.past ? <PastDemand past={task.past} /> : null}
        </div>
      )}
      {receipt ? (
        <ReceiptNote
          receipt={receipt}
          title={receipt.isRepeat ? 'This had been recorded before' : 'Sent and recorded'}
        >
          {mayChange ? (
            <ChangeOffer
              cutOff={task.cutOff}
              onChange={() => {
                setReceipt(null);
                setChanging(true);
                window.scrollTo({ top: 0 });
              }}
            />
          ) : null}
        </ReceiptNote>
      ) : null}
      {receipt === null && !isOpen ? (
        <NotOpenNote task={task} onChange={mayChange && !isChanging ? () => setChanging(true) : null} />
      ) : null}
      {showForm ? (
        <TaskForm
          task={task}
          door={door}
          onSent={(answer) => {
            setReceipt(answer);
            setChanging(false);
            window.scrollTo({ top: 0 });
            void queries.invalidateQueries();
          }}
        />
      ) : null}
      {showForm && task.state === 'open' ? (
        <WayOut
          request={requestOfTask(task, task.unit.id)}
          can={task.can.reassign}
          askedBy={task.askedBy}
          signIn={door.isByLink ? paths.task(task.id) : null}
        />
      ) : null}
      {task.history.length > 0 ? (
        <Section title="What was done with it">
          <HistoryLines lines={task.history} />
        </Section>
      ) : null}
    </Page>
  );
}

function Ask({ task, isAsked }: { task: TaskView; isAsked: boolean }) {
  const { timeZone } = useReader();
  return (
    <Section
      title={
        isAsked
          ? `${task.assignee.name}, please do this by ${task.dueLocal}`
          : `Asked of ${task.assignee.name}, due ${task.dueLocal}`
      }
    >
      <div className="stack-tight">
        <p>{task.instructions}</p>
        <p className="soft">
          It takes about {plural(task.minutes, 'minute')}. {task.next ? `Then: ${task.next}` : ''}
        </p>
        {task.previous ? (
          <Notice
            tone="soon"
            icon="alert"
            title={`Asked again${task.previous.person ? ` by ${task.previous.person.name}` : ''}, ${formatMoment(task.previous.at, timeZone)}`}
          >
            “{task.previous.comment}”
          </Notice>
        ) : null}
      </div>
    </Section>
  );
}

function NotOpenNote({ task, onChange }: { task: TaskView; onChange: (() => void) | null }) {
  const { timeZone } = useReader();
  if (task.state === 'waiting') {
    return (
      <Notice tone="waiting" icon="lock" title="Not open yet">
        {task.waitsFor.length > 0 ? (
          <ul>
            {task.waitsFor.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          'You get a mail as soon as it opens.'
        )}
      </Notice>
    );
  }
  if (task.state === 'done') {
    return (
      <Notice
        tone="done"
        icon="check"
        title={`Done${task.completedBy ? ` by ${task.completedBy.name}` : ''}${task.completedAt ? `, ${formatMoment(task.completedAt, timeZone)}` : ''}`}
      >
        {task.submission?.comment ? <p>“{task.submission.comment}”</p> : null}
        {onChange ? (
          <ChangeOffer cutOff={task.cutOff} onChange={onChange} />
        ) : task.can.submit.allowed ? null : (
          <p>{task.can.submit.why}</p>
        )}
      </Notice>
    );
  }
  if (task.state === 'skipped' || task.state === 'cancelled') {
    return (
      <Notice tone="waiting" icon="skip" title="This task was cancelled">
        {task.skipReason ?? 'There is nothing to do here.'}
      </Notice>
    );
  }
  return (
    <Notice tone="waiting" icon="lock" title="You can look at this task, but not send it">
      {task.can.submit.why}
    </Notice>
  );
}

function ChangeOffer({ cutOff, onChange }: { cutOff: string; onChange: () => void }) {
  return (
    <div className="row" style={{ marginTop: 12 }}>
      <Button variant="default" size="xs" onClick={onChange}>
        Change what I sent
      </Button>
      <span className="soft small">You can change it {cutOff}.</span>
    </div>
  );
}
