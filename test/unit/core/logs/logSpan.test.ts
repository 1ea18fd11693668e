import assert from 'node:assert/strict';

import { exportEvents } from '../../../../src/core/logs/pages/logExport';
import { linesOf } from '../../../../src/core/logs/lines/logLines';
import type { LogKind } from '../../../../src/core/logs/structure/logSection';
import { spanOfAction } from '../../../../src/core/logs/structure/logSpan';
import { ENTER, EXIT, STARTED_MS, action, frame } from '../../../support/sessions/sessions';

describe('log span of an action', () => {
  const actions = [
    action(0, ENTER, 'SUCCEEDED', 1, 10),
    action(1, frame(1), 'SUCCEEDED', 11, 20),
    action(2, EXIT, 'SUCCEEDED', 22, 30),
    action(3, frame(2), 'RUNNING', 40),
    action(4, frame(3), 'ASSIGNED'),
  ];
  const check = (
    fact: string,
    index: number,
    expected: readonly (number | undefined)[] | undefined,
    of = actions,
  ): void => {
    it(fact, () => {
      const { sessionActionId } = actions[index] ?? assert.fail();
      const span = spanOfAction(of, sessionActionId);
      const after = (timeMs: number | undefined) => timeMs && (timeMs - STARTED_MS) / 1000;
      assert.deepEqual(span && [after(span.fromMs), after(span.untilMs)], expected);
    });
  };
  check('goes on to the next action, because last lines come late', 1, [11, 22]);
  check('is padded where no action follows', 2, [22, 60], actions.slice(0, 3));
  check('has no end while the action runs', 3, [40, undefined]);
  check('is none of an action that has not started', 4, undefined);
  check('is none of an action that is not there', 0, undefined, []);
});

describe('lines of an event', () => {
  const check = (fact: string, message: string, expected: readonly string[], kind: LogKind = 'session'): void => {
    it(fact, () => {
      assert.deepEqual(linesOf(message, kind), expected);
    });
  };
  check('are one for an empty event', '', ['']);
  check('are none more for line ends at its end', 'a\n\r\n\n', ['a']);
  check('are one for each kind of line end', 'a\nb\r\nc\rd\u2028e\u2029f\u0085g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  check('show what nobody could see', 'a\u0000b\u007fc\ud800d', ['a␀b␡c\ufffdd']);
  check('keep whole characters, tabs and what turns text', '🔷\tא\u202eb', ['🔷\tא\u202eb']);
  check('have no colors', '\u001b[31mred\u001b[0m\nplain', ['red', 'plain']);
  check('are left alone in a file', 'a\u001b[0m\u0000', ['a\u001b[0m\u0000'], 'file');
  check(
    'say a worker’s JSON as a sentence with its facts',
    '{"level": "INFO", "ti": "🟢", "type": "Action", "subtype": "Start", "session_id": "session-1", "message": "Action started.", "kind": "EnvEnter", "n": 2, "o": {"a": "b c"}}',
    ['INFO Action.Start: Action started. session_id=session-1 kind=EnvEnter n=2 o={"a":"b c"}'],
    'worker',
  );
  check(
    'put the further lines of a worker’s message below',
    '{"level":"ERROR","type":"Session","subtype":"Failed","message":"one\\ntwo","session_id":"a b"}',
    ['ERROR Session.Failed: one session_id="a b"', 'two'],
    'worker',
  );
  check(
    'say what a call of a worker was',
    '{"level":"INFO","type":"API","subtype":"Req","operation":"deadline.UpdateWorker","params":{}}',
    ['INFO API.Req: deadline.UpdateWorker params={}'],
    'worker',
  );
  check('keep JSON that is no worker’s', '{"a":1}', ['{"a":1}'], 'worker');
  check('keep JSON that is cut off', '{"level":"INFO","message":"', ['{"level":"INFO","message":"'], 'worker');
  check('keep JSON in a session’s log', '{"level":"INFO"}', ['{"level":"INFO"}']);

  it('come to an end with events made to hold them up', () => {
    assert.equal(linesOf(`x${'\n'.repeat(250_000)}x`, 'session').length, 250_001);
    assert.equal(linesOf('\u001b['.repeat(120_000), 'session').length, 1);
    assert.equal(linesOf(`{${' '.repeat(250_000)}`, 'worker').length, 1);
  });
});

describe('log export', () => {
  const events = [
    { timestampMs: Date.UTC(2026, 10, 23, 10, 2, 31, 250), message: 'a\nb' },
    { timestampMs: NaN, message: '\u001b[1mc\ud800' },
  ];
  it('writes text with the time of each event, further lines below it', () => {
    assert.equal(
      exportEvents(events, 'text', 'session'),
      '2026-11-23T10:02:31.250Z  a\n                          b\nunknown                   c\ufffd\n',
    );
  });
  it('writes each event as it is in a line of JSON', () => {
    assert.equal(
      exportEvents(events.slice(0, 1), 'ndjson', 'session'),
      '{"timestamp":1795428151250,"message":"a\\nb"}\n',
    );
  });
});
