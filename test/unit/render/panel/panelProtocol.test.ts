import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  COPYABLE,
  type FromPage,
  PAGE_COMMANDS,
  parseFromPage,
  sectionOrder,
  SECTIONS,
} from '../../../../src/render/panel/panelProtocol';
import { runs } from '../../../support/thorough';

const ACTION = 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-7';

function check(message: unknown, expected: FromPage | undefined): void {
  assert.deepStrictEqual(parseFromPage(message), expected);
}

describe('parseFromPage', () => {
  it('understands what the page may ask for', () => {
    check({ type: 'ready' }, { type: 'ready' });
    check({ type: 'refresh' }, { type: 'refresh' });
    check({ type: 'openJob' }, { type: 'openJob' });
    check({ type: 'saveTrace' }, { type: 'saveTrace' });
    check({ type: 'openTry', index: 2 }, { type: 'openTry', index: 2 });
    check({ type: 'readPace' }, { type: 'readPace' });
    check({ type: 'resetLayout' }, { type: 'resetLayout' });
    check({ type: 'arrange', order: SECTIONS }, { type: 'arrange', order: [...SECTIONS] });
    check({ type: 'openLog', log: 'session' }, { type: 'openLog', log: 'session' });
    check({ type: 'openLog', log: 'worker' }, { type: 'openLog', log: 'worker' });
    check({ type: 'openAction', sessionActionId: ACTION }, { type: 'openAction', sessionActionId: ACTION });
    check({ type: 'reveal', place: 'job' }, { type: 'reveal', place: 'job' });
    check({ type: 'remedy', remedy: 'chooseConnection' }, { type: 'remedy', remedy: 'chooseConnection' });
    for (const command of PAGE_COMMANDS) {
      check({ type: 'run', command }, { type: 'run', command });
    }
    for (const what of COPYABLE) {
      check({ type: 'copy', what }, { type: 'copy', what });
    }
  });

  it('passes on nothing that was not asked for', () => {
    check({ type: 'refresh', command: 'workbench.action.quit' }, { type: 'refresh' });
    check({ type: 'copy', what: 'cli', text: 'rm -rf ~' }, { type: 'copy', what: 'cli' });
  });

  it('refuses what names anything else', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      7,
      [],
      {},
      { type: 'run' },
      { type: ['ready'] },
      { type: 'copy' },
      { type: 'copy', what: 'password' },
      { type: 'copy', what: 'constructor' },
      { type: 'reveal' },
      { type: 'reveal', place: 'task' },
      { type: 'openLog' },
      { type: 'openLog', log: '/etc/passwd' },
      { type: 'openAction', sessionActionId: `${ACTION}\n` },
      { type: 'openAction', sessionActionId: `../${ACTION}` },
      { type: 'openAction', sessionActionId: [ACTION] },
      { type: 'run', command: 'workbench.action.quit' },
      { type: 'run', command: 'cancel' },
      { type: 'arrange' },
      { type: 'arrange', order: 'timeline' },
      { type: 'openTry', index: -1 },
      { type: 'openTry', index: 0.5 },
      { type: 'openTry', index: 1e9 },
      { type: 'openTry', index: '0' },
      { type: 'remedy', remedy: 'workbench.action.quit' },
      { type: 'remedy', remedy: 'toString' },
    ]) {
      check(message, undefined);
    }
  });

  it('answers every value with a message it knows or with nothing', () => {
    const types = fc.constantFrom('ready', 'refresh', 'copy', 'openLog', 'openAction', 'remedy', 'session');
    const field = fc.oneof(fc.anything(), fc.constantFrom('session', 'cli', 'retry', ACTION));
    const message = fc.record(
      { type: fc.oneof(types, fc.anything()), what: field, log: field, sessionActionId: field, remedy: field },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(message, fc.anything()), (value) => {
        const parsed = parseFromPage(value);
        if (parsed !== undefined) {
          assert.deepStrictEqual(parseFromPage(parsed), parsed);
          assert.ok(Object.keys(parsed).length <= 2);
          assert.ok(Object.values(parsed).every((part) => typeof part === 'string'));
        }
      }),
      runs(500, 40_000),
    );
  });
});

describe('the order of the page’s sections', () => {
  it('is as somebody gave it; what they did not name keeps its place behind', () => {
    assert.deepStrictEqual(sectionOrder(['raw', 'host']), [
      'raw',
      'host',
      'timeline',
      'actions',
      'logs',
      'lifecycle',
      'job',
    ]);
  });

  it('has every section once, whatever was stored', () => {
    const stored = fc.oneof(fc.anything(), fc.array(fc.oneof(fc.constantFrom(...SECTIONS), fc.anything())));
    fc.assert(
      fc.property(stored, (value) => {
        const order = sectionOrder(value);
        assert.deepStrictEqual([...order].sort(), [...SECTIONS].sort());
        assert.deepStrictEqual(sectionOrder(order), order);
      }),
      runs(300),
    );
  });
});
