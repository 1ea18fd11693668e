import assert from 'node:assert/strict';

import { packEvents, type PackedEvents } from '../../../../src/core/logs/pages/packedEvents';
import type { Spool } from '../../../../src/core/logs/pages/spool';
import { LogShelf, type StoredChunk } from '../../../../src/watch/logs/eventBuffer';
import { HurriedClock } from '../../../support/aws/hurriedClock';

const PIECE_BYTES = 100_000;

describe('log shelf', () => {
  let spooled: Uint8Array[];
  let reads: number;
  const openSpool = (): Promise<Spool> =>
    Promise.resolve({
      append: (bytes) => Promise.resolve(spooled.push(bytes) - 1),
      read: (at) => {
        reads++;
        return Promise.resolve(spooled[at] ?? assert.fail());
      },
      dispose: () => undefined,
    });
  const piece = (n: number): PackedEvents =>
    packEvents([{ timestampMs: n, message: `${n} `.padEnd(PIECE_BYTES, 'x') }]);
  const putAll = async (shelf: LogShelf, count: number): Promise<StoredChunk[]> => {
    const chunks: StoredChunk[] = [];
    for (let n = 0; n < count; n++) {
      chunks.push(...(await shelf.put(piece(n))));
    }
    return chunks;
  };
  beforeEach(() => {
    spooled = [];
    reads = 0;
  });

  it('keeps the last mebibyte in memory, the rest in the spool, and reads both alike', async () => {
    const shelf = new LogShelf('session', new HurriedClock(), openSpool);
    const chunks = await putAll(shelf, 40);
    assert.deepEqual(
      await Promise.all(chunks.map(async (chunk) => (await chunk.events())[0]?.message.split(' ', 1)[0])),
      chunks.map((_, n) => String(n)),
    );
    assert.equal(spooled.length, 30);
    assert.equal(reads, 30);
    shelf.dispose();
  });

  it('has room again for what was put away anew', async () => {
    const shelf = new LogShelf('session', new HurriedClock(), openSpool);
    for (let turn = 0; turn < 5; turn++) {
      for (const chunk of await putAll(shelf, 9)) {
        shelf.drop(chunk);
      }
    }
    assert.equal(spooled.length, 0);
    shelf.dispose();
  });
});
