import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import type { OnFilled } from '../filled';
import type { TaskContent } from '../task-door';

/** For tasks with nothing to fill in: the work is done elsewhere, here one says so. */
export function ConfirmForm({ kind, onFilled }: { kind: Schemas['TaskKind']; onFilled: OnFilled }) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    onFilled(
      {
        content: emptyContent(kind),
        problems: isDone ? [] : ['Tick that the work is done, or leave the task open.'],
        summary: isDone ? ['That the work is done.'] : ['Nothing yet: tick the box when the work is done.'],
      },
      false,
    );
  }, [kind, isDone, onFilled]);
  return (
    <Section title="Your answer">
      <Checkbox
        label="The work is done"
        checked={isDone}
        onChange={(event) => setDone(event.currentTarget.checked)}
      />
    </Section>
  );
}

/** Content without figures; a demand or capacity task whose figures are not there yet changes nothing. */
function emptyContent(kind: Schemas['TaskKind']): TaskContent | null {
  switch (kind) {
    case 'demand-input':
      return { kind, adjustments: [] };
    case 'consensus':
      return { kind, adjustments: [], assumptions: '' };
    case 'capacity-check':
      return { kind, capacity: [] };
    case 'supply-input':
      return { kind, receipts: [] };
    case 'supply-plan':
    case 'finance-review':
    case 'general':
      return { kind };
    case 'attest':
      return { kind, isAttested: true };
    case 'scenario-choice':
      return null;
  }
}
