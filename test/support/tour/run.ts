/**
 * Drives VS Code through the scenes once for each theme and saves the pictures: `tour/light/01-log.png`, `tour/dark/…`,
 * `tour/contrast/…`. `--out pictures` names another folder, `--theme dark` one theme, `--scale 2` sharper pictures,
 * `--theme contrastLight` the one that is left out otherwise, `--scene connection` one scene, as far as it can be played alone.
 * `--language de` plays the scenes that no language is in the way of; `qps-ploc` is the pseudo-language.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { PSEUDO_LANGUAGE, writeEnglishTexts, writePseudoLanguage } from '../../../build/messages';
import { bundleForVSCode } from '../windows/bundleForVSCode';
import { writeDemoFolder } from '../windows/demoFolder';
import { nobodysAccount } from '../farm/nobodysAccount';
import { runDir, runVSCode } from '../windows/runVSCode';

const themes: Readonly<Record<string, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
  contrastLight: 'Default High Contrast Light',
};
const usual = ['light', 'dark', 'contrast'];

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'tour' },
    theme: { type: 'string', multiple: true, default: usual },
    scale: { type: 'string', default: '1' },
    scene: { type: 'string', multiple: true, default: [] },
    language: { type: 'string' },
  },
});

main().catch((error: unknown) => {
  console.log(String(error));
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const testsPath = await bundleForVSCode('tour/tourInVSCode.ts', 'tour');
  const folder = runDir('tour-folder');
  await rm(folder, { recursive: true, force: true });
  await writeDemoFolder(folder);
  if (values.language === PSEUDO_LANGUAGE) {
    writePseudoLanguage();
  }
  for (const name of values.theme) {
    const theme = themes[name];
    if (theme === undefined) {
      throw new Error(`No theme ${name}: ${Object.keys(themes).join(', ')}.`);
    }
    const dir = path.resolve(values.out, name);
    await rm(dir, { recursive: true, force: true });
    // A scene writes profiles there, which the welcome of the next window would know.
    await rm(runDir('tour-home'), { recursive: true, force: true });
    await runVSCode({
      name: 'tour',
      version: 'newest',
      testsPath,
      folder,
      settings: {
        'window.autoDetectHighContrast': false,
        'editor.minimap.enabled': false,
      },
      env: { ...nobodysAccount(runDir('tour-home')), TOUR_DIR: dir, TOUR_THEME: theme, TOUR_SCENES: values.scene.join(','), TOUR_ENGLISH: values.language === undefined ? '' : writeEnglishTexts() },
      size: { width: 1440, height: 900, scale: Number(values.scale) },
      ...(values.language === undefined ? {} : { language: values.language }),
    });
    console.log(`${theme}: ${dir}`);
  }
}
