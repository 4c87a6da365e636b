import { Button } from '@mantine/core';
import { Icon } from '../components/icon';
import type { useUndo } from './use-undo';

/** Undo and redo beside a grid; `onChanged` gets what then stands. */
export function UndoButtons<Value>({
  of: { undo, redo, canUndo, canRedo },
  onChanged,
}: {
  of: Omit<ReturnType<typeof useUndo<Value>>, 'set' | 'value'>;
  onChanged: (value: Value) => void;
}) {
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={!canUndo}
        leftSection={<Icon name="undo" size={14} />}
        onClick={() => onChanged(undo())}
      >
        Undo
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={!canRedo}
        leftSection={<Icon name="redo" size={14} />}
        onClick={() => onChanged(redo())}
      >
        Redo
      </Button>
    </>
  );
}
