import * as vscode from 'vscode';

import { sampleKey } from '../../integration/support/farms';
import { writeHome } from '../windows/home';
import { findPanel, findTab } from '../ui/editor';
import { hoverText } from '../ui/hover';
import { waitForQuickInput } from '../ui/quickInput';
import { readStatusBarTooltip } from '../ui/statusBar';
import { clickRow, expandRow, pressRowButton, readChildren, readTree } from '../ui/tree';
import { eventually, parkMouse, press, typeText, windowPage } from '../ui/window';

/** One picture of the tour. */
export interface Scene {
  /** The picture's file name, e.g. `lookUp`. */
  readonly name: string;
  /** What it shows, as a caption. */
  readonly caption: string;
  /** Brings the window into the state to be pictured; goes on from where the scene before left it. */
  readonly play: () => Promise<void>;
}

const VIEW = 'Sessions';
const FARMS = 'Farms';
const FAILED = /^sh010_lighting/;

/** The tour, in the order in which it is played. */
export const scenes: readonly Scene[] = [
  {
    name: 'welcome',
    caption: 'Nothing looked up yet.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.view.extension.deadlineSessions');
      await (await windowPage()).getByText('Connect to AWS…').first().waitFor();
    },
  },
  {
    name: 'sampleFarm',
    caption: 'The sample farm: sessions of every kind, and the page of one that failed.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.openSampleFarm');
      await eventually(
        'all sessions read',
        () => readTree(VIEW),
        (rows) => rows.length > 5 && rows.every(({ description }) => description !== 'loading…'),
      );
      await (await findPanel(FAILED)).locator('.failure').waitFor();
    },
  },
  {
    name: 'lookUp',
    caption: 'A chat message on the clipboard is understood.',
    play: async () => {
      const { id } = await copyFailedSession();
      await vscode.env.clipboard.writeText(`sh010 fell over again, ${id} – can you have a look?`);
      void vscode.commands.executeCommand('deadlineSessions.lookUp');
      await waitForQuickInput(({ items }) => items.length > 0);
    },
  },
  {
    name: 'details',
    caption: 'What failed, on which host, with which exit code, and what the log said.',
    play: async () => {
      await press('Enter');
      const panel = await findPanel(FAILED);
      await panel.locator('.failure').waitFor();
      await expandRow(VIEW, [FAILED]);
      await expandRow(VIEW, [FAILED, 'Actions']);
    },
  },
  {
    name: 'log',
    caption: 'The log, at the line that tells of the failure.',
    play: async () => {
      const panel = await findPanel(FAILED);
      await panel.getByRole('button', { name: 'Open log here' }).click();
      await findTab(/\.log$/);
      await eventually(
        'the cursor at the failure',
        () => Promise.resolve(vscode.window.activeTextEditor?.selection.active.line ?? 0),
        (line) => line > 100,
      );
    },
  },
  {
    name: 'logOutline',
    caption: 'The log’s outline, with the failed frame, and the log folded by its actions.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('failedTask'));
      await vscode.commands.executeCommand('outline.focus');
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.foldAll');
      await vscode.commands.executeCommand('cursorTop');
    },
  },
  {
    name: 'logFailure',
    caption: 'The first failure, with the program’s own colors and the action it is part of.',
    play: async () => {
      await vscode.commands.executeCommand('editor.unfoldAll');
      await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    },
  },
  {
    name: 'logBoth',
    caption: 'The session’s log and its worker’s, scrolled together by time.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.openBothLogs', sampleKey('failedTask'));
      await vscode.commands.executeCommand('cursorTop');
      await vscode.commands.executeCommand('cursorMove', { to: 'down', by: 'line', value: 60 });
    },
  },
  {
    name: 'logTimes',
    caption: 'The times of a log: none, local, UTC or elapsed.',
    play: async () => {
      void vscode.commands.executeCommand('deadlineSessions.chooseLogTimes');
      await waitForQuickInput(({ items }) => items.length === 5);
    },
  },
  {
    name: 'logMillion',
    caption: 'The newest lines of a log of a million, and the way to the rest.',
    play: async () => {
      await press('Escape');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('millionLines'));
      await findTab(/\.log$/);
      await vscode.commands.executeCommand('cursorTop');
    },
  },
  {
    name: 'logFault',
    caption: 'A log that could not be written says so.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.openLog', sampleKey('logError'));
      await findTab(/sh020_roto/);
    },
  },
  {
    name: 'hover',
    caption: 'Pointing at a session id in a worker’s log.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('deadlineSessions.sessions.focus');
      const [file] = await vscode.workspace.findFiles('*.log');
      const document = await vscode.workspace.openTextDocument(file ?? vscode.Uri.file('/'));
      const id = (await copyFailedSession()).id;
      const line = document.positionAt(document.getText().indexOf(id)).line;
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
      await hoverText(id);
    },
  },
  {
    name: 'statusBar',
    caption: 'What is watched: its progress, and the worst news first.',
    play: async () => {
      await parkMouse();
      await vscode.commands.executeCommand('deadlineSessions.watch', sampleKey('active'));
      await readStatusBarTooltip(/watched/);
    },
  },
  {
    name: 'stepByStep',
    caption: 'Without any id: farm, queue, job and session, step by step.',
    play: async () => {
      await parkMouse();
      await vscode.env.clipboard.writeText('');
      void vscode.commands.executeCommand('deadlineSessions.lookUp');
      await waitForQuickInput(({ items }) => items.some(({ label }) => label.startsWith('Browse farms')));
      await press('Enter');
      await waitForQuickInput(({ title, items }) => title.includes('Farm') && items.length > 1);
      await press('Enter');
      await waitForQuickInput(({ title, items }) => title.includes('Queue') && items.length > 1);
      await press('Enter');
      await waitForQuickInput(({ title, items }) => title.includes('Job') && items.length > 5);
    },
  },
  {
    name: 'crash',
    caption: 'A crash: the signal by its name, and the program’s last words.',
    play: async () => {
      await press('Escape');
      await clickRow(VIEW, [/^sh010_fx/]);
      const panel = await findPanel(/^sh010_fx/);
      await panel.locator('.failure').waitFor();
    },
  },
  {
    name: 'farms',
    caption: 'The whole farm: queues, jobs and sessions, each with its sign.',
    play: async () => {
      await vscode.commands.executeCommand('deadlineSessions.farms.focus');
      await (await windowPage()).locator('.pane-header[aria-label^="Sessions"]').click({ position: { x: 10, y: 10 } });
      await expandRow(FARMS, ['Aurora', 'lighting', 'sh020_lighting_v012']);
      await expandRow(FARMS, ['Aurora', 'lighting', 'sh010_lighting_v007']);
      await clickRow(FARMS, ['Aurora', 'lighting', 'sh020_lighting_v012', 'Active sessions', /./]);
      await findPanel(/^sh020_lighting_v012$/);
      await parkMouse();
    },
  },
  {
    name: 'fleets',
    caption: 'What ran on this host: fleets, workers and their sessions.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.actions.treeView.deadlineSessions.farms.collapseAll');
      await expandRow(FARMS, ['Aurora', 'Fleets', 'basement-rack']);
      const [worker] = await readChildren(FARMS, ['Aurora', 'Fleets', 'basement-rack']);
      await expandRow(FARMS, ['Aurora', 'Fleets', 'basement-rack', worker?.label ?? '']);
      await parkMouse();
    },
  },
  {
    name: 'filterJobs',
    caption: 'Which jobs a queue shows: typed and picked in one input.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.actions.treeView.deadlineSessions.farms.collapseAll');
      await parkMouse();
      await expandRow(FARMS, ['Aurora']);
      await pressRowButton(FARMS, ['Aurora', 'lighting'], 'Filter and Sort Jobs');
      await waitForQuickInput(({ title }) => title.startsWith('Filter'));
      await typeText('sh0');
      await waitForQuickInput(({ items }) => items[0]?.description !== '');
    },
  },
  {
    name: 'goToJob',
    caption: 'A job of any queue by a part of its name.',
    play: async () => {
      await press('Escape');
      void vscode.commands.executeCommand('deadlineSessions.goToJob');
      await waitForQuickInput(({ title }) => title === 'Go to Job');
      await typeText('sh0');
      await waitForQuickInput(({ items, isBusy }) => items.length > 5 && !isBusy);
    },
  },
  {
    name: 'connection',
    caption: 'Who and where: every profile with how it signs in.',
    play: async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      await writeHome('.aws/config', PROFILES);
      await connectAs('artist');
      await vscode.commands.executeCommand('deadlineSessions.sessions.focus');
      void vscode.commands.executeCommand('deadlineSessions.chooseConnection');
      await waitForQuickInput(({ items }) => items.some(({ description }) => description.includes('signed out')));
    },
  },
  {
    name: 'region',
    caption: 'The Regions that are known here come first; any other can be typed.',
    play: async () => {
      await press('Enter');
      await waitForQuickInput(({ title }) => title.includes('Region'));
    },
  },
  {
    name: 'signedOut',
    caption: 'Nobody is signed in: the row, the page and the message say so, each with the way back in.',
    play: async () => {
      await press('Escape');
      const connection = { source: 'aws', profile: 'artist', region: 'us-west-2' };
      void vscode.commands.executeCommand('deadlineSessions.openDetails', { ...sampleKey('failedTask'), connection });
      await (await findPanel(/^session-…/)).locator('.fault.loud').waitFor();
      await expandRow(VIEW, [/^session-…/]);
    },
  },
  {
    name: 'otherAddress',
    caption: 'Another address than AWS’s is told first.',
    play: async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      await connectAs('artist', 'http://127.0.0.1:4566');
      await (await windowPage()).locator('.pane-header .description').getByText('4566').first().waitFor();
    },
  },
  {
    name: 'walkthrough',
    caption: 'The walkthrough: from an id in a chat to the line of the log.',
    play: async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'deadline-session-inspector.deadline-session-inspector#start');
      await (await windowPage()).getByText('See what failed, without an account').first().waitFor();
      await parkMouse();
    },
  },
];

const PROFILES = `
[profile artist]
sso_session = studio
sso_account_id = 123456789012
sso_role_name = Artist
region = us-west-2
[sso-session studio]
sso_start_url = https://studio.awsapps.com/start
sso_region = us-west-2
[profile studio-monitor]
credential_process = /opt/DeadlineCloudMonitor get-credentials --profile studio-monitor
monitor_id = monitor-0123456789abcdef0123456789abcdef
region = eu-west-1
[profile vault]
credential_process = vault-credentials
[profile wrangler]
role_arn = arn:aws:iam::123456789012:role/Wrangler
source_profile = vault
mfa_serial = arn:aws:iam::123456789012:mfa/ada
[profile console]
login_session = arn:aws:iam::123456789012:user/ada
region = eu-central-1
`;

async function connectAs(profile: string, endpointUrl?: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('deadlineSessions');
  for (const [name, value] of Object.entries({ source: 'aws', profile, region: 'us-west-2', endpointUrl })) {
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** The id of the sample farm's failed session, through the command that a person would use. */
async function copyFailedSession(): Promise<{ id: string }> {
  await clickRow(VIEW, [FAILED]);
  await findPanel(FAILED);
  await vscode.commands.executeCommand('deadlineSessions.copySessionId');
  const id = await eventually(
    'the id on the clipboard',
    async () => vscode.env.clipboard.readText(),
    (text) => /^session-[0-9a-f]{32}$/.test(text),
  );
  return { id };
}
