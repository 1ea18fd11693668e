import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { action, frame } from '../../../support/sessions/sessions';

const KILLED = action(0, frame(1), 'FAILED', 0, 400, { processExitCode: 137 });
const FULL = { most: 0.984, forMs: 180_000, totalBytes: 2 ** 36 };

describe('what was measured of a host', () => {
  it('makes sure that a killed program ran out of memory, and says how full it was for how long', () => {
    const before = diagnose({ action: KILLED, events: [] });
    assert.deepStrictEqual([before.cause, before.certainty], ['memory', 'likely']);
    const { cause, certainty, sentence, evidence } = diagnose({
      action: KILLED,
      events: [],
      host: { memory: FULL, disk: undefined },
    });
    assert.deepStrictEqual([cause, certainty, sentence], ['memory', 'sure', 'The host ran out of memory.']);
    assert.deepStrictEqual(evidence.at(-1), {
      text: 'memory 98 % full for 3 min before the end',
      at: undefined,
      why: 'measured by the worker agent, for the whole host',
    });
  });

  it('changes nothing where memory was not full, or only something else was', () => {
    const before = diagnose({ action: KILLED, events: [] });
    for (const host of [
      { memory: undefined, disk: undefined },
      { memory: undefined, disk: FULL },
    ]) {
      assert.deepStrictEqual(diagnose({ action: KILLED, events: [], host }), before);
    }
  });
});
