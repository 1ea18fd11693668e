/** Takes pictures of the page in every theme and two widths, to be looked at: `npx tsx test/panel/look.ts [theme…]`. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PanelHost } from './panelPage';
import {
  NOT_FOUND,
  UNREACHABLE,
  activeSession,
  endedSession,
  failedSession,
  longSession,
  partialSession,
  unreadSession,
} from '../support/sessions';
import { THEMES, type ThemeName } from './themes';

const OUT = path.resolve(__dirname, '../../out/panel');

const SCENES = {
  failed: failedSession(),
  active: activeSession(),
  ended: endedSession(),
  long: longSession('RUNNING'),
  partial: partialSession(),
  fault: unreadSession(NOT_FOUND),
  stale: activeSession({ watched: { fault: UNREACHABLE } }),
  loading: unreadSession(undefined),
};

async function look(themes: readonly ThemeName[]): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const host = await PanelHost.start();
  for (const theme of themes) {
    for (const width of [1100, 420]) {
      const panel = await host.open({ theme, width, height: width === 420 ? 1300 : 800 });
      for (const [scene, session] of Object.entries(SCENES)) {
        await panel.send(session);
        await panel.page.screenshot({ path: path.join(OUT, `${theme}-${scene}-${width}.png`), fullPage: width > 420 });
      }
      if (panel.problems.length > 0) {
        console.error(theme, width, panel.problems);
      }
      await panel.close();
    }
  }
  await host.stop();
}

const named = process.argv.slice(2) as ThemeName[];
void look(named.length > 0 ? named : (Object.keys(THEMES) as ThemeName[]));
