/** Quick picks. Every text of a row passes `labelText`, so that none of it becomes an icon. */
import * as vscode from 'vscode';
import { iconLabel, labelText } from './safeText';

/** A row of a picker. */
export interface PickerRow<T> {
  /** A codicon before the label, e.g. `search`. */
  readonly icon?: string | undefined;
  readonly label: string;
  /** The dimmed text behind the label. */
  readonly description?: string | undefined;
  /** The line below the label. */
  readonly detail?: string | undefined;
  /** What choosing the row gives; missing for a row that only informs. */
  readonly value?: T;
  /** Whether the row stays when what is typed is not in it. */
  readonly alwaysShow?: boolean;
  /** Small buttons at the row's end. */
  readonly buttons?: readonly PickerButton<T>[];
}

/** A button of a row, or beside the title. Choosing it is choosing its value. */
export interface PickerButton<T> {
  /** A codicon, e.g. `eye-closed`. */
  readonly icon: string;
  readonly tooltip: string;
  readonly value: T;
}

/** A line between rows. */
export interface PickerHeading {
  readonly heading: string;
}

export interface PickerOptions {
  readonly title: string;
  readonly placeholder: string;
  /** What is typed to begin with. */
  readonly value?: string;
  /** Whether the picker stays open while the person looks something up elsewhere. */
  readonly keepOpen?: boolean;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly row?: PickerRow<T>;
  readonly buttons?: readonly Button<T>[];
}

interface Button<T> extends vscode.QuickInputButton {
  readonly value: T;
}

/** A list to choose from that changes while it is open. Filters on all texts of its rows. */
export class Picker<T> {
  readonly #picker = vscode.window.createQuickPick<Item<T>>();
  readonly #closed = new AbortController();
  #result: T | undefined;

  /** Aborted when the picker closes: for what fills it. */
  readonly signal = this.#closed.signal;

  constructor({ title, placeholder, value = '', keepOpen = false }: PickerOptions) {
    this.#picker.title = title;
    this.#picker.placeholder = placeholder;
    this.#picker.value = value;
    this.#picker.ignoreFocusOut = keepOpen;
    this.#picker.matchOnDescription = true;
    this.#picker.matchOnDetail = true;
    this.#picker.keepScrollPosition = true;
  }

  /** What is typed. */
  get typed(): string {
    return this.#picker.value;
  }

  set typed(text: string) {
    this.#picker.value = text;
  }

  set title(text: string) {
    this.#picker.title = text;
  }

  set placeholder(text: string) {
    this.#picker.placeholder = text;
  }

  set busy(isBusy: boolean) {
    this.#picker.busy = isBusy;
  }

  /** The value of the row that Enter would choose. */
  get active(): T | undefined {
    return this.#picker.activeItems[0]?.row?.value;
  }

  /** Shows other rows. `isActive` names the one that Enter chooses; without it that is VS Code's choice, the first one. */
  draw(rows: readonly (PickerRow<T> | PickerHeading)[], isActive?: (value: T) => boolean): void {
    this.#picker.items = rows.map(toItem);
    const active = this.#picker.items.find(({ row }) => row?.value !== undefined && isActive?.(row.value));
    if (active) {
      this.#picker.activeItems = [active];
    }
  }

  /** Shows other buttons beside the title. */
  set buttons(buttons: readonly PickerButton<T>[]) {
    this.#picker.buttons = buttons.map(toButton);
  }

  /**
   * Shows the picker until the person chooses or closes it.
   * @param onType what is typed changed
   * @param onAccept `stay` keeps the picker open
   * @returns the chosen value; undefined if the person canceled
   */
  async choose({
    onType,
    onAccept,
  }: {
    readonly onType?: (typed: string) => void;
    readonly onAccept?: (value: T) => 'stay' | 'close';
  } = {}): Promise<T | undefined> {
    const picker = this.#picker;
    const chosen = new Promise<T | undefined>((resolve) => {
      picker.onDidChangeValue((typed) => onType?.(typed));
      const accept = (value: T | undefined): void => {
        if (value !== undefined && onAccept?.(value) !== 'stay') {
          this.close(value);
        }
      };
      picker.onDidAccept(() => {
        accept((picker.selectedItems[0] ?? picker.activeItems[0])?.row?.value);
      });
      picker.onDidTriggerItemButton(({ button }) => {
        accept((button as Button<T>).value);
      });
      picker.onDidTriggerButton((button) => {
        accept((button as Button<T>).value);
      });
      picker.onDidHide(() => {
        resolve(this.#result);
      });
    });
    picker.show();
    try {
      return await chosen;
    } finally {
      this.#closed.abort();
      picker.dispose();
    }
  }

  /** Closes it with a choice, as if the person had made it, or without one. */
  close(value?: T): void {
    this.#result = value;
    this.#picker.hide();
  }
}

/** Lets the person choose one of a few rows. Undefined if they canceled. */
export function pick<T>(
  rows: readonly (PickerRow<T> | PickerHeading)[],
  options: PickerOptions & { readonly buttons?: readonly PickerButton<T>[] },
  isActive?: (value: T) => boolean,
): Promise<T | undefined> {
  const picker = new Picker<T>(options);
  picker.buttons = options.buttons ?? [];
  picker.draw(rows, isActive);
  return picker.choose();
}

/** What a person left checked, and the button they pressed instead of Enter, if any. */
export interface Checked<T> {
  readonly values: readonly T[];
  readonly button: T | undefined;
}

/**
 * Lets the person check rows, and go on with Enter or with a button beside the title. Undefined if they canceled.
 * @param isChecked which rows are checked to begin with
 */
export async function pickMany<T>(
  rows: readonly (PickerRow<T> | PickerHeading)[],
  {
    title,
    placeholder,
    keepOpen = false,
    buttons = [],
  }: PickerOptions & { readonly buttons?: readonly PickerButton<T>[] },
  isChecked: (value: T) => boolean,
): Promise<Checked<T> | undefined> {
  const picker = vscode.window.createQuickPick<Item<T>>();
  Object.assign(picker, { title, placeholder, canSelectMany: true, ignoreFocusOut: keepOpen });
  picker.buttons = buttons.map(toButton);
  picker.items = rows.map(toItem);
  picker.selectedItems = picker.items.filter(({ row }) => row?.value !== undefined && isChecked(row.value));
  const chosen = new Promise<Checked<T> | undefined>((resolve) => {
    const finish = (button: T | undefined): void => {
      resolve({ values: picker.selectedItems.flatMap(({ row }) => row?.value ?? []), button });
      picker.hide();
    };
    picker.onDidAccept(() => {
      finish(undefined);
    });
    picker.onDidTriggerButton((button) => {
      finish((button as Button<T>).value);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
  picker.show();
  try {
    return await chosen;
  } finally {
    picker.dispose();
  }
}

function toItem<T>(row: PickerRow<T> | PickerHeading): Item<T> {
  if ('heading' in row) {
    return { label: labelText(row.heading), kind: vscode.QuickPickItemKind.Separator };
  }
  const { icon, label, description, detail, alwaysShow = false, buttons = [] } = row;
  return {
    row,
    label: iconLabel(icon, label),
    alwaysShow,
    ...(buttons.length === 0 ? {} : { buttons: buttons.map(toButton) }),
    ...(description === undefined ? {} : { description: labelText(description) }),
    ...(detail === undefined ? {} : { detail: labelText(detail) }),
  };
}

function toButton<T>({ icon, tooltip, value }: PickerButton<T>): Button<T> {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip, value };
}
