import type { Tone } from '../../core/session/status';
import { t } from '../../core/text/localize';
import type { RowIcon, SidebarRow } from '../sidebarRow';
import { type FarmFacts, ROW_KINDS, type RowKind, THING_ICONS } from './farmRowKinds';
import { joined } from './farmRows';
import { type FarmViewRow, noteIcon } from './ownRows';

/** A row of the Farms view as it is shown. */
export interface ShownFarmRow extends SidebarRow {
  /** How the thing is doing, as the color of the row; undefined for rows of our own. */
  readonly status: { readonly tone: Tone; readonly status: string } | undefined;
  /** Lines of plain text, made when the pointer is over the row. */
  readonly tooltip: () => readonly string[];
}

/** What a row says and what can be done with it. */
export function showFarmRow(row: FarmViewRow, facts: FarmFacts): ShownFarmRow {
  const kind: RowKind<FarmViewRow> = ROW_KINDS[row.kind];
  const { label, description, spoken, tone, status } = kind.text(row, facts);
  const isWatchable = row.kind === 'job' || row.kind === 'session' || row.kind === 'worker' || row.kind === 'queue';
  const isWatched = isWatchable && facts.isWatched(row);
  const watched = isWatched ? (row.kind === 'queue' ? t('failures watched') : t('watched')) : '';
  const words = [
    row.kind,
    kind.below && 'list',
    ...(kind.words?.(row, facts) ?? []),
    isWatchable && (isWatched ? 'watched' : 'unwatched'),
  ];
  return {
    id: row.id,
    label,
    description: joined(description, watched),
    spoken: joined(spoken, watched),
    icon: iconOf(row, tone),
    status: row.kind === 'note' || row.kind === 'group' ? undefined : { tone, status },
    context: words.filter(Boolean).join(' '),
    copy: idOfRow(row),
    opens: kind.opens?.(row) ? { kind: row.kind } : undefined,
    fold: kind.fold?.(row, facts) ?? (kind.below ? 'collapsed' : 'none'),
    tooltip: () => kind.tooltip(row, facts),
  };
}

/** The ID that “Copy” copies from a row; undefined for rows of our own. */
export function idOfRow(row: FarmViewRow): string | undefined {
  const kind: RowKind<FarmViewRow> = ROW_KINDS[row.kind];
  return kind.copy?.(row);
}

/** What does work has the icon of its status, as in the Sessions view; a place has its own. */
const WORK: ReadonlySet<FarmViewRow['kind']> = new Set(['job', 'step', 'task', 'attempt', 'session']);

function iconOf(row: FarmViewRow, tone: Tone): RowIcon | undefined {
  if (row.kind === 'note') {
    return noteIcon(row);
  }
  return WORK.has(row.kind) && tone !== 'neutral'
    ? { tone }
    : { codicon: THING_ICONS[row.kind === 'group' ? 'session' : row.kind] };
}
