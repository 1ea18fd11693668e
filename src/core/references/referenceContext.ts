import type { IdKind } from '../ids';
import { type ConnectionHint, type Span, only, profileFlagsOf, regionFieldsOf } from './connectionHint';
import { RecordFinder } from './textRecords';
import {
  type Reference,
  type ReferenceIds,
  KINDS,
  PARENTS,
  findReferences,
  keyOf,
  parseSessionText,
} from './reference';

/** A reference, completed from what stands around it. Region and profile are missing where the text names none, or several as near. */
export interface ReferenceContext extends ConnectionHint {
  readonly ids: ReferenceIds;
  /** The parents of which the text names several and shows no way to tell which: people must say it. */
  readonly ambiguous: readonly IdKind[];
}

type Key = keyof ReferenceIds;
type Known = ReadonlyMap<Key, string>;

/** How much text counts as near, to each side. */
const NEAR = 16_384;
/** How many ids count as near, to each side: a text may be made of nothing but ids and braces. */
const NEAR_IDS = 120;
const ID_DIGITS = /[0-9a-f]{32}/g;
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
  const { start: from, end: until } = nearby(text, reference);
  const page = openPage(text.slice(from, until));
  const span = { start: reference.start - from, end: reference.end - from };
  const records = recordsOf(page, span);

  const known = new Map(entriesOf(reference.ids));
  for (const key of KINDS.map(keyOf)) {
    learn(known, key, only(idsIn(page, records, key, known)));
  }
  const said = entriesOf(parseSessionText(path).ids);
  if (said.every(([key, id]) => (known.get(key) ?? id) === id)) {
    for (const [key, id] of said) {
      learn(known, key, id);
    }
  }
  const ambiguous: IdKind[] = [];
  for (const kind of PARENTS[reference.kind]) {
    const key = keyOf(kind);
    const candidates = known.has(key) ? [] : candidatesFor(page, kind, known, span);
    learn(known, key, only(candidates));
    if (new Set(candidates).size > 1) {
      ambiguous.push(kind);
    }
  }
  return {
    ids: Object.fromEntries(known),
    region: reference.region ?? only(firstSaid(page, records, 'region')),
    profile: reference.profile ?? only(firstSaid(page, records, 'profile')),
    ambiguous,
  };
}

/** What counts as near a place: at most `NEAR` characters and about `NEAR_IDS` ids to each side. */
function nearby(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - NEAR);
  const until = end + NEAR;
  const before = Array.from(text.slice(from, start).matchAll(ID_DIGITS), ({ index }) => from + index);
  const after = Array.from(text.slice(end, until).matchAll(ID_DIGITS), ({ index }) => end + index);
  return { start: before.at(-NEAR_IDS - 1) ?? from, end: after[NEAR_IDS] ?? until };
}

interface PageRecord extends Span {
  readonly references: readonly Reference[];
  /** The ids of a kind that its references name, once they were asked for. */
  readonly named: Map<Key, ReadonlySet<string>>;
}

/** The text near a reference. Everything in it is read once, however many references share it. */
interface Page extends PageRecord {
  readonly text: string;
  readonly records: RecordFinder;
  /** By their starts and ends. */
  readonly spans: Map<string, PageRecord>;
  /** By the starts of the references they are around. */
  readonly around: Map<number, readonly PageRecord[]>;
}

function openPage(text: string): Page {
  return {
    text,
    start: 0,
    end: text.length,
    references: findReferences(text),
    named: new Map(),
    records: new RecordFinder(text),
    spans: new Map(),
    around: new Map(),
  };
}

/** The records around a place, the smallest first. */
function recordsOf(page: Page, place: Span): readonly PageRecord[] {
  return remembered(page.around, place.start, () => {
    const records = page.records.around(place).map(({ start, end }) =>
      remembered(page.spans, `${start} ${end}`, () => ({
        start,
        end,
        references: within(page.references, start, end),
        named: new Map(),
      })),
    );
    // A line is often its command and its block as well.
    return [...new Set(records)];
  });
}

/** The references inside a span; they come in order and do not overlap. */
function within(references: readonly Reference[], start: number, end: number): readonly Reference[] {
  const [from, until] = [start, end].map((offset) => indexFrom(references, offset));
  return references.slice(from, until).filter((reference) => reference.end <= end);
}

/** The index of the first reference that starts at an offset or later. */
function indexFrom(references: readonly Reference[], offset: number): number {
  let [low, high] = [0, references.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.start ?? Infinity) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The ids of a kind in a record. */
function namedIn({ references, named }: PageRecord, key: Key): ReadonlySet<string> {
  return remembered(named, key, () => new Set(references.flatMap<string>(({ ids }) => ids[key] ?? [])));
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

/**
 * The ids of a kind in the smallest record that names any which fit.
 * @param asked what records said of the same kind, with the same ids known
 */
function idsIn(
  page: Page,
  records: readonly PageRecord[],
  key: Key,
  known: Known,
  asked = new Map<PageRecord, readonly string[]>(),
): readonly string[] {
  for (const record of records) {
    const ids = remembered(asked, record, () =>
      record.references.flatMap((reference) =>
        isAnothers(page, reference, key, known) ? [] : (reference.ids[key] ?? []),
      ),
    );
    if (ids.length > 0) {
      return ids;
    }
  }
  return [];
}

/** What may be the parent: what records say that name a known child of it; else the one that is near, unless it is another's. */
function candidatesFor(page: Page, parent: IdKind, known: Known, { start }: Span): readonly string[] {
  const key = keyOf(parent);
  const near = page.references.filter(({ ids }) => ids[key]);
  const asked = new Map<PageRecord, readonly string[]>();
  for (const child of near.length > 0 ? KINDS.filter((kind) => PARENTS[kind].includes(parent)) : []) {
    const id = known.get(keyOf(child));
    const votes = page.references
      .filter(({ ids }) => id && ids[keyOf(child)] === id)
      .sort((one, other) => Math.abs(one.start - start) - Math.abs(other.start - start))
      .slice(0, MOST_WITNESSES)
      .flatMap((witness) => only(idsIn(page, recordsOf(page, witness), key, known, asked)) ?? []);
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
  const own = reference.ids[owner];
  if (own !== undefined) {
    return own !== id;
  }
  for (const record of recordsOf(page, reference)) {
    const owners = namedIn(record, owner);
    if (owners.size > 0) {
      return !owners.has(id);
    }
  }
  return false;
}

/** What the nearest record that says anything of Region or profile says of it, be it by a link, a flag or a field. */
function firstSaid(page: Page, records: readonly PageRecord[], what: keyof ConnectionHint): readonly string[] {
  const fields = what === 'region' ? regionFieldsOf(page.text) : profileFlagsOf(page.text);
  for (const { start, end, references } of [...records, page]) {
    const said = [
      ...references.flatMap((reference) => reference[what] ?? []),
      ...fields.flatMap((field) => (field.start >= start && field.end <= end ? field.value : [])),
    ];
    if (said.length > 0) {
      return said;
    }
  }
  return [];
}

function learn(known: Map<Key, string>, key: Key, id: string | undefined): void {
  if (id !== undefined && !known.has(key)) {
    known.set(key, id);
  }
}

function entriesOf(ids: ReferenceIds): [Key, string][] {
  return Object.entries(ids) as [Key, string][];
}
