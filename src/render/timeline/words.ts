/** A timeline in words: its figures, and what is under the pointer. */
import { formatNumber, plural, t } from '../../core/text/localize';
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
    ofOthers === undefined ? [name, value] : [name, value, t('Other sessions: {0}', ofOthers)];
  return [
    figure(t('Busy'), share(busyMs), ifKnown(pace?.busyShare, percent)),
    figure(
      t('Idle'),
      share(idleMs),
      ifKnown(pace?.busyShare, (busy) => percent(1 - busy)),
    ),
    figure(t('Start-up'), share(startUpMs), ifKnown(pace?.startUpShare, percent)),
    ...(slow
      ? [
          figure(
            t('Slowest task'),
            `${exactly(slowest)} (${actionLabel(slow, stepNames)})`,
            ifKnown(pace?.slowestTaskMs, inDetail),
          ),
        ]
      : []),
    ...(medianTaskMs === undefined
      ? []
      : [figure(t('Median task'), inDetail(medianTaskMs), ifKnown(pace?.medianTaskMs, inDetail))]),
  ];
}

function ifKnown(value: number | undefined, inWords: (value: number) => string): string | undefined {
  return value === undefined ? undefined : inWords(value);
}

function percent(share: number): string {
  return t('{0} %', Math.round(share * 100));
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
    t('Click to open the log there'),
  ];
}

/** The lines of a tooltip over many actions, which are in the order of time. */
export function crowdWords(spans: readonly ActionSpan[]): readonly string[] {
  const failed = spans.filter(({ tone }) => tone === 'failed').length;
  const fromMs = spans[0]?.fromMs ?? 0;
  const toMs = spans.reduce((latest, span) => Math.max(latest, span.toMs), fromMs);
  return [
    failed === 0
      ? plural(spans.length, { one: '{0} action', other: '{0} actions' })
      : plural(spans.length, { one: '{0} action, {1} failed', other: '{0} actions, {1} failed' }, formatNumber(failed)),
    ...stretchWords({ fromMs, toMs }, false),
    t('Click to zoom in'),
  ];
}

/** The lines of a tooltip over a time when nothing ran. */
export function gapWords(gap: Gap): readonly string[] {
  const what = {
    start: t('Nothing ran yet'),
    between: t('Nothing ran'),
    end: t('Nothing ran any more'),
  } satisfies Record<Gap['kind'], string>;
  return [what[gap.kind], ...stretchWords(gap, false)];
}

/** The lines of a tooltip over an environment. */
export function environmentWords(environmentId: string, stretch: Stretch, isOpen: boolean): readonly string[] {
  return [t('Environment {0}', environmentName(environmentId)), ...stretchWords(stretch, isOpen)];
}

/** How long it took, when it began, and when it ended where it did. */
export function stretchWords(stretch: Stretch, isOpen: boolean): readonly string[] {
  return [
    isOpen ? t('{0} so far', exactly(stretch)) : exactly(stretch),
    t('Began {0}', exactTime(stretch.fromMs)),
    ...(isOpen ? [] : [t('Ended {0}', exactTime(stretch.toMs))]),
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
  return spanMs < 1000 ? t('{0} ms', Math.round(spanMs)) : t('{0} s', (spanMs / 1000).toFixed(3));
}
