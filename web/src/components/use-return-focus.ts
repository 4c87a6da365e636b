import { useEffect, useState } from 'react';

/**
 * For what is mounted while it is open: when it goes, the focus goes back to where it was, or to the heading of the
 * page where that is gone (the row of something done).
 */
export function useReturnFocus(): void {
  const [opener] = useState(findOpener);
  useEffect(
    () => () => {
      const heading = document.querySelector<HTMLElement>('h1');
      const place = opener?.isConnected ? opener : heading;
      place?.focus({ preventScroll: true });
    },
    [opener],
  );
}

/** What has the focus; of an item of a menu, which goes with its menu, the button of that menu. */
function findOpener(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null;
  const buttonId = activeElement.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return buttonId ? document.getElementById(buttonId) : activeElement;
}
