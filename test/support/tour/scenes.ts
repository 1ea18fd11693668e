import * as vscode from 'vscode';

import { findTab } from '../ui/editor';
import { eventually } from '../ui/window';

/** One picture of the tour. */
export interface Scene {
  /** The picture's file name, e.g. `lookUp`. */
  readonly name: string;
  /** What it shows, as a caption. */
  readonly caption: string;
  /** Brings the window into the state to be pictured; goes on from where the scene before left it. */
  readonly play: () => Promise<void>;
}

/** The tour, in the order in which it is played. */
export const scenes: readonly Scene[] = [
  {
    name: 'log',
    caption: "A worker's log that names sessions.",
    play: async () => {
      const [log] = await eventually(
        'a log in the folder',
        () => Promise.resolve(vscode.workspace.findFiles('*.log')),
        (files) => files.length > 0,
      );
      await vscode.commands.executeCommand('vscode.open', log);
      await findTab(/\.log$/);
    },
  },
];
