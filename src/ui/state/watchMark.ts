import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { Disposable, Event } from '../../core/async/event';

/** What there is to mark. */
interface Watched {
  readonly isEmpty: boolean;
  readonly onDidChange: Event<void>;
}

/**
 * Whether anything is watched, told by a file that is there as long: so that a window need not load the extension's larger part to
 * know that there is something to go on with.
 */
export function isAnythingWatched(context: Pick<vscode.ExtensionContext, 'globalStorageUri'>): boolean {
  return existsSync(markOf(context));
}

/** Keeps that file while anything is watched. */
export function markWatching(context: Pick<vscode.ExtensionContext, 'globalStorageUri'>, watched: Watched): Disposable {
  const file = markOf(context);
  return watched.onDidChange(() => {
    if (watched.isEmpty) {
      rmSync(file, { force: true });
    } else if (!existsSync(file)) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '');
    }
  });
}

function markOf({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>): string {
  return path.join(globalStorageUri.fsPath, 'watching');
}
