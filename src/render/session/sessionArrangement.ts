/** How the rows of the Sessions view are sorted, grouped and filtered. Pure: sessions in, rows' order out. */
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { isActive, isEnding } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { formatNumber, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { sessionTone } from './session';

export const SESSION_ORDERS = ['added', 'state', 'name', 'started'] as const;
export const SESSION_GROUPINGS = ['none', 'job', 'state'] as const;
export const SESSION_FILTERS = ['all', 'active', 'failed', 'ended'] as const;

/** What a person chose for the list of sessions. */
export interface SessionArrangement {
  /** `added`: the newest on top; `state`: failed ones first, then active ones; `started`: the latest start first. */
  readonly order: (typeof SESSION_ORDERS)[number];
  readonly grouping: (typeof SESSION_GROUPINGS)[number];
  readonly filter: (typeof SESSION_FILTERS)[number];
}

export const USUAL_ARRANGEMENT: SessionArrangement = { order: 'added', grouping: 'none', filter: 'all' };

/** One of the list's sessions, as far as it is known. */
export interface ArrangedSession {
  readonly key: SessionKey;
  readonly title: string;
  readonly watched: WatchedSession | undefined;
}

/** Sessions that stand below one row; without a label they stand on their own. */
export interface SessionSection {
  readonly id: string;
  readonly label: string;
  readonly keys: readonly SessionKey[];
}

/** A value out of storage; what other versions wrote is not taken. */
export function parseArrangement(value: unknown): SessionArrangement {
  const { order, grouping, filter } = (value ?? {}) as Partial<Record<keyof SessionArrangement, unknown>>;
  return {
    order: SESSION_ORDERS.find((one) => one === order) ?? USUAL_ARRANGEMENT.order,
    grouping: SESSION_GROUPINGS.find((one) => one === grouping) ?? USUAL_ARRANGEMENT.grouping,
    filter: SESSION_FILTERS.find((one) => one === filter) ?? USUAL_ARRANGEMENT.filter,
  };
}

/** The sections of a list, in the order of their first session. Sessions that are alike keep the list's order. */
export function arrangeSessions(
  sessions: readonly ArrangedSession[],
  { order, grouping, filter }: SessionArrangement,
): readonly SessionSection[] {
  const shown = sessions.filter((session) => filter === 'all' || stateOf(session) === filter);
  const sorted = order === 'added' ? shown : [...shown].sort(COMPARED[order]);
  if (grouping === 'none') {
    return [{ id: '', label: '', keys: sorted.map(({ key }) => key) }];
  }
  const sections = new Map<string, { readonly label: string; readonly keys: SessionKey[] }>();
  for (const session of sorted) {
    const [id, label] = grouping === 'job' ? jobOf(session) : [stateOf(session), STATES[stateOf(session)]];
    const section = sections.get(id) ?? { label, keys: [] };
    sections.set(id, section);
    section.keys.push(session.key);
  }
  const all = [...sections].map(([id, section]) => ({ id, ...section }));
  return grouping === 'state' ? all.sort((one, other) => rankOf(one.id) - rankOf(other.id)) : all;
}

/** What the view says above its rows while it does not show all of them; undefined while it does. */
export function filterWords(shown: number, all: number, { filter }: SessionArrangement): string | undefined {
  if (all === 0) {
    return undefined;
  }
  const [some, total] = [formatNumber(shown), formatNumber(all)];
  switch (filter) {
    case 'all':
      return undefined;
    case 'active':
      return t('Showing {0} of {1} sessions: active only.', some, total);
    case 'failed':
      return t('Showing {0} of {1} sessions: failed only.', some, total);
    case 'ended':
      return t('Showing {0} of {1} sessions: ended only.', some, total);
  }
}

type State = Exclude<SessionArrangement['filter'], 'all'> | 'unread';

const STATES: Readonly<Record<State, string>> = {
  failed: t('Failed'),
  active: t('Active'),
  ended: t('Ended'),
  unread: t('Not read yet'),
};
const RANKS: readonly string[] = Object.keys(STATES);

function stateOf({ watched }: ArrangedSession): State {
  const { snapshot } = watched ?? {};
  if (!watched || !snapshot) {
    return 'unread';
  }
  return sessionTone(watched) === 'failed'
    ? 'failed'
    : isActive(snapshot.session) || isEnding(snapshot.session)
      ? 'active'
      : 'ended';
}

function rankOf(state: string): number {
  return RANKS.indexOf(state);
}

function jobOf({ key, watched, title }: ArrangedSession): readonly [id: string, label: string] {
  const job = watched?.snapshot?.job;
  return [key.jobId, job?.ok ? plainText(job.value.name) : title];
}

const COMPARED: Readonly<
  Record<Exclude<SessionArrangement['order'], 'added'>, (one: ArrangedSession, other: ArrangedSession) => number>
> = {
  state: (one, other) => rankOf(stateOf(one)) - rankOf(stateOf(other)),
  name: (one, other) => one.title.localeCompare(other.title, 'en', { numeric: true }),
  started: (one, other) => startOf(other) - startOf(one),
};

function startOf({ watched }: ArrangedSession): number {
  return watched?.snapshot?.session.startedAtMs ?? 0;
}

/** What tells whether rows have another order: the sections and their sessions. */
export function arrangementText(sections: readonly SessionSection[]): string {
  return JSON.stringify(sections.map(({ id, keys }) => [id, keys.map(keyId)]));
}
