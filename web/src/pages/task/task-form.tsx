import { Button, Checkbox, Textarea } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Icon } from '../../components/icon';
import { Section } from '../../components/page';
import { messageOf } from '../../components/page-states';
import { formatTime } from '../../words/dates';
import type { Filled } from './filled';
import { KindForm } from './forms/kind-form';
import { WorkbookOfTask } from './forms/workbook-bar';
import type { TaskDoor, TaskView } from './task-door';
import { useDraft } from './use-draft';

/** What a task asks to be filled in, the draft that saves itself, and Submit, which says first what will be sent. */
export function TaskForm({
  task,
  door,
  onSent,
}: {
  task: TaskView;
  door: TaskDoor;
  onSent: (receipt: Schemas['Receipt']) => void;
}) {
  const [filled, setFilled] = useState<Filled | null>(null);
  const [comment, setComment] = useState(commentOf(task));
  const [isConfirmed, setConfirmed] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [isSending, setIsSending] = useState(false);
  const refusalBox = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef<Filled | null>(null);
  const written = useRef(comment);
  const draft = useDraft(door, task.draft?.savedAt ?? null);

  const onFilled = useCallback(
    (next: Filled, isByHand: boolean) => {
      latest.current = next;
      setFilled(next);
      if (isByHand) setRefusals([]);
      if (isByHand && next.content) draft.keep({ content: next.content, comment: written.current });
    },
    [draft.keep],
  );

  const refuse = (sentences: readonly string[]) => {
    setRefusals(sentences);
    requestAnimationFrame(() => refusalBox.current?.focus());
  };

  const send = async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const filled = latest.current;
    const missing = [
      ...figuresThatCannotBeRead(form.current),
      ...(filled?.problems ?? []),
      ...(door.isByLink && !isConfirmed ? ['Tick that you looked at this and want to send it.'] : []),
    ];
    if (missing.length > 0 || !filled?.content) {
      refuse(missing);
      return;
    }
    setIsSending(true);
    setRefusals([]);
    const unsaved = await draft.settle();
    try {
      onSent(await door.submit(task.round, filled.content, comment.trim()));
    } catch (error) {
      if (unsaved) draft.keep(unsaved);
      refuse([messageOf(error)]);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <form
      className="stack"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WorkbookOfTask task={task} door={door} saveDraft={draft.saveNow}>
        <KindForm task={task} onFilled={onFilled} />
      </WorkbookOfTask>
      <Section title="Send it">
        <div className="stack">
          <div>
            <p className="line-title">What will be sent</p>
            <ul className="sentences">
              {(filled?.summary ?? []).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
          <Textarea
            label="Comment"
            description="Optional. Those who read your numbers see it."
            value={comment}
            onChange={(event) => {
              written.current = event.currentTarget.value;
              setComment(written.current);
              const content = latest.current?.content;
              if (content) draft.keep({ content, comment: written.current });
            }}
            autosize
            minRows={2}
            maxLength={4000}
          />
          {door.isByLink ? (
            <Checkbox
              label={`I am ${task.assignee.name}, I looked at this and want to send it`}
              checked={isConfirmed}
              onChange={(event) => {
                setConfirmed(event.currentTarget.checked);
                setRefusals([]);
              }}
            />
          ) : null}
          {refusals.length > 0 ? (
            <div className="refusal" role="alert" tabIndex={-1} ref={refusalBox}>
              {refusals.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          ) : null}
          <div className="row">
            <Button
              type="submit"
              size="md"
              loading={isSending}
              // Pressing it takes a figure over that is still being typed. Only when it is let go, as the page grows then.
              onMouseDown={(event) => event.preventDefault()}
            >
              {task.state === 'done' ? 'Send the change' : 'Submit'}
            </Button>
            <DraftState state={draft.state} />
          </div>
          {task.state === 'done' ? (
            <p className="soft small">
              What you sent before counts until then, and is kept on record. A plan that was made from it is
              made anew; if it changes, those who sign it are asked again.
            </p>
          ) : task.next ? (
            <p className="soft small">After that: {task.next}</p>
          ) : null}
        </div>
      </Section>
    </form>
  );
}

/** As kept in a draft, or as sent before: whoever changes a figure has not taken back what they wrote to it. */
function commentOf({ draft, state, submission }: TaskView): string {
  return draft?.comment ?? (state === 'done' ? submission?.comment : undefined) ?? '';
}

/** What was typed and is no figure stays in its cell, marked; it would be left out in silence. */
function figuresThatCannotBeRead(form: HTMLFormElement | null): string[] {
  const cells = form?.querySelectorAll<HTMLInputElement>('.figure-table input[aria-invalid="true"]') ?? [];
  return [...cells].map(
    (cell) =>
      `${cell.getAttribute('aria-label')}: “${cell.value}” is no number of 0 or more. Type one, or take it back with Escape.`,
  );
}

function DraftState({ state }: { state: ReturnType<typeof useDraft>['state'] }) {
  const { timeZone } = useReader();
  const words =
    state.kind === 'saving'
      ? 'Saving the draft…'
      : state.kind === 'saved'
        ? `Draft saved ${formatTime(state.at, timeZone)}`
        : state.kind === 'failed'
          ? `The draft is not saved: ${state.message}`
          : 'What you fill in is saved as a draft by itself.';
  return (
    <span className="save-state" aria-live="polite">
      <Icon name={state.kind === 'failed' ? 'alert' : state.kind === 'saved' ? 'check' : 'clock'} size={14} />
      {words}
    </span>
  );
}
