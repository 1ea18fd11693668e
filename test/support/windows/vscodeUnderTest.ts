import { downloadAndUnzipVSCode } from '@vscode/test-electron';

import type { VSCodeVersion } from '../standIn/pins';
import { prepareStandIn } from '../standIn/prepare';

/** A VS Code that can be started with `runTests`. */
export interface VSCodeUnderTest {
  readonly executable: string;
  /** `desktop` is VS Code as people have it; `stand-in` is VS Code's server with its workbench in a Chromium. */
  readonly kind: 'desktop' | 'stand-in';
}

const desktopVersions: Readonly<Record<VSCodeVersion, string>> = { newest: 'stable', floor: '1.100.3' };

/**
 * The VS Code to test with: the one that `VSCODE_EXECUTABLE` names, else one that \@vscode/test-electron can download, else the
 * stand-in from npm. Asks at most five seconds whether downloads are possible.
 */
export async function findVSCode(version: VSCodeVersion): Promise<VSCodeUnderTest> {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named !== undefined && named !== '') {
    return { executable: named, kind: 'desktop' };
  }
  if (hasScreen() && (await canDownload())) {
    return { executable: await downloadAndUnzipVSCode(desktopVersions[version]), kind: 'desktop' };
  }
  return { executable: await prepareStandIn(version), kind: 'stand-in' };
}

/** Whether a desktop program can open a window here. */
export function hasScreen(): boolean {
  return (
    process.platform !== 'linux' ||
    [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '')
  );
}

async function canDownload(): Promise<boolean> {
  try {
    const address = 'https://update.code.visualstudio.com/api/releases/stable';
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}
