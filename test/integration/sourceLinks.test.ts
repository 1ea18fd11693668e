import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as vscode from 'vscode';

import type { SessionKey } from '../../src/core/session/sessionKey';
import { createSampleFarm, type SampleFarm } from '../../src/sampleFarm/index';
import { type FarmServer, startFarmServer } from '../support/farm/farmServer';
import { findInEditor } from '../support/ui/hover';
import { readNotifications } from '../support/ui/notifications';
import { pickQuickInputItem, readQuickInput } from '../support/ui/quickInput';
import { eventually, windowPage } from '../support/ui/window';
import { clearHome, writeHome } from '../support/windows/home';
import { keyOfFarm, sampleKey, setCredentials } from './support/farms';
import { cleanWindow, useSettings } from './support/window';

const NOT_FOUND = 'No file named render.py was found';
/** A frame of the traceback in the sample farm's log. */
const FRAME = '/opt/studio/lumina/python/lumina/render.py", line 488';

const lines = Array.from({ length: 600 }, (_, index) => `# line ${index + 1}`).join('\n');

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

describe('a link from a traceback', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const root = folder?.uri.fsPath ?? assert.fail('There is no workspace folder.');
  const source = path.join(root, 'studio', 'python', 'lumina', 'render.py');
  const copy = path.join(root, 'copy', 'python', 'lumina', 'render.py');

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

describe('a link from a traceback of a farm with storage profiles', () => {
  /** Outside of the workspace: only the profile leads there. */
  let folder: string;
  let farm: SampleFarm;
  let server: FarmServer;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mounted-'));
    const startedAtMs = Date.now() - 7_200_000;
    farm = createSampleFarm({ now: () => startedAtMs, startedAtMs, seed: startedAtMs % 1_000_000 });
    server = await startFarmServer(withMountedFolder(farm, folder));
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: server.url });
  });
  afterEach(async () => {
    await cleanWindow();
    await server.close();
    await clearHome();
    setCredentials(false);
    rmSync(folder, { recursive: true, force: true });
  });

  async function profilesOf({ farmId, queueId }: SessionKey): Promise<readonly Profile[]> {
    const { body } = await farm.handle({
      method: 'GET',
      hostname: 'management.deadline.us-west-2.amazonaws.com',
      path: `/2023-10-12/farms/${farmId}/queues/${queueId}/storage-profiles`,
      query: {},
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20261123/us-west-2/deadline/aws4_request' },
      body: '',
    });
    return (JSON.parse(body) as { storageProfiles: readonly Profile[] }).storageProfiles;
  }

  it('opens the file where the person’s own profile has the hosts’ folder', async () => {
    const key = keyOfFarm(farm, 'failedTask');
    const own = (await profilesOf(key)).find(({ displayName }) => displayName === OWN_PROFILE);
    await writeHome(
      '.deadline/config',
      `[profile-(default) ${key.farmId} settings]\nstorage_profile_id = ${own?.storageProfileId}\n`,
    );
    const mounted = path.join(folder, 'lumina', 'render.py');
    write(mounted);
    await vscode.commands.executeCommand('deadlineSessions.goToFailure', key);
    await vscode.commands.executeCommand('editor.unfoldAll');
    await follow(isOpen(mounted));
    assert.equal(await cursor(mounted), 488);
  });
});

interface Profile {
  readonly displayName: string;
  readonly storageProfileId: string;
  readonly fileSystemLocations?: readonly object[];
}

const OWN_PROFILE = 'Render nodes';

/** Answers as the farm does, but its hosts have the folder of the traceback where the person's own profile has `folder`. */
function withMountedFolder({ handle }: SampleFarm, folder: string): Pick<SampleFarm, 'handle'> {
  const osFamily = { win32: 'WINDOWS', darwin: 'MACOS' }[process.platform as string] ?? 'LINUX';
  return {
    handle: async (request, signal) => {
      const answer = await handle(request, signal);
      if (!request.path.includes('/storage-profiles/')) {
        return answer;
      }
      const profile = JSON.parse(answer.body) as Profile;
      const isOwn = profile.displayName === OWN_PROFILE;
      const [shots, ...others] = profile.fileSystemLocations ?? [];
      const fileSystemLocations = [{ ...shots, path: isOwn ? folder : '/opt/studio/lumina/python' }, ...others];
      return { ...answer, body: JSON.stringify({ ...profile, ...(isOwn ? { osFamily } : {}), fileSystemLocations }) };
    },
  };
}
