import assert from 'node:assert/strict';
import type { WatchedSession } from '../../src/core/session/watchedSession';
import type { JobPace } from '../../src/core/timeline/jobPace';
import { PanelHost, type PanelPage } from './panelPage';
import {
  NOW_MS,
  STARTED_MS,
  action,
  activeSession,
  failedSession,
  frame,
  loaded,
  partialSession,
} from '../support/sessions/sessions';
import { canceledSession, hugeSession } from '../support/sessions/timelines';

describe('panel › timeline', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open();
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  const area = () => panel.page.locator('.timeline-frame');
  const nextFrame = (): Promise<unknown> =>
    panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

  /** What is drawn, to compare. */
  async function drawn(): Promise<string> {
    await nextFrame();
    return panel.page.locator('.timeline canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  }

  /** The middle of an action’s bar in a session that is shown whole; of 520 seconds with a fiftieth of room on both sides. */
  async function placeOf(
    fromSeconds: number,
    toSeconds: number,
    spanSeconds: number,
  ): Promise<{ x: number; y: number }> {
    const { width, height } = (await area().boundingBox()) ?? { width: 0, height: 0 };
    const share = ((fromSeconds + toSeconds) / 2 / spanSeconds + 0.02) / 1.04;
    return { x: share * width, y: height - 13 };
  }

  async function figures(): Promise<readonly string[]> {
    const text = await panel.page.locator('.figures').innerText();
    return text.split('\n').filter((line) => line !== '');
  }

  it('says in words how the session spent its time', async () => {
    await panel.send(canceledSession());
    assert.deepStrictEqual(await figures(), [
      'Busy',
      '8 min 04 s (76 %)',
      'Idle',
      '2 min 36 s (24 %)',
      'Start-up',
      '1 min 36 s (15 %)',
      'Slowest task',
      '3 min 03 s (Frame 1003 · Render)',
      'Median task',
      '1 min 31 s',
    ]);
  });

  it('reads the job’s other sessions at a press, and sets their figures beside the session’s own', async () => {
    await panel.send(canceledSession());
    await panel.page.getByRole('button', { name: 'Compare with the Job’s Other Sessions' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'readPace' }]);
    const pace: JobPace = {
      isOfSameSteps: true,
      sessions: 12,
      tasks: 120,
      medianTaskMs: 80_000,
      slowestTaskMs: 400_000,
      busyShare: 0.913,
      startUpShare: 0.04,
      isWhole: true,
      readAtMs: NOW_MS,
    };
    await panel.send(canceledSession(), NOW_MS, { pace });
    const others = (await figures()).filter((line) => line.startsWith('Other sessions'));
    assert.deepStrictEqual(
      others.map((line) => line.slice('Other sessions: '.length)),
      ['91 %', '9 %', '4 %', '6 min 40 s', '1 min 20 s'],
    );
    const words = panel.page.locator('.pace');
    assert.match(
      await words.innerText(),
      /^Compared with 12 other sessions of the job that ended 120 tasks of the same steps\. Read at \d\d:\d\d:\d\d\.$/,
    );
    await panel.send(canceledSession(), NOW_MS, {
      pace: { ...pace, sessions: 0, tasks: 0, isWhole: false, medianTaskMs: undefined, slowestTaskMs: undefined },
    });
    assert.match(await words.innerText(), /^No other session .* Read in part, its first actions only, at /);
  });

  it('says exactly what is under the pointer: an action, a gap, an environment', async () => {
    await panel.send(canceledSession());
    const tip = panel.page.locator('.timeline-tip > div');
    await area().hover({ position: await placeOf(421, 604, 640) });
    assert.deepStrictEqual(await tip.allInnerTexts(), [
      'Frame 1003 · Render',
      'canceled · exit 143 (SIGTERM)',
      '3 min 03 s',
      'Began 2026-11-23 10:09:28.000 +01:00',
      'Ended 2026-11-23 10:12:31.000 +01:00',
      'Click to open the log there',
    ]);
    await area().hover({ position: await placeOf(210, 330, 640) });
    assert.deepStrictEqual((await tip.allInnerTexts()).slice(0, 2), ['Nothing ran', '2 min 00 s']);
    const { x } = await placeOf(46, 630, 640);
    await area().hover({ position: { x, y: 30 } });
    assert.deepStrictEqual((await tip.allInnerTexts()).slice(0, 2), ['Environment Conda packages', '9 min 44 s']);
    await panel.page.mouse.move(5, 5);
    assert.equal(await tip.count(), 0);
  });

  it('opens the log of the action that is clicked', async () => {
    await panel.send(failedSession());
    await area().click({ position: await placeOf(321, 492, 520) });
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openAction', sessionActionId: 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-4' },
    ]);
  });

  it('zooms in where many actions are clicked at, until one can be opened', async () => {
    await panel.send(hugeSession(5000));
    const position = await placeOf(200, 200, 720);
    await area().hover({ position });
    assert.match((await panel.page.locator('.timeline-tip > div').allInnerTexts()).join('\n'), /^\d+ actions/);
    for (let clicks = 0; clicks < 12 && (await panel.asked()).length === 0; clicks += 1) {
      await area().click({ position });
      await nextFrame();
    }
    assert.equal((await panel.asked())[0]?.type, 'openAction');
  });

  it('is zoomed and moved by keys, and shown whole again', async () => {
    await panel.send(failedSession());
    const whole = await drawn();
    await area().focus();
    for (const [key, back] of [
      ['+', '-'],
      ['=', '0'],
      ['+', 'Home'],
    ] as const) {
      await panel.page.keyboard.press(key);
      assert.notEqual(await drawn(), whole, key);
      await panel.page.keyboard.press(back);
      assert.equal(await drawn(), whole, back);
    }
    await panel.page.keyboard.press('+');
    const near = await drawn();
    await panel.page.keyboard.press('ArrowRight');
    assert.notEqual(await drawn(), near);
    await panel.page.keyboard.press('ArrowLeft');
    assert.equal(await drawn(), near);
  });

  it('is zoomed by the wheel with Ctrl, moved by dragging, and leaves the wheel alone to the page', async () => {
    await panel.send(failedSession());
    const whole = await drawn();
    await area().scrollIntoViewIfNeeded();
    const box = await area().boundingBox();
    assert.ok(box);
    const { mouse, keyboard } = panel.page;
    await mouse.move(box.x + 500, box.y + 50);
    await mouse.wheel(0, 10);
    assert.equal(await drawn(), whole);
    await keyboard.down('Control');
    await mouse.wheel(0, -300);
    await keyboard.up('Control');
    const near = await drawn();
    assert.notEqual(near, whole);
    await mouse.down();
    await mouse.move(box.x + 300, box.y + 50, { steps: 4 });
    assert.notEqual(await drawn(), near);
    await mouse.up();
    assert.deepStrictEqual(await panel.asked(), [], 'dragging opens nothing');
  });

  it('is zoomed by two fingers', async () => {
    await panel.send(failedSession());
    const whole = await drawn();
    await area().evaluate((element) => {
      element.setPointerCapture = () => undefined;
      const { left, top } = element.getBoundingClientRect();
      const finger = (type: string, pointerId: number, x: number): void => {
        const at = { clientX: left + x, clientY: top + 50, pointerId, pointerType: 'touch', button: 0, bubbles: true };
        element.dispatchEvent(new PointerEvent(type, at));
      };
      finger('pointerdown', 1, 400);
      finger('pointerdown', 2, 500);
      finger('pointermove', 1, 300);
      finger('pointermove', 2, 600);
      finger('pointerup', 1, 300);
      finger('pointerup', 2, 600);
    });
    assert.notEqual(await drawn(), whole);
    assert.deepStrictEqual(await panel.asked(), []);
  });

  it('has buttons for those who have only those', async () => {
    await panel.send(failedSession());
    const whole = await drawn();
    const button = (name: string) => panel.page.getByRole('button', { name });
    assert.equal(await button('Zoom Out').getAttribute('aria-disabled'), 'true');
    await button('Zoom In').click();
    assert.notEqual(await drawn(), whole);
    await button('Zoom Out').click();
    assert.equal(await drawn(), whole);
    await button('Zoom In').click();
    await button('Show All').click();
    assert.equal(await drawn(), whole);
    await button('Save as Chrome Trace…').click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'saveTrace' }]);
  });

  it('draws every failure, however many actions there are', async () => {
    await panel.send(hugeSession(5000));
    await nextFrame();
    const red = await panel.page.locator('.timeline canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const line = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, height - 3, width, 1).data ?? [];
      const isRed = (x: number): boolean => (line[x * 4] ?? 0) > 200 && (line[x * 4 + 1] ?? 255) < 150;
      return Array.from({ length: width }, (_, x) => isRed(x) && !isRed(x - 1)).filter(Boolean).length;
    });
    assert.equal(red, 5);
  });

  it('draws only the rows in sight where everything ran at the same time', async () => {
    const actions = Array.from({ length: 2000 }, (_, index) => action(index, frame(index), 'SUCCEEDED', 5, 50));
    await panel.send(activeSession({ snapshot: { actions: loaded(actions) } }));
    const { clientHeight, scrollHeight } = await area().evaluate(({ clientHeight, scrollHeight }) => ({
      clientHeight,
      scrollHeight,
    }));
    assert.ok(clientHeight <= 280 && scrollHeight >= 2000 * 26, `${clientHeight} of ${scrollHeight}`);
    const before = await drawn();
    await area().evaluate((element) => {
      element.scrollTop = 13;
    });
    assert.notEqual(await drawn(), before);
  });

  it('shows odd times without a fault: before the session, after its end, at one instant, the wrong way round', async () => {
    const scenes: readonly (readonly ReturnType<typeof action>[])[] = [
      [action(0, frame(1), 'SUCCEEDED', -5000, -4000), action(1, frame(2), 'FAILED', 9000, 9100)],
      [action(0, frame(1), 'SUCCEEDED', 5, 5), action(1, frame(2), 'SUCCEEDED', 5, 5)],
      [action(0, frame(1), 'SUCCEEDED', 50, 5)],
      [{ ...action(0, frame(1), 'SUCCEEDED', 1, 2), startedAtMs: 0 }],
      [
        action(
          0,
          { ...frame(1), parameters: { ['N'.repeat(4096)]: '‏עברית照明'.repeat(400) } } as never,
          'SUCCEEDED',
          1,
          90,
        ),
      ],
    ];
    for (const actions of scenes) {
      const session: WatchedSession = failedSession({ snapshot: { actions: loaded(actions) } });
      await panel.send(session);
      await nextFrame();
      assert.doesNotMatch(await panel.text(), /NaN|undefined|Infinity|Invalid/);
    }
    await panel.send(failedSession({ snapshot: { actions: loaded(scenes[0] ?? []) } }));
    assert.match(await panel.text(), /2 actions lie outside of the session’s time: the clocks disagree\./);
    await panel.page.setViewportSize({ width: 300, height: 800 });
    assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 300);
  });

  it('has the host’s memory and disk below it, in figures and under the pointer, where they were measured', async () => {
    const sample = (minute: number, memory: number) => ({
      timestampMs: STARTED_MS + minute * 60_000,
      memory,
      memoryTotalBytes: 64 * 2 ** 30,
      disk: 0.25,
      cpu: undefined,
      gpuMemory: undefined,
    });
    await panel.send(failedSession());
    const without = (await area().boundingBox())?.height ?? 0;
    await panel.send(failedSession(), undefined, { machine: [1, 2, 3].map((minute) => sample(minute, 0.3 * minute)) });
    assert.equal((await area().boundingBox())?.height, without + 48);
    assert.deepStrictEqual((await figures()).slice(-4), [
      'Host memory',
      'at most 90 % of 64 GiB (10:05:27)',
      'Host disk',
      'at most 25 % (10:03:27)',
    ]);
    const { x } = await placeOf(120, 120, 520);
    await area().hover({ position: { x, y: without + 30 } });
    assert.deepStrictEqual((await panel.page.locator('.timeline-tip > div').allInnerTexts()).slice(0, 3), [
      'The whole host',
      'Memory 60 % of 64 GiB',
      'Disk 25 % (root volume)',
    ]);
    await panel.send(failedSession(), undefined, { machine: [] });
    assert.equal((await area().boundingBox())?.height, without);
  });

  it('is not there where no action has begun or none may be read', async () => {
    await panel.send(activeSession({ snapshot: { actions: loaded([action(0, frame(1), 'SCHEDULED')]) } }));
    assert.equal(await panel.page.locator('#timeline').count(), 0);
    await panel.send(partialSession());
    assert.equal(await panel.page.locator('#timeline').count(), 0);
  });

  it('takes the colors of another theme as soon as there is one', async () => {
    await panel.send(failedSession());
    const dark = await drawn();
    await panel.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-foreground', '#123456');
    });
    assert.notEqual(await drawn(), dark);
  });
});
