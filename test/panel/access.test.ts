import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import { PanelHost, type PanelPage } from './panelPage';
import {
  NOT_FOUND,
  NOW_MS,
  UNREACHABLE,
  activeSession,
  endedSession,
  failedSession,
  longSession,
  partialSession,
  unreadSession,
} from '../support/sessions/sessions';
import { THEMES, type ThemeName } from './themes';
import { WHOLE } from './wholePage';

describe('panel › access', () => {
  let host: PanelHost;

  before(async () => {
    host = await PanelHost.start();
  });
  after(async () => {
    await host.stop();
  });

  const focused = (panel: PanelPage): Promise<string> =>
    panel.page.locator(':focus').evaluate((element) => element.textContent);

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`has nothing that axe complains about in the theme ${theme}`, async () => {
      const panel = await host.open({ theme });
      await panel.page.evaluate(axeSource);
      const scenes = {
        loading: unreadSession(undefined),
        failed: failedSession(),
        active: activeSession(),
        partial: partialSession(),
        stale: activeSession({ watched: { fault: UNREACHABLE } }),
        unread: unreadSession(NOT_FOUND),
        long: longSession('FAILED'),
        whole: failedSession(),
      };
      for (const [scene, session] of Object.entries(scenes)) {
        await panel.send(session, NOW_MS, scene === 'whole' ? WHOLE : {});
        if (scene === 'whole') {
          await panel.page.locator('#arrange-host').press('Enter');
        }
        const violations = await panel.page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
          const results = await axe.run();
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        });
        assert.deepStrictEqual(violations, [], scene);
      }
      await panel.close();
    });
  }

  it('has targets of at least 24 pixels', async () => {
    for (const width of [1100, 320]) {
      const panel = await host.open({ width });
      await panel.send(partialSession());
      await panel.send(failedSession(), NOW_MS, WHOLE);
      const small = await panel.page
        .locator('button:visible, summary')
        .evaluateAll((targets) =>
          targets
            .filter((target) => Math.min(target.clientWidth, target.getBoundingClientRect().height) < 22)
            .map((target) => target.outerHTML),
        );
      assert.deepStrictEqual(small, []);
      await panel.close();
    }
  });

  it('walks through the actions with the arrow keys, and opens one with Enter', async () => {
    const panel = await host.open();
    await panel.send(failedSession());
    const { keyboard } = panel.page;
    // The heads of the columns are the last stops before the list.
    await panel.page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').focus();
    await keyboard.press('Tab');
    assert.match(await focused(panel), /^Frame 1003 · Render/, 'the list is entered where it failed');
    await keyboard.press('ArrowUp');
    assert.match(await focused(panel), /^Frame 1002 · Render/);
    await keyboard.press('Enter');
    await keyboard.press('Home');
    assert.match(await focused(panel), /^Sync job attachments/);
    await keyboard.press('ArrowUp');
    assert.match(await focused(panel), /^Sync job attachments/);
    await keyboard.press('End');
    await keyboard.press('ArrowUp');
    assert.match(await focused(panel), /^Frame 1005 · Render/);
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    assert.doesNotMatch(await focused(panel), /^Frame|^Exit/, 'the list is one stop');
    await keyboard.press('Shift+Tab');
    assert.match(await focused(panel), /^Frame 1005 · Render/, 'and remembers where');
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openAction', sessionActionId: 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-3' },
    ]);
    await panel.close();
  });

  it('keeps the focus where it is when a new reading comes', async () => {
    const panel = await host.open();
    await panel.send(activeSession());
    await panel.page.locator('.action-open').nth(2).focus();
    await panel.send(failedSession());
    assert.match(await focused(panel), /^Frame 1001 · Render/);
    await panel.close();
  });

  it('reaches every action with Tab', async () => {
    const panel = await host.open();
    await panel.send(endedSession());
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses += 1) {
      await panel.page.keyboard.press('Tab');
      reached.add(
        await panel.page.evaluate(() => document.activeElement?.textContent.replaceAll(/\s+/g, ' ').trim() ?? ''),
      );
    }
    const buttons = await panel.page
      .locator('button:visible:not([tabindex="-1"]), summary')
      .evaluateAll((all) => all.map((button) => button.textContent.replaceAll(/\s+/g, ' ').trim()));
    assert.deepStrictEqual(
      buttons.filter((button) => !reached.has(button)),
      [],
    );
    await panel.close();
  });

  it('opens its menu by keyboard, closes it with Escape, and gives the focus back', async () => {
    const panel = await host.open();
    await panel.send(activeSession());
    const menu = panel.page.getByRole('button', { name: 'Copy', exact: true });
    assert.equal(await menu.getAttribute('aria-haspopup'), 'menu');
    await menu.press('Enter');
    await panel.page.locator('#copies-list [role="menuitem"]:focus').waitFor();
    assert.equal(await focused(panel), 'Copy session ID');
    await panel.page.keyboard.press('ArrowDown');
    assert.equal(await focused(panel), 'Copy all IDs');
    await panel.page.keyboard.press('Escape');
    assert.equal(await focused(panel), 'Copy');
    assert.equal(await panel.page.locator('#copies-list').isVisible(), false);
    await panel.close();
  });

  it('tells of an action in words with spaces between them, and what opening it does', async () => {
    const panel = await host.open();
    await panel.send(failedSession());
    const row = panel.page.getByRole('button', {
      name: /^Frame 1003 · Render ?, failed · exit 139 \(SIGSEGV\) ?, 2 min 51 s ?\. Open log\./,
    });
    assert.equal(await row.count(), 1);
    assert.doesNotMatch((await row.getAttribute('title')) ?? '', /sessionaction-/);
    await panel.close();
  });

  it('offers in its menu what can be done with the session now', async () => {
    const panel = await host.open();
    await panel.send(activeSession());
    await panel.page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    const items = panel.page.locator('#more-list [role="menuitem"]');
    const active = await items.allInnerTexts();
    assert.ok(active.includes('Watch Until It Ends') && active.includes('Open in Deadline Cloud Monitor'));
    await panel.page.getByRole('menuitem', { name: 'Reveal in Farms View' }).click();
    assert.deepStrictEqual((await panel.asked()).at(-1), { type: 'run', command: 'revealInFarms' });
    await panel.send(failedSession());
    await panel.page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    const ended = await items.allInnerTexts();
    assert.ok(ended.includes('Go to First Failure'));
    assert.ok(!ended.includes('End Session…') && !ended.includes('Watch Until It Ends'));
    await panel.close();
  });

  it('shows where the focus is', async () => {
    const panel = await host.open({ theme: 'highContrast' });
    await panel.send(failedSession());
    for (let presses = 0; presses < 12; presses += 1) {
      await panel.page.keyboard.press('Tab');
      const outline = await panel.page.evaluate(() =>
        document.activeElement ? getComputedStyle(document.activeElement).outline : '',
      );
      assert.equal(outline, 'rgb(243, 133, 24) solid 1px');
    }
    await panel.close();
  });

  it('moves nothing for people who want that', async () => {
    const moving = (panel: PanelPage): Promise<number> =>
      panel.page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    const busy = activeSession({ watched: { loading: true } });

    const panel = await host.open();
    assert.equal(await moving(panel), 1, 'the bar while it reads');
    await panel.send(busy);
    assert.equal(await moving(panel), 1, 'the picture on Refresh');
    await panel.page.evaluate(() => {
      document.body.classList.add('vscode-reduce-motion');
    });
    assert.equal(await moving(panel), 0, 'the editor’s setting');
    await panel.close();

    const still = await host.open({ reducedMotion: true });
    assert.equal(await moving(still), 0);
    await still.send(busy);
    assert.equal(await moving(still), 0, 'the system’s setting');
    await still.close();
  });

  it('shows its bars where the system chooses the colors', async () => {
    const panel = await host.open({ theme: 'highContrast', forcedColors: true });
    await panel.send(failedSession());
    const borders = await panel.page
      .locator('.bar')
      .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).borderTopWidth));
    assert.deepStrictEqual(new Set(borders), new Set(['1px']));
    await panel.close();
  });
});
