import * as vscode from 'vscode';
import { isAbort, toFault } from '../core/errors';
import { type IdKind, type Ids, isId } from '../core/ids';

/** One choice: an id, and what people know it by. */
export interface Choice<K extends IdKind> {
  readonly id: Ids[K];
  readonly label: string;
  readonly description: string;
}

export interface ListPickerOptions<K extends IdKind> {
  readonly kind: K;
  readonly title: string;
  readonly placeholder: string;
  /** Asked for page by page, the next one only when somebody wants it. */
  readonly pages: (signal: AbortSignal) => AsyncIterable<readonly Choice<K>[]>;
  /** Comes first, marked as the default. */
  readonly preferred: Ids[K] | undefined;
}

interface Item extends vscode.QuickPickItem {
  readonly id?: string;
  readonly more?: true;
}

/** Rows that are read before the person asks for more. */
const FIRST_ROWS = 300;

/**
 * Lets a person choose an id from what the service lists, or type one: a level that may not be listed says so in a row, and an
 * id that is known can still be pasted. Undefined if they changed their mind; the listing ends with the picker.
 */
export async function pickFromList<K extends IdKind>(options: ListPickerOptions<K>): Promise<Ids[K] | undefined> {
  const { kind, preferred } = options;
  const picker = vscode.window.createQuickPick<Item>();
  const ended = new AbortController();
  const { signal } = ended;
  const pages = options.pages(signal)[Symbol.asyncIterator]();
  let choices: readonly Choice<K>[] = [];
  let after: Item | undefined;

  const draw = (): void => {
    const typed = picker.value.trim();
    const own: Item[] =
      isId(kind, typed) && !choices.some(({ id }) => id === typed)
        ? [{ label: typed, description: 'use this id', id: typed, alwaysShow: true }]
        : [];
    const sorted = [...choices].sort((a, b) => Number(b.id === preferred) - Number(a.id === preferred));
    const { activeItems } = picker;
    picker.items = [
      ...own,
      ...sorted.map(({ id, label, description }) => ({
        id,
        label,
        description: id === preferred ? `${description} · default` : description,
        detail: id,
      })),
      ...(after ? [after] : []),
    ];
    const active = picker.items.find(({ id }) => id !== undefined && id === activeItems[0]?.id);
    if (active) {
      picker.activeItems = [active];
    }
  };
  const load = async (rows: number): Promise<void> => {
    picker.busy = true;
    after = undefined;
    try {
      const until = choices.length + rows;
      let done: boolean | undefined;
      while (!done && choices.length < until) {
        const page = await pages.next();
        done = page.done;
        choices = page.done ? choices : [...choices, ...page.value];
        draw();
      }
      after = done
        ? choices.length === 0
          ? { label: 'There is none.', alwaysShow: true }
          : undefined
        : { label: '$(ellipsis) Load more', alwaysShow: true, more: true };
    } catch (error) {
      if (signal.aborted || isAbort(error)) {
        return;
      }
      after = {
        label: '$(error) Could not be listed',
        detail: `${toFault(error).message} You can still paste an id.`,
        alwaysShow: true,
      };
    }
    picker.busy = false;
    draw();
  };

  picker.title = options.title;
  picker.placeholder = options.placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  const chosen = new Promise<Ids[K] | undefined>((resolve) => {
    picker.onDidChangeValue(draw);
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.more) {
        void load(FIRST_ROWS);
      } else if (isId(kind, item?.id)) {
        resolve(item.id);
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
  picker.show();
  void load(FIRST_ROWS);
  try {
    return await chosen;
  } finally {
    ended.abort();
    picker.dispose();
  }
}
