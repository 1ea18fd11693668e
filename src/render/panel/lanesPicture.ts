/** What a job's page draws of all its sessions and actions. */
import { plural } from '../../core/text/localize';
import type { JobLanes, Lane } from '../../core/timeline/jobLanes';
import type { JobRun } from '../../core/timeline/jobRun';
import type { ActionSpan } from '../../core/timeline/spans';
import { type Tone, toneOfAction } from '../../core/session/status';
import type { SessionAction } from '../../core/session/session';
import { actionLabel, statusWord } from '../session/action';
import { laneFigures, laneNames, laneNotes, runProgressWords } from '../timeline/laneWords';
import { missingPermissionsOf, remediesOf } from './jobPicture';
import { type LanePicture, type LanesDrawing, type LanesPicture, STILL_RUNNING } from './lanesProtocol';

/** It is read again after whole minutes. */
const MINUTE = 60_000;

/**
 * @param lanes those of the run; undefined where there is nothing to draw
 * @param followMs how soon it is read again by itself; undefined where it is not
 */
export function lanesPicture(run: JobRun, lanes: JobLanes | undefined, followMs?: number): LanesPicture {
  const { progress, readAtMs, stepNames, unread } = run;
  const names = laneNames(lanes?.lanes ?? []);
  return {
    isReading: progress.state === 'reading',
    isStopped: progress.state === 'stopped',
    progress: runProgressWords(run),
    notes: progress.state === 'reading' ? [] : laneNotes(run, lanes),
    remedies: [...new Set(unread.flatMap(({ fault }) => remediesOf(fault)))],
    permissions: missingPermissionsOf(unread),
    follows:
      followMs === undefined
        ? ''
        : plural(followMs / MINUTE, {
            one: 'While you see it, it is read again every minute.',
            other: 'While you see it, it is read again every {0} minutes.',
          }),
    readAtMs,
    figures: lanes ? laneFigures(lanes, names, stepNames) : [],
    drawing: lanes && drawingOf(run, lanes, names),
  };
}

function drawingOf(
  { actions, stepNames }: JobRun,
  { lanes, whole, home, createdAtMs, chain }: JobLanes,
  names: ReadonlyMap<Lane['id'], string>,
): LanesDrawing {
  const baseMs = Math.round(home.fromMs);
  const after = (timeMs: number): number => Math.round(timeMs - baseMs);
  const statuses = new Statuses();
  return {
    baseMs,
    whole: [after(whole.fromMs), after(whole.toMs)],
    home: [after(home.fromMs), after(home.toMs)],
    createdAt: createdAtMs === undefined ? undefined : after(createdAtMs),
    lanes: lanes.map((lane): LanePicture => ({
      name: names.get(lane.id) ?? '',
      sessions: lane.sessions.flatMap(({ fromMs, toMs, isOpen }) => [after(fromMs), after(toMs), isOpen ? 1 : 0]),
      rows: lane.rows.map((row) => row.flatMap((span) => packed(span, actions, after, statuses))),
      tasks: lane.tasks,
      failed: lane.failed,
      busyMs: Math.round(lane.busyMs),
      idleMs: Math.round(lane.idleMs),
      span: [after(lane.whole.fromMs), after(lane.endMs)],
      isOpen: lane.isOpen,
    })),
    labels: actions.map((action) => actionLabel(action, stepNames)),
    statuses: statuses.all,
    chain: {
      actions: chain?.kind === 'steps' ? chain.indexes : [],
      lane: chain?.kind === 'lane' ? lanes.findIndex(({ id }) => id === chain.lane) : undefined,
    },
  };
}

function packed(
  { index, fromMs, toMs, isRunning }: ActionSpan,
  actions: readonly SessionAction[],
  after: (timeMs: number) => number,
  statuses: Statuses,
): readonly number[] {
  const status = statuses.numberOf(actions[index]?.status ?? '');
  return [index, after(fromMs), after(toMs), isRunning ? status + STILL_RUNNING : status];
}

/** The service's words, each once; it could invent any number of them. */
class Statuses {
  readonly all: { readonly word: string; readonly tone: Tone }[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(status: string): number {
    const known = this.#numbers.get(status);
    if (known !== undefined) {
      return known;
    }
    const number = Math.min(this.all.length, STILL_RUNNING - 1);
    this.all[number] = { word: statusWord(status), tone: toneOfAction({ status }) };
    this.#numbers.set(status, number);
    return number;
  }
}
