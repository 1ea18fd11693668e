/** What differs between two runs of the same task without meaning: IDs, temporary paths, hosts, times, measurements, progress. */

import { plainText } from '../text/plainText';
import type { HostProperties, SessionAction } from '../session/session';

type Replacement = readonly [found: RegExp, instead: string];

const TEMPORARY: readonly Replacement[] = [
  [/\bsession(action)?-[0-9a-f]{32}(-\d+)?\w*/g, 'session$1-…'],
  [/\b(farm|queue|fleet|job|step|task|worker)-[0-9a-f]{32}(-\d+)?/g, '$1-…'],
  [/\bembedded_files\w+/g, 'embedded_files…'],
  [/\btmp[a-z0-9_]{8}(?![a-z0-9_])/g, 'tmp…'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '(uuid)'],
  [/\b0x[0-9a-f]{6,16}\b/gi, '0x…'],
];

const TIMES: readonly Replacement[] = [
  [/\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g, '(time)'],
  [/\b\d{4}[./](?:\d\d|[A-Z][a-z]{2})[./]\d\d[-|]\d\d[.:]\d\d[.:]\d\d(?::\d{3})?/g, '(time)'],
  [/(?<![\w./-])\d{4}-\d\d-\d\d(?![\w/-])/g, '(date)'],
  [/(?<![\w.]|\d:)\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?(?![\w:])/g, '(time)'],
];

const HOSTS: readonly Replacement[] = [
  [/\bip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[\w-]{1,63}){0,5}/g, '(host)'],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g, '(address)'],
  [/\bi-[0-9a-f]{8,17}\b/g, 'i-…'],
];

/** Numbers that are larger or smaller in each run. An exit code, a version and a line number are none. */
const MEASURES: readonly Replacement[] = [
  [/\b(pid:?|process|subprocess) \d+/gi, '$1 …'],
  [/\bopenjd_progress: [\d.]+/g, 'openjd_progress: …'],
  [/(?<![\w.])\d+(?:\.\d+)?(?= ?%)/g, '…'],
  [
    /(?<![\w.])\d+(?:[.,]\d+)*(?= ?(?:[KMGT]i?B|[kMGT]|bytes|ms|msec|s|sec|secs|seconds|minutes|fps|rays|samples)\b)/g,
    '…',
  ],
  [/(?<![\w./-])\d+(?=(?: ?\/ ?| of )\d)/g, '…'],
];

const COMMON = [...TEMPORARY, ...TIMES, ...HOSTS, ...MEASURES];

/** What is known of a run beside its lines. */
export interface RunNames {
  /** Names and addresses of its host, e.g. `rack2-node40.studio.example`. */
  readonly hosts: readonly string[];
  /** The task's parameters, e.g. `{ Frame: '1005' }`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The names of an action's run on a host. */
export function namesOf(host: HostProperties | undefined, action: SessionAction | undefined): RunNames {
  const hosts = [host?.hostName, ...(host?.ipV4Addresses ?? []), ...(host?.ipV6Addresses ?? [])];
  const { definition } = action ?? {};
  return {
    hosts: hosts.flatMap((name) => name ?? []),
    parameters: definition?.kind === 'taskRun' ? definition.parameters : {},
  };
}

/** Names that are too short occur everywhere; those of several lines are none. */
const SHORTEST_NAME = 3;

/**
 * A log's text without what differs in every run: times, IDs, temporary paths, hosts. Two runs that did the same have the same text.
 * @example withoutTemporary('Wrote: Run -> /sessions/session-0f…ev_z/tmp1x_k7xgr') // 'Wrote: Run -> /sessions/session-…/tmp…'
 */
export function withoutTemporary(text: string): string {
  return COMMON.reduce((now, [found, instead]) => now.replace(found, instead), text);
}

/**
 * As `withoutTemporary`, and without a run's own host and its task's parameters.
 * @example withoutNames({ hosts: [], parameters: { Frame: '1005' } })('Saved beauty.1005.exr') // 'Saved beauty.(Frame).exr'
 */
export function withoutNames({ hosts, parameters }: RunNames): (text: string) => string {
  const named = [
    ...hosts.map((host) => [host, '(host)'] as const),
    ...Object.entries(parameters).map(([name, value]) => [value, `(${plainText(name, 60)})`] as const),
  ].filter(([value]) => value.length >= SHORTEST_NAME && !/[\r\n]/.test(value));
  if (named.length === 0) {
    return withoutTemporary;
  }
  // The longest first: a host's name can begin with its short one.
  const names = new Map([...named].sort(([one], [other]) => other.length - one.length));
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${[...names.keys()].map(escaped).join('|')})(?![A-Za-z0-9])`, 'g');
  return (text) => withoutTemporary(text.replace(pattern, (found) => names.get(found) ?? found));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
