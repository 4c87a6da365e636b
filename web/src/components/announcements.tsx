import { CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Icon } from './icon';

type Tone = 'done' | 'late';
interface Announcement {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

const AnnounceContext = createContext<(text: string, tone?: Tone) => void>(() => undefined);

/** Says what has just been done, in a corner and to a screen reader. Refusals stay until they are closed. */
export function Announcements({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Announcement[]>([]);
  const nextId = useRef(1);

  const close = useCallback((id: number) => {
    setShown((all) => all.filter((one) => one.id !== id));
  }, []);
  const announce = useCallback(
    (text: string, tone: Tone = 'done') => {
      const id = nextId.current++;
      setShown((all) => [...all.slice(-2), { id, tone, text }]);
      if (tone === 'done') setTimeout(() => close(id), 8000);
    },
    [close],
  );
  const value = useMemo(() => announce, [announce]);

  return (
    <AnnounceContext.Provider value={value}>
      {children}
      <div className="announcements" role="status" aria-live="polite">
        {shown.map((one) => (
          <div key={one.id} className="announcement" data-tone={one.tone}>
            <Icon name={one.tone === 'done' ? 'check' : 'alert'} size={18} />
            <span>{one.text}</span>
            <CloseButton size="sm" aria-label="Close this message" onClick={() => close(one.id)} />
          </div>
        ))}
      </div>
    </AnnounceContext.Provider>
  );
}

export const useAnnounce = () => useContext(AnnounceContext);
