/** P11: the triage of a job's failures, in calls and in time. */
import { systemClock } from '../../src/core/async/clock';
import type { JobKey } from '../../src/core/session/sessionKey';
import * as causes from '../../src/failureCauses';
import { createSampleFarm } from '../../src/sampleFarm/index';
import type { TriageSource } from '../../src/watch/jobs/triageReading';
import { TriageStore } from '../../src/watch/jobs/triageStore';
import { createTestService } from '../support/aws/service';
import { FailedJobSource } from '../support/sessions/failedJobSource';
import { failedJob } from '../support/sessions/failures';
import { JOB_KEY } from '../support/sessions/triages';
import { measure, timed } from './rounds';
import type { BenchRow } from './rows';

const LARGE = 10_000;
const ROUNDS = { rounds: 10, budgetMs: 15_000 };

/** Reads the sample farm's job of 1,000 failures, and one of 10,000. */
export async function benchTriage(): Promise<BenchRow[]> {
  const wreck = await wreckCalls();
  const job = failedJob(LARGE, 1, ({ frame }) =>
    frame < 1800 ? 'license' : frame < 2600 ? 'missing-input' : 'storage',
  );
  let large = 0;
  const { ours } = await measure(
    {
      ours: () =>
        timed(async () => {
          const source = new FailedJobSource(job);
          await triaged(source, JOB_KEY);
          large = source.calls;
        }),
    },
    ROUNDS,
  );
  return [
    callRow('calls for 1,000 failed tasks', wreck.all, 70),
    callRow('calls before the first groups are shown', wreck.first, 4),
    callRow('calls for 10,000 failed tasks', large, 350),
    {
      goal: 'P11',
      what: 'triage of 10,000 failed tasks, without the waiting',
      ours,
      wanted: '',
      reached: ours.p50,
      met: undefined,
    },
  ];
}

async function wreckCalls(): Promise<{ readonly all: number; readonly first: number }> {
  const startedAtMs = Date.now();
  const farm = createSampleFarm({ now: () => startedAtMs, startedAtMs });
  const { service } = createTestService(farm.handle);
  const wreck = farm.planted.find(({ name }) => name === 'sq11_wreck_v001');
  if (!wreck) {
    throw new Error('The sample farm has no such job.');
  }
  let first = 0;
  await triaged(service, wreck.key, () => {
    first ||= farm.meter.calls.length;
  });
  const all = farm.meter.calls.length;
  service.dispose();
  return { all, first };
}

async function triaged(service: TriageSource, key: JobKey, onGroups: () => void = () => undefined): Promise<void> {
  const store = new TriageStore({
    service: () => service,
    clock: systemClock,
    causes: () => causes,
    onError: (error) => {
      throw error;
    },
  });
  const handle = store.open(key);
  handle.onDidChange(({ groups }) => {
    if (groups.length > 0) {
      onGroups();
    }
  });
  await handle.done;
  store.dispose();
}

function callRow(what: string, calls: number, most: number): BenchRow {
  return { goal: 'P11', what, ours: calls, wanted: `≤ ${most}`, reached: calls, met: calls <= most };
}
