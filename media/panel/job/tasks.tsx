/** All tasks of a group, one page at a time, because ten thousand rows at once are slow and hard to read. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatNumber, t } from '../../../src/core/text/localize';
import { type TaskPicture, TASKS_A_PAGE } from '../../../src/render/panel/jobProtocol';
import { walk } from '../parts/arrowKeys';
import { useAsk } from '../parts/host';
import { Button } from '../parts/parts';
import type { SentTasks } from './view';

export function Tasks({ group, total, sent }: { group: string; total: number; sent: SentTasks | undefined }) {
  const ask = useAsk();
  const [from, setFrom] = useState(0);
  // Asked for again when there are more tasks: their numbers are other ones then.
  useLayoutEffect(() => {
    ask({ type: 'showTasks', group, index: from });
  }, [group, from, total]);
  if (!sent) {
    return <p class="muted">{t('Listing the tasks…')}</p>;
  }
  return (
    <div class="task-list">
      <Rows sent={sent} />
      {sent.total > TASKS_A_PAGE && <Pages sent={sent} onTurn={setFrom} />}
    </div>
  );
}

function Rows({ sent }: { sent: SentTasks }) {
  const ask = useAsk();
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState(0);
  const stop = Math.min(chosen, sent.rows.length - 1);
  return (
    <ol
      class="tasks"
      role="list"
      aria-label={t('Failed tasks')}
      ref={list}
      onFocusIn={(event) => {
        setChosen(Number((event.target as HTMLElement).dataset.index));
      }}
      onKeyDown={(event) => {
        walk(event, list.current);
      }}
    >
      {sent.rows.map((task, index) => (
        <li key={index}>
          <Row
            task={task}
            index={index}
            focusable={index === stop}
            onOpen={() => {
              ask({ type: 'openTask', group: sent.group, index: sent.from + index });
            }}
          />
        </li>
      ))}
    </ol>
  );
}

function Row(props: { task: TaskPicture; index: number; focusable: boolean; onOpen: () => void }) {
  const { label, host, when, isSampled, opens } = props.task;
  return (
    <button
      type="button"
      class={`task${opens ? '' : ' idle'}`}
      data-index={props.index}
      tabIndex={props.focusable ? 0 : -1}
      aria-disabled={!opens}
      title={opens ? t('Open the log of this task') : t('No session of this task is known')}
      onClick={() => {
        if (opens) {
          props.onOpen();
        }
      }}
    >
      <span class="task-label" dir="auto">
        {label}
      </span>
      <span class="muted" dir="auto">
        {host}
      </span>
      <span class="muted task-when">{when}</span>
      <span class="muted">{isSampled ? t('log read') : ''}</span>
    </button>
  );
}

/** Turns the pages. */
function Pages({ sent: { from, total, rows }, onTurn }: { sent: SentTasks; onTurn: (from: number) => void }) {
  const last = Math.floor((total - 1) / TASKS_A_PAGE) * TASKS_A_PAGE;
  const turns: readonly (readonly [title: string, to: number, isOff: boolean])[] = [
    [t('First'), 0, from === 0],
    [t('Previous'), Math.max(0, from - TASKS_A_PAGE), from === 0],
    [t('Next'), Math.min(last, from + TASKS_A_PAGE), from >= last],
    [t('Last'), last, from >= last],
  ];
  return (
    <nav class="buttons pages" aria-label={t('Pages of tasks')}>
      <span class="muted">
        {t('{0}–{1} of {2}', formatNumber(from + 1), formatNumber(from + rows.length), formatNumber(total))}
      </span>
      {turns.map(([title, to, isOff]) => (
        <Button
          key={title}
          look="quiet"
          disabled={isOff}
          onClick={() => {
            onTurn(to);
          }}
        >
          {title}
        </Button>
      ))}
    </nav>
  );
}
