/**
 * Which rows are below which in the Farms view: what the service lists, and the rows of our own between them: groups of sessions,
 * “Load more”, why something could not be listed, and where to go on then.
 */
import { SEARCH_REACH } from '../../core/farm/farm';
import type { FarmNode, JobRow, Level } from '../../core/farm/farmNode';
import { t } from '../../core/text/localize';
import { countOf } from '../../core/farm/tasks';
import { type Below, ROW_KINDS } from './farmRowKinds';
import { SESSION_GROUPS, amount } from './farmRows';
import { type FarmViewRow, type GroupRow, type Note, type PlaceholderRow, sessionsIn, toGroupRow } from './ownRows';

const FARMS: Below = { none: t('No farms'), entered: 'farm' };

/** The rows below a row; undefined stands for the farms. `regions` are of how many places there are farms. */
export function rowsBelow(parent: FarmNode | undefined, level: Level, regions = 1): readonly FarmViewRow[] {
  const below = parent ? ROW_KINDS[parent.kind].below : FARMS;
  const note = (name: string, what: Note): PlaceholderRow => ({
    kind: 'note',
    id: `${parent?.id ?? ''}#${name}`,
    parent,
    note: what,
  });
  const listed = level.nodes.filter(({ kind }) => kind !== 'steps' && kind !== 'fleets');
  const fixed = level.nodes.filter(({ kind }) => kind === 'steps' || kind === 'fleets');
  const faults = level.faults.map(({ connection, fault }) =>
    note(`fault ${connection.region}`, {
      says: 'fault',
      fault,
      region: parent || regions < 2 ? undefined : connection.region,
    }),
  );
  const gaps = level.gaps
    .filter(({ kind }) => kind === 'accessDenied')
    .map((fault) => note(`gap ${fault.message}`, { says: 'fault', fault, region: undefined }));
  const isEmpty = listed.length === 0 && !level.hasMore && faults.length === 0 && !level.isLoading;
  return [
    // A job has hundreds of sessions: what leads to its tasks is not below them.
    ...(parent?.kind === 'job' ? [...fixed, ...groupsOf(parent, level)] : listed),
    ...(isEmpty && parent ? [note('none', { says: 'none', words: below?.none ?? '' })] : []),
    ...(level.hasMore && faults.length === 0
      ? [note('more', { says: 'more', shown: listed.length, total: totalOf(parent, level) })]
      : []),
    ...(parent?.kind === 'queue' && level.isBeyondReach && !level.hasMore
      ? [note('beyond', { says: 'beyondReach' })]
      : []),
    ...faults,
    ...gaps,
    ...(faults.length > 0 && below?.entered ? [note('enter', { says: 'enterId', of: below.entered })] : []),
    ...(parent?.kind === 'queue' && faults.length === 0
      ? [note('archived', { says: 'archived', shown: parent.query.archived === 'only' })]
      : []),
    ...(parent?.kind === 'job' ? [] : fixed),
  ];
}

/** How many there are in all, in words: `4,321`, and `10,000+` where the service counts no further; undefined where it does not count. */
function totalOf(parent: FarmNode | undefined, { total }: Level): string | undefined {
  if (parent?.kind === 'tasks') {
    return amount(countOf(parent.parent.facts.taskRunStatusCounts, parent.group.statuses));
  }
  return total === undefined ? undefined : `${amount(total)}${total >= SEARCH_REACH ? '+' : ''}`;
}

/** The groups that have anybody in them. */
function groupsOf(parent: JobRow, level: Level): readonly GroupRow[] {
  return SESSION_GROUPS.filter((group) => sessionsIn(level, group).length > 0).map((group) =>
    toGroupRow(parent, group),
  );
}
