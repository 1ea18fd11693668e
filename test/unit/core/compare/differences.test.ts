import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Differences, differences, LineKinds } from '../../../../src/core/compare/differences';
import { withoutTemporary } from '../../../../src/core/compare/normalize';
import { linesOfEvents } from '../../../../src/core/diagnosis/lines/logLine';
import { shapeOf } from '../../../../src/core/diagnosis/lines/shapes';
import { runs } from '../../../support/thorough';

function kinds(texts: readonly string[]): LineKinds {
  const made = new LineKinds();
  made.add(linesOfEvents(texts.map((message, index) => ({ timestampMs: index, message }))));
  return made;
}

function compare(bad: readonly string[], ...goods: readonly (readonly string[])[]): Differences {
  return differences(kinds(bad), goods.map(kinds), withoutTemporary);
}

function texts({ lines }: Differences): readonly string[] {
  return lines.map(({ text }) => text);
}

describe('differences of two runs', () => {
  it('are the lines that only one of them has, whatever numbers they have', () => {
    const found = compare(
      ['Lumina 5.1', 'Sample 1/16', 'Sample 2/16', 'cannot open wetRock.exr', 'Saved a.exr'],
      ['Lumina 5.1', 'Sample 7/16', 'Saved a.exr'],
    );
    assert.deepEqual(texts(found), ['cannot open wetRock.exr']);
    assert.equal(found.total, 1);
    assert.equal(found.lines[0]?.timestampMs, 3);
  });

  it('put what programs call an error first, and frames of a traceback last', () => {
    const found = compare(
      [
        'begin',
        'Traceback (most recent call last):',
        '  File "a.py", line 4, in main',
        'extra lights found',
        'ERROR: no texture wetRock',
      ],
      ['begin'],
    );
    assert.equal(texts(found)[0], 'ERROR: no texture wetRock');
    assert.equal(texts(found).at(-1), '  File "a.py", line 4, in main');
  });

  it('put a line that no good run has before one that some have', () => {
    const found = compare(
      ['ERROR: no metrics', 'stopped early', 'begin'],
      ['begin', 'ERROR: no metrics'],
      ['begin'],
      ['begin'],
    );
    assert.deepEqual(
      found.lines.map(({ text, inGood }) => [text, inGood]),
      [
        ['stopped early', 0],
        ['ERROR: no metrics', 1],
      ],
    );
  });

  it('put a line that names other things last', () => {
    const found = compare(['Read /mnt/b/hull.usd', 'gave up'], ['Read /mnt/a/pier.usd']);
    assert.deepEqual(
      found.lines.map(({ text, novelty }) => [text, novelty]),
      [
        ['gave up', 'said'],
        ['Read /mnt/b/hull.usd', 'names'],
      ],
    );
  });

  it('count lines that are alike once', () => {
    const found = compare(
      [1, 2, 3, 4].map((tile) => `tile ${tile} is black`),
      ['begin'],
    );
    assert.deepEqual(
      found.lines.map(({ text, times }) => [text, times]),
      [['tile 1 is black', 4]],
    );
  });

  it('are numbers where every line is known, but no progress', () => {
    const found = compare(['threads: 4', 'Sample 16/512', 'seed 77'], ['threads: 32', 'Sample 12/512', 'seed 77']);
    assert.deepEqual(
      found.lines.map(({ text, novelty }) => [text, novelty]),
      [['threads: 4', 'numbers']],
    );
  });

  it('say how much two runs have in common', () => {
    assert.equal(compare(['a b c', 'd e f'], ['a b c', 'd e f']).shared, 1);
    assert.equal(compare(['a b c', 'd e f'], ['x y z']).shared, 0);
    assert.equal(compare([], ['x y z']).shared, 0);
  });

  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'ERROR: no texture',
      'Sample 1/16',
      'Sample 12/16',
      'Read /a/b.usd',
      'WARNING: slow',
      '  File "a.py", line 4',
    ),
  );
  const log = fc.array(line, { maxLength: 40 });

  it('never show what every good run has, show each line of the log once, and rank those that fewer have first', () => {
    fc.assert(
      fc.property(log, fc.array(log, { minLength: 1, maxLength: 3 }), (bad, goods) => {
        const found = compare(bad, ...goods);
        const shapes = found.lines.map(({ text }) => shapeOf(text));
        assert.equal(new Set(shapes).size, shapes.length);
        assert.ok(
          found.lines.every(({ text }) =>
            bad.some((one) => linesOfEvents([{ timestampMs: 0, message: one }]).some((own) => own.text === text)),
          ),
        );
        for (const { text, novelty } of found.lines) {
          const inAll = goods.every((good) => kinds(good).get(shapeOf(text)) !== undefined);
          assert.equal(inAll, novelty === 'numbers');
        }
        const ranks = found.lines.map(({ inGood }) => inGood);
        assert.deepEqual(
          ranks,
          [...ranks].sort((one, other) => one - other),
        );
        assert.ok(found.shared >= 0 && found.shared <= 1);
        assert.ok(found.total >= found.lines.length);
      }),
      runs(200),
    );
  });

  it('of a run and itself are none', () => {
    fc.assert(
      fc.property(log, (lines) => {
        assert.deepEqual(compare(lines, lines).lines, []);
      }),
      runs(100),
    );
  });

  it('are found between runs of 50,000 lines', () => {
    // Were each line compared with each other one, this would not end before the test's time limit.
    const [bad, good] = ['bad', 'good'].map((run) =>
      Array.from(
        { length: 50_000 },
        (_, index) => `${run} tile ${'abcdefghij'.charAt(index % 10)} ${index} of 50000 took ${index % 97} ms`,
      ),
    );
    assert.ok(compare(bad ?? [], good ?? []).total > 0);
  });
});
