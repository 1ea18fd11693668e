import assert from 'node:assert/strict';

import { diagnose } from '../../../../src/core/diagnosis';
import { digest, fingerprintOf, kindOfFailure, shapeOfSubject } from '../../../../src/core/triage/fingerprint';

/** What a failed task is diagnosed with, by its last lines. */
function diagnosed(...lines: readonly string[]): ReturnType<typeof diagnose> {
  return diagnose({
    action: { status: 'FAILED', kind: 'taskRun', processExitCode: 1 },
    events: lines.map((message, index) => ({ timestampMs: index, message })),
  });
}

describe('the fingerprint of a failure', () => {
  const texture = (frame: number, name: string): ReturnType<typeof diagnose> =>
    diagnosed(
      `00:00:1${frame % 10}  204${frame % 10}MB ERROR   |   [texturesys] "/mnt/assets/sq${frame}/tex/${name}" could not be opened: file not found`,
    );

  it('is the same for other times, folders, frames and numbers', () => {
    assert.equal(
      fingerprintOf(texture(1, 'wallPlaster_disp.1001.tx')),
      fingerprintOf(texture(2, 'wallPlaster_disp.1077.tx')),
    );
  });

  it('is another one for another file of the same kind of failure', () => {
    const [one, other] = [texture(1, 'wallPlaster.1001.tx'), texture(1, 'floorWood.1001.tx')];
    assert.equal(kindOfFailure(one), kindOfFailure(other));
    assert.notEqual(fingerprintOf(one), fingerprintOf(other));
  });

  it('tells exceptions apart that one rule knows', () => {
    const [one, same, other] = [
      diagnosed('KeyError: 1003'),
      diagnosed('KeyError: 17'),
      diagnosed("AttributeError: 'x'"),
    ];
    assert.equal(one.cause, other.cause);
    assert.equal(fingerprintOf(one), fingerprintOf(same));
    assert.notEqual(fingerprintOf(one), fingerprintOf(other));
  });

  it('tells signals apart, which no words say', () => {
    const killed = (processExitCode: number): string | undefined =>
      fingerprintOf(diagnose({ action: { status: 'FAILED', processExitCode }, events: [] }));
    assert.ok(killed(139));
    assert.notEqual(killed(139), killed(134));
  });

  it('is that of the user’s own rule, whatever the line says', () => {
    const studio = { id: 'vault' };
    assert.equal(
      fingerprintOf({ ...diagnosed('KeyError: 1'), subject: undefined, studio }),
      fingerprintOf({ ...diagnosed('ValueError: 2'), subject: undefined, studio }),
    );
  });

  it('is none where nothing says why', () => {
    assert.equal(fingerprintOf(diagnosed('bye')), undefined);
  });

  it('never changes, because notes are kept by it', () => {
    assert.equal(digest('license'), '083e3344529c686a');
    assert.equal(shapeOfSubject('P:\\tex\\WetRock_4f9ac01e.1013.EXR'), 'wetrock_#.#.exr');
    assert.equal(shapeOfSubject('/a/b/'), 'b');
    assert.equal(shapeOfSubject(undefined), '');
  });
});
