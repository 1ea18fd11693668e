/** VS Code's small classes and enumerations, as much of them as the user interface uses. */

export class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }

  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      all.forEach((one) => one.dispose());
    });
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }

  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...from: [Position, Position] | [number, number, number, number]) {
    if (from.length === 2) {
      [this.start, this.end] = from;
    } else {
      this.start = new Position(from[0], from[1]);
      this.end = new Position(from[2], from[3]);
    }
  }
}

export class Selection extends Range {}

export enum ColorThemeKind {
  Light = 1,
  Dark,
  HighContrast,
  HighContrastLight,
}

export class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;
  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class MarkdownString {
  value: string;
  readonly supportThemeIcons: boolean;
  isTrusted: boolean | { readonly enabledCommands: readonly string[] } | undefined;

  constructor(value = '', supportThemeIcons = false) {
    this.value = value;
    this.supportThemeIcons = supportThemeIcons;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    const plain = this.supportThemeIcons ? text.replaceAll('$(', '\\$(') : text;
    this.value += plain
      .replace(/[\\`*_{}[\]()#+\-!~|<>]/g, '\\$&')
      .replace(/[ \t]/g, '&nbsp;')
      .replaceAll('\n', '\n\n');
    return this;
  }

  appendCodeblock(code: string, language = ''): this {
    this.value += `\n\`\`\`${language}\n${code}\n\`\`\`\n`;
    return this;
  }
}

export class TreeItem {
  label: unknown;
  collapsibleState: number;
  constructor(label: unknown, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class FileDecoration {
  readonly badge: string | undefined;
  readonly tooltip: string | undefined;
  readonly color: ThemeColor | undefined;
  constructor(badge?: string, tooltip?: string, color?: ThemeColor) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}

export class CodeLens {
  readonly range: Range;
  readonly command: unknown;
  constructor(range: Range, command: unknown) {
    this.range = range;
    this.command = command;
  }
}

export class Hover {
  readonly contents: unknown;
  readonly range: unknown;
  constructor(contents: unknown, range: unknown) {
    this.contents = contents;
    this.range = range;
  }
}

export class LanguageModelTextPart {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export class LanguageModelToolResult {
  readonly content: readonly LanguageModelTextPart[];
  constructor(content: readonly LanguageModelTextPart[]) {
    this.content = content;
  }
}

export class CancellationError extends Error {}
export class DataTransferItem {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
export class DocumentLink {
  readonly range: Range;
  constructor(range: Range) {
    this.range = range;
  }
}
export class TerminalLink {
  readonly startIndex: number;
  readonly length: number;
  readonly tooltip: string;
  constructor(startIndex: number, length: number, tooltip: string) {
    this.startIndex = startIndex;
    this.length = length;
    this.tooltip = tooltip;
  }
}
export class TabInputText {
  readonly uri: unknown;
  constructor(uri: unknown) {
    this.uri = uri;
  }
}
export class TabInputWebview {
  readonly viewType: string;
  constructor(viewType: string) {
    this.viewType = viewType;
  }
}

export const FileSystemError = {
  FileNotFound: (uri: unknown): Error => new Error(`FileNotFound ${String(uri)}`),
  NoPermissions: (uri: unknown): Error => new Error(`NoPermissions ${String(uri)}`),
};

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const FileType = { Unknown: 0, File: 1, Directory: 2 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const ConfigurationTarget = { Global: 1 };
export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };
export const TextEditorRevealType = { Default: 0, InCenter: 1, InCenterIfOutsideViewport: 2, AtTop: 3 };
export const SymbolKind = { File: 0, Event: 23, Function: 11, Namespace: 2 };
