import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type FromJobPage,
  JOB_COPYABLE,
  LONGEST_NOTE,
  parseFromJobPage,
} from '../../../../src/render/panel/jobProtocol';
import { runs } from '../../../support/thorough';

const check = (message: unknown, expected: FromJobPage | undefined): void => {
  assert.deepStrictEqual(parseFromJobPage(message), expected);
};

describe('parseFromJobPage', () => {
  it('understands what a job’s page may ask for', () => {
    const messages: readonly FromJobPage[] = [
      { type: 'ready' },
      { type: 'refresh' },
      { type: 'stop' },
      { type: 'compareHosts' },
      { type: 'moreGroups' },
      { type: 'saveCsv' },
      { type: 'lookThrough' },
      { type: 'openSession', index: 0 },
      { type: 'retryAll' },
      { type: 'showLanes' },
      { type: 'stopLanes' },
      { type: 'saveTrace' },
      { type: 'openLaneAction', index: 12_999 },
      { type: 'openLaneSession', index: 3 },
      { type: 'openLaneSession', index: 3, session: 1 },
      ...JOB_COPYABLE.map((what) => ({ type: 'copy', what }) as const),
      { type: 'reveal', place: 'job' },
      { type: 'lookElsewhere', index: 0 },
      { type: 'openExample', group: 'a' },
      { type: 'copyGroup', group: 'a' },
      { type: 'retryGroup', group: 'a' },
      { type: 'openEvidence', group: 'a', index: 3 },
      { type: 'showTasks', group: 'a', index: 900 },
      { type: 'openTask', group: 'a', index: 9_999 },
      { type: 'note', group: 'a', text: 'ask the license people' },
      { type: 'remedy', remedy: 'signIn' },
    ];
    for (const message of messages) {
      check(message, message);
    }
  });

  it('passes on nothing that was not asked for', () => {
    check({ type: 'refresh', command: 'workbench.action.quit' }, { type: 'refresh' });
    check({ type: 'openExample', group: 'a', key: { jobId: 'x' } }, { type: 'openExample', group: 'a' });
    check(
      { type: 'note', group: 'a', text: 'x'.repeat(LONGEST_NOTE + 9) },
      { type: 'note', group: 'a', text: 'x'.repeat(LONGEST_NOTE) },
    );
  });

  it('refuses what names anything else', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: 'run' },
      { type: 'copy', what: 'cli' },
      { type: 'copy', what: 'toString' },
      { type: 'openExample' },
      { type: 'openExample', group: 7 },
      { type: 'openExample', group: 'x'.repeat(201) },
      { type: 'openEvidence', group: 'a' },
      { type: 'openEvidence', group: 'a', index: -1 },
      { type: 'openEvidence', group: 'a', index: 0.5 },
      { type: 'openTask', group: 'a', index: Infinity },
      { type: 'lookElsewhere', index: '0' },
      { type: 'note', group: 'a' },
      { type: 'note', group: 'a', text: ['x'] },
      { type: 'remedy', remedy: 'workbench.action.quit' },
    ]) {
      check(message, undefined);
    }
  });

  it('answers every value with a message it knows or with nothing', () => {
    const type = fc.constantFrom('ready', 'copy', 'openExample', 'openEvidence', 'showTasks', 'note', 'remedy', 'job');
    const field = fc.oneof(fc.anything(), fc.nat(), fc.string(), fc.constantFrom('csv', 'retry'));
    const message = fc.record(
      { type: fc.oneof(type, fc.anything()), what: field, group: field, index: field, text: field, remedy: field },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(message, fc.anything()), (value) => {
        const parsed = parseFromJobPage(value);
        if (parsed !== undefined) {
          assert.deepStrictEqual(parseFromJobPage(parsed), parsed);
          assert.ok(Object.keys(parsed).length <= 3);
          assert.ok(Object.values(parsed).every((part) => typeof part === 'string' || typeof part === 'number'));
        }
      }),
      runs(500, 40_000),
    );
  });
});
