import assert from 'node:assert/strict';
import { appendFileSync, truncateSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../../src/core/errors';
import { type FileScan, PIECE_BYTES, scanFile } from '../../../../src/ui/lookUp/scanFile';
import { ACTION, FARM, JOB, OTHER_SESSION, QUEUE, SESSION } from '../../../fixtures/references';

describe('the sessions of a file', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inspector-scan-'));
    file = join(folder, 'worker.log');
  });
  after(() => rm(folder, { recursive: true }));

  const never = new AbortController().signal;

  function scan(text: string | Uint8Array): Promise<FileScan> {
    return writeFile(file, text).then(() => scanFile(file, () => undefined, never));
  }

  async function refusedWith(path: string): Promise<{ kind: string; message: string }> {
    try {
      await scanFile(path, () => undefined, never);
    } catch (error) {
      assert.ok(error instanceof UserError);
      const { kind, message } = error.fault;
      return { kind, message };
    }
    throw new Error('It was not refused');
  }

  it('are none in an empty file', async () => {
    assert.deepEqual(await scan(''), { sessions: [], isFull: false });
  });

  it('come with their lines, counts and parents, whatever ends the lines', async () => {
    const text = `first\r\n[${SESSION}] [${QUEUE}/${JOB}]\r\n(${ACTION})\r\n/aws/deadline/${FARM}/${QUEUE}/${SESSION}`;
    assert.deepEqual(await scan(`\ufeff${text}`), {
      sessions: [
        {
          sessionId: SESSION,
          count: 3,
          firstLine: 2,
          lastLine: 4,
          parents: { farmId: FARM, queueId: QUEUE, jobId: JOB },
        },
      ],
      isFull: false,
    });
  });

  it('are found at both ends of a line that is longer than what is read at a time', async () => {
    const long = '🟢'.repeat(400_000);
    const { sessions } = await scan(`\n${SESSION}${long}${OTHER_SESSION}\n${SESSION}`);
    assert.deepEqual(
      sessions.map(({ sessionId, firstLine, lastLine }) => [sessionId, firstLine, lastLine]),
      [
        [SESSION, 2, 3],
        [OTHER_SESSION, 2, 2],
      ],
    );
  });

  it('are found wherever one piece ends and the next begins', async () => {
    for (let before = PIECE_BYTES - 60; before <= PIECE_BYTES + 220; before += 13) {
      const { sessions } = await scan(`${'.'.repeat(before - 1)}\n${SESSION}\n`);
      assert.deepEqual(
        sessions.map(({ sessionId, firstLine, count }) => [sessionId, firstLine, count]),
        [[SESSION, 2, 1]],
      );
    }
  });

  it('tell how far they are, up to all of it', async () => {
    await writeFile(file, 'x'.repeat(4 * PIECE_BYTES));
    const shares: number[] = [];
    await scanFile(file, (share) => shares.push(share), never);
    assert.ok(shares.length >= 4);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });

  it('give others a turn, and stop when nobody waits any more', async () => {
    await writeFile(file, `${SESSION}\n`.repeat(100_000));
    const stop = new AbortController();
    let pieces = 0;
    const scanning = scanFile(
      file,
      () => {
        pieces++;
        setImmediate(() => {
          stop.abort();
        });
      },
      stop.signal,
    );
    await assert.rejects(scanning, { name: 'AbortError' });
    assert.ok(pieces <= 2);
    await assert.rejects(
      scanFile(file, () => undefined, stop.signal),
      { name: 'AbortError' },
    );
  });

  it('include those that are written meanwhile', async () => {
    await writeFile(file, `${SESSION}\n${'.'.repeat(2 * PIECE_BYTES)}`);
    const { sessions } = await scanFile(
      file,
      (share) => {
        if (share < 1) {
          appendFileSync(file, `\n${OTHER_SESSION}`);
        }
      },
      never,
    );
    assert.deepEqual(
      sessions.map(({ sessionId, firstLine }) => [sessionId, firstLine]),
      [
        [SESSION, 1],
        [OTHER_SESSION, 3],
      ],
    );
  });

  it('are those read so far where the rest is cut off meanwhile', async () => {
    await writeFile(file, `${SESSION}\n${'.'.repeat(4 * PIECE_BYTES)}\n${OTHER_SESSION}`);
    const { sessions } = await scanFile(
      file,
      () => {
        truncateSync(file, 10);
      },
      never,
    );
    assert.deepEqual(
      sessions.map(({ sessionId }) => sessionId),
      [SESSION],
    );
  });

  it('are refused in words where the file has gone', async () => {
    assert.deepEqual(await refusedWith(join(folder, 'gone\u202egol.log')), {
      kind: 'notFound',
      message: 'gone\\u202egol.log is not there any more.',
    });
  });

  it('are refused in words where it is a folder', async () => {
    await mkdir(join(folder, 'logs'));
    assert.deepEqual(await refusedWith(join(folder, 'logs')), { kind: 'invalid', message: 'logs is a folder.' });
  });

  if (process.platform !== 'win32') {
    it('are refused in words where it is a device', async () => {
      assert.deepEqual(await refusedWith('/dev/null'), { kind: 'invalid', message: 'null is no file.' });
    });
  }

  it('are refused in words where its letters are two bytes wide', async () => {
    await writeFile(file, Buffer.from(`\ufeff${SESSION}`, 'utf16le'));
    assert.deepEqual(await refusedWith(file), {
      kind: 'invalid',
      message: 'worker.log is UTF-16 text. Save it as UTF-8, then try again.',
    });
  });

  it('are refused in words where the file may not be read, unless that does not hold one back', async () => {
    await writeFile(file, SESSION);
    await chmod(file, 0);
    const { sessions } = await scanFile(file, () => undefined, never).catch((error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.fault.message, 'worker.log may not be read.');
      return { sessions: [{ sessionId: SESSION }] };
    });
    assert.equal(sessions[0]?.sessionId, SESSION);
    await chmod(file, 0o600);
  });
});
