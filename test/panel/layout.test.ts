import assert from 'node:assert/strict';
import { SECTIONS } from '../../src/render/panel/panelProtocol';
import { failedSession, loaded, NOW_MS } from '../support/sessions/sessions';
import { PanelHost, type PanelPage } from './panelPage';

describe('panel › layout', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open();
    await panel.send(failedSession());
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  /** The sections that can be moved, from top to bottom as the document has them. */
  const shown = (): Promise<readonly string[]> =>
    panel.page
      .locator('main h2')
      .evaluateAll((all, known) => all.map(({ id }) => id).filter((id) => known.includes(id)), [
        ...SECTIONS,
      ] as string[]);
  /** Waits until the sections, or those at that place, are these: a page draws itself again after a key was handled. */
  const shows = async (expected: readonly string[], from = 0, to?: number): Promise<void> => {
    await panel.page
      .waitForFunction(
        ([known, wanted, first, last]) => {
          const ids = Array.from(document.querySelectorAll('main h2'), ({ id }) => id);
          return (
            ids
              .filter((id) => known.includes(id))
              .slice(first, last)
              .join() === wanted.join()
          );
        },
        [[...SECTIONS] as string[], expected, from, to] as const,
        { timeout: 10_000 },
      )
      .catch(() => undefined);
    assert.deepStrictEqual((await shown()).slice(from, to), expected);
  };
  const menuOf = (title: string) => panel.page.getByRole('button', { name: `Move ${title}`, exact: true });
  const focusedId = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.id ?? '');

  it('has the sections in the order that they have at first, until they are moved', async () => {
    await shows([...SECTIONS]);
  });

  it('moves a section by its menu, by mouse, tells the extension, and keeps the focus on its button', async () => {
    await panel.page.locator('section[aria-labelledby="host"]').hover();
    await menuOf('Host').click();
    await panel.page.getByRole('menuitem', { name: 'Move Up' }).click();
    const order = ['timeline', 'host', 'actions', 'logs', 'lifecycle', 'job', 'raw'];
    await shows(order);
    assert.deepStrictEqual(await panel.asked(), [{ type: 'arrange', order }]);
    assert.equal(await focusedId(), 'arrange-host');
  });

  it('moves a section by keyboard alone: through the menu, and with Alt and the arrow keys', async () => {
    const { keyboard } = panel.page;
    await menuOf('Job').focus();
    await keyboard.press('Enter');
    await panel.page.getByRole('menuitem', { name: 'Move Up' }).and(panel.page.locator(':focus')).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await shows(['raw', 'job'], -2);
    assert.equal(await focusedId(), 'arrange-job');
    await keyboard.press('Alt+ArrowUp');
    await keyboard.press('Alt+ArrowUp');
    await shows(['job', 'lifecycle', 'raw'], -3);
    assert.equal(await focusedId(), 'arrange-job');
    assert.match((await panel.page.getByRole('status').textContent()) ?? '', /^Section moved/);
  });

  it('moves a section also from the button that folds it, and leaves the focus there', async () => {
    await panel.page.getByRole('button', { name: 'Timeline', exact: true }).focus();
    await panel.page.keyboard.press('Alt+ArrowDown');
    await shows(['actions', 'timeline'], 0, 2);
    assert.equal(await focusedId(), 'fold-timeline');
  });

  it('offers only what is possible', async () => {
    const entries = async (title: string): Promise<readonly string[]> => {
      await menuOf(title).press('Enter');
      const menu = panel.page.getByRole('menu', { name: `Move ${title}` });
      const titles = await menu.getByRole('menuitem').allInnerTexts();
      await panel.page.keyboard.press('Escape');
      return titles;
    };
    assert.deepStrictEqual(await entries('Timeline'), ['Move Down']);
    assert.deepStrictEqual(await entries('Raw'), ['Move Up']);
    await panel.send(failedSession(), NOW_MS, { folded: ['raw'] });
    assert.deepStrictEqual(await entries('Host'), ['Move Up', 'Move Down', 'Reset Layout']);
    await menuOf('Timeline').focus();
    await panel.page.keyboard.press('Alt+ArrowUp');
    await shows([...SECTIONS]);
  });

  it('resets the layout: order and folded sections', async () => {
    await panel.send(failedSession(), NOW_MS, { folded: ['host'], order: [...SECTIONS].reverse() });
    await shows([...SECTIONS].reverse());
    await menuOf('Raw').press('Enter');
    await panel.page.getByRole('menuitem', { name: 'Reset Layout' }).press('Enter');
    await shows([...SECTIONS]);
    assert.deepStrictEqual(await panel.asked(), [{ type: 'resetLayout' }]);
    assert.match(await panel.text(), /IP address/);
    assert.equal(await focusedId(), 'arrange-raw');
  });

  it('passes over the timeline of a session in which nothing has begun', async () => {
    await panel.send(failedSession({ snapshot: { actions: loaded([]) } }));
    await menuOf('Actions').focus();
    await panel.page.keyboard.press('Alt+ArrowUp');
    assert.deepStrictEqual(await panel.asked(), []);
    await panel.page.keyboard.press('Alt+ArrowDown');
    await shows(['host', 'actions'], 0, 2);
  });

  it('keeps the order with the editor, so that a page comes back as it was', async () => {
    await panel.send(failedSession(), NOW_MS, { order: [...SECTIONS].reverse() });
    const state = await panel.state();
    await panel.close();
    panel = await host.open({ state });
    await shows([...SECTIONS].reverse());
  });

  it('can be moved at 320 pixels, where nothing lies beside the page', async () => {
    await panel.close();
    panel = await host.open({ width: 320 });
    await panel.send(failedSession());
    for (const title of ['Timeline', 'Actions', 'Host', 'Logs', 'Lifecycle', 'Job', 'Raw']) {
      await menuOf(title).press('Enter');
      const menu = panel.page.getByRole('menu', { name: `Move ${title}` });
      const box = await menu.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 320, title);
      await panel.page.keyboard.press('Escape');
    }
    assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
});
