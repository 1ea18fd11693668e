import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import { comparisonResult } from '../../src/render/panel/comparisonPicture';
import type { ComparisonPicture } from '../../src/render/panel/comparisonProtocol';
import { comparison, rareLine } from '../support/sessions/comparisons';
import { DENIED, KEY, NOT_FOUND, NOW_MS } from '../support/sessions/sessions';
import { PanelHost, type PanelPage } from './panelPage';
import { THEMES, type ThemeName } from './themes';

function draw(changes: Partial<ComparisonPicture> = {}, of = comparison()): ComparisonPicture {
  return {
    request: { subject: { key: KEY, actionId: undefined }, reference: undefined },
    title: 'Frame 1003 · Render compared',
    isSample: true,
    isReading: false,
    progress: '',
    fault: undefined,
    result: comparisonResult(of, NOW_MS),
    ...changes,
  };
}

const READING: Partial<ComparisonPicture> = {
  result: undefined,
  isReading: true,
  progress: 'Reading the logs: 24,000 lines',
};

describe('panel › comparison', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open({ page: 'comparison' });
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  const show = (picture = draw()): Promise<void> => panel.tell({ type: 'comparison', picture });
  const texts = async (selector: string): Promise<readonly string[]> =>
    (await panel.page.locator(selector).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

  it('asks for its comparison as soon as it listens, and says how far the reading is', async () => {
    assert.deepStrictEqual(await panel.firstMessage(), { type: 'ready' });
    assert.equal(await panel.text(), 'Reading the logs…');
    await show(draw(READING));
    assert.deepStrictEqual(await texts('.progress-words'), ['Reading the logs: 24,000 lines']);
  });

  it('shows both runs, then the rarest lines, then what differs', async () => {
    await show();
    assert.deepStrictEqual(await texts('h2'), [
      'Frame 1003 · Render',
      'Frame 1001 · Render',
      'Rarest lines first',
      'Side by side',
    ]);
    assert.deepStrictEqual(await texts('.verdict'), [
      '14 lines of this run are not in every one of the 3 that succeeded.',
    ]);
    const lines = await texts('.quote');
    assert.equal(lines.length, 10);
    assert.match(lines[0] ?? '', /^ERROR: cannot open /);
    assert.equal(lines[3], 'WARNING: 3 lights have no link set, they light everything in 1 of 3 that succeeded');
    const rows = await texts('.side-by-side tbody tr');
    assert.ok(rows.includes('openvdb 11.0.0 10.1.0'));
    assert.ok(rows.includes('LUMINA_CACHE /scratch/cache none'));
    assert.ok(!rows.some((row) => row.startsWith('numpy')));
  });

  it('names both runs apart, also two tries of one frame, also for those who listen', async () => {
    const whole = comparison();
    const again = { ...whole.reference, action: whole.subject.action };
    await show(draw({}, { ...whole, reference: again }));
    for (const name of ['In question Frame 1003 · Render', 'Compared with Frame 1003 · Render']) {
      assert.equal(await panel.page.getByRole('region', { name, exact: true }).count(), 1, name);
    }
    assert.deepStrictEqual(await texts('.side-by-side thead th'), [
      'Frame 1003 · Render (in question)',
      'Frame 1003 · Render (compared with)',
    ]);
  });

  it('shows the other lines and what is the same when asked', async () => {
    await show();
    await panel.page.getByRole('button', { name: 'Show 4 More', exact: true }).click();
    assert.equal(await panel.page.locator('.quote').count(), 14);
    await panel.page.getByRole('button', { name: /That Are the Same$/ }).click();
    assert.ok((await texts('.side-by-side tbody tr')).includes('numpy 5.1.2 5.1.2'));
    await panel.page.getByRole('button', { name: 'Hide What Is the Same' }).click();
    await panel.page.getByRole('button', { name: 'Show Fewer' }).click();
    assert.equal(await panel.page.locator('.quote').count(), 10);
  });

  it('asks for what its buttons say', async () => {
    await show();
    const press = (name: string | RegExp): Promise<void> => panel.page.getByRole('button', { name }).click();
    await press('Open Diff');
    await press(/^lumina\.textures\.MissingTexture/);
    await press('Open Its Log');
    await press('Open the Other Log');
    await press('Compare with Another…');
    await press('Refresh');
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openDiff' },
      { type: 'openLine', index: 1 },
      { type: 'openLog', of: 'subject' },
      { type: 'openLog', of: 'reference' },
      { type: 'chooseReference' },
      { type: 'refresh' },
    ]);
  });

  it('says which log could not be read, and compares the rest', async () => {
    const whole = comparison();
    const unread = { lines: 0, isCut: false, fault: DENIED };
    await show(draw({}, { ...whole, reference: { ...whole.reference, log: unread }, differences: undefined }));
    assert.deepStrictEqual(await texts('.unread'), [DENIED.message]);
    assert.equal(await panel.page.locator('.quote').count(), 0);
    assert.ok((await texts('.side-by-side tbody tr')).length > 5);
  });

  it('says why there is nothing to compare, with the way to another session', async () => {
    await show(draw({ result: undefined, fault: NOT_FOUND }));
    assert.match(await panel.text(), new RegExp(NOT_FOUND.message.slice(0, 20)));
    assert.equal(await panel.page.getByRole('button', { name: 'Open Diff' }).count(), 0);
    await panel.page.getByRole('button', { name: 'Compare with Another…' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'chooseReference' }]);
  });

  it('tells those who listen what came of it', async () => {
    const status = panel.page.locator('[role=status]');
    await show(draw(READING));
    assert.equal(await status.innerText(), '');
    await show();
    assert.match(await status.innerText(), /^14 lines of this run/);
    await show(draw({ result: undefined, fault: NOT_FOUND }));
    assert.equal(await status.innerText(), NOT_FOUND.message);
  });

  it('keeps with the editor what is compared, not what came of it', async () => {
    await show();
    assert.deepStrictEqual(
      await panel.state(),
      JSON.parse(JSON.stringify({ version: 1, request: draw().request, scroll: 0 })),
    );
    const again = await host.open({ page: 'comparison', state: await panel.state() });
    assert.equal(await again.text(), 'Reading the logs…');
    await again.close();
  });

  it('is walked through by keyboard alone', async () => {
    await show();
    const reached = new Set<string>();
    for (let presses = 0; presses < 40; presses += 1) {
      await panel.page.keyboard.press('Tab');
      reached.add(await panel.page.evaluate(() => document.activeElement?.outerHTML ?? ''));
    }
    const stops = await panel.page
      .locator('button:visible')
      .evaluateAll((all) => all.map((button) => button.outerHTML));
    assert.deepStrictEqual(
      stops.filter((stop) => !reached.has(stop)),
      [],
    );
    await panel.page.getByRole('button', { name: /^ERROR: cannot open/ }).focus();
    await panel.page.keyboard.press('Enter');
    assert.deepStrictEqual(await panel.asked(), [{ type: 'openLine', index: 0 }]);
  });

  it('draws hostile text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](command:y) \u202eevil';
    const whole = comparison();
    await show(
      draw(
        { title: hostile },
        {
          ...whole,
          subject: { ...whole.subject, jobName: hostile },
          differences: { lines: [rareLine(hostile)], total: 1, shared: 0.5 },
          variables: [{ name: hostile, subject: hostile, reference: hostile, differs: true }],
        },
      ),
    );
    assert.equal(await panel.page.locator('main :is(img, a, b, u, i, script)').count(), 0);
    assert.match(await panel.page.locator('.quote').innerText(), /^<img src=x onerror=alert\(1\)> .*\\u202eevil$/);
  });

  it('needs no more width than a narrow window has', async () => {
    const narrow = await host.open({ page: 'comparison', width: 320 });
    await narrow.tell({ type: 'comparison', picture: draw() });
    const overflow = await narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    const small = await narrow.page
      .locator('button:visible')
      .evaluateAll(
        (targets) =>
          targets.filter((target) => Math.min(target.clientWidth, target.getBoundingClientRect().height) < 22).length,
      );
    assert.equal(small, 0);
    await narrow.close();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`has nothing that axe complains about in the theme ${theme}`, async () => {
      const page = await host.open({ page: 'comparison', theme });
      await page.page.evaluate(axeSource);
      const whole = comparison();
      const unread = { ...whole.reference, log: { lines: 0, isCut: false, fault: DENIED } };
      const scenes = {
        done: draw(),
        reading: draw(READING),
        fault: draw({ result: undefined, fault: NOT_FOUND }),
        unread: draw({}, { ...whole, reference: unread, differences: undefined }),
      };
      for (const [scene, picture] of Object.entries(scenes)) {
        await page.tell({ type: 'comparison', picture });
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
