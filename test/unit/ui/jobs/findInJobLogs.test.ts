import assert from 'node:assert/strict';
import type { LogTarget } from '../../../../src/ui/logs/logTarget';
import { JobLogFinder } from '../../../../src/ui/jobs/findInJobLogs';
import { MemoryMemento } from '../../../support/memoryMemento';
import { Browsing } from '../../../support/windows/browsing';
import { type QuickPickStandIn, resetVSCode, shown } from '../../../support/vscode/shown';

type App = ConstructorParameters<typeof JobLogFinder>[0];

describe('the box that finds text in the logs of a job', () => {
  const browsing = new Browsing();
  const job = (browsing.farm.planted.find(({ name }) => name === 'sq12_wreck_earlier_v001') ?? assert.fail()).key;
  let finder: JobLogFinder;
  let opened: { sessionId: string; target: LogTarget }[];

  beforeEach(() => {
    resetVSCode();
    opened = [];
    const app = {
      service: () => browsing.service,
      now: () => browsing.clock.now,
      output: { error: (text: string) => assert.fail(text) },
      context: { workspaceState: new MemoryMemento() },
    } as unknown as App;
    finder = new JobLogFinder(app, {
      show: ({ sessionId }, _which, target) => {
        opened.push({ sessionId, target });
        return Promise.resolve();
      },
    });
  });
  afterEach(() => {
    finder.dispose();
  });

  function open(): { picker: QuickPickStandIn; closed: Promise<void> } {
    const closed = finder.find(job);
    const picker = shown.picks.at(-1);
    assert.ok(picker);
    return { picker, closed };
  }

  async function settle(picker: QuickPickStandIn): Promise<void> {
    for (let turns = 0; turns < 200; turns++) {
      await browsing.clock.tickAsync(1_000);
      if (/Go On|Search Again/.test(picker.items[0]?.label ?? '')) {
        return;
      }
    }
    assert.fail(picker.items[0]?.label);
  }

  it('asks nothing before the person says so, streams lines below their sessions, and opens the log at one', async () => {
    const { picker, closed } = open();
    picker.type('preferences');
    browsing.asked();
    assert.deepEqual(
      picker.items.map(({ label }) => label),
      ['$(search) Search for “preferences”'],
    );
    assert.match(picker.items[0]?.description ?? '', /in 200 calls at most$/);
    assert.deepEqual(browsing.asked(), []);
    picker.accept(/Search for/);
    assert.equal(picker.items[0]?.label, '$(debug-stop) Stop');
    await settle(picker);
    const [first] = picker.items.map(({ description }) => description);
    assert.match(first ?? '', /^\d+ lines in \d+ sessions? · \d+ logs read.* · \d+ calls$/);
    const [, heading, hit] = picker.items.filter(({ label }) => !label.startsWith('$(info)'));
    assert.match(heading?.label ?? '', /Frame \d+.*failed/);
    assert.match(hit?.description ?? '', /preferences/);
    picker.accept(new RegExp(`^${hit?.label ?? ''}$`));
    await closed;
    assert.equal(opened.length, 1);
    assert.equal(opened[0]?.target.kind, 'line');
  });

  it('shows again what was found last, without a call', async () => {
    const first = open();
    first.picker.type('preferences');
    first.picker.accept(/Search for/);
    await settle(first.picker);
    const rows = first.picker.items.length;
    first.picker.hide();
    await first.closed;
    browsing.asked();
    const { picker, closed } = open();
    assert.deepEqual([picker.value, picker.items.length], ['preferences', rows]);
    assert.deepEqual(browsing.asked(), []);
    picker.press('Match Case');
    assert.match(picker.items[0]?.label ?? '', /Search for “preferences”/);
    picker.type('(');
    picker.press('Use Regular Expression');
    assert.match(picker.items[0]?.label ?? '', /Not a regular expression/);
    picker.hide();
    await closed;
  });

  it('stops with the box', async () => {
    const { picker, closed } = open();
    picker.type('error');
    picker.accept(/Search for/);
    picker.hide();
    await closed;
    await browsing.clock.tickAsync(60_000);
    const before = browsing.asked().length;
    await browsing.clock.tickAsync(60_000);
    assert.deepEqual([browsing.asked().length, before < 10], [0, true]);
  });
});
