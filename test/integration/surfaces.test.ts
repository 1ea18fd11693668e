/** Every place in VS Code where an id leads to its session, and the ways back out. */
import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { openTerminalLink, terminalLinks } from '../../src/ui/editor/links';
import { findPanel, readTabs } from '../support/ui/editor';
import { hoverText } from '../support/ui/hover';
import { fillQuickInput, pickQuickInputItem, waitForQuickInput } from '../support/ui/quickInput';
import { findNotification, pressNotificationButton } from '../support/ui/notifications';
import { eventually, press } from '../support/ui/window';
import { idsOf, sampleKey } from './support/farms';
import { cleanWindow, openSessions } from './support/window';

const FAILED = /^sh010_lighting_v007/;

describe('an id leads to its session', () => {
  beforeEach(async () => {
    await cleanWindow();
    // Every test opens it: the next clean-up is to know.
    sampleKey('failedTask');
  });
  after(cleanWindow);

  const { farmId, queueId, jobId, sessionId } = sampleKey('failedTask');

  it('from links in a log, which know their parents from the text around them', async () => {
    const document = await openText(
      `[${sessionId}] Logs streamed to: /aws/deadline/${farmId}/${queueId}/${sessionId} [${queueId}/${jobId}]`,
      'log',
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
      10,
    );
    const own = links.filter(({ target }) => target?.scheme === 'command');
    assert.deepEqual(
      own.map(({ range }) => document.getText(range)),
      [sessionId, sessionId],
    );
    const target = own[0]?.target;
    assert.equal(target?.path, 'deadlineSessions.openDetails');
    const [key] = JSON.parse(target.query) as [unknown];
    await vscode.commands.executeCommand('deadlineSessions.openDetails', key);
    await findPanel(FAILED);
  });

  it('from the cursor, in any language', async () => {
    await openText(`failed = "${idsOf(sampleKey('failedTask')).join('/')}"`, 'python');
    await putCursor(sessionId);
    await vscode.commands.executeCommand('deadlineSessions.lookUpAtCursor');
    await findPanel(FAILED);
  });

  it('from a terminal’s line, whatever else stands on it', async () => {
    const command = `deadline job logs --farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId}`;
    const line = `$ ${command} # session-123`;
    const links = terminalLinks(line);
    assert.deepEqual(
      links.map(({ startIndex, length }) => line.slice(startIndex, startIndex + length)),
      [jobId, sessionId],
    );
    const [, link] = links;
    assert.ok(link);
    await openTerminalLink(
      {
        run: async (id, ...args) => {
          await vscode.commands.executeCommand(id, ...args);
        },
      },
      link,
    );
    await findPanel(FAILED);
  });

  it('from a link that was copied here, wherever it is clicked', async () => {
    await openSessions(sampleKey('failedTask'));
    await vscode.commands.executeCommand('deadlineSessions.copyLink', sampleKey('failedTask'));
    const link = await vscode.env.clipboard.readText();
    assert.match(link, /^[\w-]+:\/\/deadline-session-inspector\.deadline-session-inspector\/session\?farm=farm-/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openUri(link);
    await findPanel(FAILED);
  });

  it('but not from a link that names none', async () => {
    await openUri(
      `${vscode.env.uriScheme}://deadline-session-inspector.deadline-session-inspector/session?farm=..%2F..&session=x`,
    );
    await findNotification(/This link does not identify a session/);
    assert.deepEqual(await readTabs(), []);
  });

  it('only after a question where a link asks for another account', async () => {
    const [farm, queue, job, session] = idsOf(sampleKey('failedTask'));
    const query = new URLSearchParams({ farm, queue, job, session, region: 'eu-west-1', profile: 'studio' });
    await openUri(
      `${vscode.env.uriScheme}://deadline-session-inspector.deadline-session-inspector/session?${query.toString()}`,
    );
    await findNotification(/Open a session of studio · eu-west-1\?/);
    assert.deepEqual(await readTabs(), []);
    await pressNotificationButton(/Open a session of studio/, 'Open');
    await findPanel(/^session-…/);
    const connection = { source: 'aws', region: 'eu-west-1', profile: 'studio' };
    await vscode.commands.executeCommand('deadlineSessions.remove', { ...sampleKey('failedTask'), connection });
  });
});

describe('every id says what it is', () => {
  beforeEach(cleanWindow);
  after(cleanWindow);

  const { farmId, queueId, jobId } = sampleKey('failedTask');

  const check = (what: string, id: string, expected: RegExp): void => {
    it(`${what}, under the pointer`, async () => {
      await openText(`${farmId}\n\n${queueId}\n\n${jobId}\n`, 'plaintext');
      const { text } = await hoverText(id);
      assert.match(text, expected);
    });
  };
  check('a farm', farmId, /Farm Aurora/);
  check('a queue', queueId, /Queue lighting — scheduling/);
  check('a job', jobId, /Job sh010_lighting_v007 — failed[^]*Tasks: [^]*1 failed[^]*Choose one of its sessions/);

  it('a thing whose parents are not told, too', async () => {
    await openText(`only ${queueId} here`, 'plaintext');
    const { text } = await hoverText(queueId);
    assert.match(text, /Queue[^]*Farm not found in the surrounding text\./);
  });
});

describe('a session is handed on', () => {
  beforeEach(cleanWindow);
  after(cleanWindow);

  const check = (label: string, expected: RegExp): void => {
    it(`as ${label}`, async () => {
      const key = sampleKey('failedTask');
      await openSessions(key);
      void vscode.commands.executeCommand('deadlineSessions.copyAs', key);
      await waitForQuickInput(({ items }) => items.length > 5);
      await pickQuickInputItem(label);
      const text = await eventually(
        'the clipboard',
        async () => vscode.env.clipboard.readText(),
        (now) => now !== '',
      );
      assert.match(text, expected);
    });
  };
  check('Summary as Markdown', /^\*\*sh010\\_lighting\\_v007\*\*: failed · likely missing input[^]*Missing texture/);
  check(
    'deadline job logs command',
    /^deadline job logs --farm-id farm-\S+ --queue-id queue-\S+ --job-id job-\S+ --session-id session-[0-9a-f]{32}$/,
  );
  check(
    'ARN of the job',
    /^arn:aws:deadline:us-west-2:\d{12}:farm\/farm-\S+\/queue\/queue-\S+\/job\/job-[0-9a-f]{32}$/,
  );
  check(
    'Link to the log in the CloudWatch console',
    /^https:\/\/us-west-2\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=us-west-2#logsV2:log-groups\/log-group\/\$252Faws/,
  );
  check(
    'Link to the job in the Deadline Cloud monitor',
    /^https:\/\/[\w-]+\.[\w-]+\.deadlinecloud\.amazonaws\.com\/us-west-2\/farms\/farm-\S+\/queues\/queue-\S+\?jobId=job-/,
  );
});

async function openText(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function putCursor(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const position = editor.document.positionAt(editor.document.getText().indexOf(text) + 12);
  editor.selection = new vscode.Selection(position, position);
  await Promise.resolve();
}

/** Opens a link as VS Code does when the system hands it one. */
async function openUri(link: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('extensions')
    .update('confirmedUriHandlerExtensionIds', ['deadline-session-inspector.deadline-session-inspector'], true);
  void vscode.commands.executeCommand('workbench.action.url.openUrl');
  await waitForQuickInput();
  await fillQuickInput(link);
  await press('Enter');
}
