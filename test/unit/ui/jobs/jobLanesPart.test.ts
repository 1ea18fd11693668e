import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import type { JobRun } from '../../../../src/core/timeline/jobRun';
import type { ToJobPage } from '../../../../src/render/panel/jobProtocol';
import type { LanesPicture } from '../../../../src/render/panel/lanesProtocol';
import { JobLanesPart } from '../../../../src/ui/jobs/jobLanesPart';
import { COMMANDS } from '../../../../src/ui/names';
import { readerOf, refused, RunSource } from '../../../support/sessions/jobRunSource';
import { crowdedRun, sessionId, smallRun } from '../../../support/sessions/jobRuns';
import { NOW_MS } from '../../../support/sessions/sessions';
import { JOB_KEY } from '../../../support/sessions/triages';
import { answers, resetVSCode, shown, run as runCommand } from '../../../support/vscode/shown';

describe('the picture on a job’s page', () => {
  let sent: LanesPicture[];
  let source: RunSource;
  let part: JobLanesPart;
  let isVisible: boolean;
  let isAttended: boolean;
  let clock: FakeClock;

  beforeEach(() => {
    resetVSCode();
    isVisible = true;
    isAttended = true;
    clock = createClock(NOW_MS);
    begin(smallRun());
  });
  afterEach(() => {
    part.dispose();
  });

  function begin(run: JobRun): void {
    sent = [];
    source = new RunSource(run);
    part = new JobLanesPart(JOB_KEY, {
      app: { now: () => NOW_MS, clock, run: runCommand },
      readerOf: () => readerOf(source).reader,
      tell: (message: ToJobPage) => {
        assert.ok(message.type === 'lanes');
        sent.push(message.lanes);
      },
      isVisible: () => isVisible,
      isAttended: () => isAttended,
    });
  }

  it('reads nothing and sends nothing before somebody asks', () => {
    part.send();
    assert.deepStrictEqual([source.calls, sent.length], [0, 0]);
  });

  it('is sent while it is read, and whole at the end', async () => {
    await part.do({ type: 'showLanes' });
    assert.equal(sent[0]?.isReading, true);
    assert.equal(sent.at(-1)?.isReading, false);
    assert.equal(sent.at(-1)?.drawing?.labels.length, 6);
  });

  it('is sent again to a page that listens again, and not to one that nobody sees', async () => {
    await part.do({ type: 'showLanes' });
    const { length } = sent;
    isVisible = false;
    part.send();
    assert.equal(sent.length, length);
    isVisible = true;
    part.send();
    assert.equal(sent.length, length + 1);
  });

  it('can be stopped', async () => {
    begin(crowdedRun(2000));
    source.onCall = (operation, call) => {
      if (operation === 'sessionActions' && call === 9) {
        void part.do({ type: 'stopLanes' });
      }
    };
    await part.do({ type: 'showLanes' });
    assert.equal(sent.at(-1)?.isStopped, true);
    assert.match(sent.at(-1)?.progress ?? '', /^Stopped\. Read so far: /);
  });

  const runningRun = (): JobRun => {
    const run = smallRun();
    assert.ok(run.job);
    return { ...run, job: { ...run.job, taskRunStatus: 'RUNNING', endedAtMs: undefined } };
  };

  it('is read again by itself while a person sees it and the job goes on, and says how often', async () => {
    begin(runningRun());
    await part.do({ type: 'showLanes' });
    const { calls } = source;
    assert.equal(sent.at(-1)?.follows, 'While you see it, it is read again every minute.');
    await clock.tickAsync(59_000);
    assert.equal(source.calls, calls);
    await clock.tickAsync(2_000);
    assert.ok(source.calls > calls);
  });

  it('is not read by itself while nobody sees it, and at once when somebody does again', async () => {
    begin(runningRun());
    await part.do({ type: 'showLanes' });
    const { calls } = source;
    isAttended = false;
    part.follow();
    await clock.tickAsync(600_000);
    assert.equal(source.calls, calls);
    isAttended = true;
    part.follow();
    await clock.tickAsync(0);
    assert.ok(source.calls > calls);
  });

  it('is read again less often the more calls it takes', async () => {
    const run = crowdedRun(4_000);
    begin({ ...run, job: runningRun().job });
    await part.do({ type: 'showLanes' });
    assert.match(sent.at(-1)?.follows ?? '', /every \d minutes\./);
  });

  it('is not read by itself once the job is over, or where something may not be read', async () => {
    await part.do({ type: 'showLanes' });
    const { calls } = source;
    await clock.tickAsync(600_000);
    assert.deepStrictEqual([source.calls, sent.at(-1)?.follows], [calls, '']);
    begin(runningRun());
    source.onCall = (operation) => {
      if (operation === 'sessions') {
        throw refused('No sessions.');
      }
    };
    await part.do({ type: 'showLanes' });
    assert.deepStrictEqual([sent.at(-1)?.follows, sent.at(-1)?.permissions], ['', ['deadline:Something']]);
    source.onCall = () => undefined;
    await part.retry();
    assert.deepStrictEqual(sent.at(-1)?.permissions, []);
  });

  it('opens the session of an action, of a lane at its first failure, and one by its number', async () => {
    await part.do({ type: 'showLanes' });
    const key = (session: number) => ({ ...JOB_KEY, sessionId: sessionId(session) });
    const { actions } = smallRun();
    await part.do({ type: 'openLaneAction', index: 5 });
    await part.do({ type: 'openLaneSession', index: 0 });
    await part.do({ type: 'openLaneSession', index: 1 });
    await part.do({ type: 'openLaneSession', index: 0, session: 0 });
    assert.deepStrictEqual(shown.commands, [
      [COMMANDS.openDetails, key(2), actions[5]?.sessionActionId],
      [COMMANDS.openDetails, key(1), actions[2]?.sessionActionId],
      [COMMANDS.openDetails, key(2), undefined],
      [COMMANDS.openDetails, key(1), undefined],
    ]);
  });

  it('opens nothing for what is not there', async () => {
    await part.do({ type: 'openLaneAction', index: 0 });
    await part.do({ type: 'saveTrace' });
    await part.do({ type: 'showLanes' });
    await part.do({ type: 'openLaneAction', index: 99 });
    await part.do({ type: 'openLaneSession', index: 99 });
    await part.do({ type: 'openLaneSession', index: 0, session: 99 });
    assert.deepStrictEqual(shown.commands, []);
  });

  it('is saved as a Chrome trace where the person says', async () => {
    await part.do({ type: 'showLanes' });
    answers.save = () => '/out/trace.json';
    await part.do({ type: 'saveTrace' });
    const text = shown.files['/out/trace.json'] ?? '';
    const { traceEvents } = JSON.parse(text) as { readonly traceEvents: readonly unknown[] };
    assert.equal(traceEvents.length, 2 * 2 + 5);
  });
});
