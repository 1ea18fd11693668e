/** News of the sessions and jobs they watch, as plain data that windows share and keep. */
import {
  type Connection,
  type JobKey,
  jobKeyId,
  keyId,
  parseConnection,
  parseJobKey,
  parseSessionKey,
  type SessionKey,
} from './session/sessionKey';

/** The kinds of news, worst first. Each can be turned off on its own. */
export const NEWS_KINDS = [
  'sessionFailed',
  'jobFailed',
  'stuck',
  /** It can't be read any more: the sign-in has ended, or it was deleted. */
  'unreadable',
  'jobEnded',
  'sessionEnded',
] as const;

export type NewsKind = (typeof NEWS_KINDS)[number];

/** Whether a kind tells that something of what is watched failed. */
export function isFailure(kind: NewsKind): boolean {
  return kind === 'sessionFailed' || kind === 'jobFailed';
}

/** What news are about. */
export type NewsSubject =
  | { readonly kind: 'session'; readonly key: SessionKey }
  | { readonly kind: 'job'; readonly key: JobKey }
  | { readonly kind: 'connection'; readonly connection: Connection };

/** How news are put in words. All of it is hostile until rendered as text. */
export interface NewsWords {
  /** What people call the subject, e.g. a job's name. */
  readonly title: string;
  /** One or two sentences that go on from the title, e.g. `Frame 1005 · Render failed. The GPU ran out of memory.` */
  readonly text: string;
  /** A few words by which many are counted, e.g. `no license`. */
  readonly group: string;
}

/** One thing that happened to what is watched. */
export interface News extends NewsWords {
  /** Equal for equal events in all windows. */
  readonly id: string;
  readonly kind: NewsKind;
  readonly about: NewsSubject;
  /** When it happened, as the service says; where it does not, when it was learned. Epoch ms. */
  readonly atMs: number;
}

/** What news are about, as one string: equal for equal subjects. */
export function subjectId(about: NewsSubject): string {
  switch (about.kind) {
    case 'session':
      return keyId(about.key);
    case 'job':
      return jobKeyId(about.key);
    case 'connection':
      return signInId(about.connection);
  }
}

/** One string for all connections that share a sign-in. */
export function signInId({ source, profile }: Connection): string {
  return `signIn/${source}/${encodeURIComponent(profile ?? '')}`;
}

/** News out of storage, which other versions write, too; undefined where they are not what they should be. */
export function parseNews(value: unknown): News | undefined {
  const stored = asRecord(value);
  const { id, atMs, title, text, group } = stored;
  const kind = NEWS_KINDS.find((one) => one === stored.kind);
  const about = parseSubject(stored.about);
  return kind &&
    about &&
    typeof id === 'string' &&
    typeof atMs === 'number' &&
    Number.isFinite(atMs) &&
    typeof title === 'string' &&
    typeof text === 'string' &&
    typeof group === 'string'
    ? { id, kind, about, atMs, title, text, group }
    : undefined;
}

function parseSubject(value: unknown): NewsSubject | undefined {
  const { kind, key, connection } = asRecord(value);
  if (kind === 'session') {
    const parsed = parseSessionKey(key);
    return parsed && { kind, key: parsed };
  }
  if (kind === 'job') {
    const parsed = parseJobKey(key);
    return parsed && { kind, key: parsed };
  }
  const parsed = kind === 'connection' ? parseConnection(connection) : undefined;
  return parsed && { kind: 'connection', connection: parsed };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
