import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { PROJECT_DIR, type Suite } from './results';

/** Runs each suite in a process of its own, all at the same time; each line that they print begins with the suite's name. */
export async function runTogether(wanted: readonly Suite[]): Promise<void> {
  await Promise.all(wanted.map(runAlone));
}

function runAlone(suite: Suite): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, `${__dirname}/run.ts`, suite], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      console.log(`${suite.padEnd(11)} │ ${line}`);
    });
  }
  return new Promise((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
}
