/**
 * The doors: everything VS Code may call, registered at once and answered by nothing yet. What stands behind them is a bundle of
 * its own, loaded when the first door is opened, so that a window without sessions costs next to nothing.
 */
import * as vscode from 'vscode';
import type * as appBundle from './app';
import type { FarmRow } from './ui/farms/farmsView';
import { mayBeId } from './ui/editor/mayBeId';
import {
  AGENT_TOOLS,
  COMMANDS,
  COMPARISON_VIEW_TYPE,
  DETAILS_VIEW_TYPE,
  FARMS_VIEW,
  JOB_VIEW_TYPE,
  LOG_LANGUAGE,
  LOG_SCHEME,
  SESSIONS_VIEW,
} from './ui/names';
import type { TreeRow } from './ui/sessions/sessionsView';
import { isAnythingWatched } from './ui/state/watchMark';
import { shareLanguage } from './ui/window/editorLanguage';

/** Logs, wherever they are: files, output panels, and our own documents. */
const LOGS = [{ language: 'log' }, { language: LOG_LANGUAGE }, { scheme: 'output' }, { scheme: LOG_SCHEME }];

export function activate(context: vscode.ExtensionContext): void {
  const rowChanges = new vscode.EventEmitter<TreeRow | undefined>();
  const fileChanges = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const view = vscode.window.createTreeView<TreeRow>(SESSIONS_VIEW, {
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: rowChanges.event,
      getChildren: (row) => app().view.getChildren(row),
      getTreeItem: (row) => app().view.getTreeItem(row),
      getParent: (row) => app().view.getParent(row),
    },
  });
  const farmChanges = new vscode.EventEmitter<FarmRow | FarmRow[] | undefined>();
  const farmsView = vscode.window.createTreeView<FarmRow>(FARMS_VIEW, {
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: farmChanges.event,
      getChildren: (row) => app().farms.getChildren(row),
      getTreeItem: (row) => app().farms.getTreeItem(row),
      getParent: (row) => app().farms.getParent(row),
      resolveTreeItem: (item, row) => app().farms.resolveTreeItem(item, row),
    },
    dragAndDropController: {
      dragMimeTypes: ['text/uri-list', 'text/plain'],
      dropMimeTypes: [],
      handleDrag: (rows, dragged) => {
        app().farms.drag(rows, dragged);
      },
    },
  });
  let made: appBundle.Features | undefined;
  const app = (): appBundle.Features =>
    (made ??= loadApp().createApp({ context, view, rowChanges, farmsView, farmChanges, fileChanges }));

  // What is watched goes on in every window, also before any of its views was shown.
  if (isAnythingWatched(context)) {
    app();
  }
  context.subscriptions.push(
    rowChanges,
    fileChanges,
    view,
    farmChanges,
    farmsView,
    ...Object.values(COMMANDS).map((id) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) => app().run(id, args)),
    ),
    vscode.languages.registerHoverProvider('*', {
      provideHover: (document, position, token) =>
        pointsAtId(document, position) ? app().hover.quick(document, position, token) : undefined,
    }),
    vscode.languages.registerHoverProvider('*', {
      provideHover: (document, position, token) =>
        pointsAtId(document, position) ? app().hover.full(document, position, token) : undefined,
    }),
    vscode.languages.registerDocumentLinkProvider(LOGS, {
      provideDocumentLinks: (document) => app().links.inDocument(document),
      resolveDocumentLink: (link) => app().links.resolve(link),
    }),
    vscode.languages.registerDocumentSymbolProvider(
      { language: LOG_LANGUAGE },
      { provideDocumentSymbols: (document) => app().logOutlines.symbols(document) },
    ),
    vscode.languages.registerFoldingRangeProvider(
      { language: LOG_LANGUAGE },
      { provideFoldingRanges: (document) => app().logOutlines.folds(document) },
    ),
    vscode.window.registerTerminalLinkProvider({
      provideTerminalLinks: ({ line }) => app().links.inTerminal(line),
      handleTerminalLink: (link) => app().links.openTerminal(link),
    }),
    ...Object.values(AGENT_TOOLS).map((name) =>
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: (options, token) => app().agentTools()[name].prepareInvocation(options, token),
        invoke: (options, token) => app().agentTools()[name].invoke(options, token),
      }),
    ),
    vscode.window.registerUriHandler({ handleUri: (uri) => app().openUri(uri) }),
    vscode.window.registerWebviewPanelSerializer(DETAILS_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state) => app().panels.deserializeWebviewPanel(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(JOB_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state) => app().jobs.deserializeWebviewPanel(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(COMPARISON_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state) => app().comparisons.deserializeWebviewPanel(panel, state),
    }),
    vscode.workspace.registerFileSystemProvider(
      LOG_SCHEME,
      {
        onDidChangeFile: fileChanges.event,
        watch: () => new vscode.Disposable(() => undefined),
        stat: (uri) => app().logs.files.stat(uri),
        readFile: (uri) => app().logs.files.readFile(uri),
        readDirectory: () => [],
        createDirectory: refuse,
        writeFile: refuse,
        delete: refuse,
        rename: refuse,
      },
      {
        isReadonly: new vscode.MarkdownString(
          vscode.l10n.t('This log is shown as the service keeps it. Save a copy to change it.'),
        ),
      },
    ),
  );
}

/** All bundles but the doors have their texts in the language that is set here before the first of them is loaded. */
function loadApp(): typeof appBundle {
  shareLanguage();
  return require('./app') as typeof appBundle;
}

/** Most words are no IDs: hovering over them must not load the extension's larger part. */
function pointsAtId(document: vscode.TextDocument, position: vscode.Position): boolean {
  return mayBeId(document.lineAt(position.line).text, position.character);
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
