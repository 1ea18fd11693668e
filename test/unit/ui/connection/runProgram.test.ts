import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { toFault } from '../../../../src/core/errors';
import { runProgram } from '../../../../src/ui/connection/runProgram';

describe('ui/program', () => {
  const said: string[] = [];
  const output = { info: (line: string) => said.push(line) } as unknown as Parameters<typeof runProgram>[0]['output'];
  const run = (script: string, signal = new AbortController().signal, ...args: string[]): Promise<void> =>
    runProgram({ output }, [process.execPath, '-e', script, ...args], signal);

  beforeEach(() => {
    said.length = 0;
  });

  it('tells the output channel what the program says, line by line, without what reads like a key', async () => {
    await run(`console.log('open the page\\nsecret_key: abcdefgh'); console.error('\\x1b[31mred\\u202e')`);
    assert.deepEqual(
      said
        .slice(1, -1)
        .map((line) => line.replace(process.execPath, 'node'))
        .sort(),
      ['node: open the page', 'node: red\\u202e', 'node: secret_key: •••'],
    );
    assert.equal(said.at(-1)?.endsWith(' ended with 0'), true);
  });

  it('passes its arguments on as they are: nothing of them is a command', async () => {
    const trap = join(tmpdir(), `trap-${process.pid}`);
    await run(`console.log(process.argv.at(-1))`, undefined, `$(touch ${trap}); touch ${trap} | \`touch ${trap}\``);
    assert.equal(existsSync(trap), false);
    assert.ok(said.some((line) => line.endsWith(`: $(touch ${trap}); touch ${trap} | \`touch ${trap}\``)));
  });

  it('fails with the program’s last words', async () => {
    await assert.rejects(run(`console.error('no such profile'); process.exit(3)`), (error) => {
      const { kind, message, remedies } = toFault(error);
      assert.match(message, /failed: no such profile$/);
      assert.deepEqual([kind, remedies], ['noCredentials', ['retry', 'showOutput', 'chooseConnection']]);
      return true;
    });
  });

  it('says that a program is not there', async () => {
    await assert.rejects(
      runProgram({ output }, ['no-such-program', 'login'], new AbortController().signal),
      /Could not run “no-such-program”\. Install it, or sign in elsewhere\./,
    );
  });

  it('ends the program with the signal, and says nothing of it', async () => {
    const controller = new AbortController();
    const running = run(`console.log('up'); setTimeout(() => {}, 60_000)`, controller.signal);
    while (!said.some((line) => line.endsWith(': up'))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
  });

  it('gives it none of VS Code’s own variables', async () => {
    process.env.ELECTRON_RUN_AS_NODE = '1';
    try {
      await run(`console.log(String(process.env.ELECTRON_RUN_AS_NODE))`);
    } finally {
      delete process.env.ELECTRON_RUN_AS_NODE;
    }
    assert.ok(said.some((line) => line.endsWith(': undefined')));
  });
});
