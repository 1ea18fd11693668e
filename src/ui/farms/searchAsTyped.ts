import { t } from '../../core/text/localize';
import { delay } from '../../core/async/clock';
import { isAbort, toFault } from '../../core/errors';
import type { App } from '../app';
import { isConnected } from '../lookUp/connectionFor';
import { logError } from '../showFault';
import { Picker, type PickerOptions, type PickerRow } from '../window/picker';

/** How long a person may pause between two letters before what they typed is searched for. */
const PAUSE_MS = 250;

export interface Search<T> extends PickerOptions {
  /** Offered before anything is found, and above it. */
  readonly recent?: readonly PickerRow<T>[];
  /** What is found, e.g. `jobs`: the heading of what was not offered before. */
  readonly kind: string;
  /** Said where nothing is found. */
  readonly none: string;
  /** Said where the search is refused, above the reason. */
  readonly failed: string;
  readonly find: (typed: string, signal: AbortSignal) => Promise<readonly PickerRow<T>[]>;
}

/**
 * Lets a person find a thing of the service's as they type, after they connected if they have to. A search ends when the text
 * changes. Undefined if they canceled.
 */
export async function searchAsTyped<T>(
  app: Pick<App, 'clock' | 'output' | 'currentConnection' | 'run'>,
  { recent = [], kind, none, failed, find, ...options }: Search<T>,
): Promise<T | undefined> {
  if (!(await isConnected(app))) {
    return undefined;
  }
  const picker = new Picker<T>({ ...options, keepOpen: true });
  const lately = recent.length > 0 ? [{ heading: t('recent') }, ...recent] : [];
  picker.draw(lately);
  const search = async (typed: string, signal: AbortSignal): Promise<void> => {
    try {
      picker.busy = true;
      if (typed !== '') {
        await delay(app.clock, PAUSE_MS, signal);
      }
      const found = await find(typed, signal);
      if (!signal.aborted) {
        const rows = found.length > 0 ? found : [{ label: none, alwaysShow: true }];
        picker.draw(lately.length > 0 ? [...lately, { heading: kind }, ...rows] : rows);
        picker.busy = false;
      }
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) {
        logError(app, error);
        picker.draw([{ icon: 'error', label: failed, detail: toFault(error).message, alwaysShow: true }]);
        picker.busy = false;
      }
    }
  };
  let current = new AbortController();
  const update = (typed: string): void => {
    current.abort();
    current = new AbortController();
    void search(typed.trim(), AbortSignal.any([current.signal, picker.signal]));
  };
  update(options.value ?? '');
  return picker.choose({ onType: update });
}
