/**
 * The settings matrix: what a workspace's file or a folder's file says of each setting changes nothing, trusted or not; what the
 * person says does. The window is on a workspace that nobody has trusted (desktop VS Code trusts every workspace in tests).
 */
import * as assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import * as vscode from 'vscode';

import { waitForNoQuickInput, waitForQuickInput } from '../../support/ui/quickInput';
import { eventually, press, windowPage } from '../../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from '../support/farms';
import {
  cleanWindow,
  openSessions,
  readDescription,
  type Settings,
  showSessions,
  useSettings,
} from '../support/window';

const LAYERS = ['workspace', 'folder'] as const;
type Layer = (typeof LAYERS)[number];

describe('what a workspace says of the connection', () => {
  let farm: LoopbackFarm;
  let trap: Server;
  let trapUrl: string;
  let trapped = 0;
  let edits = 0;

  before(async () => {
    trap = createServer((_request, response) => response.end());
    trap.on('connection', () => {
      trapped += 1;
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
    farm = await startLoopbackFarm();
    setCredentials(true);
    await cleanWindow();
    await useSettings(own());
    await showSessions();
    await openSessions(farm.key('failedTask'));
  });
  after(async () => {
    await cleanWindow();
    setCredentials(false);
    await farm.hangUp();
    await new Promise((resolve) => trap.close(resolve));
  });

  /** What the person has chosen. */
  function own(): Settings {
    return { source: 'aws', profile: 'mine', region: 'us-west-2', endpointUrl: farm.url };
  }

  /** What no workspace may bring about: each is unlike the person's own. */
  function hostile(): Required<Settings> {
    return { source: 'sampleFarm', profile: 'theirs', region: 'eu-west-9', endpointUrl: trapUrl };
  }

  /** Writes a layer's settings, and waits until VS Code has read them: a harmless one among them tells. */
  async function write(layer: Layer, settings: Settings): Promise<void> {
    const file = vscode.workspace.workspaceFile?.fsPath ?? '';
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    edits += 1;
    const tabSize = 10 + edits;
    const names = Object.entries(settings).map(([name, value]) => [`deadlineSessions.${name}`, value] as const);
    const all = { ...Object.fromEntries(names), 'editor.tabSize': tabSize };
    await (layer === 'workspace'
      ? writeFile(file, JSON.stringify({ folders: [{ path: 'project' }], settings: all }))
      : writeFile(path.join(path.dirname(file), 'project', '.vscode', 'settings.json'), JSON.stringify(all)));
    await eventually(
      `the ${layer}’s settings`,
      () => {
        const told = vscode.workspace.getConfiguration('editor', folder?.uri).inspect('tabSize');
        return Promise.resolve(layer === 'workspace' ? told?.workspaceValue : told?.workspaceFolderValue);
      },
      (value) => value === tabSize,
    );
  }

  /** Who and where, as the look-up would ask now. */
  async function connection(): Promise<string> {
    void vscode.commands.executeCommand('deadlineSessions.lookUp', '');
    const { title } = await waitForQuickInput((now) => now.title.includes('—'));
    await press('Escape');
    await waitForNoQuickInput();
    return title.replace('Look Up Session — ', '');
  }

  async function matrix(): Promise<void> {
    const before = await connection();
    assert.match(before, /mine · us-west-2/);
    for (const layer of LAYERS) {
      for (const [name, value] of Object.entries(hostile())) {
        await write(layer, { [name]: value });
        assert.equal(await connection(), before, `${name} of the ${layer}`);
        farm.forgetCalls();
        await vscode.commands.executeCommand('deadlineSessions.refreshAll');
        assert.ok(farm.calls().includes('GetSession'), `asked elsewhere: ${name} of the ${layer}`);
      }
    }
    for (const layer of LAYERS) {
      await write(layer, hostile());
    }
    assert.equal(await connection(), before);
    assert.equal(trapped, 0);
  }

  async function forgive(): Promise<void> {
    for (const layer of LAYERS) {
      await write(layer, {});
    }
  }

  it('changes nothing while nobody has trusted it', async () => {
    assert.equal(vscode.workspace.isTrusted, vscode.env.appHost === 'desktop');
    await matrix();
    await forgive();
  });

  it('changes nothing once it is trusted', async () => {
    await trust();
    await matrix();
  });

  it('what the person says counts, whatever the workspace says', async () => {
    assert.match(await connection(), /mine · us-west-2/);
    const cases: readonly (readonly [Settings, RegExp])[] = [
      [{ profile: 'other' }, /other · us-west-2/],
      [{ region: 'eu-central-1' }, /mine · eu-central-1/],
      [{ source: 'sampleFarm' }, /^sample farm$/],
    ];
    for (const [settings, expected] of cases) {
      await useSettings({ ...own(), ...settings });
      assert.match(await connection(), expected);
    }
    const other = await startLoopbackFarm();
    await useSettings({ ...own(), endpointUrl: other.url });
    farm.forgetCalls();
    await vscode.commands.executeCommand('deadlineSessions.refreshAll');
    assert.deepEqual(farm.calls(), []);
    assert.notEqual(other.calls().length, 0);
    assert.equal(trapped, 0);
    await other.hangUp();
    await useSettings(own());
    await forgive();
  });

  it('is drawn in the view as the person has it', async () => {
    await showSessions();
    await readDescription((text) => text.includes('mine · us-west-2'));
  });
});

/** Trusts the workspace by VS Code's own page for that. */
async function trust(): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const trusted = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidGrantWorkspaceTrust(() => {
        listening.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('workbench.trust.manage');
    await (
      await windowPage()
    )
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust' })
      .first()
      .click();
    await trusted;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  assert.equal(vscode.workspace.isTrusted, true);
}
