import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutNames, withoutTemporary } from '../../../../src/core/compare/normalize';
import { runs } from '../../../support/thorough';

const ID = '0123456789abcdef0123456789abcdef';

describe('what every run names anew', () => {
  const check = (text: string, expected: string): void => {
    it(`is left out of ${text.slice(0, 60)}`, () => {
      assert.equal(withoutTemporary(text), expected);
    });
  };

  check(
    `Wrote: Run -> /sessions/session-${ID}ev_z/embedded_fileso2q/tmp1x_k7xgr`,
    'Wrote: Run -> /sessions/session-…/embedded_files…/tmp…',
  );
  check(`sessionaction-${ID}-3 of task-${ID}-2`, 'sessionaction-… of task-…');
  check('Command started as pid: 29719', 'Command started as pid: …');
  check('Canceling subprocess 29719 at 2026-11-23T10:03:15Z.', 'Canceling subprocess … at (time).');
  check('Fra:1 Mem:200M | template tmpl_v002.nk', 'Fra:1 Mem:…M | template tmpl_v002.nk');
  check('Fra:7 Mem:3142.10M | Time:00:41.20 | Sample 16/512', 'Fra:7 Mem:…M | Time:(time) | Sample …/512');
  check('[2026/Nov/23|09:00:02] [482 MB] Rendering', '[(time)] [… MB] Rendering');
  check('openjd_progress: 38.5', 'openjd_progress: …');
  check('ALF_PROGRESS 33%', 'ALF_PROGRESS …%');
  check('Writing took 3.27 seconds', 'Writing took … seconds');
  check('license server ip-10-3-0-8.us-west-2.compute.internal 10.3.0.8:5053', 'license server (host) (address):5053');
  check('at 0x00007f6c1d2a44f1 in march()', 'at 0x… in march()');

  for (const kept of [
    'File "/opt/studio/render.py", line 488, in render',
    'exit code 139, exception code 0xc05',
    'Blender 4.3.1, Arnold 7.4.0',
    'Saved beauty.1005.exr',
  ]) {
    it(`stays whole in ${kept}`, () => {
      assert.equal(withoutTemporary(kept), kept);
    });
  }

  it('is its own host and its task’s parameters too, where those are known', () => {
    const plain = withoutNames({
      hosts: ['rack2-node40', 'rack2-node40.studio.example'],
      parameters: { Frame: '1005', Layer: 'fog', Pass: '3' },
    });
    assert.equal(
      plain('rack2-node40.studio.example: saved fog/beauty.1005.exr, pass 3, of foghorn and 11005'),
      '(host): saved (Layer)/beauty.(Frame).exr, pass 3, of foghorn and 11005',
    );
  });

  it('is all that may differ between two runs that did the same', () => {
    const digits = fc.integer({ min: 0, max: 99_999 }).map(String);
    const hex = (length: number) =>
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: length, maxLength: length });
    const twoDigits = fc.integer({ min: 0, max: 59 }).map((value) => String(value).padStart(2, '0'));
    const clock = fc.tuple(twoDigits, twoDigits, twoDigits).map((parts) => parts.join(':'));
    const names = [
      hex(32).map((id) => `session-${id}`),
      hex(32).map((id) => `task-${id}-3`),
      hex(12).map((address) => `0x${address}`),
      digits.map((pid) => `pid ${pid}`),
      digits.map((size) => `${size} MB`),
      digits.map((done) => `${done}/512`),
      digits.map((done) => `${done} %`),
      clock,
      clock.map((time) => `2026-11-23 ${time}`),
      fc.tuple(twoDigits, twoDigits).map(([one, other]) => `10.3.${one}.${other}`),
      fc.constant('RuntimeError: no texture'),
      fc.constant('/mnt/out/'),
    ];
    const kinds = fc.array(fc.integer({ min: 0, max: names.length - 1 }), { maxLength: 8 });
    const twoRuns = kinds.chain((chosen) => {
      const run = fc.tuple(...chosen.map((kind) => names[kind] ?? clock)).map((parts) => parts.join(' '));
      return fc.tuple(run, run);
    });
    fc.assert(
      fc.property(twoRuns, ([one, other]) => {
        assert.equal(withoutTemporary(one), withoutTemporary(other));
      }),
      runs(300),
    );
  });

  it('is looked for in any text and with any names, and leaves the lines as many as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, name) => {
        const plain = withoutNames({ hosts: [name], parameters: { [name]: text.slice(0, 9) } });
        assert.equal(plain(text).split('\n').length, text.split('\n').length);
      }),
      runs(300),
    );
  });
});
