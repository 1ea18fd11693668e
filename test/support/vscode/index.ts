/**
 * A small stand-in for the module `vscode`, for tests of the user interface in plain Node. It has what `src/ui` uses, keeps what
 * it is given in `shown`, and answers questions with what a test has put into `answers`.
 */
import { shown } from './shown';
import { documentOf, type TextDocumentStandIn } from './documents';
import { Uri } from './uri';

export * from './types';
export * from './window';
export * from './uri';

/** The commands that were run, e.g. `setContext`. */
export const commands = {
  executeCommand: (command: string, ...args: readonly unknown[]): Promise<undefined> => {
    shown.commands.push([command, ...args]);
    return Promise.resolve(undefined);
  },
  registerCommand: () => ({ dispose: () => undefined }),
};

/** The oldest that the extension runs in. */
export const version = '1.100.0';

/** Texts stay English. */
export const l10n = { bundle: undefined, t: (message: string): string => message };

export const env = {
  appName: 'Stand-in',
  uriScheme: 'vscode',
  language: 'en',
  clipboard: {
    writeText: (text: string): Promise<void> => {
      shown.clipboard = text;
      return Promise.resolve();
    },
    readText: (): Promise<string> => Promise.resolve(shown.clipboard),
  },
  openExternal: (uri: unknown): Promise<boolean> => {
    shown.opened.push(String(uri));
    return Promise.resolve(true);
  },
};

export const languages = {
  createLanguageStatusItem: (id: string): Record<string, unknown> => {
    const item = { id, text: '', detail: '', dispose: () => undefined };
    shown.languageStatus.push(item);
    return item;
  },
};

export const workspace = {
  isTrusted: true,
  workspaceFolders: undefined,
  textDocuments: [],
  fs: {
    writeFile: ({ path }: Uri, bytes: Uint8Array): Promise<void> => {
      shown.files[path] = new TextDecoder().decode(bytes);
      return Promise.resolve();
    },
    stat: ({ path }: Uri): Promise<{ type: number }> => {
      shown.probed.push(path);
      return path in shown.files ? Promise.resolve({ type: 1 }) : Promise.reject(new Error('There is no such file.'));
    },
  },
  /** The workspace is the folder `/workspace`. */
  findFiles: (pattern: string): Promise<Uri[]> => {
    shown.probed.push(pattern);
    const name = pattern.replace(/^\*\*\//, '').replace(/\[(.)\]/g, '$1');
    const found = Object.keys(shown.files).filter(
      (path) => path.startsWith('/workspace/') && path.endsWith(`/${name}`),
    );
    return Promise.resolve(found.map((path) => Uri.file(path)));
  },
  openTextDocument: (of: Uri | { readonly content: string }): Promise<TextDocumentStandIn> => {
    if ('content' in of) {
      shown.untitled.push(of.content);
      return Promise.resolve(documentOf('untitled'));
    }
    return Promise.resolve(documentOf(of.path));
  },
  asRelativePath: (uri: { path: string }): string => uri.path,
  getConfiguration: () => ({
    inspect: (name: string) => ({ globalValue: shown.settings[name] }),
    update: (name: string, value: unknown): Promise<void> => {
      shown.settings[name] = value;
      return Promise.resolve();
    },
  }),
  onDidChangeConfiguration: () => ({ dispose: () => undefined }),
  onDidGrantWorkspaceTrust: () => ({ dispose: () => undefined }),
};
