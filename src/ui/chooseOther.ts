import * as vscode from 'vscode';
import { type Alternative, findAlternatives, type Sought } from '../core/alternatives';
import { shortId } from '../core/ids';
import { plainText } from '../core/plainText';
import type { SessionKey } from '../core/sessionKey';
import { statusWord } from '../render/action';
import { type App, toSignal } from './app';
import { withoutIcons } from './icons';
import { COMMANDS } from './names';
import { askForRest } from './parents';

/**
 * What there is instead of a session that cannot be read: the sessions of its job, else the jobs of its queue, and so on. A
 * refusal may just mean a wrong id, and the right one is near.
 */
export async function chooseOther(app: App, key: SessionKey): Promise<void> {
  const { place } = key;
  const { items, hasMore, refusal } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Looking for what can be read', cancellable: true },
    (_progress, token) => findAlternatives(app.service(), place, { ...key, kind: 'session' }, toSignal(token)),
  );
  const kind = items[0]?.thing.kind;
  const others = items.map(({ thing, name, status }) => ({
    label: name === undefined ? shortId(idOf(thing)) : withoutIcons(plainText(name)),
    description: status === undefined ? '' : statusWord(status),
    detail: idOf(thing),
    thing,
  }));
  const step = {
    label: '$(list-tree) Choose step by step',
    description: hasMore ? 'there are more' : 'farm, queue, job, session',
    detail: '',
    thing: undefined,
  };
  const chosen = await vscode.window.showQuickPick([...others, step], {
    title: kind === undefined ? 'Nothing near it can be read' : `What can be read: ${TITLES[kind]}`,
    placeHolder: refusal?.message ?? 'Which one instead?',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const found = chosen && (await askForRest(app, place, chosen.thing ?? {}));
  if (found) {
    await vscode.commands.executeCommand(COMMANDS.openDetails, found);
  }
}

const TITLES: Readonly<Record<Alternative['thing']['kind'], string>> = {
  session: 'the job’s sessions',
  job: 'the queue’s jobs',
  queue: 'the farm’s queues',
  farm: 'farms',
  step: 'steps',
  task: 'tasks',
  fleet: 'the farm’s fleets',
  worker: 'the fleet’s workers',
};

function idOf(thing: Sought): string {
  const ids: Partial<Record<`${Sought['kind']}Id`, string>> = thing;
  return ids[`${thing.kind}Id`] ?? '';
}
