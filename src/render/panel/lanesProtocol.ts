/** The job as a picture, as the extension sends it to a job's page: small for its size, because jobs have thousands of actions. */
import type { Remedy } from '../../core/errors';
import type { Tone } from '../../core/session/status';
import type { Figure } from '../timeline/words';

export interface LanesPicture {
  readonly isReading: boolean;
  /** Whether more can be read. */
  readonly isStopped: boolean;
  /** How far the reading is, or why it stopped; empty once all is read. */
  readonly progress: string;
  /** What could not be read, and what is not drawn, a sentence each. */
  readonly notes: readonly string[];
  /** The ways out of what could not be read, and the permissions that are missing for it. */
  readonly remedies: readonly Remedy[];
  readonly permissions: readonly string[];
  /** That it is read again by itself, and how often; empty where it is not. */
  readonly follows: string;
  /** When it was read, in epoch milliseconds; undefined before that. */
  readonly readAtMs: number | undefined;
  readonly figures: readonly Figure[];
  /** Undefined where there is nothing to draw. */
  readonly drawing: LanesDrawing | undefined;
}

/** Times are milliseconds after `baseMs`. */
export interface LanesDrawing {
  /** In epoch milliseconds. */
  readonly baseMs: number;
  readonly whole: readonly [from: number, to: number];
  readonly home: readonly [from: number, to: number];
  /** When the job was submitted; undefined where that is not known. */
  readonly createdAt: number | undefined;
  /** By their first start. */
  readonly lanes: readonly LanePicture[];
  /** What each action is called, by its place; a lane's actions name it. */
  readonly labels: readonly string[];
  /** Words of the service that actions have, and how each is drawn. */
  readonly statuses: readonly { readonly word: string; readonly tone: Tone }[];
  /** What the job's time hung on: places of actions, and the number of a lane. */
  readonly chain: { readonly actions: readonly number[]; readonly lane: number | undefined };
}

/** One worker. */
export interface LanePicture {
  /** The host's name, or the worker's or session's ID. */
  readonly name: string;
  /** Of each session two times, and 1 where it goes on, else 0. */
  readonly sessions: readonly number[];
  /** Rows in which nothing overlaps, in the order of time. Of each action its place, its two times and its status. */
  readonly rows: readonly (readonly number[])[];
  readonly tasks: number;
  readonly failed: number;
  readonly busyMs: number;
  readonly idleMs: number;
  /** When its first session or action began, and when the last action ended, or the last session where nothing began. */
  readonly span: readonly [from: number, to: number];
  readonly isOpen: boolean;
}

/** How many numbers `LanePicture.sessions` and `LanePicture.rows` have for each. */
export const NUMBERS_A_SESSION = 3;
export const NUMBERS_AN_ACTION = 4;
/** Added to an action's status where its end is only when it was read. */
export const STILL_RUNNING = 1_000;
