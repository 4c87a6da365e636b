import { Button, Checkbox, Radio, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { messageOf } from '../../components/page-states';
import type { Decision, SignOffDoor, SignOffView } from './sign-off-door';

const choices: readonly { value: Decision; label: string; description: string }[] = [
  { value: 'approve', label: 'Approve', description: 'The plan goes on as it is.' },
  {
    value: 'approve-with-conditions',
    label: 'Approve with conditions',
    description: 'The plan goes on; your conditions are kept with it and everyone sees them.',
  },
  {
    value: 'reject',
    label: 'Reject',
    description: 'The work is reopened with your reason, and you are asked again.',
  },
  {
    value: 'abstain',
    label: 'Abstain',
    description: 'You have answered, and leave the approval to the others.',
  },
];

const buttonWords: Readonly<Record<Decision, string>> = {
  approve: 'Approve this version',
  'approve-with-conditions': 'Approve with these conditions',
  reject: 'Reject and reopen the work',
  abstain: 'Abstain from this version',
};

/** None is chosen beforehand; the button says what it will do, and nothing looks done before the server said so. */
export function DecisionForm({
  signOff,
  door,
  onDecided,
}: {
  signOff: SignOffView;
  door: SignOffDoor;
  onDecided: (receipt: Schemas['Receipt']) => void;
}) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [comment, setComment] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const refusalBox = useRef<HTMLParagraphElement>(null);
  const needsComment = decision === 'approve-with-conditions' || decision === 'reject';

  const refuse = (sentence: string) => {
    setRefusal(sentence);
    requestAnimationFrame(() => refusalBox.current?.focus());
  };

  const send = async () => {
    if (!decision) {
      refuse('Choose one of the four first.');
      return;
    }
    if (needsComment && comment.trim() === '') {
      refuse(
        decision === 'reject'
          ? 'Say why you reject it: those who reopen the work read it.'
          : 'Say what your conditions are: those who carry the plan out read them.',
      );
      return;
    }
    if (door.isByLink && !isConfirmed) {
      refuse('Tick the statement above the button, so that we know it was you. Nothing was recorded.');
      return;
    }
    setRefusal(null);
    setIsSending(true);
    try {
      onDecided(await door.decide(decision, comment.trim(), signOff.plan.sha256));
    } catch (error) {
      refuse(messageOf(error));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Section title="Your decision">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Radio.Group
          aria-label="Your decision"
          value={decision}
          onChange={(value) => {
            const chosen = choices.find((choice) => choice.value === value);
            setDecision(chosen?.value ?? null);
            setRefusal(null);
          }}
        >
          <div className="choices">
            {choices.map((choice) => (
              <Radio
                key={choice.value}
                className="choice"
                data-checked={decision === choice.value}
                value={choice.value}
                label={choice.label}
                description={choice.description}
                name="decision"
              />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={
            decision === 'reject'
              ? 'Reason for the rejection'
              : decision === 'approve-with-conditions'
                ? 'Your conditions'
                : 'Comment (needed only for conditions and a rejection)'
          }
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          required={needsComment}
          autosize
          minRows={2}
          maxLength={4000}
        />
        {door.isByLink ? (
          <Checkbox
            label={`I am ${signOff.person.name}, and this is my decision`}
            checked={isConfirmed}
            onChange={(event) => {
              setConfirmed(event.currentTarget.checked);
              setRefusal(null);
            }}
          />
        ) : null}
        {refusal ? (
          <p className="refusal" role="alert" tabIndex={-1} ref={refusalBox}>
            {refusal}
          </p>
        ) : null}
        <div>
          <Button
            type="submit"
            size="md"
            loading={isSending}
            {...(decision === 'reject' ? { color: 'red.8' } : {})}
          >
            {decision ? buttonWords[decision] : 'Confirm your decision'}
          </Button>
        </div>
        {door.isByLink ? (
          <p className="soft small">
            If you are not {signOff.person.name}, close this page: nothing has been recorded.
          </p>
        ) : null}
      </form>
    </Section>
  );
}
