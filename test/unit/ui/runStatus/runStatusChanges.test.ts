import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { workspace } from 'vscode';

import { UserError } from '../../../../src/core/errors';
import type { Chosen } from '../../../../src/core/farm/changePlan';
import { ClientTokens } from '../../../../src/core/farm/clientTokens';
import type { FarmPath } from '../../../../src/core/farm/farmNode';
import type { TargetRunStatus } from '../../../../src/core/farm/tasks';
import { type JobKey, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { type ChangeRequest, RunStatusChanges } from '../../../../src/ui/runStatus/runStatusChanges';
import { Changing } from '../../../support/windows/changing';
import { hasLink } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

describe('changing run statuses', () => {
  let farm: Changing;
  let changes: RunStatusChanges;
  let followed: JobKey[];
  let logged: string[];
  let revealed: FarmPath[];

  const request = (what: ChangeRequest['what'], more: Partial<ChangeRequest> = {}): ChangeRequest => ({
    connection: SAMPLE_CONNECTION,
    what,
    wish: { target: 'PENDING', onlyFailed: true },
    title: undefined,
    ...more,
  });
  const change = (what: ChangeRequest['what'], more: Partial<ChangeRequest> = {}): Promise<void> =>
    farm.run(changes.change(request(what, more)));
  const wish = (target: TargetRunStatus): Partial<ChangeRequest> => ({ wish: { target, onlyFailed: false } });
  const failedTasks = async (example: string, most?: number): Promise<Chosen> => ({
    kind: 'tasks',
    paths: await farm.tasks(example, ['FAILED'], most),
  });
  const question = () => shown.messages[0] ?? assert.fail('nothing was asked');

  beforeEach(() => {
    resetVSCode();
    farm = new Changing();
    followed = [];
    logged = [];
    revealed = [];
    const output = { warn: (line: string) => logged.push(line), error: () => undefined, debug: () => undefined };
    const app = { service: () => farm.service, clock: farm.clock, output };
    changes = new RunStatusChanges(app as unknown as ConstructorParameters<typeof RunStatusChanges>[0], {
      follow: (jobs) => followed.push(...jobs),
      reveal: (path) => {
        revealed.push(path);
        return Promise.resolve();
      },
    });
    answers.message = (_text, [button]) => button;
  });

  it('asks with the task, its status, the limits of its job and the connection', async () => {
    answers.message = () => undefined;
    await change(await failedTasks('failedTask'));
    assert.ok(question().modal);
    assert.match(question().text, /^Retry Frame 1005 · Render of \S+\?$/);
    const details = question().detail?.split('\n\n') ?? [];
    assert.deepEqual(details.slice(0, 2), [
      'Now: 1 failed.',
      'The task will run again from the start, on any worker of the queue’s fleets.',
    ]);
    assert.match(
      details[2] ?? '',
      /^The job fails at \d+ failed tasks?: it has 1 now, 0 without these\. Deadline Cloud (retries|doesn’t retry)/,
    );
    assert.equal(details.at(-1), 'Connection: sample farm.');
    assert.deepEqual(question().buttons, ['Retry Task']);
  });

  it('changes nothing without an answer', async () => {
    answers.message = () => undefined;
    const what = await failedTasks('failedTask');
    await change(what);
    assert.deepEqual([farm.requests, followed, shown.messages.length], [[], [], 1]);
  });

  it('retries a task, follows its job, and says that it waits to run again', async () => {
    const what = await failedTasks('failedTask');
    await change(what);
    assert.deepEqual(
      farm.requests.map(({ operation, target, items }) => [operation, target, items]),
      [['BatchUpdateTask', 'PENDING', 1]],
    );
    assert.deepEqual(followed, [{ connection: SAMPLE_CONNECTION, ...farm.job('failedTask') }]);
    assert.equal(shown.messages.at(-1)?.text, 'Frame 1005 · Render waits to run again.');
    assert.ok(shown.progress.includes('Retrying 1 task'));
  });

  it('has one effect and one question for a double click', async () => {
    const what = await failedTasks('failedTask');
    await farm.run(Promise.all([changes.change(request(what)), changes.change(request(what))]));
    assert.deepEqual([farm.requests.length, shown.messages.filter(({ modal }) => modal).length], [1, 1]);
  });

  it('says what a second click finds: the task waits already', async () => {
    const what = await failedTasks('failedTask');
    await change(what);
    await assert.rejects(change(what), { message: 'Frame 1005 · Render already waits to run.' });
    assert.equal(farm.requests.length, 1);
  });

  it('lists the tasks of a cause as ranges, with its title', async () => {
    answers.message = () => undefined;
    await change(await failedTasks('wreck', 40), { title: 'No license was free' });
    assert.equal(question().text, 'Retry 40 tasks of sq11_wreck_v001?');
    const [title, now, , list] = question().detail?.split('\n\n') ?? [];
    assert.equal(title, 'No license was free');
    assert.match(list ?? '', /^Frame 1\d\d\d/);
    assert.equal(now, 'Now: 40 failed.');
  });

  it('finds all tasks of one status of a job and retries them', async () => {
    await change({ kind: 'sought', places: [farm.job('failedTask')], statuses: ['CANCELED'] }, wish('PENDING'));
    assert.match(question().text, /^Retry 19 tasks of \S+\?$/);
    assert.equal(farm.requests.length, 1);
    assert.equal(shown.messages.at(-1)?.text, '19 tasks wait to run again.');
  });

  it('says that nothing failed', async () => {
    await assert.rejects(change({ kind: 'sought', places: [farm.job('tenThousandTasks')], statuses: ['FAILED'] }), {
      message: 'No failed tasks found.',
    });
  });

  it('says how many were accepted and refused, and shows each refusal with its reason', async () => {
    const what = await failedTasks('wreck', 10);
    farm.farm.inject({
      operation: 'BatchUpdateTask',
      kind: 'itemConflict',
      items: ({ taskId }) => taskId !== what.paths.map((path) => 'taskId' in path && path.taskId)[0],
    });
    answers.message = (_text, [button]) => button;
    await change(what);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(shown.messages.at(-1)?.text, '1 of 10 tasks waits to run again. 9 were refused.');
    assert.deepEqual(shown.messages.at(-1)?.buttons, ['Show Details']);
    const rows = shown.picks[0]?.items ?? [];
    assert.deepEqual([rows.length, rows[0]?.label], [10, 'Refused (9)']);
    assert.match(rows[1]?.label ?? '', /^Frame \d+/);
    assert.equal(rows[1]?.detail, 'Could not change the task: The resource is being updated.');
    assert.equal(logged.length, 9);
    shown.picks[0]?.accept(/^Frame/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      revealed.map(({ job, task }) => [job, typeof task]),
      [[farm.job('wreck').jobId, 'string']],
    );
  });

  it('names the missing permission where everything is refused', async () => {
    const what = await failedTasks('viewerOnly');
    await assert.rejects(change(what), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /deadline:UpdateTask/);
      return true;
    });
  });

  it('says what happens to running tasks and who depends on them before it cancels a step', async () => {
    const [step] = await farm.steps('waitingSteps');
    assert.ok(step);
    answers.message = () => undefined;
    await change({ kind: 'steps', paths: [step] }, wish('CANCELED'));
    assert.match(question().text, /^Cancel the step Simulate of \S+\?$/);
    const detail = question().detail ?? '';
    assert.match(detail, /^Changes \d+ tasks?: /);
    assert.match(detail, /running tasks? (is|are) stopped and loses? (its|their) progress\./);
    assert.match(detail, /^Step Render depends on this: its \d+ tasks? will be canceled\.$/m);
    assert.deepEqual(question().buttons, ['Cancel Step', 'Don’t Cancel']);
  });

  it('says which dependent tasks stay canceled after a retry', async () => {
    answers.message = () => undefined;
    await change(await failedTasks('brokenChain'));
    assert.match(
      question().detail ?? '',
      /^Step \S+ depends on this: \d+ tasks? of it ended without success and will not run again\. Retry (it|them) as well\.$/m,
    );
  });

  it('restarts a whole job with a question of its own, in numbers', async () => {
    await change({ kind: 'jobs', paths: [farm.job('failedTask')] }, wish('PENDING'));
    assert.match(question().text, /^Restart the whole job \S+\?$/);
    assert.match(question().detail ?? '', /^Changes 24 tasks: 1 failed, 19 canceled, 4 succeeded\.$/m);
    assert.match(question().detail ?? '', /^All tasks run again from the start, also the 4 that succeeded\./m);
    assert.deepEqual(question().buttons, ['Restart Whole Job']);
    assert.deepEqual(
      farm.requests.map(({ operation, target }) => [operation, target]),
      [['UpdateJob', 'PENDING']],
    );
    assert.match(shown.messages.at(-1)?.text ?? '', /^Job \S+ starts again\.$/);
  });

  it('does not restart a job at work, and says what to do first', async () => {
    await assert.rejects(change({ kind: 'jobs', paths: [farm.job('active')] }, wish('PENDING')), {
      message: /^Job \S+ is running\. Cancel it first, or wait until it has ended\.$/,
    });
    assert.deepEqual(farm.requests, []);
  });

  it('leaves archived jobs alone, and says so', async () => {
    await assert.rejects(change(await failedTasks('archivedFailure')), { message: /belongs? to an archived job/ });
    assert.deepEqual(farm.requests, []);
  });

  it('leaves alone what somebody else retried while the question was open', async () => {
    const what = await failedTasks('wreck', 3);
    const [first] = what.kind === 'tasks' ? what.paths : [];
    assert.ok(first);
    let elsewhere: Promise<unknown> | undefined;
    answers.message = (_text, [button]) => {
      elsewhere ??= farm.service.updateTasks(
        SAMPLE_CONNECTION,
        [first],
        'PENDING',
        new ClientTokens(randomUUID),
        new AbortController().signal,
      );
      return button;
    };
    await change(what);
    await elsewhere;
    assert.equal(
      shown.messages.at(-1)?.text,
      '2 of 3 tasks wait to run again. 1 changed meanwhile and was left alone.',
    );
    assert.deepEqual(
      farm.requests.map(({ items }) => items),
      [1, 2],
    );
  });

  it('asks nothing in a workspace that is not trusted', async () => {
    const what = await failedTasks('failedTask');
    farm.counts();
    Object.assign(workspace, { isTrusted: false });
    try {
      await assert.rejects(change(what), /untrusted workspace/);
    } finally {
      Object.assign(workspace, { isTrusted: true });
    }
    assert.deepEqual([farm.counts(), shown.messages], [{}, []]);
  });

  it('shows hostile names as text', async () => {
    answers.message = () => undefined;
    await change({ kind: 'jobs', paths: [farm.job('hostileName')] }, wish('FAILED')).catch(() => undefined);
    await change(await failedTasks('failedTask'), { title: '[x](command:workbench.action.quit)' });
    assert.ok(shown.messages.length > 0);
    assert.deepEqual(
      shown.messages.filter(({ text, detail = '' }) => hasLink(text) || hasLink(detail)),
      [],
    );
  });
});
