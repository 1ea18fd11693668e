import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri } from 'vscode';
import type { LogEvent } from '../../../../src/core/service/ports';
import { writeAll } from '../../../../src/ui/logs/saving/saveLog';

async function* pages(texts: readonly string[], failure?: Error): AsyncGenerator<readonly LogEvent[]> {
  for (const message of texts) {
    yield [{ timestampMs: 0, message }];
    await Promise.resolve();
  }
  if (failure) {
    throw failure;
  }
}

const write = (events: readonly LogEvent[]): string => events.map(({ message }) => `${message}\n`).join('');

describe('saving a log', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'save-'));
    path = join(folder, 'session.log');
    await writeFile(path, 'old\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('replaces the file with all pages and counts their events', async () => {
    const counts: number[] = [];
    const { signal } = new AbortController();
    const count = await writeAll(Uri.file(path), pages(['a', 'b']), write, signal, (events) => counts.push(events));
    assert.equal(count, 2);
    assert.deepEqual(counts, [1, 2]);
    assert.equal(await readFile(path, 'utf8'), 'a\nb\n');
  });

  it('leaves the older file as it was when the reading fails', async () => {
    const { signal } = new AbortController();
    const saving = writeAll(Uri.file(path), pages(['a'], new Error('gone')), write, signal, () => undefined);
    await assert.rejects(saving, /gone/);
    assert.equal(await readFile(path, 'utf8'), 'old\n');
    assert.deepEqual(await readdir(folder), ['session.log']);
  });

  it('leaves the older file as it was when the person cancels', async () => {
    const canceled = new AbortController();
    const saving = writeAll(Uri.file(path), pages(['a', 'b', 'c']), write, canceled.signal, () => {
      canceled.abort();
    });
    assert.equal(await saving, undefined);
    assert.equal(await readFile(path, 'utf8'), 'old\n');
    assert.deepEqual(await readdir(folder), ['session.log']);
  });

  it('says in a sentence why a file cannot be written', async () => {
    const { signal } = new AbortController();
    const saving = writeAll(Uri.file(join(folder, 'no', 'a.log')), pages(['a']), write, signal, () => undefined);
    await assert.rejects(saving, { message: 'Couldn’t save the log in this folder (ENOENT). Choose another folder.' });
  });
});
