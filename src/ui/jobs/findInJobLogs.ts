import type * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { textPattern, type TextQuery } from '../../core/logs/lines/textPattern';
import { jobKeyId, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import { plainText } from '../../core/text/plainText';
import { jobLogNotes, jobLogProgress } from '../../render/logs/jobLogWords';
import { listedSessionText } from '../../render/session/listedSession';
import { clockTime } from '../../render/time';
import { type JobLogHit, JobLogSearch, MOST_LOG_CALLS, type SessionHits } from '../../watch/logs/jobLogSearch';
import type { App } from '../app';
import type { Logs } from '../logs/logs';
import { logError } from '../showFault';
import { Picker, type PickerHeading, type PickerRow } from '../window/picker';

/** A line to go to, or what a row or a button does. */
type Choice =
  { readonly key: SessionKey; readonly hit: JobLogHit } | 'search' | 'stop' | 'goOn' | 'matchesCase' | 'isRegex';

type Row = PickerRow<Choice> | PickerHeading;

const LAST_QUERY = 'jobLogSearch';

/**
 * Finds a text in the logs of a job's sessions. Each log costs calls, so it begins when the person says so, and what was found last is
 * there again for the next line to look at.
 */
export class JobLogFinder implements vscode.Disposable {
  readonly #app: Pick<App, 'service' | 'now' | 'output' | 'context'>;
  readonly #logs: Pick<Logs, 'show'>;
  #search: JobLogSearch | undefined;

  constructor(app: Pick<App, 'service' | 'now' | 'output' | 'context'>, logs: Pick<Logs, 'show'>) {
    this.#app = app;
    this.#logs = logs;
  }

  /** Shows the box; opens the log at the line that the person chooses. The search ends with the box and goes on when asked to. */
  async find(job: JobKey): Promise<void> {
    const search = this.#searchOf(job);
    const choice = await new JobLogBox(this.#app, search, this.#readQuery(search)).choose();
    search.stop();
    const { text, matchesCase, isRegex } = search.results.query;
    if (text !== '') {
      await this.#app.context.workspaceState.update(LAST_QUERY, { text, matchesCase, isRegex });
    }
    if (choice) {
      const { timestampMs, text: line } = choice.hit;
      await this.#logs.show(choice.key, 'session', { kind: 'line', timestampMs, text: line });
    }
  }

  dispose(): void {
    this.#search?.dispose();
  }

  #searchOf(job: JobKey): JobLogSearch {
    if (this.#search && jobKeyId(this.#search.job) === jobKeyId(job)) {
      return this.#search;
    }
    this.#search?.dispose();
    const onError = (error: unknown): void => {
      logError(this.#app, error);
    };
    return (this.#search = new JobLogSearch({ job, service: () => this.#app.service(), onError }));
  }

  /** What was looked for last: in this job, else in any. Other versions write our storage, too. */
  #readQuery({ results: { query } }: JobLogSearch): TextQuery {
    if (query.text !== '') {
      return query;
    }
    const { text, matchesCase, isRegex } = this.#app.context.workspaceState.get<Partial<TextQuery>>(LAST_QUERY) ?? {};
    return {
      text: typeof text === 'string' ? text : '',
      matchesCase: matchesCase === true,
      isRegex: isRegex === true,
    };
  }
}

class JobLogBox {
  readonly #app: Pick<App, 'now'>;
  readonly #search: JobLogSearch;
  readonly #picker: Picker<Choice>;
  #query: TextQuery;

  constructor(app: Pick<App, 'now'>, search: JobLogSearch, query: TextQuery) {
    this.#app = app;
    this.#search = search;
    this.#query = query;
    this.#picker = new Picker<Choice>({
      title: '',
      placeholder: t('Find in the logs of all sessions of this job'),
      value: query.text,
      keepOpen: true,
    });
  }

  async choose(): Promise<Extract<Choice, object> | undefined> {
    const subscription = this.#search.onDidChange(() => {
      this.#draw();
    });
    this.#draw();
    try {
      const choice = await this.#picker.choose({
        onType: (text) => {
          this.#query = { ...this.#query, text };
          this.#draw();
        },
        onAccept: (choice) => {
          this.#do(choice);
          return typeof choice === 'object' ? 'close' : 'stay';
        },
      });
      return typeof choice === 'object' ? choice : undefined;
    } finally {
      subscription.dispose();
    }
  }

  #do(choice: Choice): void {
    if (choice === 'matchesCase' || choice === 'isRegex') {
      this.#query = { ...this.#query, [choice]: !this.#query[choice] };
      this.#draw();
    } else if (choice === 'search') {
      void this.#search.start(this.#query);
    } else if (choice === 'stop') {
      this.#search.stop();
    } else if (choice === 'goOn') {
      void this.#search.goOn();
    }
  }

  #draw(): void {
    const { matchesCase, isRegex } = this.#query;
    this.#picker.buttons = [
      { icon: 'case-sensitive', tooltip: matchesCase ? t('Match Case: on') : t('Match Case'), value: 'matchesCase' },
      {
        icon: 'regex',
        tooltip: isRegex ? t('Use Regular Expression: on') : t('Use Regular Expression'),
        value: 'isRegex',
      },
    ];
    this.#picker.title = [
      t('Find in the Logs of This Job'),
      ...(matchesCase ? [t('Match Case')] : []),
      ...(isRegex ? [t('Regular Expression')] : []),
    ].join(' · ');
    const { results } = this.#search;
    this.#picker.busy = results.state === 'reading';
    const { active } = this.#picker;
    const rows = [...this.#stateRows(), ...results.found.flatMap((one) => this.#rowsOf(one))];
    const isKept = (value: Choice): boolean =>
      typeof active === 'object' && typeof value === 'object' && active.hit === value.hit;
    this.#picker.draw(rows, isKept);
  }

  /** What Enter does now, and what is not complete. */
  #stateRows(): readonly Row[] {
    const { results } = this.#search;
    const { query, state, left, hasMoreSessions } = results;
    const isSame =
      query.text === this.#query.text &&
      query.matchesCase === this.#query.matchesCase &&
      query.isRegex === this.#query.isRegex;
    const progress = jobLogProgress(results);
    if (!isSame) {
      return this.#query.text === '' ? [] : [this.#searchRow()];
    }
    if (query.text === '') {
      return [];
    }
    const notes = jobLogNotes(results, MOST_LOG_CALLS).map((label): Row => ({ icon: 'info', label, alwaysShow: true }));
    if (state === 'reading') {
      return [
        { icon: 'debug-stop', label: t('Stop'), description: progress, value: 'stop', alwaysShow: true },
        ...notes,
      ];
    }
    const goesOn = left > 0 || hasMoreSessions;
    return [
      goesOn
        ? { icon: 'refresh', label: t('Go On'), description: progress, value: 'goOn', alwaysShow: true }
        : { icon: 'refresh', label: t('Search Again'), description: progress, value: 'search', alwaysShow: true },
      ...notes,
    ];
  }

  #searchRow(): Row {
    const { text } = this.#query;
    return textPattern(this.#query)
      ? {
          icon: 'search',
          label: t('Search for “{0}”', plainText(text, 60)),
          description: t('reads the logs of this job, failed sessions first, in {0} calls at most', MOST_LOG_CALLS),
          value: 'search',
          alwaysShow: true,
        }
      : { icon: 'error', label: t('Not a regular expression.'), alwaysShow: true };
  }

  #rowsOf({ session, hits, hasMore }: SessionHits): readonly Row[] {
    const nowMs = this.#app.now();
    const { label, description } = listedSessionText(session, this.#search.results.stepNames, nowMs);
    return [
      { heading: `${label} · ${description}` },
      // VS Code orders rows by where the typed text is in their labels: in the descriptions it leaves them as they are.
      ...hits.map((hit): Row => ({
        label: clockTime(hit.timestampMs, nowMs),
        description: plainText(hit.text.trim(), 300),
        value: { key: session.key, hit },
        alwaysShow: true,
      })),
      ...(hasMore ? [{ label: t('More in this log: open it and use Find in Log'), alwaysShow: true }] : []),
    ];
  }
}
