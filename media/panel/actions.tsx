/** What the session did, does and will do: a row an action, with its time on a common axis. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Part, SessionAction, SessionSnapshot } from '../../src/core/session';
import { failingAction, toneOfAction } from '../../src/core/status';
import { actionCounts, runningAction } from '../../src/render/session';
import { shortTime } from '../../src/render/time';
import { ActionRow } from './actionRow';
import { type Axis, timeAxis } from './axis';
import { muted } from './facts';
import { type Item, REVEALED_AT_ONCE, foldActions, revealedBy } from './fold';
import { Icon } from './icons';
import { useNow } from './now';
import { FaultNote, Section } from './parts';

/** From how many rows on a list is long. */
const LONG = 100;

export function Actions({ snapshot, omitted }: { snapshot: SessionSnapshot; omitted: number }) {
  const actions = valueOf(snapshot.actions);
  return (
    <Section id="actions" title="What happened" aside={actions && muted(actionCounts(actions))}>
      {!snapshot.actions.ok && <FaultNote fault={snapshot.actions.fault} />}
      {actions?.length === 0 && (
        <p class="muted">Nothing yet. The first action can start some time after the session.</p>
      )}
      {actions && actions.length > 0 && <Rows snapshot={snapshot} actions={actions} />}
      {omitted > 0 && <p class="muted">{omitted} more actions; they will be here after the next reading.</p>}
    </Section>
  );
}

function Rows({ snapshot, actions }: { snapshot: SessionSnapshot; actions: readonly SessionAction[] }) {
  const { session, stepNames } = snapshot;
  const axis = useAxis(session.startedAtMs, session.endedAtMs);
  const list = useRef<HTMLOListElement>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<number>>(new Set());
  const [wanted, setWanted] = useState<number>();
  const items = useMemo(() => foldActions(actions, revealed), [actions, revealed]);
  const [chosen, setChosen] = useState<string>();
  const failing = failingAction(snapshot);
  const firstStop = failing ?? runningAction(snapshot) ?? actions[0];
  const stops = items.map((item) => stopOf(item, actions));
  const stop = chosen !== undefined && stops.includes(chosen) ? chosen : (firstStop?.sessionActionId ?? stops[0]);

  useEffect(() => {
    if (wanted !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-index="${wanted}"]`)?.focus();
      setWanted(undefined);
    }
  }, [wanted]);

  // The rows stay as they are while seconds pass; the one that runs draws itself anew.
  const rows = useMemo(
    () =>
      items.map((item) => {
        const id = stopOf(item, actions);
        if (item.kind === 'fold') {
          return (
            <li key={id}>
              <Fold
                item={item}
                folded={actions.slice(item.from, item.to)}
                focusable={id === stop}
                stop={id}
                onReveal={(indexes) => {
                  setRevealed(new Set([...revealed, ...indexes]));
                  setWanted(indexes[0]);
                }}
              />
            </li>
          );
        }
        const action = actions[item.index];
        return (
          action && (
            <li key={id}>
              <ActionRow
                action={action}
                index={item.index}
                stepNames={stepNames}
                axis={axis}
                focusable={id === stop}
                told={action === failing}
              />
            </li>
          )
        );
      }),
    [items, actions, stepNames, axis, stop, failing, revealed],
  );

  return (
    <>
      <AxisMarks axis={axis} />
      <ol
        class={items.length > LONG ? 'actions long' : 'actions'}
        role="list"
        aria-label="Actions"
        ref={list}
        onFocusIn={(event) => {
          setChosen((event.target as HTMLElement).dataset.stop);
        }}
        onKeyDown={(event) => {
          const buttons = Array.from(list.current?.querySelectorAll('button') ?? []);
          const next = nextIndex(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
          if (next !== undefined) {
            event.preventDefault();
            buttons[next]?.focus();
          }
        }}
      >
        {rows}
      </ol>
    </>
  );
}

/** The same axis object until it changes, so that rows need not be drawn anew. */
function useAxis(startedAtMs: number, endedAtMs: number | undefined): Axis {
  const next = timeAxis(startedAtMs, endedAtMs, useNow());
  return useMemo(() => next, [next.startMs, next.endMs, next.step]);
}

function AxisMarks({ axis }: { axis: Axis }) {
  const nowMs = useNow();
  return (
    <div class="axis" aria-hidden="true">
      <div class="axis-marks">
        <span class="mark">{shortTime(axis.startMs, nowMs)}</span>
        {axis.marks.map(({ label, at }) => (
          <span key={label} class="mark" style={{ insetInlineStart: `${at * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A button in the place of many rows. */
function Fold(props: {
  item: Extract<Item, { kind: 'fold' }>;
  folded: readonly SessionAction[];
  focusable: boolean;
  stop: string;
  onReveal: (indexes: readonly number[]) => void;
}) {
  const many = props.folded.length;
  const shown = Math.min(many, REVEALED_AT_ONCE);
  const tones = new Set(props.folded.map(toneOfAction));
  return (
    <button
      type="button"
      class="fold"
      tabIndex={props.focusable ? 0 : -1}
      data-stop={props.stop}
      onClick={() => {
        props.onReveal(revealedBy(props.item));
      }}
    >
      <Icon name={tones.size === 1 ? ([...tones][0] ?? 'fold') : 'fold'} />
      <span>
        Show {shown}
        {many > REVEALED_AT_ONCE ? ` of ${many}` : ''} {props.item.side}
      </span>
      {muted(actionCounts(props.folded))}
    </button>
  );
}

/** The name of a row's button among the list's stops; stays while rows come and go. */
function stopOf(item: Item, actions: readonly SessionAction[]): string {
  return item.kind === 'action' ? (actions[item.index]?.sessionActionId ?? '') : `fold-${item.from}`;
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function valueOf<T>(part: Part<T>): T | undefined {
  return part.ok ? part.value : undefined;
}
