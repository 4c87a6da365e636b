import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Icon } from '../../components/icon';
import { ChangeEditor } from './change-editor';
import { type ChangeDraft, type ChangeKind, changeOf, newChange } from './scenario-change';

/** "What if": a name and what is different from the base; its plan is computed and stands beside the others. */
export function AddScenarioDialog({
  cycleId,
  frame,
  firstKind = 'demand',
  onClose,
}: {
  cycleId: string;
  frame: Schemas['Scenarios']['frame'];
  firstKind?: ChangeKind;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [drafts, setDrafts] = useState<readonly ChangeDraft[]>([newChange(1, firstKind)]);
  const announce = useAnnounce();
  const queries = useQueryClient();

  const send = async () => {
    if (name.trim() === '') throw new Error('Give the scenario a name that all understand.');
    const changes = drafts.map((draft) => {
      const read = changeOf(draft, frame.months);
      if ('problem' in read) throw new Error(read.problem);
      return read.change;
    });
    const answer = await answerOf(
      api.POST('/api/cycles/{cycleId}/scenarios', {
        params: { path: { cycleId } },
        body: { name: name.trim(), changes },
      }),
    );
    announce(answer.message);
    await queries.invalidateQueries({ queryKey: ['scenarios', cycleId] });
  };

  return (
    <ActDialog
      title="Add a scenario"
      consequence="Everybody in this month sees it beside the others. Nothing becomes the plan by it."
      button="Compute it"
      needsReason={false}
      canSend={drafts.length > 0}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="What it is discussed under"
        placeholder="Sewing hall lost in March"
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {drafts.map((draft, index) => (
        <ChangeEditor
          key={draft.id}
          draft={draft}
          position={index + 1}
          frame={frame}
          onChange={(changed) => setDrafts(drafts.map((each) => (each.id === changed.id ? changed : each)))}
          onRemove={drafts.length > 1 ? () => setDrafts(drafts.filter((each) => each.id !== draft.id)) : null}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setDrafts([...drafts, newChange(Math.max(0, ...drafts.map(({ id }) => id)) + 1)])}
      >
        And something else
      </Button>
    </ActDialog>
  );
}
