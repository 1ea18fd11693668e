import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import fc from 'fast-check';
import { jobLanes } from '../../src/core/timeline/jobLanes';
import type { JobRun } from '../../src/core/timeline/jobRun';
import { jobPicture } from '../../src/render/panel/jobPicture';
import { lanesPicture } from '../../src/render/panel/lanesPicture';
import {
  actionOf,
  crowdedRun,
  DONE_RUN,
  jobRun,
  sessionOf,
  smallRun,
  task,
  workerId,
} from '../support/sessions/jobRuns';
import { DENIED, NOW_MS } from '../support/sessions/sessions';
import { jobTriage } from '../support/sessions/triages';
import { PanelHost, type PanelPage } from './panelPage';
import { THEMES, type ThemeName } from './themes';

/** In the census of hostile names: workers of a page, and names in all. Each page draws some thousands of them. */
const WORKERS = 40;
const STRINGS = 100_000;

describe('panel › lanes of a job', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await openJob();
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  async function openJob(options: Parameters<PanelHost['open']>[0] = {}): Promise<PanelPage> {
    const page = await host.open({ page: 'job', ...options });
    const context = { nowMs: NOW_MS, names: {}, mayRetry: true, mostGroups: 25, seen: () => undefined };
    await page.tell({ type: 'job', picture: jobPicture(jobTriage([]), context) });
    return page;
  }
  const show = (run: JobRun, page = panel): Promise<void> =>
    page.tell({ type: 'lanes', lanes: lanesPicture(run, jobLanes(run, NOW_MS)) });
  const area = () => panel.page.locator('.timeline-frame');
  const button = (name: string | RegExp) => panel.page.getByRole('button', { name });
  const nextFrame = (): Promise<unknown> =>
    panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const rows = async (): Promise<readonly string[]> =>
    (await panel.page.locator('.lanes-table tbody tr').allInnerTexts()).map((row) => row.split(/\s*\t\s*/).join(' | '));

  async function drawn(): Promise<string> {
    await nextFrame();
    return panel.page.locator('.timeline canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  }

  /** A place in a lane, so many seconds after the submission, of the small run: 7,200 s with a fiftieth of room on both sides. */
  async function placeOf(lane: number, seconds: number): Promise<{ x: number; y: number }> {
    const { width } = (await area().boundingBox()) ?? { width: 0 };
    const gutter = Math.min(140, width / 4);
    const share = (seconds / 7200 + 0.02) / 1.04;
    return { x: gutter + share * (width - gutter), y: 20 + lane * 24 + 12 };
  }

  it('are read when somebody asks for them, and say how far that is', async () => {
    assert.equal(await area().count(), 0);
    await button('Show the Job as a Picture').click();
    await show(smallRun({ actions: [], sessions: [], progress: { ...DONE_RUN, state: 'reading', phase: 'job' } }));
    assert.match(await panel.text(), /Reading the job and its steps/);
    await button('Stop').click();
    await show(smallRun({ progress: { ...DONE_RUN, state: 'stopped' } }));
    assert.match(await panel.text(), /Stopped\. Read so far: 6 actions of 2 sessions; the rest is left out\./);
    await button('Continue').click();
    await show(smallRun());
    assert.match(await panel.text(), /As of \d\d:\d\d:\d\d/);
    await button('Read Again').click();
    await button('Save as Chrome Trace…').click();
    assert.deepStrictEqual(
      (await panel.asked()).map(({ type }) => type),
      ['showLanes', 'stopLanes', 'showLanes', 'showLanes', 'saveTrace'],
    );
  });

  it('say that no session has begun, or why none is known', async () => {
    await show(jobRun());
    assert.match(await panel.text(), /No session of this job has begun\./);
    await show(jobRun({ unread: [{ what: 'sessions', fault: DENIED }] }));
    assert.match(await panel.text(), /The sessions could not be read: /);
    assert.doesNotMatch(await panel.text(), /No session/);
  });

  it('have a table that says the same, in the same order', async () => {
    await show(smallRun());
    assert.deepStrictEqual(await rows(), [
      'node2 | 1 | 2 | 1 | 8 min 30 s | 1 min 30 s | 08:16:11 | 08:25:21',
      'node10 | 1 | 1 | 0 | 1 h 56 min | 10 s | 08:18:11 | still there',
    ]);
    const before = await drawn();
    const head = button(/^Failed/);
    await head.click();
    assert.match((await rows())[0] ?? '', /^node10/);
    assert.notEqual(await drawn(), before, 'the lanes have the order of the table');
    assert.equal(await panel.page.locator('th[aria-sort=ascending]').innerText(), 'Failed ↑');
    await head.click();
    assert.match((await rows())[0] ?? '', /^node2/);
    await head.click();
    assert.equal(await drawn(), before);
  });

  it('open the session of a worker from the table, by keyboard', async () => {
    await show(smallRun());
    await button('node10').focus();
    await panel.page.keyboard.press('Enter');
    assert.deepStrictEqual(await panel.asked(), [{ type: 'openLaneSession', index: 1 }]);
  });

  it('say exactly what is under the pointer: an action, a session, a worker', async () => {
    await show(smallRun());
    const tip = panel.page.locator('.timeline-tip > div');
    await area().hover({ position: await placeOf(0, 540) });
    assert.deepStrictEqual(await tip.allInnerTexts(), [
      'Frame 1002 · Render',
      'failed on node2',
      '3 min 40 s',
      'Began 2026-11-23 08:21:41.000 +01:00',
      'Ended 2026-11-23 08:25:21.000 +01:00',
      'Click to open its session there',
    ]);
    await area().hover({ position: await placeOf(0, 675) });
    assert.deepStrictEqual((await tip.allInnerTexts()).slice(0, 3), [
      'Session 1 on node2',
      'Nothing ran here',
      '10 min 00 s',
    ]);
    await area().hover({ position: { x: 20, y: 30 } });
    assert.deepStrictEqual((await tip.allInnerTexts()).slice(0, 2), ['node2', '1 session, 2 task runs, 1 failed']);
    await panel.page.mouse.move(5, 5);
    assert.equal(await tip.count(), 0);
  });

  it('open what is clicked', async () => {
    await show(smallRun());
    await area().click({ position: await placeOf(0, 540) });
    await area().click({ position: await placeOf(0, 675) });
    await area().click({ position: { x: 20, y: 56 } });
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openLaneAction', index: 2 },
      { type: 'openLaneSession', index: 0, session: 0 },
      { type: 'openLaneSession', index: 1 },
    ]);
  });

  it('are zoomed by keys, and what is read meanwhile leaves the view alone', async () => {
    await show(smallRun());
    const whole = await drawn();
    await area().focus();
    await panel.page.keyboard.press('+');
    const near = await drawn();
    assert.notEqual(near, whole);
    await show(smallRun());
    assert.equal(await drawn(), near);
    await panel.page.keyboard.press('0');
    assert.equal(await drawn(), whole);
  });

  it('show a failure among 13,000 actions, zoom in where many are clicked at, and draw only the lanes in sight', async () => {
    const run = crowdedRun(13_000);
    const failed = run.actions.findIndex(({ status }) => status === 'FAILED');
    const good = run.actions.map((action, index) => (index === failed ? action : { ...action, status: 'SUCCEEDED' }));
    await show({ ...run, actions: good, consumers: undefined });
    await nextFrame();
    const red = await panel.page.locator('.timeline canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(150, 0, width - 150, height) ?? {};
      let count = 0;
      for (let at = 0; data && at < data.length; at += 4) {
        count += (data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 150 ? 1 : 0;
      }
      return count;
    });
    assert.ok(red >= 20 && red <= 80, `${red} red pixels`);
    const { clientHeight, scrollHeight } = await area().evaluate(({ clientHeight, scrollHeight }) => ({
      clientHeight,
      scrollHeight,
    }));
    assert.ok(clientHeight === 500 && scrollHeight >= 48 * 24, `${clientHeight} of ${scrollHeight}`);
    for (let clicks = 0; clicks < 12 && (await panel.asked()).length === 0; clicks += 1) {
      await area().click({ position: { x: 500, y: 80 } });
      await nextFrame();
    }
    assert.match((await panel.asked())[0]?.type ?? '', /^openLane/);
    assert.equal((await rows()).length, 20);
    await button('Show 20 of 28 More Workers').click();
    assert.equal((await rows()).length, 40);
  });

  it('show odd times without a fault: none, at one instant, overlapping, far away', async () => {
    const sessions = [sessionOf(1, 1, 0, 100), sessionOf(2, 1, 50, 120)];
    const scenes: readonly JobRun[] = [
      jobRun(),
      jobRun({ sessions }),
      jobRun({ actions: [actionOf(1, 0, task(1), undefined, undefined, 'FAILED')] }),
      jobRun({ sessions: [sessionOf(1, 1, 5, 5)], actions: [actionOf(1, 0, task(1), 5, 5)] }),
      jobRun({ sessions, actions: [0, 1, 2].map((index) => actionOf(1, index, task(index), 10, 90)) }),
      jobRun({ sessions, actions: [{ ...actionOf(1, 0, task(1), 1, 2), startedAtMs: 0 }] }),
      jobRun({ sessions, actions: [{ ...actionOf(1, 0, task(1), 1, 2), endedAtMs: 8.64e15 }] }),
    ];
    for (const run of scenes) {
      await show(run);
      await nextFrame();
      assert.doesNotMatch(await panel.text(), /NaN|Infinity|undefined|Invalid|unknown/);
    }
  });

  it(`draw ${STRINGS.toLocaleString('en-US')} hostile names as text, nothing else`, async () => {
    const named = (next: () => string): JobRun => {
      const run = crowdedRun(2_500, WORKERS);
      return {
        ...run,
        actions: run.actions.map((action) => ({
          ...action,
          status: next(),
          definition: { kind: 'unknown', name: next() },
        })),
        hostNames: new Map(Array.from({ length: WORKERS }, (_, worker) => [workerId(worker), next()])),
        stepNames: Object.fromEntries(Object.keys(run.stepNames).map((stepId) => [stepId, next()])),
        unread: [{ what: 'hosts', fault: { ...DENIED, message: next() } }],
      };
    };
    const census = (): Promise<readonly string[]> =>
      panel.page.evaluate(() => {
        const kinds = new Set<string>();
        for (const element of document.querySelectorAll('*')) {
          for (const { name } of element.attributes) {
            kinds.add(`${element.localName}[${name}]`);
          }
          kinds.add(element.localName);
        }
        return [...kinds].sort();
      });
    let count = 0;
    await show(named(() => `harmless ${(count += 1)}`));
    const template = await census();
    const names = fc.sample(
      fc.oneof(
        fc.constantFrom(
          '<img src=x onerror=hacked=1>',
          '"><script>hacked=1</script>',
          '\u202egnp.exe',
          'x'.repeat(4096),
        ),
        fc.string({ unit: 'binary', maxLength: 40 }),
      ),
      { numRuns: STRINGS, seed: 7 },
    );
    for (let used = 0; used < STRINGS;) {
      await show(named(() => names[(used += 1) % names.length] ?? ''));
      assert.deepStrictEqual(await census(), template);
      const shown = await panel.text();
      assert.doesNotMatch(shown, /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
    }
    assert.equal(await panel.page.evaluate(() => 'hacked' in window), false);
  });

  it('need no more width than a narrow window has', async () => {
    const narrow = await openJob({ width: 320 });
    await show(crowdedRun(300, 12), narrow);
    const overflow = await narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await narrow.close();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`have nothing that axe complains about in the theme ${theme}`, async () => {
      const page = await openJob({ theme });
      await page.page.evaluate(axeSource);
      const scenes: Readonly<Record<string, JobRun | undefined>> = {
        closed: undefined,
        empty: jobRun(),
        reading: smallRun({ progress: { ...DONE_RUN, state: 'reading' } }),
        partial: smallRun({ unread: [{ what: 'hosts', fault: DENIED }] }),
        done: crowdedRun(300, 12),
      };
      for (const [scene, run] of Object.entries(scenes)) {
        if (run) {
          await show(run, page);
        }
        const violations = await page.page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
          const results = await axe.run();
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        });
        assert.deepStrictEqual(violations, [], scene);
      }
      await page.close();
    });
  }
});
