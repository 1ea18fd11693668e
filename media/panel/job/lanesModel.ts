/** The lanes of a job at their places, out of what the extension sent. */
import type { Tone } from '../../../src/core/session/status';
import type { ActionSpan, Stretch } from '../../../src/core/timeline/spans';
import {
  type LanePicture,
  type LanesDrawing,
  NUMBERS_A_SESSION,
  NUMBERS_AN_ACTION,
  STILL_RUNNING,
} from '../../../src/render/panel/lanesProtocol';
import { firstEndingAfter } from '../../../src/render/timeline/bars';

/** Heights in CSS pixels. */
const ROW_HEIGHT = 18;
const LANE_EDGE = 3;
/** More lanes than these are scrolled. */
const TALLEST = 480;

/** A session as its lane draws it. */
export interface DrawnSession extends Stretch {
  /** Its number among those of its lane. */
  readonly number: number;
  readonly isOpen: boolean;
}

/** A lane at its place; `top` is its distance from the first one's. */
export interface DrawnLane {
  /** Its number as the extension sent it. */
  readonly number: number;
  readonly picture: LanePicture;
  readonly top: number;
  readonly height: number;
  readonly sessions: readonly DrawnSession[];
  /** Each with its distance from the lane's top. */
  readonly rows: readonly { readonly top: number; readonly height: number; readonly spans: readonly ActionSpan[] }[];
}

/** All that is drawn of lanes. */
export interface LanesModel {
  readonly drawing: LanesDrawing;
  readonly lanes: readonly DrawnLane[];
  /** Of all lanes together, and of those that are seen at a time. */
  readonly height: number;
  readonly seen: number;
  /** The service's word for an action's status, by the action's place. */
  readonly wordOf: (index: number) => string;
  /** Whether an action is part of what the job's time hung on. */
  readonly isInChain: (index: number) => boolean;
}

/** @param order numbers of lanes, from top to bottom */
export function lanesModel(drawing: LanesDrawing, order: readonly number[]): LanesModel {
  const words: string[] = [];
  const lanes: DrawnLane[] = [];
  let top = 0;
  for (const number of order) {
    const picture = drawing.lanes[number];
    if (picture) {
      const rows = picture.rows.map((row, index) => ({
        top: LANE_EDGE + index * ROW_HEIGHT,
        height: ROW_HEIGHT,
        spans: unpacked(row, drawing, words),
      }));
      const height = Math.max(1, rows.length) * ROW_HEIGHT + 2 * LANE_EDGE;
      lanes.push({ number, picture, top, height, rows, sessions: sessionsOf(picture, drawing.baseMs) });
      top += height;
    }
  }
  const chain = new Set(drawing.chain.actions);
  return {
    drawing,
    lanes,
    height: top,
    seen: Math.min(top, TALLEST),
    wordOf: (index) => words[index] ?? '',
    isInChain: (index) => chain.has(index),
  };
}

function unpacked(row: readonly number[], { baseMs, statuses }: LanesDrawing, words: string[]): readonly ActionSpan[] {
  const spans: ActionSpan[] = [];
  for (let at = 0; at + NUMBERS_AN_ACTION <= row.length; at += NUMBERS_AN_ACTION) {
    const [index = 0, from = 0, to = 0, code = 0] = row.slice(at, at + NUMBERS_AN_ACTION);
    const status = statuses[code % STILL_RUNNING];
    const tone: Tone = status?.tone ?? 'neutral';
    words[index] = status?.word ?? '';
    spans.push({ index, fromMs: baseMs + from, toMs: baseMs + to, tone, isRunning: code >= STILL_RUNNING });
  }
  return spans;
}

function sessionsOf({ sessions }: LanePicture, baseMs: number): readonly DrawnSession[] {
  const found: DrawnSession[] = [];
  for (let at = 0; at + NUMBERS_A_SESSION <= sessions.length; at += NUMBERS_A_SESSION) {
    const [from = 0, to = 0, isOpen = 0] = sessions.slice(at, at + NUMBERS_A_SESSION);
    found.push({ number: at / NUMBERS_A_SESSION, fromMs: baseMs + from, toMs: baseMs + to, isOpen: isOpen === 1 });
  }
  return found;
}

/** The lanes that a stretch of the height shows: only these are drawn. */
export function lanesBetween(lanes: readonly DrawnLane[], top: number, bottom: number): readonly DrawnLane[] {
  // Lanes are in the order of their tops as spans are in the order of their ends.
  const first = firstEndingAfter(
    lanes.map((lane) => ({ fromMs: lane.top, toMs: lane.top + lane.height })),
    top,
  );
  let end = first;
  while ((lanes[end]?.top ?? Infinity) < bottom) {
    end += 1;
  }
  return lanes.slice(first, end);
}
