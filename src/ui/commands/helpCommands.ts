import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { COMMANDS } from '../names';
import type { Command } from './command';

/** The commands that lead to help, by their IDs. */
export const HELP_COMMANDS = {
  [COMMANDS.getStarted]: ({ context }) =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
  [COMMANDS.openDocumentation]: ({ context }) =>
    vscode.commands.executeCommand(
      'markdown.showPreview',
      vscode.Uri.joinPath(context.extensionUri, 'README.md'),
      undefined,
      { sideBySide: false },
    ),
  [COMMANDS.reportIssue]: ({ context, currentConnection }) =>
    vscode.commands.executeCommand('workbench.action.openIssueReporter', {
      extensionId: context.extension.id,
      issueBody: issueBody({
        version: (context.extension.packageJSON as { readonly version?: string }).version ?? '',
        editor: `${vscode.env.appName} ${vscode.version}`,
        where: vscode.env.remoteName ?? 'local',
        source: currentConnection.here?.source,
      }),
    }),
} satisfies Readonly<Record<string, Command>>;

/** What a report begins with: versions, and nothing that tells whose farm it is. */
interface IssueFacts {
  readonly version: string;
  readonly editor: string;
  /** `local`, or the kind of the remote host, e.g. `ssh-remote`. */
  readonly where: string;
  readonly source: 'aws' | 'sampleFarm' | undefined;
}

/** The text of a report before a person writes it: no names, IDs, paths or settings. */
export function issueBody({ version, editor, where, source }: IssueFacts): string {
  const connected = { aws: 'AWS', sampleFarm: 'the sample farm', none: 'nothing' }[source ?? 'none'];
  return [
    t('**What did you do, and what did you expect?**'),
    '',
    '',
    t('**What happened instead?**'),
    '',
    '',
    `Deadline Session Inspector ${plainText(version, 40)}, ${plainText(editor, 80)}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${plainText(where, 40)}, connected to ${connected}.`,
    '',
    t('Before you attach a log: it names farms, jobs and hosts. Leave out what others must not read.'),
  ].join('\n');
}
