import type * as vscode from 'vscode';
import { type Fault, toFault, UserError } from '../../core/errors';
import type { Disposable } from '../../core/event';
import type { SessionActionId } from '../../core/ids';
import type { LogSpan } from '../../core/logs/logReader';
import type { LogOutline, ServiceLogKind } from '../../core/logs/logSection';
import { plainText } from '../../core/plainText';
import type { LogLocation } from '../../core/ports';
import type { LogConfiguration, SessionAction } from '../../core/session';
import { failingAction, isActive } from '../../core/status';
import type { WatchedSession } from '../../core/watched';
import { actionLabel } from '../../render/action';
import { HEAD_LINES } from '../../render/logText';
import type { TimeForm, TimeWriter } from '../../render/logTime';
import { sessionTitle } from '../../render/session';
import type { LogSegment } from '../../watch/logs/logSegments';
import type { LogStore } from '../../watch/logs/logStore';
import type { WatchHandle } from '../../watch/sessionStore';
import type { App, LogToOpen } from '../app';
import { logError } from '../faults';
import { encoded, LogDrawing } from './logDrawing';
import { type LogKey, logUri } from './logUri';

/** How long after an end lines may still come: programs and agents write their last ones late. */
const LATE_MS = 5_000;
/** As many events as the service puts into a page at most. */
const FULL_PAGE = 10_000;

/**
 * One log that documents show: its loaded part, the session it is of, and how its lines are drawn. Its parts are documents of
 * their own, each a run of the log's lines below `HEAD_LINES` lines of head.
 */
export class OpenLog implements vscode.Disposable {
  readonly logKey: LogKey;
  readonly #app: App;
  readonly #watch: WatchHandle;
  readonly #onDidLoad: (segments: readonly number[]) => void;
  readonly #ended = new AbortController();
  readonly #drawing: LogDrawing;
  #store: LogStore | undefined;
  #location: LogLocation | undefined;
  #fault: Fault | undefined;
  #loading: Promise<void> | undefined;
  #hearing: Disposable | undefined;
  /** The first and the last segment when they were last drawn. */
  #edges: readonly number[] = [];
  #form: TimeForm;

  /** Whether the session's new lines are to be read as they are written; drawn in the last line. */
  followed = false;
  /** What `isActive` was when it was last drawn. */
  wasActive: boolean;

  /** `onDidLoad` is told which segments' documents are to be drawn anew. */
  constructor(app: App, logKey: LogKey, onDidLoad: (segments: readonly number[]) => void) {
    this.#app = app;
    this.#onDidLoad = onDidLoad;
    this.logKey = logKey;
    this.#form = logKey.bare ? 'off' : 'local';
    this.#drawing = new LogDrawing(this);
    this.#watch = app.store.watch(logKey.key);
    this.wasActive = this.isActive;
  }

  /** The loaded part; undefined while nothing was read, and where nothing can be. */
  get store(): LogStore | undefined {
    return this.#store;
  }

  /** Where the log is kept; undefined while that is not known. */
  get location(): LogLocation | undefined {
    return this.#location;
  }

  get session(): WatchedSession {
    return this.#watch.session;
  }

  get kind(): ServiceLogKind {
    return this.logKey.log;
  }

  get form(): TimeForm {
    return this.#form;
  }

  set form(form: TimeForm) {
    this.#form = form;
    this.#drawing.clear();
  }

  /** Whether its session may still write. */
  get isActive(): boolean {
    const { snapshot } = this.session;
    const ended = this.action?.endedAtMs !== undefined;
    return snapshot !== undefined && isActive(snapshot.session) && !ended;
  }

  /** The action whose slice it is; undefined for a whole log. */
  get action(): SessionAction | undefined {
    return this.actionOf(this.logKey.actionId);
  }

  actionOf(id: SessionActionId | undefined): SessionAction | undefined {
    return this.actions.find(({ sessionActionId }) => sessionActionId === id);
  }

  /** What its documents are called: the session, or the action where it is one's slice. */
  get title(): string {
    const { snapshot } = this.session;
    const action = this.action && snapshot ? `${actionLabel(this.action, snapshot.stepNames)} in ` : '';
    return `${action}${sessionTitle(this.session)}`;
  }

  /** The segment with the newest lines. */
  get newest(): number {
    return this.#store?.segments.at(-1)?.id ?? 0;
  }

  /** The address of one of its documents. */
  uriOf(segment: number): vscode.Uri {
    return logUri({ ...this.logKey, segment }, this.title);
  }

  /** Reads the newest lines if nothing was read yet. Never rejects: what fails is told in the document. */
  async load(): Promise<void> {
    this.#loading ??= this.#begin().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  /** Reads on until an action's beginning, or that of the action that failed first. Never rejects. */
  async loadTo(actionId: SessionActionId | undefined): Promise<void> {
    await this.load();
    const { snapshot } = this.session;
    const action = this.actionOf(actionId) ?? (snapshot && failingAction(snapshot));
    await this.loadSince(action?.startedAtMs ?? Infinity);
  }

  /** Reads on until a time, if that is before what is loaded. Never rejects. */
  async loadSince(timeMs: number): Promise<void> {
    const first = this.#store?.segments[0]?.chunks[0]?.fromMs ?? -Infinity;
    if (this.#store?.before.kind === 'more' && first > timeMs) {
      await this.#store.loadOlder(this.#ended.signal, timeMs).catch((error: unknown) => {
        logError(this.#app, error);
      });
    }
  }

  /** The line that tells of the first failure, or of that of an action; undefined where none is known in the loaded part. */
  failureLine(actionId: SessionActionId | undefined): number | undefined {
    const { firstFailure, failures, sections } = this.outline();
    const section = actionId && sections.find((one) => one.actionId === actionId);
    if (!section) {
      return actionId === undefined ? firstFailure?.line : undefined;
    }
    const within = (line: number): boolean => line >= section.firstLine && line <= section.lastLine;
    return !section.failed
      ? undefined
      : firstFailure && within(firstFailure.line)
        ? firstFailure.line
        : failures.find(({ line }) => within(line))?.line;
  }

  /** An action's first line, or that of the action that failed first; undefined where it is not loaded. */
  actionLine(actionId: SessionActionId | undefined): number | undefined {
    const { snapshot } = this.session;
    const action = this.actionOf(actionId) ?? (snapshot && failingAction(snapshot));
    return (
      this.outline().sections.find((one) => one.actionId !== undefined && one.actionId === action?.sessionActionId)
        ?.firstLine ?? (action?.startedAtMs === undefined ? undefined : this.#store?.lineAtTime(action.startedAtMs))
    );
  }

  /** Reads what was written since. Rejects like `LogStore.loadNewer`. */
  async loadNewer(signal: AbortSignal): Promise<number> {
    await this.load();
    return this.#store?.loadNewer(signal) ?? 0;
  }

  outline(): LogOutline {
    const { snapshot } = this.session;
    const known = snapshot?.actions.ok ? { actions: snapshot.actions.value, asOfMs: snapshot.fetchedAtMs } : undefined;
    return this.#store?.outline(this.kind === 'session' ? known : undefined) ?? NOTHING;
  }

  /** The document's text. Never rejects. */
  async text(segmentId: number): Promise<Uint8Array> {
    await this.load();
    const store = this.#store;
    if (!store || this.#fault) {
      return encoded(`# This log could not be read.\n# ${plainText(this.#fault?.message ?? '', 1000)}\n`);
    }
    const segment = store.segments.find(({ id }) => id === segmentId);
    if (!segment && segmentId !== 0) {
      return encoded('# This part of the log is not loaded: “Load All” in the newest part brings it.\n');
    }
    try {
      return await this.#drawing.draw(store, segment);
    } catch (error) {
      logError(this.#app, error);
      return encoded(`# This log could not be read.\n# ${plainText(toFault(error).message, 1000)}\n`);
    }
  }

  /** What writes the times of one of its documents. */
  writer(segment: LogSegment | undefined): TimeWriter {
    return this.#drawing.writer(segment);
  }

  /** Where a line of the log is shown; undefined where it is not loaded. */
  placeOf(line: number): { readonly segment: number; readonly line: number } | undefined {
    const segment = this.#store?.segments.find(
      ({ firstLine, lineCount }) => line >= firstLine && line < firstLine + lineCount,
    );
    return segment && { segment: segment.id, line: HEAD_LINES + line - segment.firstLine };
  }

  /** The log's line that a document's line shows; the nearest one for lines of its head and end. */
  lineAt(segmentId: number, documentLine: number): number | undefined {
    const segment = this.#store?.segments.find(({ id }) => id === segmentId);
    return segment && segment.firstLine + Math.max(0, Math.min(segment.lineCount - 1, documentLine - HEAD_LINES));
  }

  dispose(): void {
    this.#ended.abort();
    this.#watch.dispose();
    this.#hearing?.dispose();
    this.#store?.dispose();
  }

  /** The session's actions as far as the service told them. */
  get actions(): readonly SessionAction[] {
    const { snapshot } = this.session;
    return snapshot?.actions.ok ? snapshot.actions.value : [];
  }

  async #begin(): Promise<void> {
    if (this.#store && !this.#fault) {
      return;
    }
    const { signal } = this.#ended;
    try {
      this.#location ??= await this.#locate();
      this.#store ??= this.#app.openLog({
        location: this.#location,
        kind: this.kind,
        ...this.#span(),
      });
      this.#hearing ??= this.#store.onDidChange(({ segmentIds }) => {
        // A document that gained a neighbour, or lost its edge, says so.
        const segments = this.#store?.segments ?? [];
        const edges = [segments[0]?.id ?? 0, segments.at(-1)?.id ?? 0];
        this.#onDidLoad([
          ...segmentIds,
          ...this.#edges.filter((id) => !edges.includes(id) && !segmentIds.includes(id)),
        ]);
        this.#edges = edges;
      });
      await this.#store.loadNewest(signal);
      // A page that is not full is most often all there is; only the next call can say so.
      if (this.#store.before.kind === 'more' && this.#eventCount() < FULL_PAGE) {
        await this.#store.loadOlder(signal);
      }
      this.#fault = undefined;
    } catch (error) {
      logError(this.#app, error);
      this.#fault = toFault(error);
    }
  }

  #eventCount(): number {
    return this.#store?.segments.reduce((sum, { eventCount }) => sum + eventCount, 0) ?? 0;
  }

  /** A session that is gone may have left its log behind, where logs of its queue have always been. */
  async #locate(): Promise<LogLocation> {
    const { key, log } = this.logKey;
    const { place, farmId, queueId, sessionId } = key;
    if (!this.session.snapshot) {
      await this.#app.store.refresh(key);
    }
    const { snapshot, fault } = this.session;
    if (snapshot) {
      const { fleetId, log: own, workerLog } = snapshot.session;
      return log === 'session'
        ? { place, farmId, owner: queueId, configuration: own }
        : { place, farmId, owner: fleetId, configuration: workerLog ?? NO_LOG };
    }
    if (fault && (log === 'worker' || fault.kind !== 'notFound')) {
      throw new UserError(fault);
    }
    const options = { logGroupName: `/aws/deadline/${farmId}/${queueId}`, logStreamName: sessionId };
    return {
      place,
      farmId,
      owner: queueId,
      configuration: { driver: 'awslogs', options, parameters: {}, error: undefined },
    };
  }

  /** Which part of the log its documents are about; undefined for all of it. */
  get span(): LogSpan | undefined {
    return this.#span().span;
  }

  /** The action's time and a little more, or the session's in its worker's log; a session's own log is shown whole. */
  #span(): Pick<LogToOpen, 'span' | 'startedAtMs'> {
    const session = this.session.snapshot?.session;
    const { action } = this;
    const startedAtMs = action?.startedAtMs ?? session?.startedAtMs;
    if (startedAtMs === undefined || !(action ?? this.kind === 'worker')) {
      return startedAtMs === undefined ? {} : { startedAtMs };
    }
    const endedAtMs = action ? action.endedAtMs : session?.endedAtMs;
    const fromMs = action ? startedAtMs : startedAtMs - LATE_MS;
    if (endedAtMs === undefined) {
      return { startedAtMs, span: { fromMs } };
    }
    const next = action && this.actions.find((one) => (one.startedAtMs ?? 0) > startedAtMs)?.startedAtMs;
    return { startedAtMs, span: { fromMs, untilMs: Math.max(next ?? endedAtMs + LATE_MS, endedAtMs + 1) } };
  }
}

const NOTHING: LogOutline = { sections: [], failures: [], firstFailure: undefined };
const NO_LOG: LogConfiguration = {
  driver: 'none',
  options: {},
  parameters: {},
  error: 'This worker keeps no log in the service.',
};
