import assert from 'node:assert/strict';
import { withoutTemporary } from '../../../src/render/temporaryNames';

const ID = '0123456789abcdef0123456789abcdef';

describe('temporary names', () => {
  const check = (text: string, expected: string): void => {
    it(`are left out of ${text.slice(0, 60)}`, () => {
      assert.equal(withoutTemporary(text), expected);
    });
  };

  check(
    `Wrote: Run -> /sessions/session-${ID}ev_z/embedded_fileso2q/tmp1x_k7xgr`,
    'Wrote: Run -> /sessions/session-…/embedded_files…/tmp…',
  );
  check(`sessionaction-${ID}-3 of task-${ID}-2`, 'sessionaction-… of task-…');
  check('Command started as pid: 29719', 'Command started as pid …');
  check('Canceling subprocess 29719 at 2026-11-23T10:03:15Z.', 'Canceling subprocess … at (time).');
  check('Fra:1 Mem:200M | template tmpl_v002.nk', 'Fra:1 Mem:200M | template tmpl_v002.nk');
});
