/** News of what people watch, as plain data that windows share and keep. */
import { idOf, parseWatchable, type Watchable } from './farm/watchable';
import { type Connection, parseConnection } from './session/sessionKey';

/** The kinds of news, worst first. Each can be turned off on its own. */
export const NEWS_KINDS = [
  'sessionFailed',
  'jobFailed',
  /** The first task of a job of a watched queue failed. */
  'queueFailed',
  'stuck',
  /** It can't be read any more: the sign-in has ended, or it was deleted. */
  'unreadable',
  'jobEnded',
  /** It was stopped or deleted. */
  'workerEnded',
  'sessionEnded',
] as const;

export type NewsKind = (typeof NEWS_KINDS)[number];

/** Whether a kind tells that something of what is watched failed. */
export function isFailure(kind: NewsKind): boolean {
  return kind === 'sessionFailed' || kind === 'jobFailed' || kind === 'queueFailed';
}

/** What news are about. */
export type NewsSubject = Watchable | { readonly kind: 'connection'; readonly connection: Connection };

/** How news are put in words. All of it is hostile until rendered as text. */
export interface NewsWords {
  /** What people call the subject, e.g. a job's name. */
  readonly title: string;
  /** One or two sentences that go on from the title, e.g. `Frame 1005 · Render failed. The GPU ran out of memory.` */
  readonly text: string;
  /** A few words by which many are counted, e.g. `no license`. */
  readonly group: string;
  /** How it ended, where that was not well; missing where `kind` tells enough. */
  readonly tone?: EndTone | undefined;
}

const END_TONES = ['failed', 'canceled', 'interrupted'] as const;

type EndTone = (typeof END_TONES)[number];

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
  return about.kind === 'connection' ? signInId(about.connection) : idOf(about);
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
  const tone = END_TONES.find((one) => one === stored.tone);
  return kind &&
    about &&
    typeof id === 'string' &&
    typeof atMs === 'number' &&
    Number.isFinite(atMs) &&
    typeof title === 'string' &&
    typeof text === 'string' &&
    typeof group === 'string'
    ? { id, kind, about, atMs, title, text, group, ...(tone && { tone }) }
    : undefined;
}

function parseSubject(value: unknown): NewsSubject | undefined {
  const { kind, connection } = asRecord(value);
  const parsed = kind === 'connection' ? parseConnection(connection) : undefined;
  return parsed ? { kind: 'connection', connection: parsed } : parseWatchable(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
