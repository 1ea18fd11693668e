import assert from 'node:assert/strict';
import { createService } from '../../../../src/aws';
import { systemClock } from '../../../../src/core/async/clock';
import type { FarmResource } from '../../../../src/core/service/ports';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { createSampleFarm } from '../../../../src/sampleFarm';

describe('aws/things', () => {
  const farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });
  const service = createService({
    sampleFarm: () => farm.handle,
    clock: systemClock,
    endpoint: () => undefined,
    environment: {},
    homeDirectory: '/nowhere',
  });
  const { signal } = new AbortController();
  const key = farm.examples.find(({ name }) => name === 'failedTask')?.key;

  it('are told by name and state, in one call each', async () => {
    assert.ok(key);
    const { session, actions } = await service.fetchSnapshot(key, signal);
    const run = actions.ok && actions.value.find(({ definition }) => definition.kind === 'taskRun');
    assert.ok(run && run.definition.kind === 'taskRun' && run.definition.taskId);
    const { stepId, taskId, parameters } = run.definition;
    const { farmId, queueId, jobId } = key;
    const { fleetId, workerId } = session;
    const things: readonly FarmResource[] = [
      { kind: 'farm', farmId },
      { kind: 'queue', farmId, queueId },
      { kind: 'job', farmId, queueId, jobId },
      { kind: 'step', farmId, queueId, jobId, stepId },
      { kind: 'task', farmId, queueId, jobId, stepId, taskId },
      { kind: 'fleet', farmId, fleetId },
      { kind: 'worker', farmId, fleetId, workerId },
    ];
    farm.meter.reset();
    const facts = await Promise.all(things.map((thing) => service.fetchThing(SAMPLE_CONNECTION, thing, signal)));
    assert.deepEqual(farm.meter.calls.map(({ operation }) => operation).sort(), [
      'GetFarm',
      'GetFleet',
      'GetJob',
      'GetQueue',
      'GetStep',
      'GetTask',
      'GetWorker',
    ]);
    assert.deepEqual(
      facts.map(({ name }) => name),
      [
        'Aurora',
        'lighting',
        'sh010_lighting_v007',
        'Render',
        `Frame ${parameters.Frame ?? ''}`,
        'spot-linux',
        undefined,
      ],
    );
    const [ofFarm, ...others] = facts.map(({ status }) => status);
    assert.equal(ofFarm, undefined);
    for (const status of others) {
      assert.match(status ?? '', /^[A-Z_]+$/);
    }
    assert.equal(facts[2]?.taskRunStatusCounts.FAILED, 1);
  });

  it('that are not there are said not to be', async () => {
    const farmId = 'farm-00000000000000000000000000000000';
    await assert.rejects(service.fetchThing(SAMPLE_CONNECTION, { kind: 'farm', farmId }, signal), {
      name: 'UserError',
    });
  });

  it('lead from a worker to the jobs of its sessions', async () => {
    assert.ok(key);
    const { session } = await service.fetchSnapshot(key, signal);
    const seen = [];
    for await (const page of service.sessionsOfWorker(
      SAMPLE_CONNECTION,
      key.farmId,
      session.fleetId,
      session.workerId,
      signal,
    )) {
      seen.push(...page);
    }
    assert.deepEqual(
      seen.find(({ sessionId }) => sessionId === key.sessionId),
      {
        sessionId: key.sessionId,
        startedAtMs: session.startedAtMs,
        endedAtMs: session.endedAtMs,
        lifecycleStatus: session.lifecycleStatus,
        targetLifecycleStatus: undefined,
        queueId: key.queueId,
        jobId: key.jobId,
      },
    );
  });
});
