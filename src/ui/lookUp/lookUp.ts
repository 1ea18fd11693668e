import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { type LookUpText, looksLikeJobName, parseLookUpText } from '../../core/references/lookUpText';
import { taskOnly } from '../../core/references/reference';
import type { SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import { pointedAt } from '../editor/idAtPosition';
import type { FarmsView } from '../farms/farmsView';
import { chooseJob, jobKeyOf } from '../farms/goToJob';
import { COMMANDS } from '../names';
import { Picker } from '../window/picker';
import { chooseSession } from './chooseSession';
import { chooseWorker, chooseWorkerSession } from './chooseWorkerSession';
import { completeFarm, completeJob, completeKey } from './completeKey';
import { latestRun } from './latestRun';
import { type LookUpChoice, lookUpRows } from './lookUpRows';

/** More text than this is never put into the input box, however it got onto the clipboard. */
const MOST_PREFILLED = 2_000;

/**
 * Look Up Session: one input that takes anything naming a session, a task, a job or what they belong to, says live what it understood, asks
 * for what is missing, and opens the session. `text` is what a link or another command already knows.
 */
export async function lookUp(app: App, farms: FarmsView, text?: string): Promise<void> {
  const choice = understoodAtOnce(text) ?? (await askWhat(app, text ?? (await textAtHand())));
  if (choice) {
    await open(app, farms, choice);
  }
}

/** The same for the id under the cursor, with what the text around it says. */
export async function lookUpAtCursor(app: App, farms: FarmsView): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const target = editor && pointedAt(editor.document, editor.selection.active);
  const { ids: found, reference, region, profile } = target ?? {};
  // The log of a session names it beside each of its tasks.
  const ids = found && reference?.kind === 'task' ? taskOnly(found) : found;
  const [thing] = ids ? parseLookUpText(Object.values(ids).join(' ')).things : [];
  await (thing ? open(app, farms, { thing, hint: { region, profile } }) : lookUp(app, farms));
}

/** A link's text needs no input box where it names one thing. */
function understoodAtOnce(text: string | undefined): LookUpChoice | undefined {
  const understood = parseLookUpText(text ?? '');
  const [thing, another] = understood.things;
  return thing && !another ? { thing, hint: understood } : undefined;
}

/** The selection or the clipboard, whichever first names anything on a farm; else one of them if it can be a job's name. */
async function textAtHand(): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const copied = await vscode.env.clipboard.readText();
  const isReference = ({ things, incomplete }: LookUpText): boolean => things.length > 0 || incomplete.length > 0;
  return (
    [selected, copied].find((text) => isReference(parseLookUpText(text))) ??
    [selected, copied].find((text) => looksLikeJobName(text.trim())) ??
    ''
  );
}

function askWhat(app: App, text: string): Promise<LookUpChoice | undefined> {
  const picker = new Picker<LookUpChoice>({
    title: t('Look Up Session'),
    placeholder: t('Paste an ID, a monitor link or a log line, or type part of a job name'),
    // A whole log on the clipboard is understood as it is; the box shows only the IDs that it led to.
    value: text.length <= MOST_PREFILLED ? text.trim() : idsIn(text),
    keepOpen: true,
  });
  const draw = (): void => {
    picker.draw(lookUpRows(app, picker.typed));
  };
  void app.currentConnection.describe().then((connection) => {
    picker.title = t('Look Up Session — {0}', connection);
  });
  draw();
  return picker.choose({ onType: draw });
}

function idsIn(text: string): string {
  const ids = parseLookUpText(text).things.flatMap((thing) => Object.values(thing.ids));
  return [...new Set(ids)].join(' ').slice(0, MOST_PREFILLED);
}

/** Opens the page of a session that was chosen, for a task at its latest run. */
async function open(app: App, farms: FarmsView, choice: LookUpChoice): Promise<void> {
  if ('thing' in choice && choice.thing.kind === 'task') {
    await openLatestRun(app, choice);
    return;
  }
  const key = await chosenSession(app, farms, choice);
  if (key) {
    await app.run(COMMANDS.openDetails, key);
  }
}

async function chosenSession(app: App, farms: FarmsView, choice: LookUpChoice): Promise<SessionKey | undefined> {
  if ('key' in choice) {
    return choice.key;
  }
  if ('thing' in choice) {
    return sessionOf(app, choice);
  }
  const job =
    'jobName' in choice
      ? jobKeyOf(await chooseJob(app, farms, { text: choice.jobName }))
      : await completeJob(app, {}, choice.browse);
  return job && chooseSession(app, job, 'browse' in choice ? { incomplete: choice.incomplete } : {});
}

/** A session of the thing that was chosen: itself, or one of those that belong to it. */
async function sessionOf(app: App, choice: Extract<LookUpChoice, { thing: unknown }>): Promise<SessionKey | undefined> {
  const { thing, hint, incomplete } = choice;
  const { kind, ids } = thing;
  if (kind === 'session') {
    return completeKey(app, ids, hint);
  }
  if (kind !== 'worker' && kind !== 'fleet') {
    const job = await completeJob(app, ids, hint);
    return job && chooseSession(app, job, { stepId: ids.stepId, incomplete });
  }
  const place = await completeFarm(app, ids, hint);
  if (!place) {
    return undefined;
  }
  const { connection, farmId } = place;
  const { fleetId } = ids;
  const workerId = ids.workerId ?? (fleetId && (await chooseWorker(app, connection, farmId, fleetId)));
  return workerId && chooseWorkerSession(app, connection, { farmId, fleetId, workerId });
}

async function openLatestRun(
  app: App,
  { thing: { ids }, hint }: Extract<LookUpChoice, { thing: unknown }>,
): Promise<void> {
  const job = await completeJob(app, ids, hint);
  if (job && ids.taskId) {
    const { key, sessionActionId } = await latestRun(app, job, ids.taskId);
    await app.run(COMMANDS.openDetails, key, sessionActionId);
  }
}
