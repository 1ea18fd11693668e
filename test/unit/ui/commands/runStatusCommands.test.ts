import assert from 'node:assert/strict';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import type { Command, Features } from '../../../../src/ui/commands/command';
import { RUN_STATUS_COMMANDS } from '../../../../src/ui/commands/runStatusCommands';
import { COMMANDS } from '../../../../src/ui/names';
import type { ChangeRequest } from '../../../../src/ui/runStatus/runStatusChanges';
import { failedSession, KEY } from '../../../support/sessions/sessions';

const { connection, farmId, queueId, jobId } = KEY;
const JOB = { farmId, queueId, jobId };
const STEP_ID = `step-${'d'.repeat(32)}`;
const TASK_ID = `task-${'d'.repeat(32)}-7`;
const TASK = { ...JOB, stepId: STEP_ID, taskId: TASK_ID };
const row = (kind: string, path: object): object => ({ kind, id: kind, connection: SAMPLE_CONNECTION, path });

describe('commands that change run statuses', () => {
  let requests: ChangeRequest[];
  let features: { farms: { visible: boolean; selection: object[] }; panels: { activeKey: unknown } };

  const run = async (id: keyof typeof RUN_STATUS_COMMANDS, ...args: readonly unknown[]): Promise<ChangeRequest[]> => {
    const app = { store: { get: () => failedSession() } };
    const all = {
      ...features,
      logs: { active: undefined },
      runStatus: {
        change: (request: ChangeRequest) => {
          requests.push(request);
          return Promise.resolve();
        },
      },
    };
    const command: Command = RUN_STATUS_COMMANDS[id];
    await command(app as never, all as unknown as Features, ...args);
    return requests;
  };

  beforeEach(() => {
    requests = [];
    features = { farms: { visible: true, selection: [] }, panels: { activeKey: undefined } };
  });

  it('retry the tasks that a page names, of those only the ones that are still failed', async () => {
    const argument = { job: { connection, ...JOB }, taskIds: [TASK_ID], title: 'No license' };
    assert.deepEqual(await run(COMMANDS.retryTasks, argument), [
      {
        connection,
        what: { kind: 'tasks', paths: [TASK] },
        wish: { target: 'PENDING', onlyFailed: true },
        title: 'No license',
      },
    ]);
  });

  it('retry the selected rows, whatever ended status they have', async () => {
    const other = row('task', { ...TASK, taskId: `${TASK_ID}1` });
    const [request] = await run(COMMANDS.retryTasks, other, [row('task', TASK), other]);
    assert.equal(request?.what.kind === 'tasks' && request.what.paths.length, 2);
    assert.deepEqual(request?.wish, { target: 'PENDING', onlyFailed: false });
  });

  it('retry the selection of the Farms view from the palette', async () => {
    features.farms.selection = [row('task', TASK)];
    const [request] = await run(COMMANDS.retryTask);
    assert.deepEqual(request?.what, { kind: 'tasks', paths: [TASK] });
  });

  it('retry what failed in the session whose page is in front, before any selection', async () => {
    features.panels.activeKey = KEY;
    features.farms.selection = [row('task', TASK)];
    const [request] = await run(COMMANDS.retryTask);
    assert.equal(request?.what.kind, 'tasks');
    assert.notDeepEqual(request.what, { kind: 'tasks', paths: [TASK] });
    assert.equal(request.wish.onlyFailed, true);
  });

  it('retry the failed tasks of a job at task level, by a row or by the key that a page passes', async () => {
    const what = { kind: 'sought', places: [JOB], statuses: ['FAILED'] };
    const wish = { target: 'PENDING', onlyFailed: true };
    await run(COMMANDS.retryFailedTasks, row('job', JOB));
    await run(COMMANDS.retryFailedTasks, { connection, ...JOB });
    assert.deepEqual(
      requests.map((request) => [request.what, request.wish]),
      [
        [what, wish],
        [what, wish],
      ],
    );
  });

  it('restart a whole job only by its own command', async () => {
    const [request] = await run(COMMANDS.restartJob, row('job', JOB));
    assert.deepEqual(request?.what, { kind: 'jobs', paths: [JOB] });
    assert.deepEqual(request.wish, { target: 'PENDING', onlyFailed: false });
  });

  it('ask for each other status', async () => {
    for (const command of [COMMANDS.suspend, COMMANDS.cancel, COMMANDS.markSucceeded, COMMANDS.markFailed] as const) {
      await run(command, row('step', { ...JOB, stepId: STEP_ID }));
    }
    assert.deepEqual(
      requests.map(({ wish }) => wish.target),
      ['SUSPENDED', 'CANCELED', 'SUCCEEDED', 'FAILED'],
    );
  });

  it('do nothing with an argument that is none', async () => {
    assert.deepEqual(await run(COMMANDS.restartJob, { connection: 3 }), []);
    assert.deepEqual(await run(COMMANDS.cancel, 'job-1'), []);
    assert.deepEqual(await run(COMMANDS.retryFailedTasks, { ...JOB }), []);
  });
});
