import assert from 'node:assert/strict';
import { DisposableStore } from '../../../src/core/async/disposableStore';

describe('a disposable store', () => {
  const disposed: string[] = [];
  const named = (name: string): { readonly name: string; dispose(): void } => ({
    name,
    dispose: () => {
      disposed.push(name);
    },
  });
  beforeEach(() => {
    disposed.length = 0;
  });

  it('disposes of what it holds, in order and once', () => {
    const store = new DisposableStore();
    store.add(named('a'), named('b'));
    store.add(named('c'));
    assert.deepEqual(disposed, []);
    store.dispose();
    store.dispose();
    assert.deepEqual(disposed, ['a', 'b', 'c']);
  });

  it('hands back what was added first', () => {
    assert.equal(new DisposableStore().add(named('a'), named('b')).name, 'a');
  });

  it('disposes at once of what is added after its end', () => {
    const store = new DisposableStore();
    store.dispose();
    store.add(named('late'));
    assert.deepEqual(disposed, ['late']);
  });
});
