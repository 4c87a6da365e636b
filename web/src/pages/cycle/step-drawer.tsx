import { Button, Drawer, Tabs, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { groupHeader } from '../../components/dialog-header';
import { EmptyNote } from '../../components/page-states';
import { Status } from '../../components/status';
import { useReturnFocus } from '../../components/use-return-focus';
import { paths } from '../../paths';
import { formatDue, formatMoment, fromWallTime, toWallTime, zoneName } from '../../words/dates';
import { groupState, signOffState, stepState, taskState } from '../../words/states';
import { AddTaskDialog } from './add-task-dialog';
import { namesOf } from './cycle-acts';
import { History, Mails } from './cycle-record';
import { requestOfTask } from './open-request';
import { RequestActs } from './request-acts';

type StepView = Schemas['StepView'];
type CycleView = Schemas['CycleView'];
type StepAct = 'move' | 'reopen' | 'skip' | 'add-task';

/** One step in full: its dates, tasks, sign-offs, mails and history, and all acts on it. */
export function StepDrawer({
  cycle,
  step,
  onClose,
}: {
  cycle: CycleView;
  step: StepView;
  onClose: () => void;
}) {
  const { timeZone } = useReader();
  const [act, setAct] = useState<StepAct | null>(null);
  useReturnFocus();
  const subjects = new Set([
    step.id,
    ...step.tasks.map((task) => task.id),
    ...step.signOffGroups.map((group) => group.id),
    ...step.signOffGroups.flatMap((group) => group.signOffs.map((signOff) => signOff.id)),
  ]);

  return (
    <Drawer
      opened
      onClose={() => {
        if (isOnTop()) onClose();
      }}
      position="right"
      size="xl"
      title={<span className="line-title">{step.name}</span>}
      attributes={groupHeader}
      closeButtonProps={{ 'aria-label': 'Close the step' }}
    >
      <div className="stack">
        <div className="row">
          <Status state={stepState(step)} />
          <span className="soft">{step.sentence}</span>
        </div>
        <dl className="facts">
          <dt>{step.openedAt ? 'Opened' : 'Opens'}</dt>
          <dd>{formatMoment(step.openedAt ?? step.openAt, timeZone)}</dd>
          <dt>Due</dt>
          <dd>
            {formatMoment(step.dueAt, timeZone)}
            {step.dueAt === step.plannedDueAt ? null : (
              <span className="soft"> (first planned {formatMoment(step.plannedDueAt, timeZone)})</span>
            )}
          </dd>
          {step.closedAt ? (
            <>
              <dt>Closed</dt>
              <dd>{formatMoment(step.closedAt, timeZone)}</dd>
            </>
          ) : null}
          {step.skipReason ? (
            <>
              <dt>Skipped because</dt>
              <dd>{step.skipReason}</dd>
            </>
          ) : null}
        </dl>
        <div className="row">
          <StepActButton label="Add a task" can={step.can['add-task']} onChoose={() => setAct('add-task')} />
          <StepActButton label="Move dates" can={step.can.move} onChoose={() => setAct('move')} />
          <StepActButton label="Reopen…" can={step.can.reopen} onChoose={() => setAct('reopen')} />
          <StepActButton label="Skip…" can={step.can.skip} onChoose={() => setAct('skip')} />
        </div>
        <Tabs defaultValue="work">
          <Tabs.List mb="sm">
            <Tabs.Tab value="work">Tasks and sign-offs</Tabs.Tab>
            <Tabs.Tab value="mails">Mails</Tabs.Tab>
            <Tabs.Tab value="history">History</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="work">
            <StepWork cycle={cycle} step={step} />
          </Tabs.Panel>
          <Tabs.Panel value="mails">
            <Mails cycleId={cycle.id} subjectIds={subjects} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <History cycleId={cycle.id} subjectIds={subjects} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {act === 'add-task' ? <AddTaskDialog cycle={cycle} step={step} onClose={() => setAct(null)} /> : null}
      {act === 'move' ? <MoveStepDialog cycle={cycle} step={step} onClose={() => setAct(null)} /> : null}
      {act === 'reopen' ? <ReopenStepDialog cycle={cycle} step={step} onClose={() => setAct(null)} /> : null}
      {act === 'skip' ? <SkipStepDialog cycle={cycle} step={step} onClose={() => setAct(null)} /> : null}
    </Drawer>
  );
}

/** Escape is heard by the step and by the dialog above it; it is meant for the one on top. */
const isOnTop = () => document.querySelectorAll('[role="dialog"]').length === 1;

function StepActButton({
  label,
  can,
  onChoose,
}: {
  label: string;
  can: Schemas['Permission'];
  onChoose: () => void;
}) {
  return (
    <Button
      size="xs"
      variant="default"
      disabled={!can.allowed}
      title={can.why || undefined}
      onClick={onChoose}
    >
      {label}
    </Button>
  );
}

function StepWork({ cycle, step }: { cycle: CycleView; step: StepView }) {
  const { timeZone, now } = useReader();
  if (step.tasks.length === 0 && step.signOffGroups.length === 0) {
    return (
      <EmptyNote icon="lock" title="Nothing is asked in this step yet">
        Its tasks are made when it opens, {formatMoment(step.openAt, timeZone)}.
      </EmptyNote>
    );
  }
  return (
    <div className="stack">
      <ul className="lines">
        {step.tasks.map((task) => (
          <li key={task.id} className="line">
            <div className="stack-tight">
              <div className="row">
                <Link className="line-title" to={paths.task(task.id)}>
                  {task.title}
                </Link>
                <Status state={taskState(task, now)} />
              </div>
              <p className="line-facts">
                <span>{task.assignee.name}</span>
                <span>due {formatDue(task.dueAt, timeZone, now)}</span>
                {task.completedAt ? <span>done {formatMoment(task.completedAt, timeZone)}</span> : null}
                {task.addedBy ? <span>added by {task.addedBy.name}</span> : null}
              </p>
            </div>
            <div className="line-acts">
              <RequestActs request={requestOfTask(task, cycle.unit.id)} />
            </div>
          </li>
        ))}
      </ul>
      {[...step.signOffGroups].reverse().map((group) => (
        <SignOffGroup key={group.id} cycle={cycle} group={group} />
      ))}
    </div>
  );
}

function SignOffGroup({ cycle, group }: { cycle: CycleView; group: Schemas['SignOffGroupView'] }) {
  const { timeZone, now } = useReader();
  return (
    <section className="sub-section" aria-label={`Sign-off ${group.number}`}>
      <div className="row">
        <h3>Sign-off of plan version {group.planNumber}</h3>
        <Status state={groupState(group.state)} />
      </div>
      <p className="line-facts">
        <span>{group.rule.sentence}</span>
        <span>due {formatDue(group.dueAt, timeZone, now)}</span>
        <Link to={paths.plan(cycle.id, group.planVersionId)}>Look at the plan</Link>
      </p>
      {group.closedReason ? <p className="small">{group.closedReason}</p> : null}
      <ul className="lines">
        {group.signOffs.map((signOff) => (
          <li key={signOff.id} className="line">
            <div className="stack-tight">
              <div className="row">
                <Link className="line-title" to={paths.signOff(signOff.id)}>
                  {signOff.person.name}
                </Link>
                <Status state={signOffState(signOff, now)} />
              </div>
              <p className="line-facts">
                <span>{signOff.role.replace(/-/g, ' ')}</span>
                {signOff.decidedAt ? <span>{formatMoment(signOff.decidedAt, timeZone)}</span> : null}
                {signOff.comment ? <span>“{signOff.comment}”</span> : null}
              </p>
            </div>
            <div className="line-acts">
              <RequestActs
                request={{
                  kind: 'sign-off',
                  id: signOff.id,
                  title: `Sign-off, ${signOff.stepName}`,
                  person: signOff.person,
                  dueAt: signOff.dueAt,
                  acts: signOff.acts,
                  unitId: cycle.unit.id,
                }}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StepDialog {
  readonly cycle: CycleView;
  readonly step: StepView;
  readonly onClose: () => void;
}

function MoveStepDialog({ cycle, step, onClose }: StepDialog) {
  const { timeZone } = useReader();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [open, setOpen] = useState(() => toWallTime(step.openAt, timeZone));
  const [due, setDue] = useState(() => toWallTime(step.dueAt, timeZone));
  const openAt = fromWallTime(open, timeZone);
  const dueAt = fromWallTime(due, timeZone);
  const isOpenMoved = step.state === 'waiting' && open !== toWallTime(step.openAt, timeZone);
  const isDueMoved = due !== toWallTime(step.dueAt, timeZone);

  return (
    <ActDialog
      title={`Move the dates of ${step.name}`}
      consequence={`Open requests keep their distance to the due time${touched(step)}.`}
      button={isDueMoved && dueAt ? `Move to ${formatMoment(dueAt, timeZone)}` : 'Move the dates'}
      canSend={openAt !== null && dueAt !== null && (isOpenMoved || isDueMoved)}
      onSend={async (reason) => {
        const answer = await answerOf(
          api.POST('/api/cycles/{cycleId}/steps/{stepKey}/move', {
            params: { path: { cycleId: cycle.id, stepKey: step.key } },
            body: {
              reason,
              ...(isOpenMoved && openAt ? { openAt } : {}),
              ...(isDueMoved && dueAt ? { dueAt } : {}),
            },
          }),
        );
        announce(answer.message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    >
      <TextInput
        type="datetime-local"
        label={`Opens (${zoneName(timeZone)})`}
        value={open}
        disabled={step.state !== 'waiting'}
        onChange={(event) => setOpen(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={`Due (${zoneName(timeZone)})`}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

function ReopenStepDialog({ cycle, step, onClose }: StepDialog) {
  const announce = useAnnounce();
  const queries = useQueryClient();
  const later = cycle.steps.filter((one) => one.position > step.position && one.state !== 'waiting');
  return (
    <ActDialog
      title={`Reopen ${step.name}`}
      consequence={
        later.length > 0
          ? `Its tasks are asked again. Sign-offs given in ${namesOf(later.map((one) => one.name))} are voided and asked for again${touched(step)}.`
          : `Its tasks are asked again, and its sign-offs are voided${touched(step)}.`
      }
      button={`Reopen ${step.name}`}
      isDestructive
      onSend={async (reason) => {
        const answer = await answerOf(
          api.POST('/api/cycles/{cycleId}/steps/{stepKey}/reopen', {
            params: { path: { cycleId: cycle.id, stepKey: step.key } },
            body: { reason },
          }),
        );
        announce(answer.message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}

function SkipStepDialog({ cycle, step, onClose }: StepDialog) {
  const announce = useAnnounce();
  const queries = useQueryClient();
  return (
    <ActDialog
      title={`Skip ${step.name}`}
      consequence={`The month goes on without this step, and the plan says so. Its open requests end${touched(step)}.`}
      button={`Skip ${step.name}`}
      isDestructive
      onSend={async (reason) => {
        const answer = await answerOf(
          api.POST('/api/cycles/{cycleId}/steps/{stepKey}/skip', {
            params: { path: { cycleId: cycle.id, stepKey: step.key } },
            body: { reason },
          }),
        );
        announce(answer.message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}

/** Whom an act on the step touches: those who hold something in it. */
function touched(step: StepView): string {
  const names = [
    ...step.tasks.map((task) => task.assignee.name),
    ...step.signOffGroups.flatMap((group) => group.signOffs.map((signOff) => signOff.person.name)),
  ];
  return names.length > 0 ? `: it touches ${namesOf(names)}` : '';
}
