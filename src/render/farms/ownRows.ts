/** The rows of the Farms view that stand for nothing on a farm: groups of sessions, and what a list says of itself. */
import type { Fault } from '../../core/errors';
import { SEARCH_REACH } from '../../core/farm/farm';
import type { FarmNode, JobRow, Level, SessionRow } from '../../core/farm/farmNode';
import type { IdKind } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { faultWord } from '../session/session';
import type { RowIcon } from '../sidebarRow';
import { type FarmRowText, amount } from './farmRows';

/** A row of the view. Rows of our own have ids of the same kind, and know their parents too. */
export type FarmViewRow = FarmNode | GroupRow | PlaceholderRow;

/** A job's sessions as people ask for them. */
export interface GroupRow {
  readonly kind: 'group';
  readonly id: string;
  readonly parent: JobRow;
  readonly group: SessionRow['group'];
}

/** What a list says of itself, and what choosing the row does about it. */
export interface PlaceholderRow {
  readonly kind: 'note';
  readonly id: string;
  readonly parent: FarmNode | undefined;
  readonly note: Note;
}

export type Note =
  | { readonly says: 'more'; readonly shown: number; readonly total: string | undefined }
  | { readonly says: 'beyondReach' }
  | { readonly says: 'fault'; readonly fault: Fault; readonly region: string | undefined }
  | { readonly says: 'enterId'; readonly of: EnteredKind }
  | { readonly says: 'none'; readonly of: string }
  /** Where a queue's archived jobs are, or how to leave them. */
  | { readonly says: 'archived'; readonly shown: boolean };

/** What can be entered by its id below a level that may not be listed. */
export type EnteredKind = Extract<IdKind, 'farm' | 'queue' | 'job' | 'session'>;

export function toGroupRow(parent: JobRow, group: SessionRow['group']): GroupRow {
  return { kind: 'group', id: `${parent.id}#${group}`, parent, group };
}

export function sessionsIn(level: Level | undefined, group: SessionRow['group']): readonly SessionRow[] {
  return (level?.nodes ?? []).filter((node): node is SessionRow => node.kind === 'session' && node.group === group);
}

/** What a note says in its row. */
export function noteText({ note }: PlaceholderRow): FarmRowText {
  const [label, description, tone = 'neutral'] = wordsOf(note);
  return { label, description, spoken: description === '' ? label : `${label}, ${description}`, tone, status: '' };
}

function wordsOf(note: Note): readonly [label: string, description: string, tone?: FarmRowText['tone']] {
  switch (note.says) {
    case 'more':
      return ['Load more', note.total === undefined ? `${note.shown} so far` : `${note.shown} of ${note.total}`];
    case 'beyondReach':
      return ['No search reaches further', `filter the jobs to see others than these ${amount(SEARCH_REACH)}+`];
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

/** The icon of a note: a sign where something failed. */
export function noteIcon(row: PlaceholderRow): RowIcon {
  const { says } = row.note;
  if (says === 'fault') {
    const { tone } = noteText(row);
    return { tone: tone === 'interrupted' ? 'blocked' : tone };
  }
  return {
    codicon: { more: 'ellipsis', beyondReach: 'info', enterId: 'edit', none: 'dash', archived: 'archive' }[says],
  };
}
