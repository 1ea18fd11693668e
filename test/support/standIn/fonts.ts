import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { preparePinnedFolder, standInDir } from './pinnedFolder';
import { fontPins } from './pins';

/**
 * Unpacks the fonts that VS Code's window is drawn with and returns a fontconfig file that knows them, the machine's own fonts
 * behind them: pictures look the same everywhere, and a machine without any font shows text too.
 */
export async function prepareFonts(): Promise<string> {
  const dirs = await Promise.all(fontPins.map((pin) => preparePinnedFolder(pin)));
  const prefer = (family: string, font: string): string =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
  const file = path.join(standInDir, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  ${dirs.map((dir) => `<dir>${dir}</dir>`).join('\n  ')}
  <cachedir>${path.join(standInDir, 'font-cache')}</cachedir>
  ${prefer('system-ui', 'Ubuntu')}
  ${prefer('sans-serif', 'Ubuntu')}
  ${prefer('monospace', 'Source Code Pro')}
</fontconfig>
`,
  );
  return file;
}
