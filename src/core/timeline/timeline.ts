/** A session's time as a picture: what ran when, in which environments, and when nothing did. */
import type { Session, SessionAction } from '../session/session';
import { isActive } from '../session/status';
import { type ActionSpan, gapsBetween, inRows, spansOf, type Stretch } from './spans';

/** How long an environment was there, from when it was entered until it was left. */
export interface EnvironmentSpan extends Stretch {
  readonly environmentId: string;
  /** The action that entered it. */
  readonly index: number;
  /** Whether the session is still in it. */
  readonly isOpen: boolean;
}

/** When nothing ran: before the first action, between actions, or after the last. */
export interface Gap extends Stretch {
  readonly kind: 'start' | 'between' | 'end';
}

/** What a timeline draws. All lists are in the order of time. */
export interface Timeline {
  /** From the session's beginning to its end; to now while it is active. */
  readonly session: Stretch;
  /** The session and everything that lies outside of it, wherever clocks have put it. */
  readonly whole: Stretch;
  /** What is worth seeing at first: the session, with what lies near it. */
  readonly home: Stretch;
  /** Environments around what ran in them, the outermost in the first row. */
  readonly environments: readonly (readonly EnvironmentSpan[])[];
  /** One row, unless actions overlap. */
  readonly rows: readonly (readonly ActionSpan[])[];
  readonly spans: readonly ActionSpan[];
  /** Empty where no action began. */
  readonly gaps: readonly Gap[];
  /** How many actions began before the session or ended after it. */
  readonly outside: number;
}

/** Clocks that are this far apart agree. */
const AGREE_MS = 1000;

export function timelineOf(
  session: Pick<Session, 'startedAtMs' | 'endedAtMs' | 'lifecycleStatus'>,
  actions: readonly SessionAction[],
  nowMs: number,
): Timeline {
  const spans = spansOf(actions, nowMs);
  const own = sessionStretch(session, spans, nowMs);
  const whole = around([own, ...spans]);
  return {
    session: own,
    whole,
    home: homeOf(own, spans, whole),
    environments: inRows(environmentsOf(actions, spans, own, isActive(session))),
    rows: inRows(spans),
    spans,
    gaps: spans.length === 0 ? [] : gapsOf(spans, own),
    outside: spans.filter(({ fromMs, toMs }) => fromMs < own.fromMs - AGREE_MS || toMs > own.toMs + AGREE_MS).length,
  };
}

function sessionStretch(
  { startedAtMs, endedAtMs }: Pick<Session, 'startedAtMs' | 'endedAtMs'>,
  spans: readonly ActionSpan[],
  nowMs: number,
): Stretch {
  const fromMs = Number.isFinite(startedAtMs) ? startedAtMs : (spans[0]?.fromMs ?? nowMs);
  const endMs = endedAtMs !== undefined && Number.isFinite(endedAtMs) ? endedAtMs : nowMs;
  return { fromMs, toMs: Math.max(fromMs, endMs) };
}

/** The shortest stretch that holds all of them, of which there is at least one. */
export function around(stretches: readonly Stretch[]): Stretch {
  return stretches.reduce((all, { fromMs, toMs }) => ({
    fromMs: Math.min(all.fromMs, fromMs),
    toMs: Math.max(all.toMs, toMs),
  }));
}

/** Those that lie in a session's time or near it: one action with the date of 1970 must not shrink the session to nothing. */
export function nearOf<S extends Stretch>(session: Stretch, spans: readonly S[]): readonly S[] {
  const marginMs = Math.max(60_000, (session.toMs - session.fromMs) / 2);
  return spans.filter(({ fromMs, toMs }) => fromMs >= session.fromMs - marginMs && toMs <= session.toMs + marginMs);
}

function homeOf(session: Stretch, spans: readonly ActionSpan[], whole: Stretch): Stretch {
  const near = nearOf(session, spans);
  return near.length === 0 ? whole : around([session, ...near]);
}

function gapsOf(spans: readonly ActionSpan[], session: Stretch): readonly Gap[] {
  return gapsBetween(spans, session).map((gap) => ({
    ...gap,
    kind: gap.fromMs === session.fromMs ? 'start' : gap.toMs === session.toMs ? 'end' : 'between',
  }));
}

function environmentsOf(
  actions: readonly SessionAction[],
  spans: readonly ActionSpan[],
  session: Stretch,
  isOpen: boolean,
): readonly EnvironmentSpan[] {
  const entered = new Map<string, ActionSpan[]>();
  const left: EnvironmentSpan[] = [];
  for (const span of spans) {
    const definition = actions[span.index]?.definition;
    if (definition?.kind === 'envEnter') {
      entered.set(definition.environmentId, [...(entered.get(definition.environmentId) ?? []), span]);
    } else if (definition?.kind === 'envExit') {
      const enter = entered.get(definition.environmentId)?.pop();
      if (enter) {
        left.push(environment(definition.environmentId, enter, span.toMs, false));
      }
    }
  }
  const still = [...entered].flatMap(([environmentId, enters]) =>
    enters.map((enter) =>
      enter.tone === 'succeeded'
        ? environment(environmentId, enter, session.toMs, isOpen)
        : environment(environmentId, enter, enter.toMs, enter.isRunning),
    ),
  );
  return [...left, ...still].sort((one, other) => one.fromMs - other.fromMs || other.toMs - one.toMs);
}

function environment(environmentId: string, enter: ActionSpan, toMs: number, isOpen: boolean): EnvironmentSpan {
  const { index, fromMs } = enter;
  return { environmentId, index, fromMs, toMs: Math.max(enter.toMs, toMs), isOpen };
}
