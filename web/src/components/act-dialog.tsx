import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { groupHeader } from './dialog-header';
import { messageOf } from './page-states';
import { useReturnFocus } from './use-return-focus';

/**
 * Asks once more before an act that touches other people: says first whom it touches, names the consequence on the
 * button, and stays open with the reason when the server refuses.
 */
export function ActDialog({
  title,
  consequence,
  button,
  isDestructive = false,
  needsReason = true,
  reasonLabel = 'Reason',
  canSend = true,
  children,
  onSend,
  onClose,
}: {
  title: string;
  consequence: ReactNode;
  button: string;
  isDestructive?: boolean;
  needsReason?: boolean;
  reasonLabel?: string;
  canSend?: boolean;
  children?: ReactNode;
  onSend: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const refusalBox = useRef<HTMLParagraphElement>(null);
  useReturnFocus();

  // The button was out of use while it was sending, and lost the focus by that.
  const refuse = (sentence: string) => {
    setRefusal(sentence);
    requestAnimationFrame(() => refusalBox.current?.focus());
  };

  const send = async () => {
    if (needsReason && reason.trim() === '') {
      refuse('Say why in a few words: it is kept with the cycle, and the people concerned read it.');
      return;
    }
    setIsSending(true);
    setRefusal(null);
    try {
      await onSend(reason.trim());
      onClose();
    } catch (error) {
      refuse(messageOf(error));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      attributes={groupHeader}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <div>{consequence}</div>
          {children}
          {needsReason ? (
            <Textarea
              label={reasonLabel}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              autosize
              minRows={2}
              maxLength={2000}
              required
              data-autofocus
            />
          ) : null}
          {refusal ? (
            <p className="refusal" role="alert" tabIndex={-1} ref={refusalBox}>
              {refusal}
            </p>
          ) : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Leave it as it is
            </Button>
            <Button
              type="submit"
              loading={isSending}
              disabled={!canSend}
              {...(isDestructive ? { color: 'red.8' } : {})}
            >
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
