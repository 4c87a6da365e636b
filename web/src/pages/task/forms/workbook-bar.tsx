import { Button, FileButton } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { ApiError, type Schemas } from '../../../api/client';
import { Icon } from '../../../components/icon';
import { messageOf } from '../../../components/page-states';
import { plural } from '../../../words/figures';
import type { TaskDoor, TaskView } from '../task-door';

type Figure = Schemas['FilledWorkbook']['figures'][number];

interface Workbook {
  readonly download: () => Promise<void>;
  readonly read: (file: File) => Promise<readonly Figure[]>;
}

const WorkbookContext = createContext<Workbook | null>(null);

/** Lets the forms below offer the task's figures as a workbook, with what was filled in until then. */
export function WorkbookOfTask({
  task,
  door,
  saveDraft,
  children,
}: {
  task: TaskView;
  door: TaskDoor;
  saveDraft: () => Promise<void>;
  children: ReactNode;
}) {
  const fileName = `${task.unit.code}-${task.period}-${task.key.replace(/[^\w-]+/g, '-')}.xlsx`;
  const workbook = useMemo(
    (): Workbook => ({
      download: async () => {
        await saveDraft();
        saveAs(await door.workbook(), fileName);
      },
      read: async (file) => (await door.readWorkbook(file)).figures,
    }),
    [door, saveDraft, fileName],
  );
  return <WorkbookContext.Provider value={workbook}>{children}</WorkbookContext.Provider>;
}

/** A workbook keeps fifteen digits, and plans thousandths: less than that is no change. */
export const isOther = (value: number, standing: number | undefined): boolean =>
  Math.abs(value - (standing ?? 0)) >= 0.0005;

function saveAs(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Out as a workbook and in again: uploading fills in the figures below as a draft, and sends nothing. */
export function WorkbookBar({
  onFigures,
}: {
  /** Takes the figures over and says how many of them are new. */
  onFigures: (figures: readonly Figure[]) => number;
}) {
  const workbook = useContext(WorkbookContext);
  const [busy, setBusy] = useState<'download' | 'upload' | null>(null);
  const [said, setSaid] = useState('');
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const clearFile = useRef<() => void>(null);
  const refusalBox = useRef<HTMLDivElement>(null);
  if (!workbook) return null;

  const attempt = async (what: 'download' | 'upload', act: () => Promise<string>) => {
    setBusy(what);
    setSaid('');
    setRefusals([]);
    try {
      setSaid(await act());
    } catch (error) {
      setRefusals([messageOf(error), ...(error instanceof ApiError ? error.details : [])]);
      requestAnimationFrame(() => refusalBox.current?.focus());
    } finally {
      setBusy(null);
      clearFile.current?.();
    }
  };

  const upload = (file: File | null) => {
    if (!file) return;
    void attempt('upload', async () => {
      const changed = onFigures(await workbook.read(file));
      return changed === 0
        ? 'Nothing in the workbook differs from what stands here.'
        : `${plural(changed, 'figure')} taken over from the workbook. Look at them below; nothing is sent yet.`;
    });
  };

  return (
    <div className="stack-tight">
      <div className="row">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
          loading={busy === 'download'}
          onClick={() =>
            void attempt('download', async () => {
              await workbook.download();
              return '';
            })
          }
        >
          Download as a workbook
        </Button>
        <FileButton resetRef={clearFile} accept=".xlsx" onChange={upload}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<Icon name="upload" size={14} />}
              loading={busy === 'upload'}
            >
              Upload it filled in
            </Button>
          )}
        </FileButton>
        <span className="soft small" role="status">
          {said}
        </span>
      </div>
      {refusals.length > 0 ? (
        <div className="refusal" role="alert" tabIndex={-1} ref={refusalBox}>
          {refusals.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
    </div>
  );
}
