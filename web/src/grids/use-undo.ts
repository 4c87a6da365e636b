import { useCallback, useRef, useState } from 'react';

interface Kept<Value> {
  readonly past: readonly Value[];
  readonly now: Value;
  readonly future: readonly Value[];
}

const most = 200;

/** A value with its way back and forth. `undo` and `redo` give the value that then stands. */
export function useUndo<Value>(start: Value) {
  const [kept, setKept] = useState<Kept<Value>>({ past: [], now: start, future: [] });
  const latest = useRef(kept);

  const become = useCallback((next: Kept<Value>) => {
    latest.current = next;
    setKept(next);
    return next.now;
  }, []);

  const set = useCallback(
    (value: Value) => {
      const { past, now } = latest.current;
      return become({ past: [...past, now].slice(-most), now: value, future: [] });
    },
    [become],
  );

  const undo = useCallback(() => {
    const { past, now, future } = latest.current;
    const before = past.at(-1);
    return before === undefined
      ? now
      : become({ past: past.slice(0, -1), now: before, future: [now, ...future] });
  }, [become]);

  const redo = useCallback(() => {
    const { past, now, future } = latest.current;
    const [after, ...rest] = future;
    return after === undefined ? now : become({ past: [...past, now], now: after, future: rest });
  }, [become]);

  return { value: kept.now, set, undo, redo, canUndo: kept.past.length > 0, canRedo: kept.future.length > 0 };
}
