import assert from 'node:assert/strict';
import { TabInputWebview, Uri, ViewColumn, window } from 'vscode';
import { DetailsPanels } from '../../../../src/ui/sessions/detailsPanel';
import { sessionTitle } from '../../../../src/render/session/session';
import type { SessionActionId } from '../../../../src/core/ids';
import { Emitter } from '../../../../src/core/async/event';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import type { TaskTries } from '../../../../src/core/triage/taskTries';
import { SECTIONS, type ToPage } from '../../../../src/render/panel/panelProtocol';
import { COMMANDS, PREVIEW_PAGE } from '../../../../src/ui/names';
import type { HostSample } from '../../../../src/core/metrics/hostMetrics';
import { systemClock } from '../../../../src/core/async/clock';
import { JobPaceStore } from '../../../../src/watch/sessions/jobPaceStore';
import type { MachineStore } from '../../../../src/watch/sessions/machineStore';
import type { TriesStore } from '../../../../src/watch/sessions/triesStore';
import { failedSession, KEY, NOW_MS } from '../../../support/sessions/sessions';
import { MemoryService } from '../../../support/farm/memoryService';
import { MemoryMemento } from '../../../support/memoryMemento';
import { actionOf, jobRun, sessionOf, task } from '../../../support/sessions/jobRuns';
import { threeTries } from '../../../support/sessions/tries';
import { resetVSCode, shown, run } from '../../../support/vscode/shown';

const ACTION: SessionActionId = 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-4';

describe('details pages', () => {
  let panels: DetailsPanels;
  const read = new Emitter<SessionKey>();
  const measured = new Emitter<SessionKey>();
  const watching = new Emitter<undefined>();
  let isWatched: boolean;
  let keys: SessionKey[];
  let service: MemoryService;
  let tries: TaskTries | undefined;
  let machine: readonly HostSample[] | undefined;
  let paces: JobPaceStore;

  beforeEach(() => {
    resetVSCode();
    tries = undefined;
    machine = undefined;
    isWatched = false;
    paces = new JobPaceStore(systemClock);
    keys = [KEY];
    service = new MemoryService();
    const app = {
      context: { extensionUri: Uri.file('/extension'), globalState: new MemoryMemento() },
      service: () => service,
      store: {
        get: () => failedSession(),
        watch: () => ({ session: failedSession(), dispose: () => undefined }),
        onDidChange: () => ({ dispose: () => undefined }),
      },
      watchList: { has: () => isWatched, onDidChange: watching.event },
      list: { keys, titleOf: () => sessionTitle(failedSession()) },
      now: () => NOW_MS,
      run,
    } as unknown as ConstructorParameters<typeof DetailsPanels>[0];
    panels = new DetailsPanels(
      app,
      {
        get: () => tries,
        onDidRead: read.event,
        open: () => undefined,
        close: () => undefined,
      } as unknown as TriesStore,
      {
        get: () => machine,
        onDidRead: measured.event,
        close: () => undefined,
      } as unknown as MachineStore,
      paces,
    );
  });

  it('may load files from the extension’s dist folder only, and run scripts with a nonce only', () => {
    panels.show(KEY);
    const [panel] = shown.panels;
    assert.ok(panel);
    const { localResourceRoots, enableScripts, enableCommandUris } = panel.webview.options;
    assert.deepEqual(
      (localResourceRoots as Uri[]).map(({ path }) => path),
      ['/extension/dist'],
    );
    assert.deepEqual([enableScripts, enableCommandUris], [true, undefined]);
    assert.match(panel.webview.html, /script-src 'nonce-[^']+'/);
  });

  it('are one a session, whether shown or given back after a reload', async () => {
    panels.show(KEY);
    panels.show(KEY, { keepFocus: true });
    assert.equal(shown.panels.length, 1);
    const revived = window.createWebviewPanel('deadlineSessions.details', 'x', ViewColumn.One);
    await panels.deserializeWebviewPanel(revived, { key: KEY });
    assert.deepEqual(
      shown.panels.map(({ disposed }) => disposed),
      [false, true],
    );
  });

  it('say which session they show where another one of the list is called the same', () => {
    const digits = KEY.sessionId.slice(-6);
    panels.show(KEY);
    assert.equal(shown.panels[0]?.title, sessionTitle(failedSession()));
    keys.push({ ...KEY, sessionId: 'session-00000000000000000000000000000001' });
    watching.fire(undefined);
    assert.equal(shown.panels[0].title, `${sessionTitle(failedSession())} · ${digits}`);
  });

  it('take the place of tabs that were not looked at since the reload, but of no other session’s', () => {
    const title = sessionTitle(failedSession());
    const labels = [title, `${title} · ${KEY.sessionId.slice(-6)}`, `${title} · 000001`];
    const tabs = labels.map((label) => ({
      label,
      input: new TabInputWebview('mainThreadWebview-deadlineSessions.details'),
    }));
    const closed: unknown[] = [];
    Object.assign(window.tabGroups, { all: [{ tabs }], close: (some: readonly unknown[]) => closed.push(...some) });
    try {
      panels.show(KEY);
      assert.deepEqual(closed, tabs.slice(0, 2));
    } finally {
      Object.assign(window.tabGroups, { all: [] });
    }
  });

  describe('that preview', () => {
    const other = { ...KEY, sessionId: 'session-00000000000000000000000000000001' } as const;
    const isPreview = (): unknown => shown.commands.findLast(([, name]) => name === PREVIEW_PAGE)?.[2];

    it('share one page, which shows what was looked at last', () => {
      panels.show(KEY, { isPreview: true });
      panels.show(other, { isPreview: true });
      assert.equal(shown.panels.length, 1);
      assert.deepEqual([panels.activeKey, isPreview()], [other, true]);
    });

    it('leave a page alone that a session has already', () => {
      panels.show(KEY);
      panels.show(other, { isPreview: true });
      panels.show(KEY, { isPreview: true });
      assert.equal(shown.panels.length, 2);
    });

    it('are kept when they are asked for again to stay, or told to', () => {
      panels.show(KEY, { isPreview: true });
      panels.show(KEY);
      assert.equal(isPreview(), false);
      panels.show(other, { isPreview: true });
      assert.equal(shown.panels.length, 2);
      shown.panels.forEach((panel, index) => (panel.active = index === 1));
      assert.deepEqual(panels.keep(), other);
      panels.show({ ...other, sessionId: 'session-00000000000000000000000000000002' }, { isPreview: true });
      assert.equal(shown.panels.length, 3);
    });
  });

  it('are closed when what is given back names no session', async () => {
    await panels.deserializeWebviewPanel(window.createWebviewPanel('deadlineSessions.details', 'x', ViewColumn.One), {
      key: {},
    });
    assert.equal(shown.panels[0]?.disposed, true);
  });

  it('are sent what was measured of the host once it is read', () => {
    panels.show(KEY);
    const [panel] = shown.panels;
    assert.ok(panel);
    machine = [
      { timestampMs: NOW_MS, memory: 0.5, memoryTotalBytes: 2 ** 36, disk: 0.2, cpu: undefined, gpuMemory: undefined },
    ];
    measured.fire(KEY);
    assert.deepEqual((panel.sent.at(-1) as ToPage).machine, machine);
  });

  it('are sent what is known of the job’s other sessions, without a call of their own', () => {
    panels.show(KEY);
    const [panel] = shown.panels;
    assert.ok(panel);
    paces.learn({
      ...jobRun({ sessions: [sessionOf(1, 1, 0, 9)], actions: [actionOf(1, 0, task(1), 0, 9)] }),
      key: KEY,
    });
    assert.equal((panel.sent.at(-1) as ToPage).pace?.medianTaskMs, 9000);
    assert.deepEqual(service.calls, []);
  });

  it('do what their menu says with their own session, and hear when it is watched', () => {
    panels.show(KEY);
    const [panel] = shown.panels as unknown as { sent: unknown[]; say: (message: unknown) => void }[];
    assert.ok(panel);
    panel.say({ type: 'run', command: 'openMonitor' });
    assert.deepEqual(shown.commands.at(-1), [COMMANDS.openMonitor, KEY]);
    isWatched = true;
    watching.fire(undefined);
    assert.equal((panel.sent.at(-1) as ToPage).isWatched, true);
  });

  it('are sent the tries of the failed task once they are read, and lead to each', async () => {
    panels.show(KEY);
    const [panel] = shown.panels;
    assert.ok(panel);
    panel.say({ type: 'ready' });
    tries = threeTries();
    read.fire(KEY);
    assert.deepEqual((panel.sent.at(-1) as ToPage).tries, tries);
    panel.say({ type: 'openTry', index: 1 });
    panel.say({ type: 'openTry', index: 7 });
    await Promise.resolve();
    const other = tries.tries[1];
    assert.deepEqual(shown.commands.at(-1), [COMMANDS.openDetails, other?.key, other?.action.sessionActionId]);
  });

  it('are told which action somebody came for, each time', () => {
    panels.show(KEY, { keepFocus: true, action: ACTION });
    shown.panels[0]?.say({ type: 'ready' });
    panels.show(KEY, { keepFocus: true, action: ACTION });
    const at = shown.panels[0]?.sent.map((message) => (message as ToPage).at);
    assert.deepEqual(at?.at(-1), { sessionActionId: ACTION, request: 2 });
  });

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const lastSent = (): ToPage => shown.panels[0]?.sent.at(-1) as ToPage;

  it('show 20 more lines of the failed action’s log at each press, in one call, and copy what is shown', async () => {
    for (let index = 0; index < 30; index++) {
      service.log.push({ timestampMs: NOW_MS - 400_000 + index, message: `line ${index}` });
    }
    panels.show(KEY);
    const [panel] = shown.panels;
    panel?.say({ type: 'moreLines' });
    await settle();
    const { tail } = lastSent();
    assert.deepEqual([tail?.lines.length, tail?.lines.at(-1), tail?.hasMore], [20, 'line 29', true]);
    panel?.say({ type: 'copyLines' });
    await settle();
    assert.equal(shown.clipboard.split('\n')[0], 'line 10');
    panel?.say({ type: 'moreLines' });
    await settle();
    assert.deepEqual([lastSent().tail?.lines.length, lastSent().tail?.hasMore], [30, false]);
    assert.deepEqual(service.calls, ['between']);
  });

  it('remember which sections are folded, for all pages', async () => {
    panels.show(KEY);
    shown.panels[0]?.say({ type: 'fold', section: 'raw', isFolded: true });
    shown.panels[0]?.say({ type: 'fold', section: 'nonsense', isFolded: true });
    await settle();
    assert.deepEqual(lastSent().folded, ['raw']);
    shown.panels[0]?.say({ type: 'fold', section: 'raw', isFolded: false });
    await settle();
    assert.deepEqual(lastSent().folded, []);
  });

  it('remember the order of the sections, for all pages, until the layout is reset', async () => {
    panels.show(KEY);
    const [panel] = shown.panels;
    panel?.say({ type: 'ready' });
    assert.deepEqual(lastSent().order, SECTIONS);
    panel?.say({ type: 'arrange', order: ['job', '../x', 'job', 7] });
    panel?.say({ type: 'fold', section: 'raw', isFolded: true });
    await settle();
    panels.show({ ...KEY, sessionId: 'session-00000000000000000000000000000001' });
    shown.panels[1]?.say({ type: 'ready' });
    const other = shown.panels[1]?.sent.at(-1) as ToPage | undefined;
    assert.deepEqual([other?.order?.slice(0, 2), other?.order?.length], [['job', 'timeline'], SECTIONS.length]);
    panel?.say({ type: 'resetLayout' });
    await settle();
    assert.deepEqual([lastSent().order, lastSent().folded], [SECTIONS, []]);
  });

  it('open nothing in the console where nothing is known to be there', async () => {
    panels.show(KEY);
    shown.panels[0]?.say({ type: 'openConsole', place: 'instance' });
    shown.panels[0]?.say({ type: 'openConsole', place: 'https://evil' });
    await settle();
    assert.deepEqual(shown.opened, []);
  });
});
