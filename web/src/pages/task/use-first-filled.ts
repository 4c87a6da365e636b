import { useEffect, useRef } from 'react';

/** Says once, when the form is first shown, what it holds; later changes are said where they are made. */
export function useFirstFilled(say: () => void): void {
  const latest = useRef(say);
  latest.current = say;
  useEffect(() => latest.current(), []);
}
