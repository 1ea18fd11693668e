import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { findPanel, findTab } from '../support/ui/editor';
import { clickHoverLink, hoverText } from '../support/ui/hover';
import { windowPage } from '../support/ui/window';
import { idsOf, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, openUntitled, useSettings } from './support/window';

describe('a hover', () => {
  before(cleanWindow);
  beforeEach(() => useSettings({ source: 'auto' }));
  afterEach(cleanWindow);

  it('over a session in a worker’s log file says what it is, how it ended and why, with ways on', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'worker-agent.log'));
    const { sessionId } = sampleKey('segmentationFault');
    const offset = editor.document.getText().indexOf(sessionId);
    assert.ok(offset > 0);
    editor.revealRange(new vscode.Range(editor.document.positionAt(offset), editor.document.positionAt(offset)));
    const { text, links } = await hoverText(sessionId);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    assert.match(lines[0] ?? '', /^ *sh010_fx_v003 — failed · crash · (5\d min|1 h) ago$/);
    assert.match(lines[1] ?? '', /^Frame 1042 · Render volumes failed: exit 139 \(SIGSEGV\) after 1 min \d\d s\.$/);
    assert.equal(lines[2], 'The program crashed.');
    assert.match(lines[3] ?? '', /^on ip-10-3-\d+-\d+\.us-west-2\.compute\.internal · c\di?a?\.8xlarge · sample data$/);
    assert.ok(text.includes('Segmentation fault'), text);
    assert.deepEqual(
      links.map(({ text: title }) => title),
      ['Details', 'Log', 'First failure', 'Worker log', 'In its farm', 'Copy ID'],
    );
    await clickHoverLink('Details');
    await findPanel(/^sh010_fx_v003$/);
  });

  it('comes up in our own logs', async () => {
    const key = sampleKey('failedTask');
    await vscode.commands.executeCommand('deadlineSessions.openLog', key);
    await findTab(/· session/);
    vscode.window.activeTextEditor?.revealRange(new vscode.Range(0, 0, 0, 0));
    const { text } = await hoverText(`Session: ${key.sessionId}`);
    assert.match(text, /sh010_lighting_v007 — failed · likely missing input/);
  });

  it('over an action tells of that action', async () => {
    const key = sampleKey('failedTask');
    const action = `sessionaction-${key.sessionId.slice('session-'.length)}-6`;
    await openUntitled([action, key.farmId, key.queueId, key.jobId].join('\n'));
    const { text } = await hoverText(action);
    assert.match(text, /sh010_lighting_v007 — failed/);
    assert.match(text, /Frame 1005 · Render: failed, exit 1, 1 min 00 s/);
  });

  it('works in a document that was never saved, whatever the order of the ids', async () => {
    const key = sampleKey('outOfMemory');
    await openUntitled(['Look at this one:', ...idsOf(key)].join('\n'));
    const { text } = await hoverText(key.sessionId);
    assert.match(text, /sh030_pyro_v021 — failed · likely out of memory/);
  });

  it('says which parents the text does not tell, and leads to the look-up', async () => {
    const farm = await startLoopbackFarm();
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    try {
      const { sessionId, queueId } = farm.key('timeout');
      await openUntitled(`${sessionId}\n${queueId}\n`);
      const { text, links } = await hoverText(sessionId);
      assert.match(text, /Farm and job not found in the surrounding text\./);
      assert.deepEqual(
        links.map(({ text: title }) => title),
        ['Look it up'],
      );
      assert.deepEqual(farm.calls(), []);
      await clickHoverLink('Look it up');
      await findPanel(/^sh040_cloth_v002$/);
    } finally {
      await farm.hangUp();
      setCredentials(false);
    }
  });

  it('shows a hostile name as the text it is', async () => {
    const key = sampleKey('hostileName');
    await openUntitled(idsOf(key).join('\n'));
    const { text, links } = await hoverText(key.sessionId);
    assert.ok(
      text.includes(
        '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \\u202egnp.live\\u2069 `x` — succeeded',
      ),
      text,
    );
    assert.deepEqual(
      links.map(({ text: title }) => title),
      ['Details', 'Log', 'Worker log', 'In its farm', 'Copy ID'],
    );
    assert.equal(await (await windowPage()).locator('.monaco-hover:visible img').count(), 0);
  });

  it('does not come up over what only looks like an id', async () => {
    const { sessionId } = sampleKey('failedTask');
    const editor = await openUntitled(`session-123 ${sessionId}0 x${sessionId}\n`);
    for (const character of [4, 20, 80]) {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        editor.document.uri,
        new vscode.Position(0, character),
      );
      assert.deepEqual(hovers, []);
    }
  });
});
