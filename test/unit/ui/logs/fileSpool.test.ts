import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';

import { openFileSpool } from '../../../../src/ui/logs/saving/fileSpool';

describe('file spool', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

  it('gives back what was put in, from wherever, in whatever order it was put', async () => {
    const spool = await openFileSpool();
    const offsets = await Promise.all([spool.append(bytes(1, 2, 3)), spool.append(bytes()), spool.append(bytes(4))]);
    assert.deepEqual(offsets, [0, 3, 3]);
    assert.deepEqual(await spool.read(1, 3), bytes(2, 3, 4));
    assert.deepEqual(await spool.read(0, 0), bytes());
    await assert.rejects(spool.read(3, 2), /ends at 4, before 5/);
    spool.dispose();
  });

  it('leaves nothing on the disk under any name', async () => {
    const names = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('deadline-log-'));
    const before = names();
    const spool = await openFileSpool();
    await spool.append(bytes(1));
    assert.deepEqual(process.platform === 'win32' ? before : names(), before);
    spool.dispose();
    await assert.rejects(spool.append(bytes(1)));
  });

  it('is made anew, for its owner alone', async () => {
    const { open } = fs;
    const asked: unknown[][] = [];
    fs.open = (...args) => {
      asked.push(args.slice(1));
      return open(...args);
    };
    syncBuiltinESMExports();
    try {
      (await openFileSpool()).dispose();
    } finally {
      fs.open = open;
      syncBuiltinESMExports();
    }
    assert.deepEqual(asked, [['wx+', 0o600]]);
  });
});
