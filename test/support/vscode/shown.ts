/** What the stand-in was given to show, and what it answers. */
export interface Shown {
  /** Notifications and dialogs: their text, whether modal, and their buttons. */
  messages: { text: string; detail: string | undefined; modal: boolean; buttons: readonly string[] }[];
  /** Titles and reports of progress. */
  progress: string[];
  /** Input boxes: prompt, title and what was said of a wrong text. */
  prompts: { title: string | undefined; prompt: string; validate: (text: string) => unknown }[];
  picks: QuickPickStandIn[];
  statusBar: string[];
  /** The colors of the last item of the status bar that was made: text and ground. */
  statusBarItem: { color?: { readonly id: string } | undefined; backgroundColor?: { readonly id: string } | undefined };
  languageStatus: Record<string, unknown>[];
  panels: WebviewPanelStandIn[];
  commands: unknown[][];
  clipboard: string;
  /** Addresses opened in a browser. */
  opened: string[];
  settings: Record<string, unknown>;
  /** Files on this computer: their texts by their paths. */
  files: Record<string, string>;
  /** What was looked for: patterns of names in the workspace, and paths. */
  probed: string[];
  /** Texts of documents without a file. */
  untitled: string[];
  /** Files shown in an editor, and the line and column of the cursor, from 0. */
  editors: { path: string; line: number; column: number }[];
}

export interface QuickPickStandIn {
  title: string;
  value: string;
  placeholder: string;
  items: readonly {
    label: string;
    description?: string;
    detail?: string;
    row?: { value?: unknown };
    buttons?: readonly { tooltip?: string }[];
  }[];
  activeItems: readonly { label: string }[];
  buttons: readonly { tooltip?: string }[];
  accept(label: RegExp): void;
  /** The rows that are checked, where several can be. */
  selectedItems: QuickPickStandIn['items'];
  /** Goes on with what is checked. */
  confirm(): void;
  type(text: string): void;
  /** Presses a button beside the title, or that of a row. */
  press(tooltip: string, label?: RegExp): void;
  hide(): void;
}

export interface WebviewPanelStandIn {
  title: string;
  viewType: string;
  options: Record<string, unknown>;
  webview: { options: Record<string, unknown>; html: string };
  active: boolean;
  disposed: boolean;
  /** What the page was sent. */
  sent: unknown[];
  /** Lets the page say something. */
  say(message: unknown): void;
  dispose(): void;
}

export const shown: Shown = empty();

/** What the stand-in answers: the button of a message, the text of an input box. Undefined closes it. */
export const answers: {
  message: (text: string, buttons: readonly string[]) => string | undefined;
  input: (prompt: string) => string | undefined;
  /** The path of a file to save to. */
  save: () => string | undefined;
} = { message: () => undefined, input: () => undefined, save: () => undefined };

/** `App.run` of a test: commands of ours that are carried out are among those that VS Code was asked for. */
export function run(...command: readonly unknown[]): Promise<void> {
  shown.commands.push([...command]);
  return Promise.resolve();
}

/** Forgets all of it: call it before each test. */
export function resetVSCode(): void {
  Object.assign(shown, empty());
  answers.message = () => undefined;
  answers.input = () => undefined;
  answers.save = () => undefined;
}

function empty(): Shown {
  return {
    messages: [],
    progress: [],
    prompts: [],
    picks: [],
    statusBar: [],
    statusBarItem: {},
    languageStatus: [],
    panels: [],
    commands: [],
    clipboard: '',
    opened: [],
    settings: {},
    files: {},
    probed: [],
    untitled: [],
    editors: [],
  };
}
