import * as vscode from 'vscode';
import type { FarmNode } from '../../core/farmNode';
import { keyId } from '../../core/sessionKey';
import { isActive, isEnding } from '../../core/status';
import type { WatchedSession } from '../../core/watched';
import { type FarmViewRow, noteText, sessionsIn } from '../../render/farmLayout';
import {
  farmText,
  type FarmRowText,
  fleetText,
  groupText,
  jobText,
  queueText,
  sessionText,
  stepText,
  workerText,
} from '../../render/farmRows';
import {
  farmTooltip,
  fleetTooltip,
  jobTooltip,
  queueTooltip,
  sessionTooltip,
  stepTooltip,
  workerTooltip,
} from '../../render/farmTooltips';
import type { FarmTree } from '../../watch/farms/farmTree';
import type { App } from '../app';
import { THING_ICONS, toneIcon } from '../icons';
import type { JobFilters } from './jobFilter';
import { COMMANDS } from '../names';
import { plainMarkdown } from '../sessionsView';
import type { StatusDecorations } from './statusDecorations';

/** What rows are drawn with. */
export interface FarmDrawing {
  readonly app: Pick<App, 'store' | 'list' | 'now'>;
  readonly tree: FarmTree;
  readonly filters: JobFilters;
  readonly decorations: StatusDecorations;
  /** Of how many Regions there are farms: one needs no name. */
  readonly regions: number;
  /** The person's own id, where it is known. */
  readonly me: string | undefined;
}

/** What a row says now. */
export function textOf(drawing: FarmDrawing, row: FarmViewRow): FarmRowText {
  const { app, tree, filters, regions, me } = drawing;
  const nowMs = app.now();
  switch (row.kind) {
    case 'farm':
      return farmText(row.facts, regions > 1 ? row.place.region : undefined);
    case 'queue':
      return queueText({ ...row, query: filters.get(row) }, me);
    case 'job':
      return jobText(row.facts, nowMs, me);
    case 'steps':
      return plainRow('Steps');
    case 'step':
      return stepText(row.facts);
    case 'fleets':
      return plainRow('Fleets');
    case 'fleet':
      return fleetText(row.facts);
    case 'worker':
      return workerText(row.facts);
    case 'session':
      return sessionText(row, app.store.get(row.key), nowMs);
    case 'group': {
      const level = tree.level(row.parent);
      return groupText(row.group, sessionsIn(level, row.group).length, level?.hasMore ?? false);
    }
    case 'note':
      return noteText(row);
  }
}

/** A row for VS Code. Its tooltip is made when somebody points at it. */
export function itemOf(drawing: FarmDrawing, row: FarmViewRow): vscode.TreeItem {
  const { label, description, spoken, tone, status } = textOf(drawing, row);
  const item = new vscode.TreeItem(label, stateOf(row));
  item.id = row.id;
  item.description = description;
  item.accessibilityInformation = { label: spoken };
  item.contextValue = contextOf(drawing, row);
  item.iconPath =
    row.kind === 'note'
      ? noteIcon(row.note.says, tone)
      : new vscode.ThemeIcon(THING_ICONS[row.kind === 'group' ? 'session' : row.kind]);
  if (row.kind !== 'note' && row.kind !== 'group') {
    item.resourceUri = drawing.decorations.set(row.id, tone, status);
  }
  if (row.kind === 'note' ? row.note.says !== 'none' && row.note.says !== 'beyondReach' : row.kind === 'session') {
    item.command = { command: COMMANDS.openRow, title: 'Open', arguments: [row] };
  }
  return item;
}

/** What a row says in full, with exact times. */
export function tooltipOf({ app, me }: FarmDrawing, row: FarmViewRow): vscode.MarkdownString {
  return plainMarkdown(linesOf(row, app.store.get.bind(app.store), app.now(), me));
}

function linesOf(
  row: FarmViewRow,
  watched: App['store']['get'],
  nowMs: number,
  me: string | undefined,
): readonly string[] {
  switch (row.kind) {
    case 'farm':
      return farmTooltip(row.facts, row.place);
    case 'queue':
      return queueTooltip(row.facts);
    case 'job':
      return jobTooltip(row.facts, me);
    case 'step':
      return stepTooltip(row.facts);
    case 'fleet':
      return fleetTooltip(row.facts);
    case 'worker':
      return workerTooltip(row.facts);
    case 'session':
      return sessionTooltip(row, watched(row.key), nowMs);
    case 'note':
      return row.note.says === 'fault' ? [row.note.fault.message] : [noteText(row).label, noteText(row).description];
    case 'steps':
      return ['The job’s steps'];
    case 'fleets':
      return ['The farm’s fleets, their workers and what those ran'];
    case 'group':
      return [GROUPS[row.group]];
  }
}

const GROUPS = {
  active: 'Sessions that hold a worker now',
  failed: 'Sessions in which the last try of a task failed',
  ended: 'Sessions that are over',
};

/** The id that “Copy” copies from a row; undefined for rows of our own. */
export function idOfRow(row: FarmNode | FarmViewRow): string | undefined {
  switch (row.kind) {
    case 'farm':
      return row.facts.farmId;
    case 'queue':
      return row.facts.queueId;
    case 'job':
      return row.facts.jobId;
    case 'step':
      return row.facts.stepId;
    case 'fleet':
      return row.facts.fleetId;
    case 'worker':
      return row.facts.workerId;
    case 'session':
      return row.key.sessionId;
    default:
      return row.kind === 'note' && row.note.says === 'fault' ? row.note.fault.message : undefined;
  }
}

function stateOf({ kind }: FarmViewRow): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return kind === 'group' ? Expanded : kind === 'session' || kind === 'step' || kind === 'note' ? None : Collapsed;
}

/** Words that menus are chosen by, e.g. `session active unwatched copy`, `note signIn retry chooseConnection copy`. */
function contextOf({ app }: FarmDrawing, row: FarmViewRow): string {
  const words: string[] = [row.kind];
  if (row.kind === 'session') {
    const session = freshest(row.facts, app.store.get(row.key));
    words.push(isActive(session) ? (isEnding(session) ? 'ending' : 'active') : 'ended');
    words.push(app.list.keys.some((key) => keyId(key) === keyId(row.key)) ? 'watched' : 'unwatched');
  } else if (row.kind === 'note') {
    words.push(...(row.note.says === 'fault' ? row.note.fault.remedies : []));
  } else if (row.kind !== 'group' && row.kind !== 'step') {
    words.push('list');
  }
  if (idOfRow(row) !== undefined) {
    words.push('copy');
  }
  return words.join(' ');
}

type Life = Parameters<typeof isEnding>[0];

function freshest(listed: Life, watched: WatchedSession | undefined): Life {
  return watched?.snapshot?.session ?? listed;
}

function noteIcon(says: string, tone: FarmRowText['tone']): vscode.ThemeIcon {
  if (says === 'fault') {
    return toneIcon(tone === 'interrupted' ? 'blocked' : tone);
  }
  const icons: Readonly<Record<string, string>> = {
    more: 'ellipsis',
    beyondReach: 'info',
    enterId: 'edit',
    none: 'dash',
    archived: 'archive',
  };
  return new vscode.ThemeIcon(icons[says] ?? 'dash');
}

function plainRow(label: string): FarmRowText {
  return { label, description: '', spoken: label, tone: 'neutral', status: '' };
}
