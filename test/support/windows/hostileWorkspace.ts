import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes a workspace of one folder, whose settings files a test fills with what no workspace may decide; returns its file. */
export function writeHostileWorkspace(dir: string): string {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, 'project', '.vscode'), { recursive: true });
  writeFileSync(path.join(dir, 'project', 'readme.txt'), 'A project that came from somewhere.\n');
  writeFileSync(path.join(dir, 'project', '.vscode', 'settings.json'), '{}\n');
  const file = path.join(dir, 'hostile.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'project' }], settings: {} }));
  return file;
}
