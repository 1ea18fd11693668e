import type { IdKind } from '../ids';
import { type PlaceHint, type Span, only, profileFlagsIn, regionFieldsIn } from './placeHint';
import { findObjects, recordsAround } from '../record';
import { type Reference, type ReferenceIds, KINDS, PARENTS, findReferences, keyOf, understand } from './reference';

/** A reference, completed from what stands around it. Region and profile are missing where the text names none, or several as near. */
export interface ReferenceContext extends PlaceHint {
  readonly ids: ReferenceIds;
  /** The parents of which the text names several and shows no way to tell which: people must say it. */
  readonly ambiguous: readonly IdKind[];
}

type Key = keyof ReferenceIds;
type Known = ReadonlyMap<Key, string>;

/** How much text counts as near, to each side. */
const NEAR = 16_384;
/** How many other mentions of a thing are asked for its parents. */
const MOST_WITNESSES = 32;

/** What tells whose an id is: a job or a worker beside another session is not this session's, a queue beside another job not this job's. */
const OWNERS: Readonly<Partial<Record<Key, Key>>> = {
  jobId: 'sessionId',
  workerId: 'sessionId',
  fleetId: 'sessionId',
  queueId: 'jobId',
};

/**
 * What stands around a reference of `text`, the nearest first: its own link, ARN or path; the line, the command, the JSON or
 * Python objects, the block of fields or variables it stands in; the document's own path. Its parents are then looked for in
 * records elsewhere that name the same session, job, …, and at last in all that is near, where only one is named. Ids of two
 * jobs are never mixed.
 *
 * @param path the document's own, e.g. `/var/log/amazon/deadline/queue-…/session-….log`; without effect where the text contradicts it
 */
export function contextOf(text: string, reference: Reference, path = ''): ReferenceContext {
  const from = Math.max(0, reference.start - NEAR);
  const page = openPage(text.slice(from, reference.end + NEAR));
  const place = { start: reference.start - from, end: reference.end - from };
  const records = recordsOf(page, place);

  const known = new Map(entriesOf(reference.ids));
  for (const key of KINDS.map(keyOf)) {
    learn(known, key, only(idsIn(page, records, key, known)));
  }
  const said = entriesOf(understand(path).ids);
  if (said.every(([key, id]) => (known.get(key) ?? id) === id)) {
    for (const [key, id] of said) {
      learn(known, key, id);
    }
  }
  const ambiguous: IdKind[] = [];
  for (const kind of PARENTS[reference.kind]) {
    const key = keyOf(kind);
    const candidates = known.has(key) ? [] : candidatesFor(page, kind, known, place);
    learn(known, key, only(candidates));
    if (new Set(candidates).size > 1) {
      ambiguous.push(kind);
    }
  }
  return {
    ids: Object.fromEntries(known),
    region: reference.region ?? only(firstSaid(page, records, 'region', regionFieldsIn)),
    profile: reference.profile ?? only(firstSaid(page, records, 'profile', profileFlagsIn)),
    ambiguous,
  };
}

interface PageRecord extends Span {
  readonly references: readonly Reference[];
}

/** The text near a reference, read once. */
interface Page extends PageRecord {
  readonly text: string;
  readonly objects: readonly Span[];
}

function openPage(text: string): Page {
  return { text, start: 0, end: text.length, references: findReferences(text), objects: findObjects(text) };
}

/** The records around a place, the smallest first. */
function recordsOf({ text, references, objects }: Page, place: Span): PageRecord[] {
  return recordsAround(text, place, objects).map(({ start, end }) => ({
    start,
    end,
    references: references.filter((reference) => reference.start >= start && reference.end <= end),
  }));
}

/** The ids of a kind in the smallest record that names any which fit. */
function idsIn(page: Page, records: readonly PageRecord[], key: Key, known: Known): string[] {
  for (const record of records) {
    const ids = record.references.flatMap((reference) =>
      isAnothers(page, reference, key, known) ? [] : (reference.ids[key] ?? []),
    );
    if (ids.length > 0) {
      return ids;
    }
  }
  return [];
}

/** What may be the parent: what records say that name a known child of it; else the one that is near, unless it is another's. */
function candidatesFor(page: Page, parent: IdKind, known: Known, { start }: Span): string[] {
  const key = keyOf(parent);
  const near = page.references.filter(({ ids }) => ids[key]);
  for (const child of near.length > 0 ? KINDS.filter((kind) => PARENTS[kind].includes(parent)) : []) {
    const id = known.get(keyOf(child));
    const votes = page.references
      .filter(({ ids }) => id && ids[keyOf(child)] === id)
      .sort((one, other) => Math.abs(one.start - start) - Math.abs(other.start - start))
      .slice(0, MOST_WITNESSES)
      .flatMap((witness) => only(idsIn(page, recordsOf(page, witness), key, known)) ?? []);
    if (votes.length > 0) {
      return votes;
    }
  }
  const ids = near.flatMap((reference) => reference.ids[key] ?? []);
  return only(ids) && near.some((reference) => isAnothers(page, reference, key, known)) ? [] : ids;
}

/** Whether the smallest record that tells whose an id is says another session, or another job, than the known one. */
function isAnothers(page: Page, reference: Reference, key: Key, known: Known): boolean {
  const owner = OWNERS[key];
  const id = owner && known.get(owner);
  if (!id || !reference.ids[key]) {
    return false;
  }
  const owners = [[reference], ...recordsOf(page, reference).map(({ references }) => references)]
    .map((references) => references.flatMap<string>(({ ids }) => ids[owner] ?? []))
    .find(({ length }) => length > 0);
  return owners !== undefined && !owners.includes(id);
}

/** What the nearest record that says anything of Region or profile says of it, be it by a link, a flag or a field. */
function firstSaid(
  page: Page,
  records: readonly PageRecord[],
  what: keyof PlaceHint,
  fieldsIn: (text: string) => readonly string[],
): readonly string[] {
  const said = [...records, page].map(({ start, end, references }) => [
    ...references.flatMap((reference) => reference[what] ?? []),
    ...fieldsIn(page.text.slice(start, end)),
  ]);
  return said.find(({ length }) => length > 0) ?? [];
}

function learn(known: Map<Key, string>, key: Key, id: string | undefined): void {
  if (id !== undefined && !known.has(key)) {
    known.set(key, id);
  }
}

function entriesOf(ids: ReferenceIds): [Key, string][] {
  return Object.entries(ids) as [Key, string][];
}
