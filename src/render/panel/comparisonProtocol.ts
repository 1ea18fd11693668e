/**
 * What the extension and a comparison's page say to each other. The page is not trusted: everything it sends is checked by
 * `parseFromComparisonPage`. It names lines by their numbers; never IDs, paths, addresses or commands.
 */
import type { ComparisonRequest, RunName } from '../../core/compare/comparison';
import type { Fault, Remedy } from '../../core/errors';
import { isId } from '../../core/ids';
import { parseSessionKey } from '../../core/session/sessionKey';
import type { Tone } from '../../core/session/status';
import { isRemedy } from './panelProtocol';

export interface ToComparisonPage {
  readonly type: 'comparison';
  readonly picture: ComparisonPicture;
}

/** What the page draws: words of bounded size. Texts are fit to be drawn as text. */
export interface ComparisonPicture {
  readonly request: ComparisonRequest;
  readonly title: string;
  readonly isSample: boolean;
  readonly isReading: boolean;
  /** How far the reading is; empty where it is done. */
  readonly progress: string;
  /** Why there is nothing to show. */
  readonly fault: Fault | undefined;
  /** Undefined until it is read. */
  readonly result: ComparisonResult | undefined;
}

export interface ComparisonResult {
  readonly subject: SidePicture;
  readonly reference: SidePicture;
  /** What the lines say as a whole, in a sentence. */
  readonly verdict: string;
  /** What to know of how it was read, a sentence each. */
  readonly notes: readonly string[];
  /** The rarest first. */
  readonly lines: readonly LinePicture[];
  /** How many lines there are that are not in `lines`. */
  readonly hiddenLines: number;
  readonly tables: readonly FactTable[];
}

/** One of the two runs. */
export interface SidePicture {
  /** e.g. `Frame 1005 · Render` */
  readonly label: string;
  /** e.g. `sh010_lighting_v007 · session-…e4f56078` */
  readonly of: string;
  readonly tone: Tone;
  /** e.g. `Failed: exit 139 (SIGSEGV)` */
  readonly status: string;
  /** e.g. `rack2-node07 · 2026-11-23 09:41 · 1 min 00 s · 312 lines` */
  readonly facts: string;
  /** Why its log could not be read; empty where it was. */
  readonly unread: string;
}

/** A line that not every run that succeeded has. */
export interface LinePicture {
  readonly text: string;
  /** e.g. `in 1 of 3 that succeeded`; empty where nothing of the kind stands there. */
  readonly why: string;
}

/** Facts of both, side by side. */
export interface FactTable {
  readonly id: 'run' | 'host' | 'durations' | 'variables' | 'packages';
  readonly title: string;
  /** Those that differ first. */
  readonly rows: readonly FactPicture[];
}

export interface FactPicture {
  readonly name: string;
  /** Empty where that run does not tell. */
  readonly subject: string;
  readonly reference: string;
  readonly differs: boolean;
}

/** What the editor keeps of the page. It is read anew after a reload; the serializer takes the request through `parseComparisonRequest`. */
export interface ComparisonPageState {
  readonly version: 1;
  readonly request: ComparisonRequest;
  /** Pixels from the top. */
  readonly scroll: number;
}

export type FromComparisonPage =
  /** The page listens now and wants its comparison. */
  | { readonly type: 'ready' }
  /** Read again. */
  | { readonly type: 'refresh' }
  /** Show both logs in the editor's own comparison. */
  | { readonly type: 'openDiff' }
  /** Let the person choose another session to compare with. */
  | { readonly type: 'chooseReference' }
  /** Open the log of the run in question at one of its rare lines. */
  | { readonly type: 'openLine'; readonly index: number }
  | { readonly type: 'openLog'; readonly of: 'subject' | 'reference' }
  | { readonly type: 'remedy'; readonly remedy: Remedy };

const MOST_NUMBERED = 1_000;

/** A message from a comparison's page, or undefined for anything that is none. */
export function parseFromComparisonPage(value: unknown): FromComparisonPage | undefined {
  const { type, index, of, remedy } = asRecord(value);
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'openDiff':
    case 'chooseReference':
      return { type };
    case 'openLine':
      return typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < MOST_NUMBERED
        ? { type, index }
        : undefined;
    case 'openLog':
      return of === 'subject' || of === 'reference' ? { type, of } : undefined;
    case 'remedy':
      return isRemedy(remedy) ? { type, remedy } : undefined;
    default:
      return undefined;
  }
}

/** What is to be compared, out of data from outside; undefined where any part is not what it should be. */
export function parseComparisonRequest(value: unknown): ComparisonRequest | undefined {
  const { subject, reference } = asRecord(value);
  const one = parseRunName(subject);
  const other = parseRunName(reference);
  return one && (other ?? (reference === undefined || reference === null))
    ? { subject: one, reference: other }
    : undefined;
}

function parseRunName(value: unknown): RunName | undefined {
  const { key, actionId } = asRecord(value);
  const session = parseSessionKey(key);
  return session && { key: session, actionId: isId('sessionaction', actionId) ? actionId : undefined };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
