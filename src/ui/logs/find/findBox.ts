import { formatNumber, t } from '../../../core/text/localize';
import { delay } from '../../../core/async/clock';
import { isAbort, toFault, UserError } from '../../../core/errors';
import { textPattern, type TextQuery } from '../../../core/logs/lines/textPattern';
import { plainText } from '../../../core/text/plainText';
import type { LogEvent } from '../../../core/service/ports';
import { clockTime } from '../../../render/time';
import type { App } from '../../app';
import { logError } from '../../showFault';
import { Picker, type PickerHeading, type PickerRow } from '../../window/picker';
import { findLoaded, type FoundLine, linesFound, MOST_FOUND, type SearchedLog } from './foundLines';

/** How long a person may pause between two letters before what they typed is searched for. */
const PAUSE_MS = 200;

type FindApp = Pick<App, 'service' | 'wholeLog' | 'clock' | 'output' | 'now'>;

/** A line to go to, the wish to look into what is not loaded, or what a button switches. */
type Choice = FoundLine | 'earlier' | 'matchesCase' | 'isRegex';

/** The box that searches while one types. */
export class FindBox {
  readonly #app: FindApp;
  readonly #log: SearchedLog;
  readonly #cursor: number;
  readonly #picker: Picker<Choice>;
  #query: TextQuery;
  #loaded: readonly FoundLine[] = [];
  #earlier: readonly FoundLine[] = [];
  /** What the list shows: after another letter, still what was found before. */
  #shown: readonly FoundLine[] = [];
  /** How far the lines before the loaded ones are searched. */
  #state: 'notSearched' | 'searching' | 'searched' = 'notSearched';
  #current = new AbortController();

  constructor(
    app: FindApp,
    log: SearchedLog,
    { query, cursor }: { readonly query: TextQuery; readonly cursor: number },
  ) {
    this.#app = app;
    this.#log = log;
    this.#cursor = cursor;
    this.#query = query;
    this.#picker = new Picker<Choice>({
      title: '',
      placeholder: t('Find in the whole log'),
      value: query.text,
    });
    this.#drawButtons();
  }

  get query(): TextQuery {
    return this.#query;
  }

  /** What was found and shown, the oldest line first. */
  get lines(): readonly FoundLine[] {
    return this.#shown;
  }

  /** Resolves with the index of the line that was chosen; undefined if the person canceled. */
  async choose(): Promise<number | undefined> {
    this.#begin();
    const choice = await this.#picker.choose({
      onType: (text) => {
        this.#change({ text });
      },
      onAccept: (chosen) => {
        if (chosen === 'matchesCase' || chosen === 'isRegex') {
          this.#change({ [chosen]: !this.#query[chosen] });
          return 'stay';
        }
        if (chosen !== 'earlier') {
          return 'close';
        }
        void this.#report(this.#searchEarlier(this.#signal));
        return 'stay';
      },
    });
    this.#current.abort();
    return typeof choice === 'object' ? this.lines.indexOf(choice) : undefined;
  }

  get #signal(): AbortSignal {
    return AbortSignal.any([this.#current.signal, this.#picker.signal]);
  }

  #change(change: Partial<TextQuery>): void {
    this.#query = { ...this.#query, ...change };
    this.#drawButtons();
    this.#begin();
  }

  #drawButtons(): void {
    const { matchesCase, isRegex } = this.#query;
    this.#picker.buttons = [
      { icon: 'case-sensitive', tooltip: matchesCase ? t('Match Case: on') : t('Match Case'), value: 'matchesCase' },
      {
        icon: 'regex',
        tooltip: isRegex ? t('Use Regular Expression: on') : t('Use Regular Expression'),
        value: 'isRegex',
      },
    ];
    this.#picker.title = [t('Find in Log'), matchesCase ? t('Match Case') : '', isRegex ? t('Regular Expression') : '']
      .filter((part) => part !== '')
      .join(' · ');
  }

  #begin(): void {
    this.#current.abort();
    this.#current = new AbortController();
    void this.#report(this.#search(this.#signal));
  }

  async #report(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!isAbort(error)) {
        logError(this.#app, error);
        this.#picker.busy = false;
        this.#picker.draw([{ icon: 'error', label: toFault(error).message, alwaysShow: true }]);
      }
    }
  }

  async #search(signal: AbortSignal): Promise<void> {
    this.#loaded = [];
    this.#earlier = [];
    this.#state = this.#log.store?.before.kind === 'more' ? 'notSearched' : 'searched';
    const pattern = textPattern(this.#query);
    if (!pattern) {
      this.#picker.busy = false;
      const isWrong = this.#query.text !== '';
      this.#picker.draw(isWrong ? [{ icon: 'error', label: t('Not a regular expression.'), alwaysShow: true }] : []);
      return;
    }
    this.#picker.busy = true;
    await delay(this.#app.clock, PAUSE_MS, signal);
    this.#loaded = await findLoaded(this.#log, pattern, signal);
    signal.throwIfAborted();
    // The service finds words as they are written, and nothing else.
    if (this.#state === 'notSearched' && this.#query.matchesCase && !this.#query.isRegex) {
      this.#draw();
      await this.#searchEarlier(signal);
      return;
    }
    this.#picker.busy = false;
    this.#draw();
  }

  async #searchEarlier(signal: AbortSignal): Promise<void> {
    const pattern = textPattern(this.#query);
    if (!pattern || this.#state !== 'notSearched') {
      return;
    }
    this.#state = 'searching';
    this.#picker.busy = true;
    this.#draw();
    for await (const events of this.#readEarlier(signal)) {
      signal.throwIfAborted();
      this.#earlier = [...this.#earlier, ...events.flatMap((event) => linesFound(event, this.#log, pattern))];
      if (this.#earlier.length >= MOST_FOUND) {
        break;
      }
      this.#draw();
    }
    signal.throwIfAborted();
    this.#state = 'searched';
    this.#picker.busy = false;
    this.#draw();
  }

  /** The events before the loaded ones: those with the text by the service's search where that can be used, else all. */
  async *#readEarlier(signal: AbortSignal): AsyncIterable<readonly LogEvent[]> {
    const { location, span, store } = this.#log;
    const untilMs = store?.segments[0]?.chunks[0]?.fromMs;
    if (!location) {
      return;
    }
    const earlier = { ...span, ...(untilMs === undefined ? {} : { untilMs }) };
    const { text, matchesCase, isRegex } = this.#query;
    if (matchesCase && !isRegex) {
      try {
        yield* this.#app.service().search(location, { ...earlier, text }, signal);
        return;
      } catch (error) {
        if (!(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
          throw error;
        }
      }
    }
    yield* this.#app.wholeLog(location, earlier, signal);
  }

  #draw(): void {
    const lines = [...this.#earlier, ...this.#loaded];
    this.#shown = lines;
    const { active } = this.#picker;
    const kept = typeof active === 'object' && lines.includes(active) ? active : undefined;
    const below = lines.find(({ line }) => line !== undefined && line >= this.#cursor);
    const wanted = kept ?? below ?? lines[0];
    this.#picker.draw([...this.#notes(lines.length), ...lines.map((line) => this.#row(line))], (one) => one === wanted);
  }

  #row(found: FoundLine): PickerRow<Choice> {
    const { text, timestampMs } = found;
    // VS Code orders rows by where the typed text is in their labels: in the descriptions it leaves them as they are.
    return {
      label: clockTime(timestampMs, this.#app.now()),
      description: plainText(text.trim(), 300),
      value: found,
      alwaysShow: true,
    };
  }

  #notes(count: number): readonly (PickerRow<Choice> | PickerHeading)[] {
    const { before } = this.#log.store ?? {};
    const about =
      before?.kind === 'more' && before.aboutLines !== undefined ? formatNumber(before.aboutLines) : undefined;
    const found = `${formatNumber(count)}${count >= MOST_FOUND ? '+' : ''}`;
    const heading = t('{0} found', found);
    const none = count === 0 ? [{ label: t('No results'), alwaysShow: true }] : [{ heading }];
    switch (this.#state) {
      case 'notSearched':
        return [
          ...(count === 0 ? [{ label: t('No results in the loaded lines'), alwaysShow: true }] : []),
          {
            icon: 'cloud-download',
            label:
              about === undefined ? t('Search the earlier lines too') : t('Search about {0} earlier lines too', about),
            value: 'earlier',
            alwaysShow: true,
          },
          ...(count === 0 ? [] : [{ heading: t('{0} found in the loaded lines', found) }]),
        ];
      case 'searching':
        return [
          {
            heading:
              about === undefined
                ? t('{0} found, searching the earlier lines…', found)
                : t('{0} found, searching about {1} earlier lines…', found, about),
          },
        ];
      case 'searched':
        return none;
    }
  }
}
