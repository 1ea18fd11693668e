/** Why a running action may not go on by itself, and what that rests on. */
import type { Diagnosis } from '../diagnosis/diagnosis';
import type { SessionActionId } from '../ids';
import type { SessionSnapshot } from '../session/session';
import { isActive } from '../session/status';

/** What the last lines of a running action wait for. */
export interface Wait extends Pick<
  Diagnosis,
  'cause' | 'sentence' | 'subject' | 'evidence' | 'advice' | 'concerns' | 'ruleId'
> {
  /** The user's own rule that decided; missing for ours. `link` is an https address. */
  readonly studio: { readonly id: string; readonly link: string | undefined } | undefined;
}

/** One sign that an action does not go on. Times are since when it has been so, so that a sign says the same while it lasts. */
export type StuckSign =
  /** Its last lines wait for something. */
  | { readonly kind: 'waiting'; readonly sinceMs: number; readonly wait: Wait }
  /** Its log has no line since then. `usualMs` is the longest pause that other tasks of its step made; missing where none is known. */
  | { readonly kind: 'silent'; readonly sinceMs: number; readonly usualMs: number | undefined }
  /** Its progress has stayed the same since then, although the worker agent still reports. */
  | { readonly kind: 'flat'; readonly sinceMs: number; readonly percent: number }
  /** It takes far longer than the longest of so many other tasks of its step. */
  | { readonly kind: 'long'; readonly sinceMs: number; readonly longestMs: number; readonly tasks: number }
  /** Its host has neither sent, received, read nor written anything to speak of since then. */
  | { readonly kind: 'still'; readonly sinceMs: number };

/** Why a running action may be stuck, as plain data that can be stored and sent to a page. */
export interface Stuck {
  readonly sessionActionId: SessionActionId;
  /** At least one. What it waits for comes first. */
  readonly signs: readonly StuckSign[];
  /** Whether enough signs agree to tell a person who does not look. One sign alone never is enough. */
  readonly isProven: boolean;
}

/** What it waits for, where its log says that. */
export function waitOf({ signs }: Pick<Stuck, 'signs'>): Wait | undefined {
  return signs.find((sign) => sign.kind === 'waiting')?.wait;
}

/** The same while the action still runs; undefined once it does not, or its session has ended. */
export function whileRunning(stuck: Stuck, snapshot: SessionSnapshot | undefined): Stuck | undefined {
  const actions = snapshot?.actions.ok && isActive(snapshot.session) ? snapshot.actions.value : [];
  const isRunning = actions.some(
    ({ sessionActionId, status }) => sessionActionId === stuck.sessionActionId && status === 'RUNNING',
  );
  return isRunning ? stuck : undefined;
}

/** Whether it was just found out that a session is stuck, with proof: once for each action, by what it is now and what it was before. */
export function isFoundStuck(now: Found | undefined, before: Found | undefined): boolean {
  const known = before?.stuck;
  return (
    now?.stuck?.isProven === true && !(known?.isProven === true && known.sessionActionId === now.stuck.sessionActionId)
  );
}

interface Found {
  readonly stuck: Stuck | undefined;
}

/** Since when nothing goes on, as far as the signs tell. */
export function stuckSinceMs({ signs }: Pick<Stuck, 'signs'>): number {
  const lasting = signs.filter(({ kind }) => kind !== 'long');
  return Math.min(...(lasting.length > 0 ? lasting : signs).map(({ sinceMs }) => sinceMs));
}
