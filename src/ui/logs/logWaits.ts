import type * as vscode from 'vscode';
import { isAbort } from '../../core/errors';
import type { LogEvent } from '../../core/service/ports';
import type { StuckWatching } from '../../watch/stuck/stuckWatching';
import type { App } from '../app';
import { logError } from '../showFault';
import type { Logs } from './logs';
import type { OpenLog } from './openLog';

/** How many of the last events are looked at. */
const LAST_EVENTS = 1_000;

/** Lets the store know what the loaded logs of running actions wait for: their last lines say it, and are there without a call. */
export class LogWaits implements vscode.Disposable {
  readonly #app: App;
  readonly #stuck: Pick<StuckWatching, 'hear'>;
  readonly #hearing: { dispose(): void };
  /** How many lines of a log were loaded when it was last looked at, and the action that ran. */
  readonly #looked = new WeakMap<OpenLog, string>();

  constructor(app: App, logs: Logs, stuck: Pick<StuckWatching, 'hear'>) {
    this.#app = app;
    this.#stuck = stuck;
    this.#hearing = logs.onDidChange((log) => {
      void this.#look(log);
    });
  }

  dispose(): void {
    this.#hearing.dispose();
  }

  /** Never rejects: what cannot be read again is told where the log is drawn. */
  async #look(log: OpenLog): Promise<void> {
    const running = log.actions.find(({ status }) => status === 'RUNNING');
    const lines = log.store?.lineCount ?? 0;
    const state = `${running?.sessionActionId ?? ''} ${lines}`;
    if (log.kind !== 'session' || !log.isActive || !running || lines === 0 || this.#looked.get(log) === state) {
      return;
    }
    this.#looked.set(log, state);
    try {
      this.#stuck.hear(log.logKey.key, await lastEvents(log));
    } catch (error) {
      if (!isAbort(error)) {
        logError(this.#app, error);
      }
    }
  }
}

async function lastEvents({ store }: OpenLog): Promise<readonly LogEvent[]> {
  const chunks = (store?.segments ?? []).flatMap((segment) => segment.chunks);
  let events: readonly LogEvent[] = [];
  for (const chunk of chunks.toReversed()) {
    if (events.length >= LAST_EVENTS) {
      break;
    }
    events = [...(await chunk.events()), ...events];
  }
  return events.slice(-LAST_EVENTS);
}
