import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonTail, longestTails, mapPath, partsOfPath } from '../../../../src/core/references/sourceTails';
import { runs } from '../../../support/thorough';

describe('tails of paths', () => {
  it('are the names at their ends, whatever system they are of', () => {
    assert.deepEqual(partsOfPath('C:\\tools\\..\\x\\.\\a.py'), ['C:', 'x', 'a.py']);
    assert.deepEqual(partsOfPath('//server/share/../../../a.py'), ['a.py']);
    assert.equal(commonTail('/opt/lumina/render.py', 'C:\\src\\Lumina\\render.py'), 2);
    assert.equal(commonTail('/opt/a.py', '/opt/b.py'), 0);
  });

  it('choose the files that share most of them', () => {
    const files = ['/w/a/render.py', '/w/lumina/render.py', '/w/copy/lumina/render.py', '/w/other.py'];
    const choose = (path: string): readonly string[] => longestTails(path, files, (file) => file);
    assert.deepEqual(choose('/opt/lumina/render.py'), ['/w/lumina/render.py', '/w/copy/lumina/render.py']);
    assert.deepEqual(choose('/opt/copy/lumina/render.py'), ['/w/copy/lumina/render.py']);
    assert.deepEqual(choose('/opt/x.py'), []);
  });
});

describe('folders that a person says are the same', () => {
  const mappings = { '/opt/studio': '/home/me/studio', '/opt/studio/lumina': '~/lumina', 'P:\\tools': 'C:\\tools' };
  const check = (path: string, root: string | undefined, ...below: readonly string[]): void => {
    it(`lead from ${path} to ${root ?? 'nothing'}`, () => {
      assert.deepEqual(mapPath(path, mappings), root === undefined ? undefined : { root, below });
    });
  };

  check('/opt/studio/a/b.py', '/home/me/studio', 'a', 'b.py');
  check('/opt/studio/lumina/x/b.py', '~/lumina', 'x', 'b.py');
  check('/opt/studios/b.py', undefined);
  check('/opt/studio', undefined);
  check('/opt/studio/../../etc/passwd', undefined);
  check('/opt/studio/x/../../../etc/passwd', undefined);
  check('p:/tools/b.py', 'C:\\tools', 'b.py');
  check('Q:\\tools\\b.py', undefined);

  it('are never folders of other computers, nor relative ones', () => {
    for (const root of [
      '\\\\server\\share',
      '//server/share',
      '/\\server',
      'studio',
      '../studio',
      '',
      '\\\\?\\C:\\x',
      'file:///x',
    ]) {
      assert.equal(mapPath('/opt/a.py', { '/opt': root }), undefined, root);
    }
  });

  it('never lead out of the folder that the person named', () => {
    const part = fc.constantFrom('..', '.', 'opt', 'studio', 'a', '', 'C:', '\\\\x', '..\\..', 'b.py');
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom('/', '\\'), (parts, separator) => {
        const mapped = mapPath(`/opt/studio/${parts.join(separator)}`, mappings);
        assert.ok(mapped?.below.every((name) => name !== '..' && !/[\\/]/.test(name)) ?? true);
        assert.ok(mapped === undefined || Object.values(mappings).includes(mapped.root));
      }),
      runs(500),
    );
  });
});
