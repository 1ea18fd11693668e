import assert from 'node:assert/strict';
import { shortId } from '../../../../src/core/ids';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import type { App } from '../../../../src/ui/app';
import type { FarmsView } from '../../../../src/ui/farms/farmsView';
import { lookUp } from '../../../../src/ui/lookUp/lookUp';
import { lookUpRows } from '../../../../src/ui/lookUp/lookUpRows';
import { COMMANDS } from '../../../../src/ui/names';
import { SeenSessions } from '../../../../src/ui/state/seenSessions';
import { Browsing } from '../../../support/windows/browsing';
import { answers, type QuickPickStandIn, resetVSCode, shown, run } from '../../../support/vscode/shown';

const MONITOR = 'https://studio.us-west-2.deadlinecloud.amazonaws.com/us-west-2';

describe('looking up', () => {
  const browsing = new Browsing();
  const { farm, service } = browsing;
  const keyOf = (name: string): SessionKey => {
    const key = farm.examples.find((example) => example.name === name)?.key;
    assert.ok(key);
    return key;
  };
  const failed = keyOf('failedTask');
  const jobLink = ({ farmId, queueId, jobId }: SessionKey): string =>
    `${MONITOR}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`;
  const farms = {} as unknown as FarmsView;
  let seen: SeenSessions;
  let app: App;

  beforeEach(() => {
    resetVSCode();
    seen = new SeenSessions({ get: () => undefined, update: () => Promise.resolve(), keys: () => [] });
    app = {
      service: () => service,
      clock: browsing.clock,
      now: () => browsing.clock.now,
      seen,
      list: {
        recent: [],
        has: () => false,
        titleOf: ({ sessionId }: SessionKey) => shortId(sessionId),
      },
      store: { get: () => undefined },
      isSampleId: (id: string) => farm.owns(id),
      run,
      output: { error: () => undefined, debug: () => undefined },
      currentConnection: {
        here: SAMPLE_CONNECTION,
        with: () => Promise.resolve(SAMPLE_CONNECTION),
        describe: () => Promise.resolve('sample farm'),
      },
    } as unknown as App;
  });

  /** Starts a look-up of what is on the clipboard. */
  function start(text: string): Promise<void> {
    shown.clipboard = text;
    return lookUp(app, farms);
  }

  /** The newest picker, once it has rows that fit. */
  async function picker(title: RegExp, fits: (items: QuickPickStandIn['items']) => boolean): Promise<QuickPickStandIn> {
    for (;;) {
      const last = shown.picks.findLast((one) => title.test(one.title));
      if (last && fits(last.items)) {
        return last;
      }
      await new Promise(setImmediate);
    }
  }

  const opened = (): unknown[][] => shown.commands.filter(([command]) => command !== 'setContext');
  const any = (items: QuickPickStandIn['items']): boolean => items.length > 0;

  for (const [what, text] of [
    ['a monitor’s link to a job', jobLink(failed)],
    ['a cut-off ID', failed.sessionId.slice(0, 20)],
    ['a job’s name', 'sh330_lighting'],
    ['an ARN', `arn:aws:deadline:us-west-2:1:farm/${failed.farmId}/queue/${failed.queueId}`],
  ] as const) {
    it(`fills the box with ${what} from the clipboard`, async () => {
      const done = start(text);
      const box = await picker(/^Look Up/, any);
      assert.equal(box.value, text);
      box.hide();
      await done;
      assert.deepEqual(opened(), []);
    });
  }

  it('leaves the box empty where the clipboard holds something else', async () => {
    const done = start('Dear all, see you at 5.');
    const box = await picker(/^Look Up/, any);
    assert.equal(box.value, '');
    box.hide();
    await done;
  });

  it('leads from a job to its sessions, the failed one first by frame and host, and opens it', async () => {
    const done = start(jobLink(failed));
    (await picker(/^Look Up Session —/, any)).accept(/Show the job’s sessions$/);
    const sessions = await picker(
      /Session$/,
      (items) => items.length > 1 && items[0]?.description?.includes('exit 1') === true,
    );
    assert.equal(sessions.items[0]?.label, '$(error) Frame 1005 · Render');
    sessions.accept(/Frame 1005/);
    await done;
    assert.deepEqual(opened(), [[COMMANDS.openDetails, failed]]);
  });

  it('opens the only session of a job without a question', async () => {
    const only = keyOf('segmentationFault');
    const done = start(jobLink(only));
    (await picker(/^Look Up Session —/, any)).accept(/Show the job’s sessions$/);
    await done;
    assert.deepEqual(opened(), [[COMMANDS.openDetails, only]]);
  });

  it('leads from a task’s link to its latest session, at that run', async () => {
    const { connection, farmId, queueId, jobId } = failed;
    const query = { stepId: undefined, statuses: ['FAILED'] };
    const { signal } = new AbortController();
    const [task] = (await service.tasks(connection, { farmId, queueId, jobId }, query, signal).page()).items;
    assert.ok(task);
    await lookUp(app, farms, `${jobLink(failed)}&stepId=${task.stepId}&taskId=${task.taskId}`);
    assert.deepEqual(opened(), [[COMMANDS.openDetails, failed, task.latestSessionActionId]]);
  });

  it('leads from a worker to what it ran, by the names of jobs', async () => {
    const { farmId } = failed;
    const { signal } = new AbortController();
    const [part] = await service.fetchSessions([failed], signal);
    assert.ok(part?.ok);
    const { workerId } = part.value;
    const done = lookUp(app, farms, `${farmId} ${workerId}`);
    const sessions = await picker(/Session$/, any);
    assert.ok(sessions.items.some(({ label }) => label === 'sh010_lighting_v007'));
    sessions.accept(/^sh010_lighting_v007$/);
    await done;
    assert.equal(opened()[0]?.[0], COMMANDS.openDetails);
  });

  describe('shows for', () => {
    const rows = (text: string): string[] =>
      lookUpRows(app, text).flatMap((row) =>
        'heading' in row ? [] : [[row.label, row.detail].filter(Boolean).join(' | ')],
      );

    it('a cut-off ID the session it can be, and how much is missing', () => {
      seen.add(failed);
      const cut = failed.sessionId.slice(0, 20);
      assert.equal(
        rows(cut)[0]?.split(' | ')[1],
        `${cut} is incomplete: 12 of 32 characters. It can be ${failed.sessionId}.`,
      );
    });

    it('a cut-off ID the session of the list that it can be once, and no row above it that has the typed text in its label', () => {
      seen.add(failed);
      Object.assign(app.list, { recent: [{ key: failed, title: 'sh010_lighting_v007', order: 1 }] });
      const cut = failed.sessionId.slice(0, 20);
      assert.deepEqual(rows(cut), [
        `sh010_lighting_v007 | ${cut} is incomplete: 12 of 32 characters. It can be ${failed.sessionId}.`,
        'Browse farms, queues and jobs…',
        'Search jobs by this name',
      ]);
    });

    it('a cut-off ID that fits nothing how much is missing, and a way on', () => {
      assert.deepEqual(rows('session-3f9c'), [
        'Browse farms, queues and jobs… | session-3f9c is incomplete: 4 of 32 characters. No session that was opened before fits.',
        'Search jobs by this name',
      ]);
    });

    it('a cut-off job ID the job it can be', () => {
      seen.add(failed);
      const cut = failed.jobId.slice(0, -1);
      assert.deepEqual(rows(cut).slice(0, 1), [
        `Show the job’s sessions | ${cut} is incomplete: 31 of 32 characters. It can be ${failed.jobId}.`,
      ]);
    });

    it('a session that was opened before that nothing is missing', () => {
      seen.add(failed);
      assert.deepEqual(rows(failed.sessionId), [`Open ${shortId(failed.sessionId)} | Opened before.`]);
    });

    it('a session of the list in one row, by its name and state, and the others below it', () => {
      const [other, key] = [keyOf('outOfMemory'), failed];
      seen.add(other, key);
      const recent = [
        { key: other, title: 'sh030_pyro_v021', order: 2 },
        { key, title: 'sh010_lighting_v007', order: 1 },
      ];
      Object.assign(app.list, { recent });
      assert.deepEqual(rows(`${key.sessionId} fell over`), [
        'Open sh010_lighting_v007 | Opened before.',
        `sh030_pyro_v021 | ${other.sessionId}`,
      ]);
    });

    it('a name the search for jobs', () => {
      assert.deepEqual(rows('sh330_lighting'), ['Search jobs for “sh330_lighting”', 'Browse farms, queues and jobs…']);
    });

    it('a job alone that its queue is searched for', () => {
      assert.deepEqual(rows(failed.jobId), ['Show the job’s sessions | Searches the queues for this job.']);
    });

    it('whatever is typed something that Enter does', () => {
      for (const text of ['', '?', 'session-', 'session-abcd', failed.farmId, '{"a":1}', 'x'.repeat(5_000), '\n\n']) {
        const [first] = lookUpRows(app, text);
        assert.ok(first && 'value' in first, text);
      }
    });
  });

  it('keeps what is cut off as a filter of the job’s sessions', async () => {
    const done = start(`${jobLink(failed)} ${failed.sessionId.slice(0, 30)}`);
    (await picker(/^Look Up Session —/, any)).accept(/Show the job’s sessions$/);
    await done;
    assert.deepEqual(opened(), [[COMMANDS.openDetails, failed]]);
  });

  it('asks nobody and opens nothing when it is closed', async () => {
    answers.message = () => undefined;
    browsing.asked();
    const done = start(failed.sessionId);
    (await picker(/^Look Up/, any)).hide();
    await done;
    assert.deepEqual([browsing.asked(), opened()], [[], []]);
  });
});
