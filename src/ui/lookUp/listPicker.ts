import { t } from '../../core/text/localize';
import { isAbort, toFault } from '../../core/errors';
import { type Ids, isId } from '../../core/ids';
import { Picker, type PickerRow } from '../window/picker';

/** One choice: an id, and what people know it by. */
export interface Choice<K extends ListedKind> {
  readonly id: Ids[K];
  readonly label: string;
  readonly description: string;
}

export interface ListPickerOptions<K extends ListedKind> {
  readonly kind: K;
  readonly title: string;
  readonly placeholder: string;
  /** Asked for page by page, the next one only when it is wanted. */
  readonly pages: (signal: AbortSignal) => AsyncIterable<readonly Choice<K>[]>;
  /** Comes first, marked as the default. */
  readonly preferred: Ids[K] | undefined;
}

type Row = PickerRow<string>;

/** The value of the row that loads the next page; no id has this form. */
const MORE = 'more';

/** What can be listed. */
type ListedKind = 'farm' | 'queue' | 'job' | 'fleet' | 'worker' | 'session';

const NONE_FOUND: Readonly<Record<ListedKind, string>> = {
  farm: t('No farms found'),
  queue: t('No queues found'),
  job: t('No jobs found'),
  fleet: t('No fleets found'),
  worker: t('No workers found'),
  session: t('No sessions found'),
};

const NOT_LISTED: Readonly<Record<ListedKind, string>> = {
  farm: t('Couldn’t list farms'),
  queue: t('Couldn’t list queues'),
  job: t('Couldn’t list jobs'),
  fleet: t('Couldn’t list fleets'),
  worker: t('Couldn’t list workers'),
  session: t('Couldn’t list sessions'),
};

/** Rows that are read before the person asks for more. */
const FIRST_ROWS = 300;

/**
 * Lets a person choose an id from what the service lists, or type one: a level that may not be listed says so in a row, and an
 * id that is known can still be pasted. Undefined if they canceled; the listing ends with the picker.
 */
export async function pickFromList<K extends ListedKind>(options: ListPickerOptions<K>): Promise<Ids[K] | undefined> {
  const { kind, preferred, title, placeholder } = options;
  const picker = new Picker<string>({ title, placeholder, keepOpen: true });
  const { signal } = picker;
  const pages = options.pages(signal)[Symbol.asyncIterator]();
  let choices: readonly Choice<K>[] = [];
  let after: Row | undefined;

  const draw = (): void => {
    const typed = picker.typed.trim();
    const own: Row[] =
      isId(kind, typed) && !choices.some(({ id }) => id === typed)
        ? [{ label: typed, description: t('use this ID'), value: typed, alwaysShow: true }]
        : [];
    const sorted = [...choices].sort((a, b) => Number(b.id === preferred) - Number(a.id === preferred));
    const { active } = picker;
    picker.draw(
      [
        ...own,
        ...sorted.map(({ id, label, description }) => ({
          value: id,
          label,
          description: id === preferred ? t('{0} · default', description) : description,
          detail: id,
        })),
        ...(after ? [after] : []),
      ],
      (value) => value === active && value !== MORE,
    );
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
          ? { label: NONE_FOUND[kind], alwaysShow: true }
          : undefined
        : { icon: 'ellipsis', label: t('Load more'), alwaysShow: true, value: MORE };
    } catch (error) {
      if (signal.aborted || isAbort(error)) {
        return;
      }
      after = {
        icon: 'error',
        label: NOT_LISTED[kind],
        detail: `${toFault(error).message} ${t('You can still paste an ID.')}`,
        alwaysShow: true,
      };
    }
    picker.busy = false;
    draw();
  };

  void load(FIRST_ROWS);
  const chosen = await picker.choose({
    onType: draw,
    onAccept: (value) => {
      if (value !== MORE) {
        return 'close';
      }
      void load(FIRST_ROWS);
      return 'stay';
    },
  });
  return isId(kind, chosen) ? chosen : undefined;
}
