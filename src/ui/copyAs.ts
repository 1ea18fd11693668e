import * as vscode from 'vscode';
import { UserError } from '../core/errors';
import type { WatchedSession } from '../core/watched';
import { copyableText, monitorLink } from '../render/copyable';
import type { Copyable } from '../render/panelProtocol';
import type { App } from './app';
import { copyPlain } from './copy';
import { sessionUri } from './sessionUri';

interface Item extends vscode.QuickPickItem {
  readonly text: () => string | undefined | Promise<string | undefined>;
}

/** The ways in which a session is handed on, in the order in which people want them. */
const FACTS: readonly (readonly [what: Copyable, label: string])[] = [
  ['sessionId', 'Session ID'],
  ['allIds', 'All IDs'],
  ['markdown', 'Summary as Markdown'],
  ['cli', 'AWS CLI command'],
  ['deadlineCli', 'deadline job logs command'],
  ['consoleLink', 'Link to the log in the CloudWatch console'],
  ['jobArn', 'ARN of the job'],
  ['jobId', 'Job ID'],
  ['hostName', 'Host name'],
];

/** Copies a session in the form the person chooses; only forms that are known are offered. */
export async function copyAs(app: App, session: WatchedSession): Promise<void> {
  const facts = FACTS.flatMap(([what, label]): Item[] => {
    const text = copyableText(what, session, app.now());
    return text === undefined ? [] : [{ label, description: shorten(text), text: () => text }];
  });
  const link: Item = {
    label: 'Link that opens it in VS Code',
    description: `${vscode.env.uriScheme}://…`,
    text: () => sessionUri(app, session.key),
  };
  const monitor: Item = {
    label: 'Link to the job in the Deadline Cloud monitor',
    description: 'asks for the monitor’s address',
    text: () => linkToMonitor(app, session),
  };
  const items = [...facts.slice(0, 3), link, monitor, ...facts.slice(3)];
  const chosen = await vscode.window.showQuickPick(items, { title: 'Copy Session As…', placeHolder: 'Copy what?' });
  const text = await chosen?.text();
  if (text !== undefined) {
    await copyPlain(text);
  }
}

/** @throws {UserError} if no monitor is known here, or may be listed */
async function linkToMonitor({ service }: App, { key }: WatchedSession): Promise<string> {
  const [base] = await service().monitorUrls(key.place, AbortSignal.timeout(30_000));
  if (base === undefined) {
    throw new UserError({
      kind: 'notFound',
      message: `There is no Deadline Cloud monitor in ${key.place.region} that this connection can see.`,
      remedies: ['chooseConnection'],
    });
  }
  return monitorLink(base, key);
}

function shorten(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length > 60 ? `${first.slice(0, 59)}…` : first;
}
