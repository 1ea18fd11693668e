import assert from 'node:assert/strict';
import { Uri, ViewColumn, window } from 'vscode';
import type { SessionId } from '../../../../src/core/ids';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import type { ToComparisonPage } from '../../../../src/render/panel/comparisonProtocol';
import { ComparisonPages } from '../../../../src/ui/compare/comparisonPages';
import { compareSessions } from '../../../../src/ui/compare/compareSessions';
import type { LogTarget } from '../../../../src/ui/logs/logTarget';
import { createTestService, signal } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { answers, resetVSCode, shown, run } from '../../../support/vscode/shown';

describe('comparison pages', () => {
  const caller = new FarmCaller();
  const { service } = createTestService(caller.farm.handle);
  const opened: { readonly session: SessionId; readonly target: LogTarget }[] = [];
  let app: ConstructorParameters<typeof ComparisonPages>[0];
  let pages: ComparisonPages;

  after(() => {
    service.dispose();
  });
  beforeEach(() => {
    resetVSCode();
    opened.length = 0;
    app = {
      context: { extensionUri: Uri.file('/extension') },
      service: () => service,
      store: { get: () => undefined },
      list: { keys: [key('deletedWorker'), key('failedTask')], titleOf: (one: SessionKey) => one.sessionId },
      seen: { find: () => key('segmentationFault') },
      output: { error: () => undefined, warn: () => undefined, debug: () => undefined },
      now: () => caller.nowMs,
      run,
    } as unknown as typeof app;
    const logs = {
      show: ({ sessionId }: SessionKey, _which: unknown, target: LogTarget) => {
        opened.push({ session: sessionId, target });
        return Promise.resolve();
      },
    };
    pages = new ComparisonPages(app, logs as unknown as ConstructorParameters<typeof ComparisonPages>[1]);
  });

  function key(name: string): SessionKey {
    return caller.farm.examples.find((one) => one.name === name)?.key ?? assert.fail(name);
  }

  const sent = (): readonly ToComparisonPage['picture'][] =>
    (shown.panels[0]?.sent ?? []).map((message) => (message as ToComparisonPage).picture);

  /** The picture once there is nothing more to read. */
  async function read(): Promise<ToComparisonPage['picture']> {
    shown.panels[0]?.say({ type: 'ready' });
    for (;;) {
      const last = sent().at(-1);
      if (last && !last.isReading) {
        return last;
      }
      await new Promise(setImmediate);
    }
  }

  it('read a failed action and the nearest that succeeded, and say how far they are', async () => {
    pages.show({ subject: { key: key('failedTask'), actionId: undefined }, reference: undefined });
    const { result, fault } = await read();
    assert.equal(fault, undefined);
    assert.ok(result?.lines.slice(0, 5).some(({ text }) => text.includes('MissingTexture')));
    assert.equal(sent()[0]?.isReading, true);
    assert.ok(sent().some(({ progress }) => progress.startsWith('Reading the logs')));
    assert.match(shown.panels[0]?.title ?? '', /^Comparison: Frame /);
  });

  it('open the log at a line, by its number alone', async () => {
    pages.show({ subject: { key: key('failedTask'), actionId: undefined }, reference: undefined });
    const { result } = await read();
    shown.panels[0]?.say({ type: 'openLine', index: 0 });
    shown.panels[0]?.say({ type: 'openLine', index: 999 });
    shown.panels[0]?.say({ type: 'openLog', of: 'reference' });
    const [line, log] = opened;
    assert.equal(line?.session, key('failedTask').sessionId);
    assert.ok(line.target.kind === 'line' && result?.lines[0]?.text.startsWith(line.target.text.slice(0, 40)));
    assert.equal(log?.target.kind, 'action');
    assert.equal(opened.length, 2);
  });

  it('say on the page why there is nothing to compare with', async () => {
    pages.show({ subject: { key: key('outOfMemory'), actionId: undefined }, reference: undefined });
    assert.match((await read()).fault?.message ?? '', /^No task of this step has succeeded yet/);
  });

  it('say so where nothing failed', async () => {
    pages.show({ subject: { key: key('deletedWorker'), actionId: undefined }, reference: undefined });
    assert.match((await read()).fault?.message ?? '', /^Nothing failed in this session/);
  });

  it('are one for each pair, and are read anew after a reload', async () => {
    const request = { subject: { key: key('failedTask'), actionId: undefined }, reference: undefined };
    pages.show(request);
    pages.show(request);
    assert.equal(shown.panels.length, 1);
    const revive = (state: unknown): Promise<void> =>
      pages.deserializeWebviewPanel(window.createWebviewPanel('x', 'x', ViewColumn.One), state);
    await revive({ request: JSON.parse(JSON.stringify(request)) as unknown });
    await revive({ request: { subject: 'x' } });
    await revive({ request: { ...request, subject: { key: key('windowsCrash'), actionId: undefined } } });
    assert.deepEqual(
      shown.panels.map(({ disposed }) => disposed),
      [false, true, true, false],
    );
  });

  it('stop reading when they are closed', async () => {
    caller.farm.meter.reset();
    pages.show({ subject: { key: key('failedTask'), actionId: undefined }, reference: undefined });
    shown.panels[0]?.say({ type: 'ready' });
    shown.panels[0]?.dispose();
    const calls = caller.farm.meter.calls.length;
    await service.fetchSessions([key('failedTask')], signal);
    assert.ok(caller.farm.meter.calls.length <= calls + 10, 'no log was read');
    assert.ok(!caller.farm.meter.calls.some(({ operation }) => operation === 'GetLogEvents'));
  });

  describe('of two sessions', () => {
    const requested = (): readonly string[] => {
      const { request } = sent()[0] ?? {};
      return [request?.subject.key.sessionId ?? '', request?.reference?.key.sessionId ?? ''];
    };

    it('need two that are different, and no list', async () => {
      await compareSessions(app, pages, [key('failedTask'), key('windowsCrash'), key('failedTask')]);
      shown.panels[0]?.say({ type: 'ready' });
      assert.deepEqual(requested(), [key('failedTask').sessionId, key('windowsCrash').sessionId]);
      await compareSessions(app, pages, [key('failedTask'), key('windowsCrash'), key('chunks')]);
      assert.equal(shown.messages[0]?.text, 'Select two sessions to compare.');
    });

    it('ask for the other one', async () => {
      const comparing = compareSessions(app, pages, [key('failedTask')]);
      assert.deepEqual(
        shown.picks[0]?.items.map(({ label }) => label),
        [key('deletedWorker').sessionId, '$(search) Enter a Session…'],
      );
      shown.picks[0].accept(/session-/);
      await comparing;
      shown.panels[0]?.say({ type: 'ready' });
      assert.deepEqual(requested(), [key('failedTask').sessionId, key('deletedWorker').sessionId]);
    });

    it('refuse the session itself, and what is no ID, while it is typed', async () => {
      answers.input = () => undefined;
      const comparing = compareSessions(app, pages, [key('failedTask')]);
      shown.picks[0]?.accept(/Enter/);
      await comparing;
      const [question] = shown.prompts;
      assert.match(String(question?.validate(`session ${key('failedTask').sessionId}`)), /^This is the session itself/);
      assert.match(String(question?.validate('session-12')), /^A session ID looks like/);
      assert.equal(question?.validate(key('chunks').sessionId), undefined);
      assert.deepEqual(shown.panels, []);
    });

    it('take any that a text names', async () => {
      answers.input = () => `log of ${key('segmentationFault').sessionId}, please`;
      const comparing = compareSessions(app, pages, [key('failedTask')]);
      shown.picks[0]?.accept(/Enter/);
      await comparing;
      shown.panels[0]?.say({ type: 'ready' });
      assert.deepEqual(requested(), [key('failedTask').sessionId, key('segmentationFault').sessionId]);
    });
  });
});
