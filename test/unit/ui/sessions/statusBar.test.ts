import assert from 'node:assert/strict';
import type { News } from '../../../../src/core/news';
import { keyId } from '../../../../src/core/session/sessionKey';
import { COMMANDS } from '../../../../src/ui/names';
import { StatusBar } from '../../../../src/ui/sessions/statusBar';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { loaded } from '../../../support/sessions/sessions';
import { HOSTILE, iconsIn } from '../../../support/vscode/interpreted';
import { resetVSCode, shown } from '../../../support/vscode/shown';
import { ColorThemeKind } from '../../../support/vscode/types';
import { window as vscode } from '../../../support/vscode/window';

const session = (index: number): Watchable => ({ kind: 'session', key: numberedKey(index) });

describe('the status bar', () => {
  let computer: Computer;
  let window: ListWindow;
  let bar: StatusBar;
  beforeEach(async () => {
    resetVSCode();
    computer = new Computer();
    window = computer.openWindow();
    for (let index = 0; index < 3; index += 1) {
      computer.service.put(numberedSnapshot(index));
      window.list.add(numberedKey(index));
    }
    window.store.setAttention(true);
    await computer.settle();
    const { watching, watchList, store, list } = window;
    const currentConnection = { here: undefined };
    const now = (): number => computer.clock.now;
    bar = new StatusBar({ watching, watchList, watchedParts: watching.parts, store, list, currentConnection, now });
  });

  async function watch(...indexes: readonly number[]): Promise<void> {
    window.watchList.watch(indexes.map(session));
    await computer.settle();
  }

  it('is not there while nothing is watched', () => {
    assert.deepEqual(shown.statusBar, []);
  });

  it('has the progress of a single session, and counts several', async () => {
    await watch(0);
    assert.match(shown.statusBar.at(-1) ?? '', /^\$\(play-circle\) shot 0 (\d+ %|active)$/);
    await watch(1, 2);
    assert.equal(shown.statusBar.at(-1), '$(play-circle) 3 active');
  });

  async function fail(): Promise<void> {
    await watch(0);
    const news: News = {
      id: `${keyId(numberedKey(0))}#1`,
      kind: 'sessionFailed',
      about: { kind: 'session', key: numberedKey(0) },
      atMs: computer.clock.now,
      title: 'shot 0',
      text: 'It failed.',
      group: 'no license',
    };
    window.watching.news.claim([news], false);
    await computer.settle();
  }

  const colors: Readonly<Partial<Record<keyof typeof ColorThemeKind, readonly (string | undefined)[]>>> = {
    Dark: [undefined, 'statusBarItem.errorBackground'],
    HighContrast: ['deadlineSessions.failed', undefined],
    HighContrastLight: [undefined, 'statusBarItem.errorBackground'],
  };
  for (const [kind, expected] of Object.entries(colors)) {
    it(`is red for a failure in a theme of the kind ${kind}`, async () => {
      vscode.activeColorTheme.kind = ColorThemeKind[kind as keyof typeof ColorThemeKind];
      await fail();
      const { color, backgroundColor } = shown.statusBarItem;
      assert.deepEqual([color?.id, backgroundColor?.id], expected);
      vscode.activeColorTheme.kind = ColorThemeKind.Dark;
    });
  }

  it('has a failure until a person has looked at the list', async () => {
    await fail();
    assert.equal(shown.statusBar.at(-1), '$(error) shot 0 failed: no license');
    void bar.pick();
    await computer.settle();
    assert.match(shown.statusBar.at(-1) ?? '', /^\$\(play-circle\) shot 0/);
  });

  it('lists what is watched, with buttons to open the log and to stop watching', async () => {
    await watch(0, 1);
    const chosen = bar.pick();
    const [picker] = shown.picks;
    assert.deepEqual(
      picker?.items.map(({ label, buttons = [] }) => [label, buttons.map(({ tooltip }) => tooltip)]),
      [
        ['$(play-circle) shot 0', ['Open Log', 'Stop Watching']],
        ['$(play-circle) shot 1', ['Open Log', 'Stop Watching']],
        ['$(search) Look up another session…', []],
      ],
    );
    picker.press('Stop Watching', /shot 1/);
    assert.deepEqual(await chosen, [COMMANDS.unwatch, numberedKey(1)]);
    const statistics = bar.pick();
    shown.picks[1]?.press('Show Watch Statistics');
    assert.deepEqual(await statistics, [COMMANDS.showWatchStatistics]);
  });

  for (const name of [...HOSTILE, 'a | b | [c](command:d)']) {
    it(`draws nothing of a session called ${JSON.stringify(name)}`, async () => {
      const { job, ...rest } = numberedSnapshot(0);
      assert.ok(job.ok);
      computer.service.put({ ...rest, job: loaded({ ...job.value, name }) });
      await window.store.refresh(numberedKey(0));
      await watch(0);
      assert.deepEqual(iconsIn(shown.statusBar.at(-1) ?? ''), ['$(play-circle)']);
      void bar.pick();
      assert.deepEqual(iconsIn(shown.picks[0]?.items[0]?.label ?? ''), ['$(play-circle)']);
    });
  }
});
