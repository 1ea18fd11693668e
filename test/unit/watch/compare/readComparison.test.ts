import assert from 'node:assert/strict';
import { systemClock } from '../../../../src/core/async/clock';
import type { Comparison } from '../../../../src/core/compare/comparison';
import { pairOfSessions, runOf } from '../../../../src/core/compare/pairOfSessions';
import { type SessionActionId, sessionOfAction } from '../../../../src/core/ids';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { failingAction } from '../../../../src/core/session/status';
import { compareRuns, compareWithGood } from '../../../../src/watch/compare/readComparison';
import { MOST_EVENTS, readRunLog } from '../../../../src/watch/compare/runLog';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { LogTable } from '../../../support/logs/logTable';
import { failedSession } from '../../../support/sessions/sessions';

describe('reading a comparison', () => {
  const caller = new FarmCaller();
  const { service } = createTestService(caller.farm.handle);
  const reading = { source: service, signal, onProgress: () => undefined };
  const wreck = caller.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  const faults: { dispose(): void }[] = [];

  afterEach(() => {
    for (const fault of faults.splice(0)) {
      fault.dispose();
    }
  });
  after(() => {
    service.dispose();
  });

  function example(name: string): SessionKey {
    return caller.farm.examples.find((one) => one.name === name)?.key ?? assert.fail(name);
  }

  function read(name: string): Promise<SessionSnapshot> {
    return service.fetchSnapshot(example(name), signal);
  }

  async function compareFailed(snapshot: SessionSnapshot): Promise<Comparison> {
    const action = failingAction(snapshot) ?? assert.fail();
    return compareWithGood(reading, { ...runOf(snapshot, action), action });
  }

  /** A session whose first task failed. */
  async function readFirstFailed(): Promise<SessionSnapshot> {
    const { sessionActionId } = wreck.failures().find((one) => one.sessionActionId.endsWith('-2')) ?? assert.fail();
    return service.fetchSnapshot({ ...wreck.key, sessionId: sessionOfAction(sessionActionId) }, signal);
  }

  /** The logs of these sessions are gone from now on. */
  function loseLogs(isLost: (sessionId: string) => boolean): void {
    const when = ({ body }: { readonly body: string }): boolean =>
      isLost((JSON.parse(body) as { readonly logStreamName: string }).logStreamName);
    faults.push(caller.farm.inject({ operation: 'GetLogEvents', kind: 'notFound', when }));
  }

  it('has the hosts’ own variables and packages beside each other', async () => {
    const { variables, packages } = await compareFailed(await read('failedTask'));
    assert.ok(variables.some(({ name, subject }) => name === 'CONDA_PREFIX' && subject?.startsWith('/sessions/conda')));
    assert.ok(packages.some(({ name, subject, reference }) => name === 'openvdb' && subject === reference));
  });

  it('takes the next run where the log of the nearest is gone', async () => {
    const snapshot = await readFirstFailed();
    const whole = await compareFailed(snapshot);
    loseLogs((sessionId) => sessionId === whole.reference.key.sessionId);
    const { reference, differences, goodRuns } = await compareFailed(snapshot);
    assert.notEqual(reference.key.sessionId, whole.reference.key.sessionId);
    assert.equal(goodRuns, whole.goodRuns - 1);
    assert.ok(differences && differences.lines.length > 0);
  });

  it('says which log is gone, and sets beside each other what is known without', async () => {
    const snapshot = await readFirstFailed();
    loseLogs((sessionId) => sessionId === snapshot.key.sessionId);
    const { subject, reference, differences } = await compareFailed(snapshot);
    assert.equal(subject.log.fault?.message, 'This log was deleted, or never written.');
    assert.equal(reference.log.fault, undefined);
    assert.equal(differences, undefined);
  });

  it('is refused where nothing of the kind succeeded yet', async () => {
    const snapshot = await read('outOfMemory');
    const { kind, message } = await refusal(compareFailed(snapshot));
    assert.equal(kind, 'notFound');
    assert.match(message, /^No task of this step has succeeded yet/);
  });

  it('finds environments that could be set up in other sessions', async () => {
    const snapshot = await read('failedEnvironment');
    const { message } = await refusal(compareFailed(snapshot));
    assert.match(message, /^No action of this kind in this job has succeeded yet/);
    const entered = (await readFirstFailed()).actions;
    assert.ok(entered.ok);
    const enter = entered.value.find(({ definition }) => definition.kind === 'envEnter') ?? assert.fail();
    const run = runOf(await readFirstFailed(), { ...enter, status: 'FAILED' });
    const others = { ...run, action: { ...enter, status: 'FAILED' }, actions: [{ ...enter, status: 'FAILED' }] };
    const { reference, calls } = await compareWithGood(reading, others);
    assert.notEqual(reference.key.sessionId, others.key.sessionId);
    assert.equal(reference.action?.definition.kind, 'envEnter');
    assert.ok(calls <= 17, `${calls} calls`);
  });

  it('of two sessions compares the failed action with the like of it, or all that they did', async () => {
    const [failed, other] = await Promise.all([read('failedTask'), read('deletedWorker')]);
    const pair = pairOfSessions(failed, other);
    const found = await compareRuns(reading, pair.subject, pair.reference);
    assert.equal(found.goodRuns, 1);
    assert.ok(found.differences?.lines.slice(0, 5).some(({ text }) => text.includes('MissingTexture')));
    const whole = pairOfSessions(other, await read('archivedJob'));
    assert.equal(whole.subject.action, undefined);
    const { differences } = await compareRuns(reading, whole.subject, whole.reference);
    assert.ok(differences && differences.lines.length > 0);
  });

  it('tells runs of one program from runs of two', async () => {
    const failed = await read('failedTask');
    const shares: number[] = [];
    for (const name of ['deletedWorker', 'missingModule', 'hostMemory']) {
      const { subject, reference } = pairOfSessions(failed, await read(name));
      const { differences } = await compareRuns(reading, subject, reference);
      shares.push(differences?.shared ?? assert.fail());
    }
    const [same = 0, ...others] = shares;
    assert.ok(same > 0.3 && Math.max(...others) < 0.1, shares.join(', '));
  });

  it('refuses to compare a session with itself', async () => {
    const snapshot = await read('failedTask');
    const run = runOf(snapshot, undefined);
    assert.equal((await refusal(compareRuns(reading, run, run))).kind, 'invalid');
  });

  it('ends when nobody waits for it any more', async () => {
    const aborted = AbortSignal.abort();
    const snapshot = await read('failedTask');
    const action = failingAction(snapshot) ?? assert.fail();
    await assert.rejects(compareWithGood({ ...reading, signal: aborted }, { ...runOf(snapshot, action), action }), {
      name: 'AbortError',
    });
  });
});

describe('the log of a run', () => {
  const { snapshot } = failedSession();
  assert.ok(snapshot?.actions.ok);
  const failing = failingAction(snapshot) ?? assert.fail();

  function reading(reader: LogTable): Parameters<typeof readRunLog>[0] {
    return { reader, signal, onPage: () => undefined };
  }

  it('is its last lines where there are too many', async () => {
    const startedAtMs = failing.startedAtMs ?? assert.fail();
    const events = Array.from({ length: MOST_EVENTS + 30_000 }, (_, index) => ({
      timestampMs: startedAtMs + Math.floor(index / 20),
      message: `line ${index}`,
    }));
    const table = new LogTable(events, { clock: systemClock });
    const log = await readRunLog(reading(table), runOf(snapshot, failing));
    assert.equal(log.isCut, true);
    assert.equal(log.events.at(-1)?.message, `line ${events.length - 1}`);
    assert.equal(log.lines, MOST_EVENTS);
    assert.equal(table.calls.length, MOST_EVENTS / 10_000);
  });

  it('is none of an action that never began', async () => {
    const never = {
      ...failing,
      sessionActionId: `${failing.sessionActionId}9` as SessionActionId,
      startedAtMs: undefined,
    };
    const log = await readRunLog(reading(new LogTable([], { clock: systemClock })), runOf(snapshot, never));
    assert.equal(log.fault?.message, 'This action never began, so it has no log.');
  });
});
