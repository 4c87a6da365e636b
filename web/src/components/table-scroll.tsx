import { type ReactNode, useEffect, useRef } from 'react';

/** A wide table scrolls by itself and leaves the page where it is; as long as it does, the keyboard can reach it. */
export function TableScroll({
  label,
  startsAtEnd = false,
  children,
}: {
  label: string;
  /** Shows the last columns first: the newest months, say. */
  startsAtEnd?: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    if (startsAtEnd) element.scrollLeft = element.scrollWidth;
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.setAttribute('tabindex', '0');
      else element.removeAttribute('tabindex');
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [startsAtEnd]);
  return (
    <section className="table-scroll" aria-label={label} ref={box}>
      {children}
    </section>
  );
}
