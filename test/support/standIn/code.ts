/**
 * The stand-in for the `code` executable: takes the flags that \@vscode/test-electron passes to VS Code, runs VS Code's own server
 * and opens its workbench in a Chromium without a screen. It prints what the extension host prints and ends with its exit code.
 *
 * Of Chromium's flags it knows `--window-size=1440,900` and `--force-device-scale-factor=2`. `STAND_IN_TIMEOUT_MS` bounds the whole run (default half an hour).
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { developExtension, openBrowser, runWindow, saveFailure, type TestRunEnd, useLanguage } from './browser';
import { readParts } from './prepare';
import { startServer } from './server';

const [partsFile = '', ...flags] = process.argv.slice(2);
const { values, positionals } = parseArgs({
  args: flags,
  // VS Code has many more flags, which change nothing here.
  strict: false,
  allowPositionals: true,
  options: {
    'user-data-dir': { type: 'string', default: path.resolve('.vscode-test/user-data') },
    'extensions-dir': { type: 'string', default: path.resolve('.vscode-test/extensions') },
    'remote-debugging-port': { type: 'string' },
    'window-size': { type: 'string', default: '1440,900' },
    'force-device-scale-factor': { type: 'string', default: '1' },
    extensionDevelopmentPath: { type: 'string', multiple: true, default: [] },
    extensionTestsPath: { type: 'string' },
    locale: { type: 'string' },
  },
});

main().catch((error: unknown) => {
  console.log(error);
  process.exit(1);
});

async function main(): Promise<void> {
  const userDataDir = path.resolve(String(values['user-data-dir']));
  const failureDir = path.join(userDataDir, 'failure');
  await rm(failureDir, { recursive: true, force: true });
  await mkdir(failureDir, { recursive: true });

  const parts = await readParts(partsFile);
  const server = await startServer(parts, {
    userDataDir,
    extensionsDir: path.resolve(String(values['extensions-dir'])),
    logFile: path.join(userDataDir, 'server.log'),
    port: 0,
  });
  const [width = 1440, height = 900] = String(values['window-size']).split(',').map(Number);
  const context = await openBrowser(parts, {
    profileDir: path.join(userDataDir, 'chromium'),
    width,
    height,
    scale: Number(values['force-device-scale-factor']),
    debuggingPort: numberOrNothing(values['remote-debugging-port']),
  });
  const page = context.pages()[0] ?? (await context.newPage());

  await developExtension(page, {
    authority: server.authority,
    paths: [values.extensionDevelopmentPath].flat().map((dir) => path.resolve(String(dir))),
    testsPath: stringOrNothing(values.extensionTestsPath),
  });
  const locale = stringOrNothing(values.locale);
  await (locale && useLanguage(page, locale));
  const folder = positionals[0] === undefined ? undefined : path.resolve(positionals[0]);
  const end = await Promise.race([
    runWindow(page, server.windowUrl(folder)),
    server.ended.then((code) => failed(`VS Code's server ended with ${code ?? 'a signal'}.`)),
    timeout(),
    signalled(),
  ]).catch((error: unknown) => failed(String(error)));
  if (end.code !== 0) {
    await saveFailure(page, end.logs, failureDir);
    console.log(`The window and the logs at the end of the run: ${failureDir}`);
  }
  // Bounded: a browser that hangs must not keep the result back.
  await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, 5000))]);
  server.stop();
  process.exit(end.code);
}

function failed(reason: string): TestRunEnd {
  console.log(reason);
  return { code: 1, logs: [] };
}

async function timeout(): Promise<TestRunEnd> {
  const timeoutMs = Number(process.env.STAND_IN_TIMEOUT_MS ?? 1_800_000);
  await new Promise((resolve) => setTimeout(resolve, timeoutMs));
  return failed(`No end of the run after ${timeoutMs / 1000} s.`);
}

async function signalled(): Promise<TestRunEnd> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, resolve);
    }
  });
  return failed(`Ended by ${signal}.`);
}

function stringOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOrNothing(value: unknown): number | undefined {
  return typeof value === 'string' ? Number(value) : undefined;
}
