import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../components/page-states';
import type { FilledDraft, TaskDoor } from './task-door';

type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly message: string };

const quietMs = 1200;

/** Saves what was filled in a moment after the last change, one request at a time, the newest content last. */
export function useDraft(door: TaskDoor, savedAt: string | null) {
  const [state, setState] = useState<DraftState>(savedAt ? { kind: 'saved', at: savedAt } : { kind: 'none' });
  const newest = useRef<FilledDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());

  const save = useCallback(() => {
    running.current = running.current.then(async () => {
      const draft = newest.current;
      if (!draft) return;
      newest.current = null;
      setState({ kind: 'saving' });
      try {
        const saved = await door.saveDraft(draft);
        setState({ kind: 'saved', at: saved.savedAt });
      } catch (error) {
        newest.current ??= draft;
        setState({ kind: 'failed', message: messageOf(error) });
      }
    });
    return running.current;
  }, [door]);

  const keep = useCallback(
    (draft: FilledDraft) => {
      newest.current = draft;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), quietMs);
    },
    [save],
  );

  /** At once, and fails where that is not possible. */
  const saveNow = useCallback(async () => {
    clearTimeout(timer.current);
    await save();
    if (newest.current) {
      throw new Error(
        'What you filled in could not be saved, so the workbook would lack it. Try again in a moment.',
      );
    }
  }, [save]);

  /** Before sending: no draft may arrive after the submission. Gives what was not saved yet, to keep it if sending fails. */
  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    const unsaved = newest.current;
    newest.current = null;
    await running.current;
    return newest.current ?? unsaved;
  }, []);

  useEffect(() => {
    const saveNow = () => {
      if (document.visibilityState === 'hidden' && newest.current) void save();
    };
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', saveNow);
      clearTimeout(timer.current);
      if (newest.current) void save();
    };
  }, [save]);

  return { state, keep, saveNow, settle };
}
