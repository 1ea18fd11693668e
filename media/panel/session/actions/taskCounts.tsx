/** How many of a job's tasks are where, as a bar and in words. */
import { toneOfStatus } from '../../../../src/core/session/status';
import { statusWord } from '../../../../src/render/session/action';
import { muted } from '../facts';

/** The order of the bar. */
const ORDER = [
  'SUCCEEDED',
  'RUNNING',
  'STARTING',
  'ASSIGNED',
  'SCHEDULED',
  'READY',
  'PENDING',
  'INTERRUPTING',
  'SUSPENDED',
  'CANCELED',
  'NOT_COMPATIBLE',
  'FAILED',
];

export function TaskCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rank = (status: string): number => (ORDER.includes(status) ? ORDER.indexOf(status) : ORDER.length);
  const present = Object.entries(counts)
    .filter(([, many]) => many > 0)
    .sort(([one], [other]) => rank(one) - rank(other));
  if (present.length === 0) {
    return muted('none');
  }
  return (
    <>
      <span class="stack" aria-hidden="true">
        {present.map(([status, many]) => (
          <span key={status} class={`share tone-${toneOfStatus(status)}`} style={{ flexGrow: many }} />
        ))}
      </span>
      <ul class="legend" role="list">
        {present.map(([status, many]) => (
          <li key={status} class={`tone-${toneOfStatus(status)}`}>
            <span class="swatch" aria-hidden="true" />
            {many} {statusWord(status)}
          </li>
        ))}
      </ul>
    </>
  );
}
