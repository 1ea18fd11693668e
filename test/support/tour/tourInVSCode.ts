/** What VS Code runs as `extensionTestsPath` for the tour: plays the scenes and takes a picture after each. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import * as vscode from 'vscode';

import { saveScreenshot } from '../ui/window';
import { causeScenes } from './causeScenes';
import { everydayScenes } from './everydayScenes';
import { languageScenes } from './languageScenes';
import { missedTexts } from './missedTexts';
import { jobScenes } from './jobScenes';
import { logScenes } from './logScenes';
import { narrowScenes } from './narrowScenes';
import { newsScenes } from './newsScenes';
import { plainTextScenes } from './plainTextScenes';
import { scenes } from './scenes';
import { watchScenes } from './watchScenes';

const all = [
  ...scenes,
  ...causeScenes,
  ...everydayScenes,
  ...jobScenes,
  ...logScenes,
  ...narrowScenes,
  ...plainTextScenes,
  ...newsScenes,
  ...watchScenes,
];

/** Saves `01-lookUp.png` and so on in the folder that `TOUR_DIR` names. A scene that fails is pictured as it is, and named. */
export async function run(): Promise<void> {
  const dir = process.env.TOUR_DIR;
  if (dir === undefined) {
    throw new Error('TOUR_DIR is not set: start the tour with npm run tour.');
  }
  await setTheme(process.env.TOUR_THEME ?? '');
  const failed: string[] = [];
  const texts = process.env.TOUR_ENGLISH ?? '';
  const english = texts === '' ? [] : (JSON.parse(readFileSync(texts, 'utf8')) as readonly string[]);
  const wanted = (process.env.TOUR_SCENES ?? '').split(',').filter((name) => name !== '');
  for (const [index, scene] of (english.length > 0 ? languageScenes : all).entries()) {
    if (wanted.length > 0 && !wanted.includes(scene.name)) {
      continue;
    }
    try {
      await withinAMinute(scene.play());
      const missed = await missedTexts(english);
      if (missed.length > 0) {
        throw new Error(`in English: ${missed.join(' | ')}`);
      }
    } catch (error) {
      failed.push(scene.name);
      console.log(`${scene.name}: ${String(error)}`);
    }
    await saveScreenshot(path.join(dir, `${String(index + 1).padStart(2, '0')}-${scene.name}.png`));
  }
  if (failed.length > 0) {
    throw new Error(`Scenes that failed: ${failed.join(', ')}`);
  }
}

/** Puts a theme on and waits until it is: a window that has just opened may still be putting on its own. */
async function setTheme(theme: string): Promise<void> {
  const kind = theme.includes('High Contrast')
    ? theme.includes('Light')
      ? vscode.ColorThemeKind.HighContrastLight
      : vscode.ColorThemeKind.HighContrast
    : theme.includes('Dark')
      ? vscode.ColorThemeKind.Dark
      : vscode.ColorThemeKind.Light;
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      const listening = vscode.window.onDidChangeActiveColorTheme((active) => {
        if (active.kind === kind) {
          listening.dispose();
          resolve();
        }
      });
    });
  const worn = vscode.window.activeColorTheme.kind === kind ? Promise.resolve() : changed();
  await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, true);
  await withinAMinute(worn);
}

async function withinAMinute(play: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('not done after a minute'));
    }, 60_000);
  });
  try {
    await Promise.race([play, late]);
  } finally {
    clearTimeout(timer);
  }
}
