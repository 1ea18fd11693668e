/** The rows of the Farms view that stand for nothing on a farm: groups of sessions, and what a list says of itself. */
import type { Fault } from '../../core/errors';
import { SEARCH_REACH } from '../../core/farm/farm';
import type { FarmNode, JobRow, Level, SessionRow } from '../../core/farm/farmNode';
import type { IdKind } from '../../core/ids';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { faultWord } from '../session/session';
import type { RowIcon } from '../sidebarRow';
import { type FarmRowText, amount, rowText } from './farmRows';

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
  | { readonly says: 'none'; readonly words: string }
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

const GROUP_LABELS: Readonly<Record<SessionRow['group'], string>> = {
  active: t('Active sessions'),
  failed: t('Failed sessions'),
  ended: t('Ended sessions'),
};

/** @param more whether there may be others on pages not yet read */
export function groupText(group: SessionRow['group'], count: number, more: boolean): FarmRowText {
  const many = `${count}${more ? '+' : ''}`;
  return rowText('', GROUP_LABELS[group], {
    description: many,
    spoken: more ? t('{0} so far', count) : many,
  });
}

/** What a note says in its row. */
export function noteText({ note }: PlaceholderRow): FarmRowText {
  const [label, description, tone = 'neutral'] = wordsOf(note);
  return { label, description, spoken: description === '' ? label : `${label}, ${description}`, tone, status: '' };
}

function wordsOf(note: Note): readonly [label: string, description: string, tone?: FarmRowText['tone']] {
  switch (note.says) {
    case 'more':
      return [
        t('Load more'),
        note.total === undefined ? t('{0} so far', note.shown) : t('{0} of {1}', note.shown, note.total),
      ];
    case 'beyondReach':
      return [t('No search reaches further'), t('filter the jobs to see others than these {0}+', amount(SEARCH_REACH))];
    case 'fault': {
      const { kind } = note.fault;
      const label = note.region === undefined ? FAULT_LABELS[kind] : `${note.region}: ${faultWord(kind)}`;
      return [label, plainText(note.fault.message, 300), note.region === undefined ? 'failed' : 'interrupted'];
    }
    case 'enterId':
      return [ENTER_LABELS[note.of], t('if you know it')];
    case 'none':
      return [note.words, ''];
    case 'archived':
      return note.shown ? [t('Leave archived jobs'), ''] : [t('Show archived jobs'), ''];
  }
}

const ENTER_LABELS: Readonly<Record<EnteredKind, string>> = {
  farm: t('Enter farm id…'),
  queue: t('Enter queue id…'),
  job: t('Enter job id…'),
  session: t('Enter session id…'),
};

/** The same as `faultWord`, where it stands first. */
const FAULT_LABELS: Readonly<Record<Fault['kind'], string>> = {
  notFound: t('Not found'),
  accessDenied: t('Access denied'),
  throttled: t('Throttled'),
  invalid: t('Invalid'),
  conflict: t('Conflict'),
  serviceFault: t('Service fault'),
  expiredCredentials: t('Sign-in expired'),
  noCredentials: t('Not signed in'),
  signedOut: t('Signed out'),
  noRegion: t('No Region'),
  network: t('No connection'),
  timeout: t('No answer'),
  unexpectedAnswer: t('Unexpected answer'),
  internal: t('Internal'),
};

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
