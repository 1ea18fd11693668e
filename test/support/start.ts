/**
 * Opens VS Code with the extension of this checkout and the sample farm, on a folder with a worker's log in it: desktop VS Code where
 * there is a screen and VS Code can be had, else VS Code's server, for a browser on this machine. `--port 8100` says where
 * that listens, `--inspect-extensions 9338` lets a debugger attach to the extension host of desktop VS Code.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { writeDemoFolder } from './windows/demoFolder';
import { findFreePort } from './farm/freePort';
import { runDir, seedSettings } from './windows/runVSCode';
import { prepareServer } from './standIn/prepare';
import { startServer } from './standIn/server';
import { findVSCode, hasScreen } from './windows/vscodeUnderTest';

const projectDir = path.resolve(__dirname, '../..');
const openerDir = path.join(__dirname, 'windows/demoExtension');
const profileDir = runDir('start');
const extensionsDir = path.join(profileDir, 'extensions');
const folder = path.join(projectDir, '.vscode-test', 'demo');
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8100' }, 'inspect-extensions': { type: 'string' } },
});

main().catch((error: unknown) => {
  console.log(String(error));
  process.exitCode = 1;
});

async function main(): Promise<void> {
  await writeDemoFolder(folder);
  if (!existsSync(path.join(profileDir, 'User', 'settings.json'))) {
    await seedSettings(profileDir, { 'deadlineSessions.source': 'sampleFarm' });
  }
  const desktop = hasScreen() ? await findVSCode('newest') : undefined;
  await (desktop?.kind === 'desktop' ? openDesktop(desktop.executable) : serve());
}

async function openDesktop(executable: string): Promise<void> {
  const child = spawn(
    executable,
    [
      folder,
      `--user-data-dir=${profileDir}`,
      `--extensions-dir=${extensionsDir}`,
      `--extensionDevelopmentPath=${projectDir}`,
      `--extensionDevelopmentPath=${openerDir}`,
      '--disable-workspace-trust',
      ...(values['inspect-extensions'] === undefined ? [] : [`--inspect-extensions=${values['inspect-extensions']}`]),
    ],
    { stdio: 'ignore' },
  );
  console.log('VS Code is opening; this ends when its window is closed.');
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function serve(): Promise<void> {
  await installExtensions();
  const server = await startServer(await prepareServer('newest'), {
    userDataDir: profileDir,
    extensionsDir,
    logFile: path.join(profileDir, 'server.log'),
    port: await findFreePort(Number(values.port)),
  });
  console.log(`
VS Code is ready. Open this in a browser on this machine (Ctrl+C ends it):

  ${server.windowUrl(folder)}
`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  const code = await server.ended;
  console.log(`VS Code's server has ended (${code ?? 'killed'}); see ${path.join(profileDir, 'server.log')}.`);
  process.exitCode = 1;
}

/** The window in a browser loads only what is installed. Links would not do: VS Code tells extensions apart by their files' real paths. */
async function installExtensions(): Promise<void> {
  await rm(extensionsDir, { recursive: true, force: true });
  const target = path.join(extensionsDir, 'deadline-session-inspector');
  for (const name of ['package.json', 'package.nls.json', 'dist', 'l10n', 'media']) {
    await cp(path.join(projectDir, name), path.join(target, name), { recursive: true });
  }
  await cp(openerDir, path.join(extensionsDir, 'demo-opener'), { recursive: true });
}
