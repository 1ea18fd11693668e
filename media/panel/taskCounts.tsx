/** How many of a job's tasks are where, as a bar and in words. */
import type { Tone } from '../../src/core/status';
import { statusWord } from '../../src/render/action';
import { muted } from './facts';

/** What a task's status looks like, in the order of the bar. */
const TONES: Readonly<Record<string, Tone>> = {
  SUCCEEDED: 'succeeded',
  RUNNING: 'running',
  STARTING: 'running',
  ASSIGNED: 'waiting',
  SCHEDULED: 'waiting',
  READY: 'waiting',
  PENDING: 'waiting',
  INTERRUPTING: 'ending',
  SUSPENDED: 'interrupted',
  CANCELED: 'canceled',
  NOT_COMPATIBLE: 'interrupted',
  FAILED: 'failed',
};

export function TaskCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const order = Object.keys(TONES);
  const place = (status: string): number => (order.includes(status) ? order.indexOf(status) : order.length);
  const present = Object.entries(counts)
    .filter(([, many]) => many > 0)
    .sort(([one], [other]) => place(one) - place(other));
  if (present.length === 0) {
    return muted('none');
  }
  return (
    <>
      <span class="stack" aria-hidden="true">
        {present.map(([status, many]) => (
          <span key={status} class={`share tone-${TONES[status] ?? 'neutral'}`} style={{ flexGrow: many }} />
        ))}
      </span>
      <ul class="legend" role="list">
        {present.map(([status, many]) => (
          <li key={status} class={`tone-${TONES[status] ?? 'neutral'}`}>
            <span class="swatch" aria-hidden="true" />
            {many} {statusWord(status)}
          </li>
        ))}
      </ul>
    </>
  );
}
