/** What draws timelines and says what they show: a script of its own, which a page with a timeline loads before its own. */
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { SessionAction, SessionSnapshot } from '../../../src/core/session/session';
import { isActive } from '../../../src/core/session/status';
import { figuresOf } from '../../../src/core/timeline/figures';
import type { JobPace } from '../../../src/core/timeline/jobPace';
import { timelineOf } from '../../../src/core/timeline/timeline';
import { machineWords, sampleWords } from '../../../src/render/timeline/machineWords';
import { environmentWords, type Figure, figureWords, gapWords, hitWords } from '../../../src/render/timeline/words';
import { rowsOf } from './rows';
import type { TimeScene } from './picture';
import { type Drawn, sessionScene, type Under } from './sessionScene';

export { TimelinePicture } from './picture';

/** A session's timeline, ready to be drawn. */
export interface TimelineModel {
  readonly drawn: Drawn;
  readonly scene: TimeScene<Under>;
  readonly figures: readonly Figure[];
  /** Of the rows that are seen only by scrolling, in CSS pixels. */
  readonly hidden: number;
}

/** Undefined where no action has begun. */
export function modelOf(
  { session, stepNames }: Pick<SessionSnapshot, 'session' | 'stepNames'>,
  actions: readonly SessionAction[],
  machine: readonly HostSample[] | undefined,
  pace: JobPace | undefined,
  nowMs: number,
): TimelineModel | undefined {
  const timeline = timelineOf(session, actions, nowMs);
  if (timeline.spans.length === 0) {
    return undefined;
  }
  const rows = rowsOf(timeline);
  const drawn: Drawn = { timeline, rows, actions, stepNames, machine, isLive: isActive(session) };
  return {
    drawn,
    scene: sessionScene(drawn),
    figures: [
      ...figureWords(figuresOf(timeline, actions), actions, stepNames, pace),
      ...machineWords(machine ?? [], timeline.session),
    ],
    hidden: rows.height - rows.seen,
  };
}

/** The lines of the tooltip over something. */
export function underWords(under: Under, { actions, stepNames }: Drawn): readonly string[] {
  switch (under.kind) {
    case 'actions':
      return hitWords(under.hit, actions, stepNames);
    case 'gap':
      return gapWords(under.gap);
    case 'sample':
      return sampleWords(under.sample);
    case 'environment':
      return environmentWords(under.span.environmentId, under.span, under.span.isOpen);
  }
}
