import assert from 'node:assert/strict';

import fc from 'fast-check';

import { siblingLabels } from '../../../../src/render/farms/jobLabels';
import { upTo } from '../../../support/thorough';

const READABLE = 24;
const beginning = (text: string): string => Array.from(text).slice(0, READABLE).join('');
const labelsOf = (...names: readonly string[]): string[] => {
  const labels = siblingLabels(names);
  return names.map((name) => labels.get(name) ?? '');
};

describe('names of jobs in one queue', () => {
  it('are shortened in the middle where what can be read of them is the same', () => {
    assert.deepEqual(
      labelsOf('harbor_sh010_fx_pyro_main_v003', 'harbor_sh010_fx_pyro_main_v004', 'harbor_sh010_fx_cloth_v001'),
      ['harbor_sh010_fx_py…_v003', 'harbor_sh010_fx_py…_v004', 'harbor_sh010_fx_cloth_v001'],
    );
  });

  it('keep each word that tells them apart', () => {
    assert.deepEqual(
      labelsOf(
        'PROJ_EP101_SQ010_SH0010_lighting_v012_beauty',
        'PROJ_EP101_SQ010_SH0010_lighting_v012_spec',
        'PROJ_EP101_SQ010_SH0020_lighting_v012_beauty',
        'PROJ_EP101_SQ010_SH0020_lighting_v011_beauty',
      ),
      ['PROJ_EP1…_SH0010…_beauty', 'PROJ_EP101…_SH0010…_spec', 'PRO…_SH0020…_v012_beauty', 'PRO…_SH0020…_v011_beauty'],
    );
  });

  it('stay as they are where they are short, or differ early, or are the same', () => {
    const names = ['sh010_lighting_v006', 'sh010_lighting_v007', 'turntable_of_all_assets_of_the_show', 'comp', 'comp'];
    assert.deepEqual(labelsOf(...names), names);
  });

  const words = fc.constantFrom(
    'sh010',
    'sh0100',
    'lighting',
    'fx',
    'v001',
    'v002',
    'v0021',
    'beauty',
    '…',
    '光の庭',
    '🌅',
  );
  const name = fc
    .array(fc.tuple(words, fc.constantFrom('_', '-', ' ', '.', '')), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.flat().join(''));
  const names = fc.array(fc.oneof(name, fc.string({ unit: 'binary', maxLength: 60 })), { maxLength: 30 });

  it('never look the same where they are not, and begin and end as before', () => {
    fc.assert(
      fc.property(names, (siblings) => {
        const labels = siblingLabels(siblings);
        assert.equal(new Set(labels.values()).size, new Set(siblings).size);
        for (const [whole, label] of labels) {
          if (label !== whole) {
            assert.ok(Array.from(label).length < Array.from(whole).length + 1, `${label} is longer than ${whole}`);
            const parts = label.split('…');
            assert.ok(whole.startsWith(parts[0] ?? '') && whole.endsWith(parts.at(-1) ?? ''), `${label} of ${whole}`);
          }
        }
      }),
      { numRuns: upTo(500, 20_000) },
    );
  });

  it('can be told apart by what can be read of them, two of them', () => {
    const alike = fc.tuple(fc.string({ unit: 'grapheme-ascii', minLength: READABLE, maxLength: 100 }), name, name);
    fc.assert(
      fc.property(alike, ([start, one, other]) => {
        fc.pre(one !== other);
        const [label, otherLabel] = labelsOf(start + one, start + other);
        assert.notEqual(beginning(label ?? ''), beginning(otherLabel ?? ''), `${label ?? ''} and ${otherLabel ?? ''}`);
      }),
      { numRuns: upTo(500, 20_000) },
    );
  });
});
