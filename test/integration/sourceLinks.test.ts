import * as assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import * as vscode from 'vscode';

import { findInEditor } from '../support/ui/hover';
import { readNotifications } from '../support/ui/notifications';
import { pickQuickInputItem, readQuickInput } from '../support/ui/quickInput';
import { eventually, windowPage } from '../support/ui/window';
import { sampleKey } from './support/farms';
import { cleanWindow } from './support/window';

const NOT_FOUND = 'No file named render.py was found';
/** A frame of the traceback in the sample farm's log. */
const FRAME = '/opt/studio/lumina/python/lumina/render.py", line 488';

describe('a link from a traceback', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const root = folder?.uri.fsPath ?? assert.fail('There is no workspace folder.');
  const source = path.join(root, 'studio', 'python', 'lumina', 'render.py');
  const copy = path.join(root, 'copy', 'python', 'lumina', 'render.py');
  const lines = Array.from({ length: 600 }, (_, index) => `# line ${index + 1}`).join('\n');

  beforeEach(async () => {
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', sampleKey('failedTask'));
    // Folds of an earlier test are kept.
    await vscode.commands.executeCommand('editor.unfoldAll');
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration('deadlineSessions').update('sourceFolders', undefined, true);
    for (const name of ['studio', 'copy', 'mapped']) {
      rmSync(path.join(root, name), { recursive: true, force: true });
    }
    await cleanWindow();
  });

  function write(file: string): void {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, lines);
  }

  /** Clicks the link until something comes of it: lenses that appear above the lines move them. */
  async function follow(hasFollowed: () => Promise<boolean>): Promise<void> {
    const page = await windowPage();
    await page.locator('.detected-link').first().waitFor();
    await eventually(
      'a link that was followed',
      async () => {
        const { x, y } = await findInEditor(FRAME);
        await page.keyboard.down('Control');
        await page.mouse.move(x + 1, y);
        await page.mouse.click(x, y);
        await page.keyboard.up('Control');
        return eventually('what comes of it', hasFollowed, Boolean, 2_000).catch(() => false);
      },
      Boolean,
    );
  }

  const isOpen = (file: string) => (): Promise<boolean> =>
    Promise.resolve(vscode.window.activeTextEditor?.document.uri.fsPath === file);

  const cursor = (file: string): Promise<number> =>
    eventually(
      `a cursor in ${file}`,
      () => {
        const editor = vscode.window.activeTextEditor;
        return Promise.resolve(editor?.document.uri.fsPath === file ? editor.selection.active.line + 1 : 0);
      },
      (line) => line > 0,
    );

  it('opens that line of the file in the workspace', async () => {
    write(source);
    await follow(isOpen(source));
    assert.equal(await cursor(source), 488);
  });

  it('asks which file where several are as near', async () => {
    write(source);
    write(copy);
    await follow(async () => (await readQuickInput())?.items.length === 2);
    await pickQuickInputItem(/^copy/);
    assert.equal(await cursor(copy), 488);
  });

  it('opens the file below a folder of the settings', async () => {
    const mapped = path.join(root, 'mapped', 'lumina', 'render.py');
    write(source);
    write(mapped);
    await vscode.workspace
      .getConfiguration('deadlineSessions')
      .update('sourceFolders', { '/opt/studio/lumina/python': path.join(root, 'mapped') }, true);
    await follow(isOpen(mapped));
    assert.equal(await cursor(mapped), 488);
  });

  it('says so where there is no such file', async () => {
    await follow(async () => (await readNotifications()).some(({ message }) => message.startsWith(NOT_FOUND)));
  });
});
