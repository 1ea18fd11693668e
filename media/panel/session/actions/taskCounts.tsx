/** How many of a job's tasks are where, as a bar and in words, bad news first as in the Farms view. */
import { t } from '../../../../src/core/text/localize';
import { toneOfStatus } from '../../../../src/core/session/status';
import { countedStatuses } from '../../../../src/render/farms/farmRows';
import { statusWord } from '../../../../src/render/session/action';
import { muted } from '../facts';

export function TaskCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const present = countedStatuses(counts);
  if (present.length === 0) {
    return muted(t('none'));
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
