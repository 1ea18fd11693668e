import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionAction } from '../../../src/core/session/session';
import {
  actionDuration,
  actionLabel,
  actionResources,
  actionResult,
  actionTitle,
  exitCode,
  percent,
  statusWord,
} from '../../../src/render/session/action';
import { action, ENTER, EXIT, frame, NOW_MS, STARTED_MS, SYNC } from '../../support/sessions/sessions';

const STEPS = { 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d': 'Render' };

describe('action title', () => {
  const check = (definition: SessionAction['definition'], title: string, label: string): void => {
    it(`is ${title}; ${label} where room is short`, () => {
      const one = action(0, definition, 'RUNNING');
      assert.equal(actionTitle(one, STEPS), title);
      assert.equal(actionLabel(one, STEPS), label);
    });
  };
  check(SYNC, 'Sync job attachments', 'Sync job attachments');
  check(ENTER, 'Enter environment Conda', 'Enter Conda');
  check(EXIT, 'Exit environment Conda', 'Exit Conda');
  check(frame(1003), 'Run task · Render · Frame 1003', 'Frame 1003 · Render');
  check({ kind: 'unknown', name: 'warmUp' }, 'warmUp', 'warmUp');
  check(
    { kind: 'syncInputJobAttachments', stepId: 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d' },
    'Sync step attachments · Render',
    'Sync step attachments · Render',
  );
  check(
    { kind: 'taskRun', stepId: 'step-00000000000000000000000000000001', taskId: undefined, parameters: {} },
    'Run task',
    'Run task',
  );
  check(
    {
      kind: 'taskRun',
      stepId: 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d',
      taskId: undefined,
      parameters: { Frame: '1', Cam: 'left' },
    },
    'Run task · Render · Frame 1, Cam left',
    'Frame 1, Cam left · Render',
  );
  check(
    { kind: 'envEnter', environmentId: 'STEP:step-00000000000000000000000000000001:a:b' },
    'Enter environment a:b',
    'Enter a:b',
  );
});

describe('action result', () => {
  const check = (status: string, more: Partial<SessionAction>, expected: string): void => {
    it(`is ${expected || 'nothing'} for ${status}`, () => {
      assert.equal(actionResult(action(0, SYNC, status, 1, 2, { processExitCode: undefined, ...more })), expected);
    });
  };
  check('SUCCEEDED', { processExitCode: 0 }, '');
  check('RUNNING', { progressPercent: 62.9 }, '62 %');
  check('RUNNING', { progressPercent: undefined }, 'running');
  check('FAILED', { processExitCode: 139 }, 'exit 139 (SIGSEGV)');
  check('FAILED', {}, 'failed');
  check('CANCELED', { processExitCode: 0 }, 'canceled');
  check('NEVER_ATTEMPTED', {}, 'not run');
  check('SOMETHING_NEWER', {}, 'something newer');
});

describe('exit code', () => {
  const check = (code: number, expected: string): void => {
    it(`${code} reads ${expected}`, () => {
      assert.equal(exitCode(code), expected);
    });
  };
  check(1, 'exit 1');
  check(137, 'exit 137 (SIGKILL)');
  check(143, 'exit 143 (SIGTERM)');
  check(128, 'exit 128');
  check(-9, 'exit -9 (SIGKILL)');
  check(-1, 'exit -1 (0xFFFFFFFF)');
  check(-1073741819, 'exit -1073741819 (0xC0000005, STATUS_ACCESS_VIOLATION)');
  check(-1073740791, 'exit -1073740791 (0xC0000409, STATUS_STACK_BUFFER_OVERRUN)');
  check(3221225477, 'exit 3221225477 (0xC0000005, STATUS_ACCESS_VIOLATION)');
  check(-1073741510, 'exit -1073741510 (0xC000013A, STATUS_CONTROL_C_EXIT)');
  check(-1073741515, 'exit -1073741515 (0xC0000135, STATUS_DLL_NOT_FOUND)');
  check(-532462766, 'exit -532462766 (0xE0434352, unhandled .NET exception)');
  check(-1073741790, 'exit -1073741790 (0xC0000022, STATUS_ACCESS_DENIED)');
  check(-1073741000, 'exit -1073741000 (0xC0000338)');
  check(2 ** 40, 'exit 1099511627776');
  check(255, 'exit 255');
});

describe('action duration', () => {
  it('is its span', () => {
    assert.equal(actionDuration(action(0, SYNC, 'SUCCEEDED', 4, 45), NOW_MS), '41 s');
  });
  it('runs on while it runs', () => {
    assert.equal(actionDuration(action(0, SYNC, 'RUNNING', 4), STARTED_MS + 64_000), '1 min 00 s');
  });
  it('is none before it starts, and where its end is not known', () => {
    assert.equal(actionDuration(action(0, SYNC, 'ASSIGNED'), NOW_MS), undefined);
    assert.equal(actionDuration(action(0, SYNC, 'FAILED', 4), NOW_MS), undefined);
  });
});

it('percent never says 100 before it is true, nor anything outside', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const said = Number(percent(value).replace(' %', ''));
      assert.ok(said >= 0 && said <= 100);
      assert.ok(said < 100 || value >= 100);
    }),
  );
});

it('a status word is free of tricks', () => {
  assert.equal(statusWord('UPDATE_IN_PROGRESS'), 'update in progress');
  assert.equal(statusWord('A\u202eB'), 'a\\u202eb');
});

describe('action resources', () => {
  it('are the limits that an action held and the output manifests that it reported', () => {
    const one = action(0, SYNC, 'SUCCEEDED', 1, 2, {
      acquiredLimits: [{ limitId: 'limit-0123456789abcdef0123456789abcdef', count: 2 }],
      outputManifests: [
        { path: 'manifests/a\u202e_output', hash: 'c0ffee' },
        { path: undefined, hash: undefined },
      ],
    });
    assert.deepEqual(actionResources(one), [
      'Held 2 of limit limit-0123456789abcdef0123456789abcdef',
      'Output manifest: manifests/a\\u202e_output (hash c0ffee)',
    ]);
    assert.deepEqual(actionResources(action(0, SYNC, 'SUCCEEDED', 1, 2)), []);
  });
});
