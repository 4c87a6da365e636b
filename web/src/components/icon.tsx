import type { IconName as StateIcon } from '../words/states';

export type IconName =
  | StateIcon
  | 'menu'
  | 'sun'
  | 'moon'
  | 'bell'
  | 'swap'
  | 'calendar'
  | 'more'
  | 'undo'
  | 'redo'
  | 'upload'
  | 'download'
  | 'mail'
  | 'person'
  | 'chart'
  | 'plus'
  | 'trash'
  | 'chevron-right'
  | 'chevron-down'
  | 'chevron-up';

const paths: Readonly<Record<IconName, string>> = {
  alert: 'M12 8v5M12 16.5v.01M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  play: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM10 8.5l5 3.5-5 3.5Z',
  pause: 'M9 6v12M15 6v12',
  check: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 12.4l2.8 2.8L16 9.6',
  'check-note': 'M4 12.5 9 17.5 20 6.5M15 17h5M17.5 20.5h2.5',
  cross: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM9 9l6 6M15 9l-6 6',
  skip: 'M5 6l7 6-7 6zM13 6l7 6-7 6z',
  void: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM5.8 5.8l12.4 12.4',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sun: 'M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4',
  swap: 'M4 8h14l-4-4M20 16H6l4 4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  undo: 'M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 3.6-6 8-6s8 2 8 6',
  chart: 'M4 20V4M4 20h16M8 16l4-5 3 3 5-7',
  plus: 'M12 5v14M5 12h14',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  'chevron-right': 'M9 5l7 7-7 7',
  'chevron-down': 'M5 9l7 7 7-7',
  'chevron-up': 'M5 15l7-7 7 7',
};

/** Drawn in the colour and size of the text beside it; the text carries the meaning for those who do not see it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
