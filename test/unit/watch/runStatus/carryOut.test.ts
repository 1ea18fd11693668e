import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import type { ChangeOutcome } from '../../../../src/core/farm/changePlan';
import type { RunStatusWish } from '../../../../src/core/farm/runStatusChange';
import type { TargetRunStatus, TaskPath } from '../../../../src/core/farm/tasks';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { type CarryOutOptions, carryOut } from '../../../../src/watch/runStatus/carryOut';
import { jobsOf, stepsOf, tasksOf } from '../../../../src/watch/runStatus/changeKinds';
import { Changing } from '../../../support/windows/changing';
import { IS_THOROUGH } from '../../../support/thorough';

const RETRY_FAILED: RunStatusWish = { target: 'PENDING', onlyFailed: true };
const wish = (target: TargetRunStatus): RunStatusWish => ({ target, onlyFailed: false });

describe('carrying out a change of run statuses', () => {
  let farm: Changing;
  let stop: AbortController;
  let reports: number[];

  const options = (): CarryOutOptions => ({
    clock: farm.clock,
    makeToken: randomUUID,
    stop: stop.signal,
    life: new AbortController().signal,
    report: ({ dealtWith }) => reports.push(dealtWith),
  });
  const change = (
    paths: readonly TaskPath[],
    what = RETRY_FAILED,
    more: Partial<CarryOutOptions> = {},
  ): Promise<readonly ChangeOutcome<TaskPath, unknown>[]> =>
    farm.run(carryOut(tasksOf(farm.service, SAMPLE_CONNECTION, what), paths, { ...options(), ...more }));
  const ends = (outcomes: readonly ChangeOutcome<unknown, unknown>[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { end } of outcomes) {
      const name = end.state === 'left' ? `left ${end.reason}` : end.state;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
  const tokens = (): number => new Set(farm.requests.map(({ token }) => token)).size;

  beforeEach(() => {
    farm = new Changing();
    stop = new AbortController();
    reports = [];
  });

  it('reads a task, asks for it once, and reads it back', async () => {
    const paths = await farm.tasks('failedTask', ['FAILED']);
    farm.counts();
    const [outcome] = await change(paths);
    assert.deepEqual(outcome?.end, { state: 'done' });
    assert.deepEqual(farm.counts(), { BatchGetTask: 2, BatchUpdateTask: 1 });
    assert.deepEqual(await farm.statuses(paths), ['READY']);
  });

  it('asks for thousands of tasks a hundred at a time, each batch with a client token of its own', async () => {
    const batches = IS_THOROUGH ? 100 : 10;
    const [step] = await farm.steps('tenThousandTasks');
    assert.ok(step);
    const hex = step.stepId.slice('step-'.length);
    const paths = Array.from({ length: batches * 100 }, (_, index) => ({
      ...step,
      taskId: `task-${hex}-${index}` as const,
    }));
    farm.counts();
    const outcomes = await change(paths, wish('FAILED'));
    assert.deepEqual(ends(outcomes), { done: batches * 100 });
    // Read, asked and read back: three calls for a hundred.
    assert.deepEqual(farm.counts(), { BatchGetTask: 2 * batches, BatchUpdateTask: batches });
    assert.deepEqual([farm.requests.length, tokens()], [batches, batches]);
    assert.deepEqual([reports.length, reports[1]], [batches + 1, 200]);
  });

  it('leaves alone what changed between the question and the answer', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 3);
    await change(paths.slice(0, 1));
    farm.requests.length = 0;
    const outcomes = await change(paths);
    assert.deepEqual(ends(outcomes), { 'left waiting': 1, done: 2 });
    assert.deepEqual(
      farm.requests.map(({ items }) => items),
      [2],
    );
  });

  it('says of each task what refused it, asks for none of those again, and goes on with the others', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 100);
    const isOdd = ({ taskId }: { readonly taskId?: unknown }): boolean => Number(String(taskId).slice(-1)) % 2 === 1;
    farm.farm.inject({ operation: 'BatchUpdateTask', kind: 'itemConflict', items: isOdd });
    const outcomes = await change(paths);
    const refused = paths.filter(isOdd);
    assert.deepEqual(ends(outcomes), { refused: refused.length, done: paths.length - refused.length });
    assert.equal(farm.requests.length, 1);
    const fault = outcomes.map(({ end }) => (end.state === 'refused' ? end.fault.message : '')).find(Boolean);
    assert.equal(fault, 'Could not change the task: The resource is being updated.');
    assert.deepEqual(new Set(await farm.statuses(refused)), new Set(['FAILED']));
  });

  it('names the missing permission after two calls, and asks for nothing else', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 100);
    farm.farm.inject({ operation: 'BatchUpdateTask', kind: 'accessDenied' });
    farm.farm.inject({ operation: 'UpdateTask', kind: 'accessDenied' });
    const outcomes = await change(
      [...paths, ...(await farm.tasks('tenThousandTasks', ['SUCCEEDED']))],
      wish('PENDING'),
    );
    assert.deepEqual(ends(outcomes), { refused: 100, notAsked: 100 });
    assert.equal(farm.requests.length, 2);
    const [first] = outcomes;
    assert.match(first?.end.state === 'refused' ? first.end.fault.message : '', /deadline:UpdateTask/);
  });

  it('reads what was not answered, and does not ask again for what the farm has done', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 5);
    farm.loseAnswers(3);
    const outcomes = await change(paths);
    assert.deepEqual(ends(outcomes), { done: 5 });
    // Three tries of one call; none after the tasks were read.
    assert.deepEqual([farm.requests.length, tokens()], [3, 1]);
  });

  it('asks once more with the same client token where a request was lost', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 5);
    farm.farm.inject({ operation: 'BatchUpdateTask', kind: 'disconnect', times: 3 });
    const outcomes = await change(paths);
    assert.deepEqual(ends(outcomes), { done: 5 });
    assert.deepEqual([farm.requests.length, tokens()], [4, 1]);
  });

  it('gives up after three repeats a click, and does not begin with the other batches', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 100);
    const others = await farm.tasks('tenThousandTasks', ['SUCCEEDED']);
    farm.farm.inject({ operation: 'BatchUpdateTask', kind: 'disconnect' });
    const outcomes = await change([...paths, ...others], wish('PENDING'));
    assert.deepEqual(ends(outcomes), { unknown: 100, notAsked: 100 });
    assert.equal(tokens(), 1);
    assert.ok(farm.requests.length <= 12, `${farm.requests.length} requests`);
  });

  it('says that it is not known where neither the change nor the reading is answered', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    farm.beforeChange = () => {
      farm.farm.inject({ operation: '*', kind: 'disconnect' });
    };
    assert.deepEqual(ends(await change(paths)), { unknown: 2 });
  });

  it('does not ask for what it cannot read', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    farm.farm.inject({ operation: 'BatchGetTask', kind: 'accessDenied' });
    farm.farm.inject({ operation: 'GetTask', kind: 'accessDenied' });
    const outcomes = await change(paths);
    assert.deepEqual(ends(outcomes), { notAsked: 2 });
    assert.deepEqual(farm.requests, []);
  });

  it('stops after the batch that is under way, and tells what was done and what was not', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 100);
    const others = await farm.tasks('tenThousandTasks', ['SUCCEEDED']);
    farm.beforeChange = () => {
      stop.abort();
    };
    const outcomes = await change([...paths, ...others], wish('PENDING'));
    assert.deepEqual(ends(outcomes), { accepted: 100, notAsked: 100 });
    assert.equal(farm.requests.length, 1);
  });

  it('asks for nothing when it is stopped before it began', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    stop.abort();
    assert.deepEqual(ends(await change(paths)), { notAsked: 2 });
    assert.deepEqual(farm.requests, []);
  });

  it('takes nothing for done that was not seen', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    const startedMs = farm.clock.Date.now();
    const kind = tasksOf(farm.service, SAMPLE_CONNECTION, RETRY_FAILED);
    const outcomes = await farm.run(carryOut({ ...kind, hasTakenUp: () => false }, paths, options()));
    assert.deepEqual(ends(outcomes), { accepted: 2 });
    assert.equal(farm.clock.Date.now() - startedMs, 10_000);
  });

  it('cancels tasks at work, which are being stopped from then on', async () => {
    const paths = await farm.tasks('active', ['RUNNING', 'READY']);
    const outcomes = await change(paths, wish('CANCELED'));
    assert.deepEqual(ends(outcomes), { done: paths.length });
    const after = new Set(await farm.statuses(paths));
    assert.ok(after.has('INTERRUPTING') && after.has('CANCELED'));
  });

  it('changes the tasks of an archived job no more than the service does', async () => {
    const paths = await farm.tasks('archivedFailure', ['FAILED']);
    const outcomes = await change(paths);
    assert.deepEqual(ends(outcomes), { refused: paths.length });
  });

  it('cancels a step and a job as a whole, and reads them back by their counts', async () => {
    const [step] = await farm.steps('waitingSteps');
    assert.ok(step);
    const ofSteps = await farm.run(
      carryOut(stepsOf(farm.service, SAMPLE_CONNECTION, wish('CANCELED')), [step], options()),
    );
    assert.deepEqual(ends(ofSteps), { done: 1 });
    const job = farm.job('active');
    const ofJobs = await farm.run(
      carryOut(jobsOf(farm.service, SAMPLE_CONNECTION, wish('SUSPENDED')), [job], options()),
    );
    assert.deepEqual(ends(ofJobs), { done: 1 });
    assert.deepEqual(
      farm.requests.map(({ operation, target }) => [operation, target]),
      [
        ['UpdateStep', 'CANCELED'],
        ['UpdateJob', 'SUSPENDED'],
      ],
    );
  });

  it('restarts a job that is over, once', async () => {
    const job = farm.job('failedTask');
    const kind = jobsOf(farm.service, SAMPLE_CONNECTION, wish('PENDING'));
    assert.deepEqual(ends(await farm.run(carryOut(kind, [job], options()))), { done: 1 });
    assert.deepEqual(ends(await farm.run(carryOut(kind, [job], options()))), { 'left updating': 1 });
    assert.equal(farm.requests.length, 1);
  });

  it('ends at once when the extension does', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    const life = new AbortController();
    farm.beforeChange = () => {
      life.abort();
    };
    await assert.rejects(change(paths, RETRY_FAILED, { life: life.signal }), { name: 'AbortError' });
  });
});
