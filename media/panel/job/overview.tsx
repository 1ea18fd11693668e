/** All causes at a glance: how many tasks each has, and the way to it. */
import { useRef, useState } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../src/core/text/localize';
import type { GroupPicture } from '../../../src/render/panel/jobProtocol';
import { walk } from '../parts/arrowKeys';
import { groupHeadingId } from './group';

export function Overview({ groups }: { groups: readonly GroupPicture[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState(0);
  const stop = Math.min(chosen, groups.length - 1);
  return (
    <ol
      class="overview"
      role="list"
      aria-label={t('Causes, largest first')}
      ref={list}
      onFocusIn={(event) => {
        setChosen(Number((event.target as HTMLElement).dataset.index));
      }}
      onKeyDown={(event) => {
        walk(event, list.current);
      }}
    >
      {groups.map(({ id, sentence, tasks, share }, index) => (
        <li key={id}>
          <button
            type="button"
            class="cause"
            data-index={index}
            tabIndex={index === stop ? 0 : -1}
            onClick={() => {
              goTo(groupHeadingId(index));
            }}
          >
            <span class="cause-count">
              {formatNumber(tasks)} <span class="unseen">{plural(tasks, { one: 'task', other: 'tasks' })}: </span>
            </span>
            <span class="cause-share" aria-hidden="true">
              <span style={{ inlineSize: `${Math.max(1, share * 100)}%` }} />
            </span>
            <span class="cause-words" dir="auto">
              {sentence}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Brings a heading into view, and the keyboard to it. */
function goTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
