import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';

/** A template of its own for this unit, so that changing it leaves the other units as they are. */
export function CopyTemplateDialog({
  unitId,
  template,
  onClose,
}: {
  unitId: string;
  template: Schemas['TemplateView'];
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [name, setName] = useState(`${template.name} (copy)`);
  return (
    <ActDialog
      title={`Copy ${template.name}`}
      consequence="This unit uses the copy from its next month on. Units that share the template now keep the old one."
      button="Copy and use it"
      needsReason={false}
      canSend={name.trim() !== ''}
      onSend={async () => {
        const copy = await answerOf(
          api.POST('/api/templates/{templateId}/copy', {
            params: { path: { templateId: template.templateId } },
            body: { name: name.trim(), unitId },
          }),
        );
        queries.setQueryData(['template', unitId, null], copy);
        announce(`The unit now uses ${copy.name}.`);
      }}
      onClose={onClose}
    >
      <TextInput
        label="Name of the copy"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        required
      />
    </ActDialog>
  );
}
