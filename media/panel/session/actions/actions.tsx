/** What the session did, does and will do: a row an action, with its time on a common axis. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../../src/core/text/localize';
import type { Part, SessionAction, SessionSnapshot } from '../../../../src/core/session/session';
import { failingAction, toneOfAction } from '../../../../src/core/session/status';
import type { ShownAction } from '../../../../src/render/panel/panelProtocol';
import { chosenActions, UNCHOSEN } from '../../../../src/render/session/actionTable';
import { actionCounts, runningAction } from '../../../../src/render/session/session';
import { shortTime } from '../../../../src/render/time';
import { ActionRow } from './actionRow';
import { walk } from '../../parts/arrowKeys';
import { Choices, Heads } from './actionChoices';
import { type Axis, timeAxis } from './axis';
import { muted, Unread } from '../facts';
import { type Item, REVEALED_AT_ONCE, foldActions, revealedBy } from './fold';
import { Icon } from '../../parts/icons';
import { useNow } from '../now';
import { Button, Section } from '../../parts/parts';

/** From how many rows on a list is long. */
const LONG = 100;

interface ActionsProps {
  readonly snapshot: SessionSnapshot;
  readonly omitted: number;
  /** The action to bring into view. */
  readonly at: ShownAction | undefined;
}

export function Actions({ snapshot, omitted, at }: ActionsProps) {
  const actions = valueOf(snapshot.actions);
  return (
    <Section id="actions" title={t('Actions')} aside={actions && muted(actionCounts(actions))}>
      {!snapshot.actions.ok && <Unread fault={snapshot.actions.fault} />}
      {actions?.length === 0 && (
        <p class="muted">{t('Nothing yet. The first action can start some time after the session.')}</p>
      )}
      {actions && actions.length > 0 && <Rows snapshot={snapshot} actions={actions} at={at} />}
      {omitted > 0 && (
        <p class="muted">
          {plural(
            omitted,
            {
              one: '{1} more action; it will be here after the next reading.',
              other: '{1} more actions; they will be here after the next reading.',
            },
            omitted,
          )}
        </p>
      )}
    </Section>
  );
}

interface RowsProps {
  readonly snapshot: SessionSnapshot;
  readonly actions: readonly SessionAction[];
  readonly at: ShownAction | undefined;
}

function Rows({ snapshot, actions, at }: RowsProps) {
  const { session, stepNames } = snapshot;
  const axis = useAxis(session.startedAtMs, session.endedAtMs);
  const list = useRef<HTMLDivElement>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<number>>(new Set());
  const [wanted, setWanted] = useState<number>();
  const [scrolled, setScrolled] = useState<number>();
  const [choice, setChoice] = useState(UNCHOSEN);
  const [most, setMost] = useState(REVEALED_AT_ONCE);
  const indexes = useMemo(
    () => chosenActions(actions, stepNames, choice, snapshot.fetchedAtMs),
    [actions, stepNames, choice],
  );
  const items = useMemo(
    () =>
      indexes
        ? indexes.slice(0, most).map((index): Item => ({ kind: 'action', index }))
        : foldActions(actions, revealed),
    [actions, revealed, indexes, most],
  );
  const [chosen, setChosen] = useState<string>();
  const failing = failingAction(snapshot);
  const firstStop = failing ?? runningAction(snapshot) ?? actions[0];
  const stops = items.map((item) => stopOf(item, actions));
  const stop = chosen !== undefined && stops.includes(chosen) ? chosen : (firstStop?.sessionActionId ?? stops[0]);

  useEffect(() => {
    if (wanted !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-index="${wanted}"] button`)?.focus();
      setWanted(undefined);
    }
  }, [wanted]);

  const sought = at ? actions.findIndex(({ sessionActionId }) => sessionActionId === at.sessionActionId) : -1;
  useEffect(() => {
    if (at && sought >= 0) {
      setChoice(UNCHOSEN);
      setRevealed(new Set([...revealed, sought]));
      setChosen(at.sessionActionId);
      setScrolled(sought);
    }
  }, [at?.request, sought]);
  useEffect(() => {
    if (scrolled !== undefined) {
      // The keyboard stays where the person is, e.g. in the tree.
      list.current?.querySelector(`[data-index="${scrolled}"]`)?.scrollIntoView({ block: 'center' });
      setScrolled(undefined);
    }
  }, [scrolled]);

  // The rows stay as they are while seconds pass; the one that runs draws itself anew.
  const rows = useMemo(
    () =>
      items.map((item) => {
        const id = stopOf(item, actions);
        if (item.kind === 'fold') {
          return (
            <div key={id} role="row">
              <div role="cell">
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
              </div>
            </div>
          );
        }
        const action = actions[item.index];
        return (
          action && (
            <ActionRow
              key={id}
              action={action}
              index={item.index}
              stepNames={stepNames}
              axis={axis}
              focusable={id === stop}
              told={action === failing}
              shown={action.sessionActionId === at?.sessionActionId}
            />
          )
        );
      }),
    [items, actions, stepNames, axis, stop, failing, revealed, at?.sessionActionId],
  );

  const left = (indexes?.length ?? 0) - items.length;
  return (
    <>
      {actions.length > 1 && (
        <Choices
          actions={actions}
          choice={choice}
          found={indexes?.length}
          onChoose={(next) => {
            setChoice(next);
            setMost(REVEALED_AT_ONCE);
          }}
        />
      )}
      {/* Parts of each row's name, for those who do not see the columns; a name uses each once. */}
      <span hidden id="heard-comma">
        ,
      </span>
      <span hidden id="heard-and">
        ,
      </span>
      <span hidden id="heard-opens">
        . {t('Open log.')}
      </span>
      <div role="table" aria-label={t('Actions')} aria-rowcount={actions.length + 1}>
        <Heads choice={choice} onChoose={setChoice} marks={<AxisMarks axis={axis} />} />
        <div
          class={items.length > LONG ? 'actions long' : 'actions'}
          role="rowgroup"
          ref={list}
          onFocusIn={(event) => {
            setChosen((event.target as HTMLElement).dataset.stop);
          }}
          onKeyDown={(event) => {
            walk(event, list.current);
          }}
        >
          {rows}
        </div>
      </div>
      {left > 0 && (
        <Button
          look="quiet"
          onClick={() => {
            setMost(most + REVEALED_AT_ONCE);
          }}
        >
          {t('Show {0} of {1} more', Math.min(left, REVEALED_AT_ONCE), left)}
        </Button>
      )}
    </>
  );
}

/** The same axis object until it changes, so that rows need not be drawn anew. */
function useAxis(startedAtMs: number, endedAtMs: number | undefined): Axis {
  const next = timeAxis(startedAtMs, endedAtMs, useNow());
  return useMemo(() => next, [next.startMs, next.endMs, next.step]);
}

/** Marks from here on have their words before them: there is no room behind. */
const ROOM_BEHIND = 0.85;

function AxisMarks({ axis }: { axis: Axis }) {
  const nowMs = useNow();
  return (
    <div class="axis-marks" aria-hidden="true">
      <span class="mark">{shortTime(axis.startMs, nowMs)}</span>
      {axis.marks.map(({ label, at }) => (
        <span
          key={label}
          class={at > ROOM_BEHIND ? 'mark mark-before' : 'mark'}
          style={{ insetInlineStart: `${at * 100}%` }}
        >
          {label}
        </span>
      ))}
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
      <span>{foldWords(props.item.side, shown, many)}</span>
      {muted(actionCounts(props.folded))}
    </button>
  );
}

function foldWords(side: 'earlier' | 'later', shown: number, many: number): string {
  if (shown === many) {
    return side === 'earlier' ? t('Show {0} earlier', shown) : t('Show {0} later', shown);
  }
  const all = formatNumber(many);
  return side === 'earlier' ? t('Show {0} of {1} earlier', shown, all) : t('Show {0} of {1} later', shown, all);
}

/** The name of a row's button among the list's stops; stays while rows come and go. */
function stopOf(item: Item, actions: readonly SessionAction[]): string {
  return item.kind === 'action' ? (actions[item.index]?.sessionActionId ?? '') : `fold-${item.from}`;
}

function valueOf<T>(part: Part<T>): T | undefined {
  return part.ok ? part.value : undefined;
}
