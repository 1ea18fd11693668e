/** A timeline in words: its figures, and what is under the pointer. */
import type { SessionAction } from '../../core/session/session';
import type { ActionSpan, Stretch } from '../../core/timeline/spans';
import type { SessionFigures } from '../../core/timeline/figures';
import type { JobPace } from '../../core/timeline/jobPace';
import type { Gap } from '../../core/timeline/timeline';
import { actionLabel, actionResult, environmentName, statusWord } from '../session/action';
import { duration, exactTime } from '../time';
import type { Hit } from './bars';

/** A figure's name and value, and the same figure of the job's other sessions where that is known. */
export type Figure = readonly [name: string, value: string, ofOthers?: string];

/**
 * The figures that there are: `Busy 8 min 32 s (98 %)`, `Slowest task 2 min 51 s (Frame 1003 · Render)`.
 *
 * @param pace of the job's other sessions; undefined where it is not known
 */
export function figureWords(
  figures: SessionFigures,
  actions: readonly SessionAction[],
  stepNames: Readonly<Record<string, string>>,
  pace?: JobPace,
): readonly Figure[] {
  const { spanMs, busyMs, idleMs, startUpMs, slowest, medianTaskMs } = figures;
  const slow = slowest && actions[slowest.index];
  const share = (partMs: number): string =>
    spanMs > 0 ? `${duration(partMs)} (${percent(partMs / spanMs)})` : duration(partMs);
  const figure = (name: string, value: string, ofOthers: string | undefined): Figure =>
    ofOthers === undefined ? [name, value] : [name, value, `Other sessions: ${ofOthers}`];
  return [
    figure('Busy', share(busyMs), ifKnown(pace?.busyShare, percent)),
    figure(
      'Idle',
      share(idleMs),
      ifKnown(pace?.busyShare, (busy) => percent(1 - busy)),
    ),
    figure('Start-up', share(startUpMs), ifKnown(pace?.startUpShare, percent)),
    ...(slow
      ? [
          figure(
            'Slowest task',
            `${exactly(slowest)} (${actionLabel(slow, stepNames)})`,
            ifKnown(pace?.slowestTaskMs, inDetail),
          ),
        ]
      : []),
    ...(medianTaskMs === undefined
      ? []
      : [figure('Median task', inDetail(medianTaskMs), ifKnown(pace?.medianTaskMs, inDetail))]),
  ];
}

function ifKnown(value: number | undefined, inWords: (value: number) => string): string | undefined {
  return value === undefined ? undefined : inWords(value);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The lines of a tooltip over one action, or over many that are too short to be told apart. */
export function hitWords(
  { spans, first }: Hit,
  actions: readonly SessionAction[],
  stepNames: Readonly<Record<string, string>>,
): readonly string[] {
  if (spans.length > 1) {
    return crowdWords(spans);
  }
  const action = actions[first.index];
  if (!action) {
    return [];
  }
  const word = statusWord(action.status);
  const result = actionResult(action);
  return [
    actionLabel(action, stepNames),
    result === '' || result === word ? word : `${word} · ${result}`,
    ...stretchWords(first, first.isRunning),
    'Click to open the log there',
  ];
}

/** The lines of a tooltip over many actions, which are in the order of time. */
export function crowdWords(spans: readonly ActionSpan[]): readonly string[] {
  const failed = spans.filter(({ tone }) => tone === 'failed').length;
  const fromMs = spans[0]?.fromMs ?? 0;
  const toMs = spans.reduce((latest, span) => Math.max(latest, span.toMs), fromMs);
  return [
    `${spans.length.toLocaleString('en-US')} actions${failed === 0 ? '' : `, ${failed.toLocaleString('en-US')} failed`}`,
    ...stretchWords({ fromMs, toMs }, false),
    'Click to zoom in',
  ];
}

/** The lines of a tooltip over a time when nothing ran. */
export function gapWords(gap: Gap): readonly string[] {
  const what = {
    start: 'Nothing ran yet',
    between: 'Nothing ran',
    end: 'Nothing ran any more',
  } satisfies Record<Gap['kind'], string>;
  return [what[gap.kind], ...stretchWords(gap, false)];
}

/** The lines of a tooltip over an environment. */
export function environmentWords(environmentId: string, stretch: Stretch, isOpen: boolean): readonly string[] {
  return [`Environment ${environmentName(environmentId)}`, ...stretchWords(stretch, isOpen)];
}

/** How long it took, when it began, and when it ended where it did. */
export function stretchWords(stretch: Stretch, isOpen: boolean): readonly string[] {
  return [
    isOpen ? `${exactly(stretch)} so far` : exactly(stretch),
    `Began ${exactTime(stretch.fromMs)}`,
    ...(isOpen ? [] : [`Ended ${exactTime(stretch.toMs)}`]),
  ];
}

function exactly({ fromMs, toMs }: Stretch): string {
  return inDetail(toMs - fromMs);
}

/** A span with all that is known of it where seconds would hide it: `850 ms`, `4.250 s`, `2 min 51 s`. */
function inDetail(spanMs: number): string {
  if (!(spanMs >= 0 && spanMs < 10_000)) {
    return duration(spanMs);
  }
  return spanMs < 1000 ? `${Math.round(spanMs)} ms` : `${(spanMs / 1000).toFixed(3)} s`;
}
