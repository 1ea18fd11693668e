import * as vscode from 'vscode';
import { type SessionId, shortId } from '../core/ids';
import { type ReferenceIds, understand, type Understanding } from '../core/references/reference';
import { placeName, type SessionKey } from '../core/sessionKey';
import { plainText } from '../core/plainText';
import { otherPlace } from '../render/connection';
import { sessionState, sessionTitle, sessionTone } from '../render/session';
import type { App } from './app';
import { toneText, withoutIcons } from './icons';
import { COMMANDS } from './names';
import { completeKey } from './parents';
import { pointedAt } from './pointedAt';

/** What the person settled on: a session that is known in full, or ids of which some are still missing. */
type Choice =
  | { readonly key: SessionKey }
  | { readonly ids: ReferenceIds; readonly understanding: Pick<Understanding, 'region' | 'profile'> };

interface Item extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/** More text than this is never put into the input box, however it got onto the clipboard. */
const MOST_PREFILLED = 2_000;

/**
 * Look Up Session: one input that takes anything naming a session, says live what it understood, asks for what is missing, and
 * opens the session. `text` is what a link or another command already knows.
 */
export async function lookUp(app: App, text?: string): Promise<void> {
  const choice = understoodAtOnce(text) ?? (await askForSession(app, text ?? (await textAtHand())));
  if (choice) {
    await open(app, choice);
  }
}

/** The same for the id under the cursor, with what the text around it says. */
export async function lookUpAtCursor(app: App): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const target = editor && pointedAt(editor.document, editor.selection.active);
  if (!target) {
    await lookUp(app);
    return;
  }
  const { ids, region, profile } = target;
  await open(app, { ids, understanding: { region, profile } });
}

async function open(app: App, choice: Choice): Promise<void> {
  const key = 'key' in choice ? choice.key : await completeKey(app, choice.ids, choice.understanding);
  if (key) {
    await vscode.commands.executeCommand(COMMANDS.openDetails, key);
  }
}

/** A link's text needs no input box: it names one session, or one job whose sessions to choose from. */
function understoodAtOnce(text: string | undefined): Choice | undefined {
  const understanding = understand(text ?? '');
  const { ids, sessions, conflicts } = understanding;
  return conflicts.length === 0 && (sessions.length === 1 || ids.jobId !== undefined)
    ? { ids, understanding }
    : undefined;
}

/** The selection if it names a session, else the clipboard if that does; else nothing. */
async function textAtHand(): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  for (const text of [selected, await vscode.env.clipboard.readText()]) {
    if (understand(text).sessions.length > 0) {
      return text;
    }
  }
  return '';
}

function askForSession(app: App, text: string): Promise<Choice | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  // A whole log on the clipboard is understood as it is; the box shows only the ids that it led to.
  const short = text.length <= MOST_PREFILLED ? text.trim() : idsOf(understand(text)).join(' ');
  picker.title = 'Look Up Session';
  picker.placeholder = 'Paste anything that names a session: ids, a monitor link, a log path, JSON, a command line';
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.value = short;
  const draw = (): void => {
    const understanding = understand(picker.value);
    picker.items = [...understoodItems(picker.value, understanding), ...knownItems(app, understanding)];
  };
  void app.places.describe().then((place) => {
    picker.title = `Look Up Session — ${place}`;
  });
  draw();
  return new Promise((resolve) => {
    picker.onDidChangeValue(draw);
    picker.onDidAccept(() => {
      const choice = picker.selectedItems[0]?.choice;
      if (choice) {
        resolve(choice);
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** What the text was understood as: a row a session, or a sentence that says what is missing. */
function understoodItems(text: string, understanding: Understanding): Item[] {
  const { ids, sessions, missing } = understanding;
  if (sessions.length > 1) {
    return sessions.slice(0, 20).map((sessionId) => ({
      ...rowFor({ ...ids, sessionId }, understanding),
      detail: `The text names ${sessions.length} sessions; this is one of them.`,
    }));
  }
  if (idsOf(understanding).length > 0) {
    return [rowFor(ids, understanding)];
  }
  const browse: Item = {
    label: '$(list-tree) Choose step by step',
    description: 'farm, queue, job, session',
    alwaysShow: true,
    choice: { ids: {}, understanding },
  };
  if (text.trim() === '') {
    return [browse];
  }
  const detail = `Nothing in this text is an id of Deadline Cloud. An id reads session- and 32 digits from 0 to f; missing are ${missing.join(', ')}.`;
  return [{ label: '$(question) No session found in this text', detail, alwaysShow: true }, browse];
}

function rowFor(ids: ReferenceIds, understanding: Understanding): Item {
  const { missing, region, conflicts } = understanding;
  const asked = missing.filter((kind) => (kind === 'session' ? ids.sessionId === undefined : true));
  const found = (['farm', 'queue', 'job', 'session'] as const).map((kind) => {
    const known = ids[`${kind}Id`];
    return `${known === undefined ? '○' : '✓'} ${known === undefined ? kind : shortId(known)}`;
  });
  const notes = [
    asked.length === 0 ? 'Complete.' : `Missing: ${asked.join(', ')}. Looked for on the farm first, then asked for.`,
    ...(conflicts.length === 0 ? [] : [`The text names more than one ${conflicts.join(' and more than one ')}.`]),
    ...(region === undefined ? [] : [`Region ${region}.`]),
  ];
  return {
    label: `$(arrow-right) Open ${ids.sessionId === undefined ? 'a session there' : shortId(ids.sessionId)}`,
    description: found.join('  '),
    detail: notes.join(' '),
    alwaysShow: true,
    choice: { ids, understanding },
  };
}

/** Sessions of the list and looked-up ones, without those the text names itself. */
function knownItems(app: App, { sessions }: Understanding): Item[] {
  const listed = app.list.keys.map((key) => {
    const watched = app.store.get(key);
    return {
      key,
      label: watched
        ? `${toneText(sessionTone(watched) ?? 'neutral')} ${withoutIcons(sessionTitle(watched))}`
        : shortId(key.sessionId),
      description: [watched && sessionState(watched, app.now()), otherPlace(key.place, app.places.here)]
        .filter(Boolean)
        .join(' · '),
    };
  });
  const earlier = app.list.recent
    .filter(({ key }) => !app.list.has(key))
    .map(({ key, title }) => ({
      key,
      label: `$(history) ${withoutIcons(plainText(title))}`,
      description: placeName(key.place),
    }));
  const known = [...listed, ...earlier];
  const named = new Set<SessionId>(sessions);
  const items = known.map(({ key, label, description }) => ({
    label,
    description,
    detail: key.sessionId,
    choice: { key },
    alwaysShow: named.has(key.sessionId),
  }));
  return items.length === 0 ? [] : [{ label: 'recent', kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function idsOf({ ids, sessions }: Understanding): string[] {
  return [...new Set([...Object.values(ids), ...sessions])].filter((id) => typeof id === 'string');
}
