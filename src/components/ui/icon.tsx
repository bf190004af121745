/** Line icons on a 16 px grid. Decoration only: the button beside them has the words. */
const PATHS = {
  open: 'M2 4.5h4l1.5 1.5H14v7H2z',
  folders: 'M2 7h3.5L7 8.5h7V14H2zM3.5 4.5h3L8 6h4.5M5 2h3l1.5 1.5H11',
  paste: 'M5 3H3.5v11h9V3H11M5.5 2h5v2.5h-5z',
  single: 'M2.5 3h11v10h-11z',
  two: 'M2.5 3h11v10h-11zM8 3v10',
  four: 'M2.5 3h11v10h-11zM8 3v10M2.5 8h11',
  sheet: 'M2.5 2.5h3v3h-3zM8.5 2.5h3v3h-3zM2.5 8.5h3v3h-3zM8.5 8.5h3v3h-3z',
  swipe: 'M8 2v12M5.5 5.5 3 8l2.5 2.5M10.5 5.5 13 8l-2.5 2.5',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  export: 'M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11',
  link: 'M6.5 9.5l3-3M7 5l1.8-1.8a2.5 2.5 0 0 1 3.6 3.6L10.5 8.6M9 11l-1.8 1.8a2.5 2.5 0 0 1-3.6-3.6L5.5 7.4',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9C8.3 8.4 8 8.8 8 9.7M8 12v.6',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  eye: 'M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  check: 'M3.5 8.5l3 3 6-7',
  close: 'M4 4l8 8M12 4l-8 8',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  more: 'M8 3.5v.1M8 8v.1M8 12.5v.1',
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  samples: 'M2.5 3.5h11v9h-11zM2.5 10.5 6 7.5l2.5 2 2-1.5 3 2.5',
  chart: 'M2.5 2.5v11h11M5 11V8M8 11V4.5M11 11V6.5',
  hand: 'M5 8.5V4.2a1 1 0 0 1 2 0V7M7 7V3a1 1 0 0 1 2 0v4M9 7V3.8a1 1 0 0 1 2 0V8M11 8V5.5a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4H8.4a4 4 0 0 1-3-1.4L2.8 9.5a1 1 0 0 1 1.5-1.3L5 9',
  box: 'M3.5 3.5h9v9h-9zM3.5 3.5v.01M12.5 3.5v.01M3.5 12.5v.01M12.5 12.5v.01',
  plus: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5.5v5M5.5 8h5',
  minus: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M5.5 8h5',
  region: 'M3 13 9.5 6.5M11 1.8v2.4M11 6.8v2.4M7.3 5.5h2.4M12.3 5.5h2.4',
  brush:
    'M13.5 2.5 7.5 8.5M9 10 6 7M6 7c-1.8 0-2.6 1.2-2.7 2.5-.1 1.6-.6 2.6-1.3 3.3 1.2.5 5 .8 6.2-.9C8.8 11.2 9 10.5 9 10',
  eraser: 'M6.5 13 2.8 9.3 9.3 2.8 13.2 6.7 7 13M5.8 6.3l3.9 3.9M6.5 13h7',
  polygon:
    'M8 2.5 13.5 6.5 11.5 13H4.5L2.5 6.5zM8 2.5v.01M13.5 6.5v.01M11.5 13v.01M4.5 13v.01M2.5 6.5v.01',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5z',
  stepBack: 'M12 3.5 6.5 8l5.5 4.5zM4 3.5v9',
  stepForward: 'M4 3.5 9.5 8 4 12.5zM12 3.5v9',
  loop: 'M3 7.5a3.5 3.5 0 0 1 3.5-3.5H12M10 2l2 2-2 2M13 8.5a3.5 3.5 0 0 1-3.5 3.5H4M6 14l-2-2 2-2',
  film: 'M2.5 3h11v10h-11zM5 3v10M11 3v10M2.5 6.3H5M2.5 9.7H5M11 6.3h2.5M11 9.7h2.5',
  camera: 'M2 4.5h8.5v7H2zM10.5 7 14 5v6l-3.5-2',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.5 4 3 6.5 5.5 9',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10.5 4 13 6.5 10.5 9',
  remove: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3v.2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
