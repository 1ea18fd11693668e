/** One action: what it is, how it went, how long it took and when. */
import { t } from '../../../../src/core/text/localize';
import type { SessionAction } from '../../../../src/core/session/session';
import { isTerminal, toneOfAction } from '../../../../src/core/session/status';
import { endOfAction } from '../../../../src/core/timeline/spans';
import {
  actionDuration,
  actionResources,
  actionResult,
  actionLabel,
  percent,
  statusWord,
} from '../../../../src/render/session/action';
import { plainText } from '../../../../src/core/text/plainText';
import { exactTime } from '../../../../src/render/time';
import { type Axis, placeOn } from './axis';
import { useAsk } from '../../parts/host';
import { Icon } from '../../parts/icons';
import { useNow } from '../now';

interface RowProps {
  readonly action: SessionAction;
  readonly index: number;
  readonly stepNames: Readonly<Record<string, string>>;
  readonly axis: Axis;
  readonly focusable: boolean;
  /** Whether its message is told above the list. */
  readonly told: boolean;
  /** Whether the page was opened at this action. */
  readonly shown: boolean;
}

export function ActionRow({ action, index, stepNames, axis, focusable, told, shown }: RowProps) {
  const ask = useAsk();
  const tone = toneOfAction(action);
  // What never started wrote no log; there is nothing to open.
  const opens = action.startedAtMs !== undefined;
  const live = opens && !isTerminal(action);
  const message = told || action.status === 'SUCCEEDED' ? undefined : action.progressMessage;
  const part = (name: string): string => `action-${index}-${name}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      class={`action tone-${tone}${opens ? '' : ' idle'}`}
      data-index={index}
      aria-current={shown ? 'true' : undefined}
      title={tooltip(action)}
    >
      <Icon name={tone} />
      <span role="cell" class="action-title" id={part('title')}>
        <button
          type="button"
          class="action-open"
          dir="auto"
          tabIndex={focusable ? 0 : -1}
          data-stop={action.sessionActionId}
          aria-disabled={!opens}
          aria-labelledby={`${part('title')} heard-comma ${part('result')} heard-and ${part('took')}${opens ? ' heard-opens' : ''}`}
          onClick={() => {
            if (opens) {
              ask({ type: 'openAction', sessionActionId: action.sessionActionId });
            }
          }}
        >
          {actionLabel(action, stepNames)}
        </button>
      </span>
      <span role="cell" class="action-result" id={part('result')}>
        {resultWords(action)}
        {live && action.progressPercent !== undefined && <Meter percentage={action.progressPercent} />}
      </span>
      <span role="cell" class="action-took" id={part('took')}>
        {live ? <Elapsed action={action} /> : actionDuration(action, 0)}
      </span>
      <span class="action-time" aria-hidden="true" style={{ backgroundSize: `${axis.step * 100}% 100%` }}>
        {live ? <LiveBar action={action} axis={axis} /> : <Bar action={action} axis={axis} nowMs={0} />}
      </span>
      {message !== undefined && message.trim() !== '' && (
        <span role="cell" class="action-message" dir="auto">
          {plainText(message, 240)}
        </span>
      )}
    </div>
  );
}

/** The status in a word and what there is to say beyond it: `failed · exit 139 (SIGSEGV)`, `running · 62 %`. */
function resultWords(action: SessionAction): string {
  const word = statusWord(action.status);
  const result = actionResult(action);
  return result === '' || result === word ? word : `${word} · ${result}`;
}

function tooltip(action: SessionAction): string {
  return [
    action.startedAtMs !== undefined && t('Started {0}', exactTime(action.startedAtMs)),
    action.endedAtMs !== undefined && t('Ended {0}', exactTime(action.endedAtMs)),
    ...actionResources(action),
  ]
    .filter((line) => line !== false)
    .join('\n');
}

function Elapsed({ action }: { action: SessionAction }) {
  return <>{actionDuration(action, useNow())}</>;
}

function LiveBar({ action, axis }: { action: SessionAction; axis: Axis }) {
  return <Bar action={action} axis={axis} nowMs={useNow()} />;
}

function Bar({ action, axis, nowMs }: { action: SessionAction; axis: Axis; nowMs: number }) {
  if (action.startedAtMs === undefined) {
    return null;
  }
  const endMs = endOfAction(action, nowMs) ?? action.startedAtMs;
  const { start, size } = placeOn(axis, action.startedAtMs, endMs);
  return <span class="bar" style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${size * 100}%` }} />;
}

/** How far it says it is; the words beside it say the same. */
function Meter({ percentage }: { percentage: number }) {
  return (
    <span class="meter" aria-hidden="true">
      <span style={{ inlineSize: percent(percentage).replace(' ', '') }} />
    </span>
  );
}
