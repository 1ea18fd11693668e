import assert from 'node:assert/strict';
import { Uri, ViewColumn, window } from 'vscode';
import { Emitter } from '../../../../src/core/async/event';
import { systemClock } from '../../../../src/core/async/clock';
import type { JobTriage } from '../../../../src/core/triage/triage';
import type { JobPicture, ToJobPage } from '../../../../src/render/panel/jobProtocol';
import { JobPages } from '../../../../src/ui/jobs/jobPages';
import { CallMode } from '../../../../src/ui/state/callMode';
import { FailureMemory } from '../../../../src/watch/jobs/failureMemory';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { NOW_MS } from '../../../support/sessions/sessions';
import {
  DONE,
  environmentFailure,
  failedTask,
  failureGroup,
  JOB_KEY,
  jobTriage,
  wreck,
} from '../../../support/sessions/triages';
import { resetVSCode, shown, type WebviewPanelStandIn, run } from '../../../support/vscode/shown';

const FINGERPRINT = '0123456789abcdef';

describe('pages of jobs', () => {
  let triage: JobTriage;
  let pages: JobPages;
  let mode: CallMode;
  let changes: Emitter<JobTriage>;
  let memory: FailureMemory;
  let done: string[];
  let logsShown: unknown[];

  beforeEach(() => {
    resetVSCode();
    triage = wreck();
    changes = new Emitter();
    done = [];
    logsShown = [];
    memory = new FailureMemory(
      new SharedRecords({ lines: new MemoryLines().open(), onError: (error) => assert.fail(String(error)) }),
      'sampleFarm',
    );
    const asked = (what: string) => (): Promise<void> => {
      done.push(what);
      return Promise.resolve();
    };
    mode = new CallMode(() => assert.fail('Nothing is asked.'));
    pages = new JobPages(
      {
        app: {
          context: { extensionUri: Uri.file('/extension'), extension: { id: 'a.b' } },
          now: () => NOW_MS,
          clock: systemClock,
          run,
          output: { warn: (text: string) => done.push(text), error: (text: string) => done.push(text) },
        },
        triages: {
          open: () => ({
            get triage() {
              return triage;
            },
            onDidChange: changes.event,
            done: Promise.resolve(),
            look: () => undefined,
            stop: asked('stop'),
            refresh: asked('refresh'),
            compareHosts: asked('compareHosts'),
            lookElsewhere: (hostId: string) => asked(`lookElsewhere ${hostId}`)(),
            dispose: () => done.push('dispose'),
          }),
        },
        memoryOf: () => memory,
        logs: { show: (...args: unknown[]) => Promise.resolve(logsShown.push(args)) },
        namesOf: () => ({ farm: 'Aurora' }),
      } as unknown as ConstructorParameters<typeof JobPages>[0],
      mode,
    );
  });

  const open = (): WebviewPanelStandIn => {
    pages.show(JOB_KEY);
    const [panel] = shown.panels;
    assert.ok(panel);
    return panel;
  };
  const lastOf = <T extends ToJobPage['type']>(
    panel: WebviewPanelStandIn,
    type: T,
  ): Extract<ToJobPage, { type: T }> => {
    const found = (panel.sent as ToJobPage[]).findLast((message) => message.type === type);
    assert.ok(found);
    return found as Extract<ToJobPage, { type: T }>;
  };
  const say = async (panel: WebviewPanelStandIn, message: unknown): Promise<void> => {
    panel.say(message);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const change = (next: JobTriage): void => {
    triage = next;
    changes.fire(next);
  };

  it('are one a job, named after it, whether shown or given back after a reload', async () => {
    const panel = open();
    pages.show(JOB_KEY);
    assert.equal(shown.panels.length, 1);
    assert.equal(panel.title, 'Failures of sq11_wreck_v001');
    assert.deepEqual(pages.activeKey, JOB_KEY);
    const revived = window.createWebviewPanel('deadlineSessions.job', 'x', ViewColumn.One);
    await pages.deserializeWebviewPanel(revived, { key: JOB_KEY });
    assert.deepEqual(
      shown.panels.map(({ disposed }) => disposed),
      [false, true],
    );
  });

  it('are given back without anybody being asked for anything, and closed where they name no job', async () => {
    await pages.deserializeWebviewPanel(window.createWebviewPanel('deadlineSessions.job', 'x', ViewColumn.One), {
      key: JOB_KEY,
    });
    assert.equal(mode.isInteractive, false);
    await pages.deserializeWebviewPanel(window.createWebviewPanel('deadlineSessions.job', 'x', ViewColumn.One), {
      key: {},
    });
    assert.deepEqual(
      shown.panels.map(({ disposed }) => disposed),
      [false, true],
    );
    pages.show(JOB_KEY);
    assert.equal(mode.isInteractive, true);
  });

  it('draw the job when they listen and whenever it changes, and stop reading when they are closed', async () => {
    const panel = open();
    await say(panel, { type: 'ready' });
    const { picture } = lastOf(panel, 'job');
    assert.equal(picture.headline, '998 failed tasks, 5 causes, 2 tasks without a known cause');
    assert.equal(picture.belonging.farm, 'Aurora');
    assert.equal(picture.canRetry, true);
    change(jobTriage([]));
    assert.match(lastOf(panel, 'job').picture.headline, /^No task of this job failed/);
    panel.dispose();
    assert.deepEqual(done, ['dispose']);
    assert.equal(pages.activeKey, undefined);
  });

  it('do with the whole job what they are asked for', async () => {
    const panel = open();
    for (const type of ['refresh', 'stop', 'compareHosts']) {
      await say(panel, { type });
    }
    await say(panel, { type: 'lookElsewhere', index: 0 });
    await say(panel, { type: 'lookElsewhere', index: 1 });
    assert.deepEqual(done, ['refresh', 'stop', 'compareHosts', 'lookElsewhere rack2-node40.studio.example']);
    await say(panel, { type: 'retryAll' });
    assert.deepEqual(shown.commands.at(-1), ['deadlineSessions.retryFailedTasks', JOB_KEY]);
    await say(panel, { type: 'copy', what: 'allIds' });
    assert.equal(shown.clipboard, [JOB_KEY.farmId, JOB_KEY.queueId, JOB_KEY.jobId].join('\n'));
    await say(panel, { type: 'copy', what: 'markdown' });
    assert.match(shown.clipboard, /^\*\*\[sq11\\_wreck\\_v001\]\(vscode:\/\/a\.b\/job\?farm=/);
    await say(panel, { type: 'copy', what: 'csv' });
    assert.match(shown.clipboard, /^Group,Tasks in group,/);
  });

  it('open a session in which something failed outside of tasks', async () => {
    const panel = open();
    change(jobTriage([], { sessionFailures: [environmentFailure()] }));
    await say(panel, { type: 'openSession', index: 0 });
    await say(panel, { type: 'openSession', index: 1 });
    const { key, action } = environmentFailure().example;
    assert.deepEqual(shown.commands, [['deadlineSessions.openDetails', key, action.sessionActionId]]);
  });

  it('open the example of a group, a line of its evidence, and the log of one of its tasks', async () => {
    const panel = open();
    const [group] = triage.groups;
    const [evidence] = group?.evidence ?? [];
    assert.ok(group && evidence?.at);
    await say(panel, { type: 'openExample', group: group.id });
    assert.deepEqual(shown.commands.at(-1), [
      'deadlineSessions.openDetails',
      { ...JOB_KEY, sessionId: group.example.sessionId },
    ]);
    await say(panel, { type: 'openEvidence', group: group.id, index: 0 });
    await say(panel, { type: 'openEvidence', group: group.id, index: 9 });
    assert.deepEqual(logsShown, [
      [evidence.at.key, 'session', { kind: 'line', timestampMs: evidence.at.timestampMs, text: evidence.text }],
    ]);
    await say(panel, { type: 'openTask', group: group.id, index: 102 });
    assert.equal(shown.commands.length, 1, 'no task was sent yet');
    await say(panel, { type: 'showTasks', group: group.id, index: 100 });
    const { from, total, rows } = lastOf(panel, 'tasks');
    assert.deepEqual([from, total, rows.length], [100, 390, 100]);
    change({ ...wreck(), groups: [{ ...group, tasks: group.tasks.slice(5) }] });
    await say(panel, { type: 'openTask', group: group.id, index: 102 });
    const task = group.tasks[102];
    assert.ok(task);
    assert.deepEqual(
      shown.commands.at(-1),
      ['deadlineSessions.openActionLog', { ...JOB_KEY, sessionId: task.sessionId }, task.sessionActionId],
      'the task that was shown, whatever came since',
    );
  });

  it('retry and copy one group', async () => {
    const panel = open();
    const group = triage.groups[1];
    assert.ok(group);
    await say(panel, { type: 'retryGroup', group: group.id });
    assert.deepEqual(shown.commands.at(-1), [
      'deadlineSessions.retryTasks',
      {
        job: JOB_KEY,
        taskIds: group.tasks.map(({ taskId }) => taskId),
        title: 'An input file was not found: wetRock_basecolor.1013.exr, wetRock_normal.1013.exr',
      },
    ]);
    assert.deepEqual(done, ['refresh'], 'what was retried has not failed any more');
    await say(panel, { type: 'copyGroup', group: group.id });
    assert.match(shown.clipboard, /240 failed tasks, 1 cause/);
  });

  it('do nothing for groups that are gone, and for messages that are none', async () => {
    const panel = open();
    await say(panel, { type: 'openExample', group: 'gone' });
    await say(panel, { type: 'openExample' });
    assert.deepEqual(shown.commands, []);
    assert.deepEqual(done, ['The page of a job sent a message that is none.']);
  });

  it('remember what was seen once it is read, and keep a note', async () => {
    const group = failureGroup([failedTask(1, 'fog', 4, 9)], { fingerprint: FINGERPRINT });
    triage = jobTriage([group]);
    const panel = open();
    change({ ...triage, progress: { ...DONE, state: 'reading' } });
    assert.equal(memory.seen.failures.length, 0);
    change(jobTriage([group]));
    assert.equal(memory.seen.failures.length, 1);
    await say(panel, { type: 'note', group: group.id, text: 'ask the license people' });
    const picture: JobPicture = lastOf(panel, 'job').picture;
    assert.deepEqual(picture.groups[0]?.seen, { words: '', note: 'ask the license people' });
    assert.equal(memory.noteOn(FINGERPRINT), 'ask the license people');
  });

  it('go on after a sign-in where one was missing', () => {
    open();
    pages.goOn(JOB_KEY.connection);
    assert.deepEqual(done, []);
    const fault = {
      kind: 'signedOut',
      message: 'x',
      remedies: ['signIn'],
      requestId: undefined,
      retryAfterMs: undefined,
    };
    triage = { ...wreck(), unread: [{ what: 'logs', count: 1, fault }] } as JobTriage;
    pages.goOn({ ...JOB_KEY.connection, source: 'aws' });
    assert.deepEqual(done, []);
    pages.goOn(JOB_KEY.connection);
    assert.deepEqual(done, ['refresh']);
  });
});
