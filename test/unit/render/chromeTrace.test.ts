import assert from 'node:assert/strict';
import { chromeTrace } from '../../../src/render/chromeTrace';
import { type JobRun, runOfSession } from '../../../src/core/timeline/jobRun';
import { failedSession, NOW_MS } from '../../support/sessions/sessions';
import {
  actionOf,
  crowdedRun,
  jobRun,
  sessionId,
  sessionOf,
  smallRun,
  task,
  workerId,
} from '../../support/sessions/jobRuns';
import { JOB_KEY } from '../../support/sessions/triages';

interface Trace {
  readonly traceEvents: readonly Readonly<Record<string, unknown>>[];
  readonly otherData: Readonly<Record<string, unknown>>;
}

function traceOf(run: JobRun): Trace {
  return JSON.parse(chromeTrace(run, NOW_MS)) as Trace;
}

describe('Chrome trace', () => {
  it('has for each session its beginning, what it did and its end, in microseconds since the job’s start', () => {
    const { traceEvents } = traceOf(
      smallRun({ sessions: [sessionOf(1, 2, 100, 700)], actions: [actionOf(1, 1, task(1001), 160, 400)] }),
    );
    const place = { pid: 0, tid: 0 };
    assert.deepStrictEqual(traceEvents, [
      {
        name: 'Render - 0',
        cat: 'SESSION',
        ...place,
        ph: 'B',
        ts: 40_000_000,
        args: {
          sessionId: sessionId(1),
          workerId: workerId(2),
          fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
          lifecycleStatus: 'ENDED',
        },
      },
      {
        name: 'Frame=1001',
        cat: 'taskRun',
        ph: 'X',
        ts: 100_000_000,
        dur: 240_000_000,
        ...place,
        args: {
          sessionActionId: `sessionaction-${sessionId(1).slice('session-'.length)}-1`,
          status: 'SUCCEEDED',
          stepName: 'Render',
        },
      },
      { name: 'Render - 0', cat: 'SESSION', ...place, ph: 'E', ts: 640_000_000 },
    ]);
  });

  it('says whose it is, how many there are of each kind and how long they took', () => {
    const { otherData } = traceOf(smallRun());
    const running = (NOW_MS - (smallRun().actions.at(-1)?.startedAtMs ?? 0)) * 1000;
    assert.deepStrictEqual(otherData, {
      farmId: JOB_KEY.farmId,
      queueId: JOB_KEY.queueId,
      jobId: JOB_KEY.jobId,
      jobName: 'sq11_wreck_v001',
      startedAt: '2026-11-23T07:15:31.000+00:00',
      sessionCount: 2,
      sessionActionCount: 6,
      taskRunCount: 4,
      envActionCount: 0,
      syncJobAttachmentsCount: 2,
      sessionDuration: 600_000_000 + running + 80_000_000,
      sessionActionDuration: 580_000_000 + running,
      taskRunDuration: 460_000_000 + running,
      envActionDuration: 0,
      syncJobAttachmentsDuration: 120_000_000,
    });
  });

  it('names what goes on, what has no parameters, environments and attachments as the command line does', () => {
    const stepId = 'step-6d20c7e1f8a94b3693d4e6f70a1b2c3d';
    const { traceEvents } = traceOf(
      jobRun({
        sessions: [sessionOf(1, 1, 0, undefined)],
        actions: [
          actionOf(1, 0, { kind: 'syncInputJobAttachments', stepId: undefined }, 1, 2),
          actionOf(1, 1, { kind: 'syncInputJobAttachments', stepId }, 2, 3),
          actionOf(1, 2, { kind: 'envEnter', environmentId: 'QUEUE:queue-1:Conda' }, 3, 4),
          actionOf(1, 3, { kind: 'taskRun', stepId, taskId: undefined, parameters: {} }, 4, undefined),
          actionOf(1, 4, { kind: 'unknown', name: 'somethingNew' }, 5, 6),
        ],
      }),
    );
    assert.deepStrictEqual(
      traceEvents.map(({ name, cat }) => `${String(cat)}: ${String(name)}`),
      [
        'SESSION: Comp - 0 - In Progress',
        'syncInputJobAttachments: Sync Job Attchmnt (Submitted)',
        'syncInputJobAttachments: Sync Job Attchmnt (Dependencies)',
        'envEnter: Conda',
        'taskRun: <No Task Params> - In Progress',
        'somethingNew: somethingNew',
        'SESSION: Comp - 0 - In Progress',
      ],
    );
  });

  it('numbers workers by host name, and gives sessions of one worker that overlap a track each', () => {
    const run = jobRun({
      sessions: [sessionOf(1, 7, 0, 100), sessionOf(2, 7, 50, 150), sessionOf(3, 3, 20, 90)],
      hostNames: new Map([
        [workerId(7), 'node2'],
        [workerId(3), 'node10'],
      ]),
    });
    const begins = traceOf(run).traceEvents.filter(({ ph }) => ph === 'B');
    assert.deepStrictEqual(
      begins.map(({ pid, tid }) => [pid, tid]),
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    );
    assert.equal(begins[0]?.name, 'Session - 0');
  });

  it('traces a job without a start, and one of which nothing was read', () => {
    assert.equal(traceOf(smallRun({ job: undefined })).traceEvents[0]?.ts, 0);
    assert.deepStrictEqual(traceOf(jobRun()).traceEvents, []);
  });

  it('traces one session alone as a part of its job', () => {
    const { snapshot } = failedSession();
    assert.ok(snapshot?.actions.ok);
    const { traceEvents, otherData } = traceOf(runOfSession(snapshot));
    const begun = snapshot.actions.value.filter(({ startedAtMs }) => startedAtMs !== undefined);
    assert.equal(traceEvents.length, begun.length + 2);
    assert.equal(traceEvents[0]?.name, 'Render - 0');
    assert.equal(otherData.sessionActionCount, snapshot.actions.value.length);
  });

  it('is nested rightly on each track of a job of 2,000 actions', () => {
    const open = new Map<string, number>();
    for (const { ph, pid, tid, ts } of traceOf(crowdedRun(2000)).traceEvents) {
      const track = `${String(pid)} ${String(tid)}`;
      if (ph === 'B') {
        assert.equal(open.has(track), false);
        open.set(track, Number(ts));
      } else if (ph === 'E') {
        assert.ok(Number(ts) >= (open.get(track) ?? Infinity));
        open.delete(track);
      } else {
        assert.ok(open.has(track));
      }
    }
    assert.equal(open.size, 0);
  });
});
