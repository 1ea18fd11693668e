import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import type { JobPath } from '../../core/farm/farm';
import type { TaskPath } from '../../core/farm/tasks';
import { plainText } from '../../core/text/plainText';
import type { Connection } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import { copyableText, monitorLink } from '../../render/copyable';
import type { Copyable } from '../../render/panel/panelProtocol';
import type { App } from '../app';
import { pick, type PickerRow } from '../window/picker';
import { copyPlain } from './copy';
import { jobUri, sessionUri } from './sessionUri';

type Text = () => string | undefined | Promise<string | undefined>;

/** The ways in which a session is handed on, in the order in which people want them. */
const FACTS: readonly (readonly [what: Copyable, label: string])[] = [
  ['sessionId', t('Session ID')],
  ['allIds', t('All IDs')],
  ['markdown', t('Summary as Markdown')],
  ['cli', t('AWS CLI command')],
  ['deadlineCli', t('deadline job logs command')],
  ['consoleLink', t('Link to the log in the CloudWatch console')],
  ['jobArn', t('ARN of the job')],
  ['jobId', t('Job ID')],
  ['hostName', t('Host name')],
];

/** Copies a session in the form the person chooses; only forms that are known are offered. */
export async function copyAs(app: App, session: WatchedSession): Promise<void> {
  const facts = FACTS.flatMap(([what, label]): PickerRow<Text>[] => {
    const text = copyableText(what, session, app.now());
    return text === undefined ? [] : [{ label, description: firstLine(text), value: () => text }];
  });
  const link: PickerRow<Text> = {
    label: t('Link that opens the session in VS Code'),
    description: `${vscode.env.uriScheme}://…`,
    value: () => sessionUri(app, session.key),
  };
  const job: PickerRow<Text> = {
    label: t('Link that opens the failures of its job in VS Code'),
    description: `${vscode.env.uriScheme}://…`,
    value: () => jobUri(app, session.key),
  };
  const monitor: PickerRow<Text> = {
    label: t('Link to the job in the Deadline Cloud monitor'),
    description: t('looks up the monitor’s address'),
    value: () => linkToMonitor(app, session.key.connection, session.key),
  };
  const items = [...facts.slice(0, 3), link, job, monitor, ...facts.slice(3)];
  const chosen = await pick(items, { title: t('Copy Session As…'), placeholder: t('Select a format to copy') });
  const text = await chosen?.();
  if (text !== undefined) {
    await copyPlain(text);
  }
}

/**
 * Where a job, step or task is in the monitor.
 *
 * @throws {UserError} if no monitor is known here, or may be listed
 */
export async function linkToMonitor(
  { service }: Pick<App, 'service'>,
  connection: Connection,
  path: JobPath & Partial<TaskPath>,
): Promise<string> {
  const [base] = await service().monitorUrls(connection, AbortSignal.timeout(30_000));
  if (base === undefined) {
    throw new UserError({
      kind: 'notFound',
      message: t('No Deadline Cloud monitor found in {0} for this connection.', connection.region),
      remedies: ['chooseConnection'],
    });
  }
  return monitorLink(base, connection, path);
}

function firstLine(text: string): string {
  return plainText(text.split('\n', 1)[0] ?? '', 60);
}
