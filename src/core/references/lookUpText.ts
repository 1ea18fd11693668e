/** What a text to look up means: the IDs that it names, incomplete IDs, or the name of a job. */
import type { IdKind } from '../ids';
import { type IncompleteId, findIncompleteIds } from './incompleteIds';
import { plainMailLinks } from './mailLinks';
import { type ReferenceIds, type SessionText, findReferences, keyOf, parseSessionText } from './reference';

/** What can be looked up, the narrowest first: an action stands for its session. */
const SOUGHT_KINDS = ['session', 'task', 'step', 'job', 'worker', 'fleet', 'queue', 'farm'] as const satisfies IdKind[];

export type SoughtKind = (typeof SOUGHT_KINDS)[number];

/** One thing that a text names. */
export interface SoughtThing {
  readonly kind: SoughtKind;
  /** Its own ID, and what the text says of what it belongs to. */
  readonly ids: ReferenceIds;
}

export interface LookUpText extends Pick<SessionText, 'region' | 'profile'> {
  /** All of the narrowest kind that the text names, in the order in which it first names them. */
  readonly things: readonly SoughtThing[];
  /** The narrowest first; only where the text names no session. */
  readonly incomplete: readonly IncompleteId[];
  /** A name to search jobs for; missing where the text names anything by an ID, and for text of several lines. */
  readonly jobName: string | undefined;
}

/** The longest name that the service lets a job have. */
const LONGEST_NAME = 128;

/** What a text asks for. Pure and total, whatever the text is. */
export function parseLookUpText(written: string): LookUpText {
  const text = plainMailLinks(written);
  const { ids, region, profile } = parseSessionText(text);
  const things = thingsIn(text, ids);
  const incomplete = things[0]?.kind === 'session' ? [] : findIncompleteIds(text).toSorted(byKind);
  const name = text.trim();
  const isName = things.length === 0 && name !== '' && name.length <= LONGEST_NAME && !/[\n\r]/.test(name);
  return { things, incomplete, region, profile, jobName: isName ? name : undefined };
}

/**
 * Whether a text that was not selected can be a job's name: one word with a letter, and with a digit or a sign inside that names of
 * jobs have, e.g. `sh330_lighting`, `comp.v012`.
 */
export function looksLikeJobName(text: string): boolean {
  return /^(?=.*\p{L})(?=.*[\d_.-])[\p{L}\p{N}][\p{L}\p{N}_.#-]{2,127}$/u.test(text);
}

function byKind(one: IncompleteId, other: IncompleteId): number {
  return SOUGHT_KINDS.indexOf(one.kind) - SOUGHT_KINDS.indexOf(other.kind);
}

function thingsIn(text: string, shared: ReferenceIds): readonly SoughtThing[] {
  const references = findReferences(text);
  for (const kind of SOUGHT_KINDS) {
    const things = new Map<string, SoughtThing>();
    for (const { ids } of references) {
      const id = ids[keyOf(kind)];
      if (id !== undefined) {
        things.set(id, { kind, ids: { ...shared, ...things.get(id)?.ids, ...ids } });
      }
    }
    if (things.size > 0) {
      return [...things.values()];
    }
  }
  return [];
}
