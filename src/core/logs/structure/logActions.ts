/** Which lines are which action's: from the banners, and from the times that the service tells, because a banner proves nothing. */
import type { MarkOf } from './logMark';
import type { KnownActions } from './logSection';
import type { ActionDefinition, SessionAction } from '../../session/session';

/** Where something of its own begins in a log. */
export interface Territory {
  /** Nothing of its own is what comes after a worker's host configuration. */
  readonly kind: 'action' | 'cleanup' | 'nothing';
  /** Its first line, with the rules above its title. */
  readonly from: number;
  /** Its title's line, or its first one. */
  readonly titleLine: number;
  /** As the log says it; undefined where only the times tell of it. */
  readonly title: string | undefined;
  readonly action: SessionAction | undefined;
}

/** What is asked of the lines themselves. */
export interface LineTimes {
  readonly firstLine: number;
  readonly endLine: number;
  lineAtTime(timeMs: number): number | undefined;
  timeOfLine(line: number): number | undefined;
}

type Banner = MarkOf<'action'>;

/** How far an action's banner may be from the time it started, by the same host's clock. */
const NEAR_MS = 2_000;

/**
 * The territories in the order of their lines; each goes on to the next one.
 *
 * A started action begins at the nearest banner that speaks of its kind, or else at the first line of its time: banners can be
 * switched off. A banner that no action claims is a program's own output, unless it is younger than what the service told, or
 * the service told nothing. A clean-up must come after all actions.
 */
export function findTerritories(
  banners: readonly Banner[],
  lines: LineTimes,
  known: KnownActions | undefined,
): Territory[] {
  const timed = banners.map((banner) => ({ banner, atMs: lines.timeOfLine(banner.line) ?? NaN }));
  if (!known) {
    let owner: Territory | undefined;
    return timed.flatMap(({ banner }) => (isPartOf(owner, banner) ? [] : [(owner = territoryOf(banner, undefined))]));
  }
  const started = known.actions
    .flatMap((action) => (action.startedAtMs === undefined ? [] : [{ action, startedAtMs: action.startedAtMs }]))
    .sort((a, b) => a.startedAtMs - b.startedAtMs);
  const claimed = new Set<Banner>();
  const found: Territory[] = [];
  let next = 0;
  for (const [index, { action, startedAtMs }] of started.entries()) {
    const untilMs = started[index + 1]?.startedAtMs ?? Infinity;
    while ((timed[next]?.atMs ?? Infinity) < startedAtMs - NEAR_MS) {
      next++;
    }
    let best: (typeof timed)[number] | undefined;
    for (let at = next; at < timed.length; at++) {
      const candidate = timed[at];
      if (!candidate || candidate.atMs > Math.min(startedAtMs + NEAR_MS, untilMs + NEAR_MS)) {
        break;
      }
      const distance = Math.abs(candidate.atMs - startedAtMs);
      if (
        !claimed.has(candidate.banner) &&
        speaksOf(candidate.banner.text, action.definition) &&
        (!best || distance < Math.abs(best.atMs - startedAtMs))
      ) {
        best = candidate;
      }
    }
    if (best) {
      claimed.add(best.banner);
      found.push(territoryOf(best.banner, action));
      continue;
    }
    const line = lines.lineAtTime(startedAtMs);
    // What began before the loaded part, or has written nothing yet, has no line to begin at; unless its end is here.
    if (line !== undefined && (action.endedAtMs === undefined || (lines.timeOfLine(line) ?? 0) <= action.endedAtMs)) {
      found.push({ kind: 'action', from: line, titleLine: line, title: undefined, action });
    }
  }
  const lastEndMs = Math.max(...started.map(({ action }) => action.endedAtMs ?? Infinity), -Infinity);
  let owner = found.sort((a, b) => a.from - b.from).at(-1);
  for (const { banner, atMs } of timed) {
    const isLater = atMs > known.asOfMs || (isCleanup(banner) && atMs >= lastEndMs);
    if (!claimed.has(banner) && isLater && !isPartOf(owner, banner)) {
      owner = territoryOf(banner, undefined);
      found.push(owner);
    }
  }
  return distinct(found.sort((a, b) => a.from - b.from));
}

/** What the worker agent does after a task's program, in an action of the task. */
export function isUpload({ text }: Banner): boolean {
  return text.startsWith('Job Attachments Upload for ');
}

/** The exit code at the end of a worker's host configuration, e.g. `1`, and `-1` where there is none; undefined for other titles. */
export function hostConfigurationExit({ text }: Banner): number | undefined {
  const code = /^Finished running Host Configuration Script, exit code: (?<code>-?\d{1,10})$/.exec(text)?.groups?.code;
  return code === undefined ? undefined : Number(code) | 0;
}

function isPartOf(owner: Territory | undefined, banner: Banner): boolean {
  return isUpload(banner) && (owner?.title === 'Running Task' || owner?.action?.definition.kind === 'taskRun');
}

function territoryOf(banner: Banner, action: SessionAction | undefined): Territory {
  if (hostConfigurationExit(banner) !== undefined) {
    const from = banner.line + 2;
    return { kind: 'nothing', from, titleLine: from, title: undefined, action: undefined };
  }
  return {
    kind: isCleanup(banner) && !action ? 'cleanup' : 'action',
    from: banner.before,
    titleLine: banner.line,
    title: banner.text,
    action,
  };
}

function isCleanup({ text }: Banner): boolean {
  return text === 'Session Cleanup';
}

/** Two actions of one moment and no banners begin at one line: the later one has it. */
function distinct(found: readonly Territory[]): Territory[] {
  return found.filter(({ titleLine }, index) => titleLine < (found[index + 1]?.from ?? Infinity));
}

function speaksOf(title: string, definition: ActionDefinition): boolean {
  switch (definition.kind) {
    case 'envEnter':
      return title.startsWith('Entering Environment: ') && isNamed(title, definition.environmentId);
    case 'envExit':
      return title.startsWith('Exiting Environment: ') && isNamed(title, definition.environmentId);
    case 'taskRun':
      return title === 'Running Task';
    case 'syncInputJobAttachments':
      return title.startsWith('Job Attachments Download');
    case 'unknown':
      return true;
  }
}

/** Environment ids end with the name, e.g. `JOB:job-…:Conda`; others say nothing of it. */
function isNamed(title: string, environmentId: string): boolean {
  const name = environmentId.split(':').slice(2).join(':');
  return name === '' || title.endsWith(`: ${name.trimEnd()}`);
}
