import assert from 'node:assert/strict';
import { UserError, isAbort, toFault } from '../../../src/core/errors';

describe('user error', () => {
  it('can be tried again unless it says otherwise', () => {
    const error = new UserError({ kind: 'network', message: 'No network.' });
    assert.deepEqual(error.fault, {
      kind: 'network',
      message: 'No network.',
      remedies: ['retry'],
      requestId: undefined,
      retryAfterMs: undefined,
    });
    assert.equal(error.message, 'No network.');
    assert.equal(error.name, 'UserError');
    assert.ok(error instanceof Error);
  });

  it('keeps what it says', () => {
    const fault = {
      kind: 'throttled',
      message: 'Too many calls.',
      remedies: ['showOutput', 'reportIssue', 'retry'],
      requestId: 'r-1',
      retryAfterMs: 3000,
    } as const;
    assert.deepEqual(new UserError(fault).fault, fault);
  });

  it('keeps its cause to itself', () => {
    const cause = new Error('secret');
    const error = new UserError({ kind: 'internal', message: 'Oh.' }, { cause });
    assert.equal(error.cause, cause);
    assert.ok(!JSON.stringify(error.fault).includes('secret'));
  });

  it('cannot be altered', () => {
    assert.ok(Object.isFrozen(new UserError({ kind: 'timeout', message: 'Late.' }).fault));
  });
});

describe('fault', () => {
  it('is a user error’s own', () => {
    const error = new UserError({ kind: 'noRegion', message: 'Where?' });
    assert.equal(toFault(error), error.fault);
  });

  it('says nothing of anything else that was thrown', () => {
    for (const thrown of [new TypeError('password=1'), 'password=1', undefined, null, { message: 'password=1' }]) {
      assert.deepEqual(toFault(thrown), {
        kind: 'internal',
        message: 'Something went wrong inside the extension. The output channel has the details.',
        remedies: ['showOutput', 'reportIssue', 'retry'],
        requestId: undefined,
        retryAfterMs: undefined,
      });
    }
  });
});

describe('abort', () => {
  it('is known by its name', () => {
    const controller = new AbortController();
    controller.abort();
    assert.ok(isAbort(controller.signal.reason));
    assert.ok(isAbort(Object.assign(new Error('stopped'), { name: 'AbortError' })));
  });

  it('is neither a time-out nor another error nor a look-alike', () => {
    const others = [
      new DOMException('late', 'TimeoutError'),
      new Error('AbortError'),
      { name: 'AbortError' },
      'AbortError',
      undefined,
      null,
    ];
    assert.deepEqual(others.filter(isAbort), []);
  });
});
