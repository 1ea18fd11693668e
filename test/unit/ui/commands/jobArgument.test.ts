import assert from 'node:assert/strict';
import type { JobKey } from '../../../../src/core/session/sessionKey';
import { jobArgument } from '../../../../src/ui/commands/jobArgument';
import { KEY } from '../../../support/sessions/sessions';
import { JOB_KEY } from '../../../support/sessions/triages';
import { resetVSCode, shown } from '../../../support/vscode/shown';

type Arguments = Parameters<typeof jobArgument>;

const OTHER: JobKey = { ...JOB_KEY, jobId: 'job-00000000000000000000000000000001' };
const ROW = { kind: 'job', id: 'x', connection: JOB_KEY.connection, path: { ...JOB_KEY, connection: undefined } };

describe('the job that a command is about', () => {
  const app = {
    list: {
      recent: [
        { key: { ...KEY, ...OTHER }, title: 'sh020_lighting_v004' },
        { key: KEY, title: KEY.sessionId },
        { key: { ...KEY, sessionId: 'session-00000000000000000000000000000001' }, title: 'sh010_lighting_v007' },
      ],
    },
    output: { error: () => undefined },
    clock: { setTimeout, clearTimeout, Date },
    service: () => ({}),
    currentConnection: { setUp: () => Promise.resolve('ready') },
  } as unknown as Arguments[0];
  const features = (more: object = {}): Arguments[1] =>
    ({
      jobs: { activeKey: undefined },
      panels: { activeKey: undefined },
      logs: { active: undefined },
      farms: { visible: false, selection: [], queues: () => Promise.resolve([]) },
      ...more,
    }) as unknown as Arguments[1];
  const ask = (argument: unknown, more?: object): Promise<JobKey | undefined> =>
    jobArgument(app, features(more), argument, 'Why Did This Job Fail?');

  beforeEach(resetVSCode);

  it('is that of a row, of a session’s row, of a key, or of data that looks like one', async () => {
    assert.deepEqual(await ask(ROW), JOB_KEY);
    assert.deepEqual(await ask({ kind: 'session', id: 'x', key: KEY }), JOB_KEY);
    assert.deepEqual(await ask(KEY), JOB_KEY);
    assert.deepEqual(await ask(JSON.parse(JSON.stringify(JOB_KEY))), JOB_KEY);
    assert.deepEqual(shown.picks, []);
  });

  it('is none for a row of another kind', async () => {
    assert.equal(await ask({ kind: 'farm', id: 'x' }, { jobs: { activeKey: OTHER } }), undefined);
  });

  it('is that of the page in front, else of the session or log in front, else of the selected row', async () => {
    const farms = { visible: true, selection: [ROW] };
    const logs = { active: { log: { logKey: { key: KEY } } } };
    assert.deepEqual(await ask(undefined, { farms, logs, jobs: { activeKey: OTHER } }), OTHER);
    assert.deepEqual(await ask(undefined, { farms, panels: { activeKey: { ...KEY, ...OTHER } } }), OTHER);
    assert.deepEqual(await ask(undefined, { logs }), JOB_KEY);
    assert.deepEqual(await ask(undefined, { farms }), JOB_KEY);
    assert.deepEqual(await ask({ webview: 'deadlineSessions.details' }, { panels: { activeKey: KEY } }), JOB_KEY);
  });

  it('is asked for, with the jobs looked into lately and the ID on the clipboard', async () => {
    shown.clipboard = `sq11 is red again: ${OTHER.jobId}`;
    const asked = ask(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    const [pick] = shown.picks;
    assert.ok(pick);
    assert.equal(pick.title, 'Why Did This Job Fail?');
    assert.equal((pick as unknown as { value: string }).value, OTHER.jobId);
    assert.deepEqual(
      pick.items.map(({ label }) => label.replace('$(history) ', '')),
      ['recent', 'sh020_lighting_v004', 'sh010_lighting_v007'],
    );
    pick.accept(/sh010/);
    assert.deepEqual(await asked, JOB_KEY);
  });

  it('is none where the person canceled', async () => {
    const asked = ask(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    shown.picks[0]?.hide();
    assert.equal(await asked, undefined);
  });
});
