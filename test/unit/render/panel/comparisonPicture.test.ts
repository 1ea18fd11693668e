import assert from 'node:assert/strict';
import { comparisonResult } from '../../../../src/render/panel/comparisonPicture';
import type { ComparisonResult } from '../../../../src/render/panel/comparisonProtocol';
import { comparison, rareLine } from '../../../support/sessions/comparisons';
import { DENIED, NOW_MS } from '../../../support/sessions/sessions';

function draw(changes: Parameters<typeof comparison>[0] = {}): ComparisonResult {
  return comparisonResult(comparison(changes), NOW_MS);
}

function rows({ tables }: ComparisonResult, id: string): readonly string[] {
  const found = tables.find((table) => table.id === id)?.rows ?? [];
  return found.map(({ name, subject, reference, differs }) =>
    [name, subject, reference, differs ? '≠' : '='].join(' | '),
  );
}

describe('the picture of a comparison', () => {
  it('says of each run what it was, how it went, and where', () => {
    const { subject, reference } = draw();
    assert.equal(subject.label, 'Frame 1003 · Render');
    assert.equal(subject.status, 'failed: exit 139 (SIGSEGV)');
    assert.match(subject.of, /^sh010_fx_v003 · session-…e4f56078$/);
    assert.match(subject.facts, /^ip-10-3-0-17.* · c6i\.8xlarge · .* · 2 min 51 s · 312 lines$/);
    assert.equal(reference.status, 'succeeded');
  });

  it('sets beside each other what differs first, in the order in which it is told', () => {
    const found = draw();
    assert.deepEqual(rows(found, 'run').slice(0, 4), [
      'Status | Failed | Succeeded | ≠',
      'Exit code | 139 (SIGSEGV) | 0 | ≠',
      'Last message | Rendering tile 104 of 255 |  | ≠',
      'Parameter Frame | 1003 | 1001 | ≠',
    ]);
    assert.deepEqual(rows(found, 'host').slice(0, 2), [
      'Host name | ip-10-3-0-17.us-west-2.compute.internal | ip-10-3-0-99.us-west-2.compute.internal | ≠',
      'Instance type | c6i.8xlarge | c5.4xlarge | ≠',
    ]);
    assert.ok(rows(found, 'durations').some((row) => row.startsWith('Sync job attachments | ')));
    assert.equal(rows(found, 'packages')[0], 'openvdb | 11.0.0 | 10.1.0 | ≠');
  });

  it('says why a line is listed', () => {
    const lines = [
      rareLine('a'),
      rareLine('b', { inGood: 1, times: 1_400 }),
      rareLine('c', { novelty: 'names' }),
      rareLine('d', { novelty: 'numbers' }),
    ];
    assert.deepEqual(
      draw({ differences: { lines, total: 4, shared: 0.5 } }).lines.map(({ why }) => why),
      ['', 'in 1 of 3 that succeeded, 1,400 times', 'with other names there', 'with another number there'],
    );
  });

  const verdict = (changes: Parameters<typeof comparison>[0], expected: RegExp): void => {
    it(`says in a sentence: ${expected.source}`, () => {
      assert.match(draw(changes).verdict, expected);
    });
  };
  verdict({}, /^14 lines of this run are not in every one of the 3 that succeeded\.$/);
  verdict(
    { goodRuns: 1, differences: { lines: [rareLine('a')], total: 1, shared: 0.9 } },
    /^1 line of this run is not in the one that succeeded\.$/,
  );
  verdict(
    { differences: { lines: [], total: 0, shared: 1 } },
    /^All of its lines also stand in the others\. What went wrong left no line of its own\.$/,
  );
  verdict(
    { differences: { lines: [rareLine('a', { novelty: 'numbers' })], total: 1, shared: 1 } },
    /1 line differs in a number\.$/,
  );
  verdict(
    { differences: { lines: [rareLine('a')], total: 300, shared: 0.04 } },
    /^These logs have hardly anything in common \(4 % of the lines\): they may be of different programs\.$/,
  );
  verdict({ differences: undefined }, /could not be read, so lines are not compared\.$/);

  it('says which log could not be read and why, and which was not read whole', () => {
    const whole = comparison();
    const unread = { ...whole.reference, log: { lines: 0, isCut: false, fault: DENIED } };
    const cut = { ...whole.subject, log: { lines: 200_000, isCut: true, fault: undefined } };
    const found = draw({ subject: cut, reference: unread, differences: undefined });
    assert.equal(found.verdict, 'The log of Frame 1001 · Render could not be read, so lines are not compared.');
    assert.equal(found.reference.unread, DENIED.message);
    assert.deepEqual(found.notes, [
      'Compared without their logs, read in 13 calls.',
      'Of the log of Frame 1003 · Render only the last 200,000 lines were read.',
    ]);
  });

  it('is of bounded size, and writes out what could hide', () => {
    const lines = Array.from({ length: 300 }, (_, index) => rareLine(`${index} ${'x'.repeat(5_000)}`));
    const variables = Array.from({ length: 2_000 }, (_, index) => ({
      name: `N${index}\u202e`,
      subject: 'y'.repeat(5_000),
      reference: undefined,
      differs: true,
    }));
    const found = draw({ differences: { lines, total: 300, shared: 0.5 }, variables });
    assert.ok(JSON.stringify(found).length < 400_000);
    assert.equal(found.hiddenLines, 200);
    assert.equal(found.tables.find(({ id }) => id === 'variables')?.rows[0]?.name, 'N0\\u202e');
  });
});
