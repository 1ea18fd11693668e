/** What VS Code runs as `extensionTestsPath` for the tour: plays the scenes and takes a picture after each. */
import path from 'node:path';

import { saveScreenshot } from '../ui/window';
import { scenes } from './scenes';

/** Saves `01-lookUp.png` and so on in the folder that `TOUR_DIR` names. A scene that fails is pictured as it is, and named. */
export async function run(): Promise<void> {
  const dir = process.env.TOUR_DIR;
  if (dir === undefined) {
    throw new Error('TOUR_DIR is not set: start the tour with npm run tour.');
  }
  const failed: string[] = [];
  for (const [index, scene] of scenes.entries()) {
    try {
      await withinAMinute(scene.play());
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
