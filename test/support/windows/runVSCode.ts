import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runTests } from '@vscode/test-electron';

import { findFreePort } from '../farm/freePort';
import type { VSCodeVersion } from '../standIn/pins';
import { findVSCode } from './vscodeUnderTest';

const EXTENSION_ID = 'deadline-session-inspector.deadline-session-inspector';
const projectDir = path.resolve(__dirname, '../../..');

/** One window of VS Code with the extension in it, and the code that runs in its extension host. */
export interface VSCodeRun {
  /** A profile of its own, emptied first: `…/.vscode-test/runs/<name>`. Short, for VS Code puts sockets below it. */
  readonly name: string;
  readonly version: VSCodeVersion;
  /** Exports `run()`, e.g. `…/out/integration.js`. */
  readonly testsPath: string;
  /** The folder that the window opens, or a `.code-workspace` file. */
  readonly folder: string;
  /** The user's settings, beside those that keep VS Code quiet. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** In pixels of the page; 1440 by 900 where missing. `scale` 2 makes pictures with twice as many pixels each way. */
  readonly size?: { readonly width: number; readonly height: number; readonly scale: number };
  /** The display language, e.g. `de`; English where missing. */
  readonly language?: string;
}

/**
 * Starts VS Code through \@vscode/test-electron and resolves when `run()` has; rejects when it has failed.
 *
 * The window can be driven through the Chrome DevTools protocol at the port that `TEST_DEBUGGING_PORT` tells the extension host;
 * `TEST_STORAGE_DIR` is where the extension keeps what all windows share.
 */
export async function runVSCode(run: VSCodeRun): Promise<void> {
  const vscode = await findVSCode(run.version);
  console.log(`VS Code ${run.version}: ${vscode.kind}, ${path.relative(projectDir, vscode.executable)}`);
  const profileDir = runDir(run.name);
  await rm(profileDir, { recursive: true, force: true });
  await seedSettings(profileDir, run.settings);
  const port = await findFreePort();
  const { width, height, scale } = run.size ?? { width: 1440, height: 900, scale: 1 };
  await runTests({
    vscodeExecutablePath: vscode.executable,
    extensionDevelopmentPath: projectDir,
    extensionTestsPath: run.testsPath,
    extensionTestsEnv: {
      ...run.env,
      TEST_DEBUGGING_PORT: String(port),
      TEST_STORAGE_DIR: path.join(profileDir, 'User/globalStorage', EXTENSION_ID),
      TEST_EXTENSION_DIR: projectDir,
    },
    launchArgs: [
      run.folder,
      `--user-data-dir=${profileDir}`,
      `--extensions-dir=${path.join(profileDir, 'extensions')}`,
      `--remote-debugging-port=${port}`,
      `--window-size=${width},${height}`,
      `--force-device-scale-factor=${scale}`,
      ...(run.language === undefined ? [] : [`--locale=${run.language}`]),
    ],
  });
}

/** The profile folder of a run, e.g. `…/.vscode-test/runs/integration`. */
export function runDir(name: string): string {
  return path.join(projectDir, '.vscode-test', 'runs', name);
}

/** Writes the user settings of a profile: no assistant, no tips, no downloads, menus that are part of the page, and then `settings`. */
export async function seedSettings(profileDir: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const quiet = {
    'chat.disableAIFeatures': true,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'git.enabled': false,
    'remote.autoForwardPorts': false,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.reduceMotion': 'on',
    'window.menuStyle': 'custom',
    'window.restoreWindows': 'none',
    'window.titleBarStyle': 'custom',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.tree.enableStickyScroll': false,
  };
  // Settings of machine scope are the window's own on the desktop and the server's machine's on the stand-in.
  for (const connection of ['User', 'Machine']) {
    const dir = path.join(profileDir, connection);
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, 'settings.json'), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
  }
}
