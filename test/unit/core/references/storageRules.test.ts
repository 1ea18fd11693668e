import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapByRules, type StorageProfile, storageRules } from '../../../../src/core/references/storageRules';
import { runs } from '../../../support/thorough';

function profile(id: string, osFamily: string, locations: Readonly<Record<string, string>>): StorageProfile {
  return {
    storageProfileId: `sp-${id}`,
    osFamily,
    locations: Object.entries(locations).map(([name, path]) => ({ name, path })),
  };
}

const OWN = profile('own', 'LINUX', { Shots: '/home/me/shots', Scratch: '/scratch', Tools: '/opt/tools' });
const NODES = profile('nodes', 'LINUX', { Shots: '/mnt/shots', Scratch: '/mnt/shots/tmp', Other: '/mnt/other' });
const WINDOWS = profile('windows', 'WINDOWS', { Shots: 'P:\\Shots', Tools: '\\\\server\\tools' });

describe('storage profiles', () => {
  const rules = storageRules(OWN, [OWN, NODES, WINDOWS], 'linux');
  const check = (path: string, ...places: readonly (readonly [root: string, below: string])[]): void => {
    it(`lead from ${path} to ${places.map(([root, below]) => `${root}/${below}`).join(' or ') || 'nothing'}`, () => {
      assert.deepEqual(
        mapByRules(path, rules).map(({ root, below }) => [root, below.join('/')]),
        places,
      );
    });
  };

  check('/mnt/shots/sq01/a.py', ['/home/me/shots', 'sq01/a.py']);
  check('/mnt/shots/tmp/a.py', ['/scratch', 'a.py'], ['/home/me/shots', 'tmp/a.py']);
  check('/mnt/Shots/a.py');
  check('/mnt/shotsx/a.py');
  check('/mnt/shots');
  check('/mnt/other/a.py');
  check('p:/SHOTS/sq01/a.py', ['/home/me/shots', 'sq01/a.py']);
  check('\\\\server\\tools\\a.py', ['/opt/tools', 'a.py']);
  check('/mnt/shots/../../etc/passwd');

  it('need no rule where the own profile is the only one', () => {
    assert.deepEqual(storageRules(OWN, [OWN], 'linux'), []);
  });

  it('say nothing of this computer where the own one is of another system', () => {
    assert.deepEqual(storageRules(WINDOWS, [NODES], 'linux'), []);
    assert.deepEqual(storageRules(profile('own', 'BEOS', { Shots: '/x' }), [NODES], 'linux'), []);
  });

  it('never lead to folders of other computers, to relative ones, or to all of a disk', () => {
    for (const root of [
      '/',
      '//server/share',
      '/\\server',
      'shots',
      '../shots',
      '',
      '/..',
      '~/shots',
      '/a\0b',
      'C:\\x',
    ]) {
      assert.deepEqual(storageRules(profile('own', 'LINUX', { Shots: root }), [NODES], 'linux'), [], root);
    }
    for (const root of ['\\\\server\\share', '//server/share', '\\\\?\\C:\\x', '/x', 'C:', 'C:x', '']) {
      assert.deepEqual(storageRules(profile('own', 'WINDOWS', { Shots: root }), [NODES], 'win32'), [], root);
    }
    assert.equal(storageRules(profile('own', 'WINDOWS', { Shots: 'Z:\\shots' }), [NODES], 'win32').length, 1);
  });

  it('never lead out of the own locations, whatever profiles and logs say', () => {
    const part = fc.constantFrom('..', '.', 'mnt', 'shots', 'a', '', 'C:', '\\\\x', '..\\..', 'b.py', '~', '\0');
    const path = fc
      .tuple(fc.array(part), fc.constantFrom('/', '\\'))
      .map(([parts, separator]) => `${separator}${parts.join(separator)}`);
    const named = fc.dictionary(fc.constantFrom('Shots', 'Tools', '__proto__', 'constructor'), path);
    fc.assert(
      fc.property(named, named, path, fc.constantFrom('LINUX', 'WINDOWS'), (own, other, logged, osFamily) => {
        const mine = profile('own', 'LINUX', own);
        const found = storageRules(mine, [profile('other', osFamily, other)], 'linux');
        for (const { root, below } of mapByRules(logged, found)) {
          assert.ok(mine.locations.some((one) => one.path === root));
          assert.match(root, /^\/[^\\/]/);
          assert.ok(below.length > 0 && below.every((name) => name !== '..' && !/[\\/]/.test(name)));
        }
      }),
      runs(1_000),
    );
  });
});
