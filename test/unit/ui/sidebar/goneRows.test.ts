import assert from 'node:assert/strict';
import { isForGoneRow } from '../../../../src/ui/sidebar/goneRows';

describe('a command of a row', () => {
  it('that VS Code no longer finds is recognized, alone and among selected ones', () => {
    assert.equal(isForGoneRow([undefined]), true);
    assert.equal(isForGoneRow([undefined, [undefined, undefined]]), true);
  });

  it('is carried out for a row, for a title bar without one, and for keys, links and the Command Palette', () => {
    for (const args of [[], [null], [null, []], [{ id: 'row' }], [{ id: 'row' }, [undefined]], ['session-1']]) {
      assert.equal(isForGoneRow(args), false, JSON.stringify(args));
    }
  });
});
