import assert from 'node:assert/strict';

import { MOST_EMPTY_PAGES, MOST_PAGES, listing } from '../../../src/core/farm/farm';

describe('a listing', () => {
  const readAll = async (page: (token: string | undefined, call: number) => { items: number[]; next?: string }) => {
    let calls = 0;
    const items: number[] = [];
    const reading = (async () => {
      for await (const some of listing((token) => {
        const { items, next } = page(token, ++calls);
        return Promise.resolve({ items, next });
      })) {
        items.push(some.length);
      }
    })();
    const error: unknown = await reading.catch((reason: unknown) => reason);
    return { calls, items, error };
  };

  it('ends where a token comes back that was used before', async () => {
    const { calls, error } = await readAll((token) => ({ items: [1], next: token === '0' ? '1' : '0' }));
    assert.equal(error, undefined);
    assert.equal(calls, 3);
  });

  it('is refused where its pages have no end', async () => {
    const { calls, error } = await readAll((_, call) => ({ items: [1], next: String(call) }));
    assert.match(String(error), /more pages than can be read/);
    assert.equal(calls, MOST_PAGES);
  });

  it('is refused where its empty pages have no end', async () => {
    const { calls, error } = await readAll((_, call) => ({ items: [], next: String(call) }));
    assert.match(String(error), /more pages than can be read/);
    assert.equal(calls, MOST_EMPTY_PAGES);
  });

  it('takes a page of 200,000 rows', async () => {
    const { items, error } = await readAll(() => ({ items: Array.from({ length: 200_000 }, () => 1) }));
    assert.equal(error, undefined);
    assert.deepEqual(items, [200_000]);
  });
});
