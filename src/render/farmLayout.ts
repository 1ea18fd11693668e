/**
 * Which rows are below which in the Farms view: what the service lists, and the rows of our own between them: groups of sessions,
 * “Load more”, why something could not be listed, and where to go on then.
 */
import type { Fault } from '../core/errors';
import { SEARCH_REACH } from '../core/farm';
import type { FarmNode, JobRow, Level, SessionRow } from '../core/farmNode';
import type { IdKind } from '../core/ids';
import { plainText } from '../core/plainText';
import { type FarmRowText, SESSION_GROUPS } from './farmRows';
import { faultWord } from './session';

/** A row of the view. Rows of our own have ids of the same kind, and know their parents too. */
export type FarmViewRow = FarmNode | GroupRow | NoteRow;

/** A job's sessions as people ask for them. */
export interface GroupRow {
  readonly kind: 'group';
  readonly id: string;
  readonly parent: JobRow;
  readonly group: SessionRow['group'];
}

/** What a list says of itself, and what choosing the row does about it. */
export interface NoteRow {
  readonly kind: 'note';
  readonly id: string;
  readonly parent: FarmNode | undefined;
  readonly note: Note;
}

export type Note =
  | { readonly says: 'more'; readonly shown: number; readonly total: number | undefined }
  | { readonly says: 'beyondReach' }
  | { readonly says: 'fault'; readonly fault: Fault; readonly region: string | undefined }
  | { readonly says: 'enterId'; readonly of: EnteredKind }
  | { readonly says: 'none'; readonly of: string }
  /** Where a queue's archived jobs are, or how to leave them. */
  | { readonly says: 'archived'; readonly shown: boolean };

/** What can be entered by its id below a level that may not be listed. */
export type EnteredKind = Extract<IdKind, 'farm' | 'queue' | 'job' | 'session'>;

/** What each level is a list of. */
const BELOW: Readonly<Record<FarmNode['kind'] | 'farms', readonly [kind: EnteredKind | undefined, plural: string]>> = {
  farms: ['farm', 'farms'],
  farm: ['queue', 'queues'],
  queue: ['job', 'jobs'],
  job: ['session', 'sessions yet'],
  steps: [undefined, 'steps'],
  fleets: [undefined, 'fleets'],
  fleet: [undefined, 'workers'],
  worker: [undefined, 'sessions'],
  step: [undefined, ''],
  session: [undefined, ''],
};

/** The rows below a row; undefined stands for the farms. `regions` are of how many places there are farms. */
export function rowsBelow(parent: FarmNode | undefined, level: Level, regions = 1): readonly FarmViewRow[] {
  const [kind, plural] = BELOW[parent?.kind ?? 'farms'];
  const note = (name: string, what: Note): NoteRow => ({
    kind: 'note',
    id: `${parent?.id ?? ''}#${name}`,
    parent,
    note: what,
  });
  const listed = level.nodes.filter(({ kind }) => kind !== 'steps' && kind !== 'fleets');
  const fixed = level.nodes.filter(({ kind }) => kind === 'steps' || kind === 'fleets');
  const faults = level.faults.map(({ place, fault }) =>
    note(`fault ${place.region}`, { says: 'fault', fault, region: parent || regions < 2 ? undefined : place.region }),
  );
  const isEmpty = listed.length === 0 && !level.hasMore && faults.length === 0 && !level.isLoading;
  return [
    ...(parent?.kind === 'job' ? groupsOf(parent, level) : listed),
    ...(isEmpty && parent ? [note('none', { says: 'none', of: plural })] : []),
    ...(level.hasMore && faults.length === 0
      ? [note('more', { says: 'more', shown: listed.length, total: level.total })]
      : []),
    ...(level.isBeyondReach && !level.hasMore ? [note('beyond', { says: 'beyondReach' })] : []),
    ...faults,
    ...(faults.length > 0 && kind ? [note('enter', { says: 'enterId', of: kind })] : []),
    ...(parent?.kind === 'queue' && faults.length === 0
      ? [note('archived', { says: 'archived', shown: parent.query.archived === 'only' })]
      : []),
    ...fixed,
  ];
}

/** The groups that have anybody in them. */
function groupsOf(parent: JobRow, level: Level): readonly GroupRow[] {
  return SESSION_GROUPS.filter((group) => sessionsIn(level, group).length > 0).map((group) =>
    toGroupRow(parent, group),
  );
}

export function toGroupRow(parent: JobRow, group: SessionRow['group']): GroupRow {
  return { kind: 'group', id: `${parent.id}#${group}`, parent, group };
}

export function sessionsIn(level: Level | undefined, group: SessionRow['group']): readonly SessionRow[] {
  return (level?.nodes ?? []).filter((node): node is SessionRow => node.kind === 'session' && node.group === group);
}

/** What a note says in its row. */
export function noteText({ note }: NoteRow): FarmRowText {
  const [label, description, tone = 'neutral'] = wordsOf(note);
  return { label, description, spoken: description === '' ? label : `${label}, ${description}`, tone, status: '' };
}

function wordsOf(note: Note): readonly [label: string, description: string, tone?: FarmRowText['tone']] {
  switch (note.says) {
    case 'more':
      return [
        'Load more',
        note.total === undefined ? `${note.shown} so far` : `${note.shown} of ${amount(note.total)}`,
      ];
    case 'beyondReach':
      return ['No search reaches further', `filter the jobs to see others than these ${amount(SEARCH_REACH)}`];
    case 'fault': {
      const word = faultWord(note.fault.kind);
      const label =
        note.region === undefined ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : `${note.region}: ${word}`;
      return [label, plainText(note.fault.message, 300), note.region === undefined ? 'failed' : 'interrupted'];
    }
    case 'enterId':
      return [`Enter ${note.of} id…`, 'if you know it'];
    case 'none':
      return [`No ${note.of}`, ''];
    case 'archived':
      return note.shown ? ['Leave archived jobs', ''] : ['Show archived jobs', ''];
  }
}

/** e.g. `4,321`, and `10,000+` where the service counts no further */
function amount(total: number): string {
  return `${total.toLocaleString('en-US')}${total >= SEARCH_REACH ? '+' : ''}`;
}
