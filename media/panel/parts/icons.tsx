/** The page's pictures, drawn as lines in the color of the text around them. */
import type { Tone } from '../../../src/core/session/status';

const CIRCLE = 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5z';
const WARNING = 'M8 2.2L14.6 13.6H1.4zM8 6.4v3.4M8 11.4v.6';

/** What each picture's pen draws in a square of 16. */
const PATHS = {
  succeeded: `${CIRCLE}M5 8.2l2.1 2.1L11 6.2`,
  failed: `${CIRCLE}M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5`,
  running: `${CIRCLE}M6.6 5.4v5.2L10.8 8z`,
  waiting: `${CIRCLE}M8 4.6V8l2.4 1.6`,
  ending: `${CIRCLE}M5.9 5.9h4.2v4.2H5.9z`,
  canceled: `${CIRCLE}M3.6 12.4l8.8-8.8`,
  interrupted: `${CIRCLE}M8.8 4.4L6 8.6h2l-.8 3.2L10 7.4H8z`,
  ready: `${CIRCLE}M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z`,
  suspended: `${CIRCLE}M6.4 5.5v5M9.6 5.5v5`,
  blocked: WARNING,
  neutral: `${CIRCLE}M5.25 8h5.5`,
  warning: WARNING,
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M2.8 8.6l3.4 3.4 7-7.6',
  log: 'M3.25 1.75h6.5l3 3v9.5h-9.5zM5.75 7h4.5M5.75 9.5h4.5M5.75 12h2.5',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.6 1.6v3.2h-3.2',
  down: 'M4 6.2l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  move: 'M5 13.5v-11M2.4 5.1L5 2.5l2.6 2.6M11 2.5v11M8.4 10.9l2.6 2.6 2.6-2.6',
  fold: 'M8 1.8v4.4M5.8 4.2L8 6.4l2.2-2.2M8 14.2V9.8M5.8 11.8L8 9.6l2.2 2.2M2 8h1.4M5 8h.1',
} satisfies Readonly<Record<Tone, string>> & Readonly<Record<string, string>>;

export type IconName = keyof typeof PATHS;

/** A picture beside a word that says the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
