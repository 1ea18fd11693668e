import { answers, type QuickPickStandIn, type Shown, shown } from './shown';
import type { TextDocumentStandIn } from './documents';
import { ColorThemeKind, EventEmitter, type Range } from './types';
import { Uri } from './uri';

type Button = string | { readonly title: string; readonly isCloseAffordance?: boolean };
interface Options {
  readonly modal?: boolean;
  readonly detail?: string;
}

function showMessage(text: string, first?: Options | Button, ...more: readonly Button[]): Promise<Button | undefined> {
  const isButton = typeof first === 'string' || (first !== undefined && 'title' in first);
  const { modal = false, detail } = isButton || first === undefined ? {} : first;
  const buttons = isButton ? [first, ...more] : more;
  const titles = buttons.map((button) => (typeof button === 'string' ? button : button.title));
  shown.messages.push({ text, detail, modal, buttons: titles });
  const chosen = answers.message(text, titles);
  return Promise.resolve(buttons[titles.indexOf(chosen ?? '')]);
}

const nothing = { dispose: (): undefined => undefined };

/** As much of `vscode.window` as the user interface uses. */
export const window = {
  showInformationMessage: showMessage,
  showWarningMessage: showMessage,
  showErrorMessage: showMessage,
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: { all: [], activeTabGroup: { activeTab: undefined } },
  state: { focused: true },
  activeColorTheme: { kind: ColorThemeKind.Dark as ColorThemeKind },
  onDidChangeActiveColorTheme: () => nothing,
  setStatusBarMessage: (text: string) => {
    shown.statusBar.push(text);
    return nothing;
  },
  createStatusBarItem: () => {
    const colors: Shown['statusBarItem'] = {};
    const item = Object.assign(colors, {
      text: '',
      show: () => shown.statusBar.push(item.text),
      hide: () => undefined,
      ...nothing,
    });
    shown.statusBarItem = item;
    return item;
  },
  withProgress: async <T>(
    { title }: { readonly title?: string },
    work: (progress: { report(state: { message?: string }): void }, token: unknown) => Promise<T>,
  ): Promise<T> => {
    shown.progress.push(title ?? '');
    const token = { isCancellationRequested: false, onCancellationRequested: () => nothing };
    return work({ report: ({ message }) => shown.progress.push(message ?? '') }, token);
  },
  showTextDocument: ({ path }: TextDocumentStandIn, { selection }: { selection?: Range }): Promise<void> => {
    const { line, character } = selection?.start ?? { line: 0, character: 0 };
    shown.editors.push({ path, line, column: character });
    return Promise.resolve();
  },
  showSaveDialog: (): Promise<Uri | undefined> => {
    const path = answers.save();
    return Promise.resolve(path === undefined ? undefined : Uri.file(path));
  },
  showInputBox: (options: { title?: string; prompt: string; validateInput: (text: string) => unknown }) => {
    const { title, prompt, validateInput } = options;
    shown.prompts.push({ title, prompt, validate: validateInput });
    return Promise.resolve(answers.input(prompt));
  },
  createQuickPick: () => createQuickPick(),
  createWebviewPanel: (viewType: string, title: string, _column: unknown, options: Record<string, unknown>) => {
    const disposed = new EventEmitter<void>();
    const said = new EventEmitter<unknown>();
    const sent: unknown[] = [];
    const panel = {
      sent,
      say: (message: unknown) => {
        said.fire(message);
      },
      viewType,
      title,
      options,
      visible: true,
      active: true,
      disposed: false,
      webview: {
        options: {},
        html: '',
        cspSource: 'csp',
        asWebviewUri: (uri: Uri) => uri,
        onDidReceiveMessage: said.event,
        postMessage: (message: unknown) => {
          sent.push(message);
          return Promise.resolve(true);
        },
      },
      onDidChangeViewState: new EventEmitter<unknown>().event,
      onDidDispose: disposed.event,
      reveal: () => undefined,
      dispose: () => {
        panel.disposed = true;
        disposed.fire();
      },
    };
    shown.panels.push(panel);
    return panel;
  },
  registerFileDecorationProvider: () => nothing,
  onDidChangeActiveTextEditor: () => nothing,
  onDidChangeWindowState: () => nothing,
};

function createQuickPick(): QuickPickStandIn & Record<string, unknown> {
  const [typed, accepted, hidden] = [new EventEmitter<string>(), new EventEmitter<void>(), new EventEmitter<void>()];
  const [pressed, pressedOnRow] = [new EventEmitter<unknown>(), new EventEmitter<{ button: unknown }>()];
  const picker = {
    buttons: [] as readonly { tooltip?: string }[],
    onDidTriggerButton: pressed.event,
    onDidTriggerItemButton: pressedOnRow.event,
    press: (tooltip: string, label?: RegExp) => {
      if (label === undefined) {
        pressed.fire(picker.buttons.find((button) => button.tooltip === tooltip));
      } else {
        const buttons = picker.items.find((item) => label.test(item.label))?.buttons;
        pressedOnRow.fire({ button: buttons?.find((button) => button.tooltip === tooltip) });
      }
    },
    title: '',
    placeholder: '',
    value: '',
    items: [] as QuickPickStandIn['items'],
    activeItems: [] as QuickPickStandIn['items'],
    selectedItems: [] as QuickPickStandIn['items'],
    onDidChangeValue: typed.event,
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    show: () => undefined,
    hide: () => {
      hidden.fire();
    },
    dispose: () => undefined,
    type: (text: string) => {
      picker.value = text;
      typed.fire(text);
    },
    accept: (label: RegExp) => {
      picker.selectedItems = picker.items.filter((item) => label.test(item.label)).slice(0, 1);
      accepted.fire();
    },
    confirm: () => {
      accepted.fire();
    },
  };
  shown.picks.push(picker);
  return picker;
}
