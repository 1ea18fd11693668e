import type * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { type Fault, toFault, UserError } from '../../core/errors';
import type { Disposable } from '../../core/async/event';
import type { SessionActionId } from '../../core/ids';
import type { LogSpan } from '../../core/logs/pages/logReader';
import type { LogOutline, ServiceLogKind } from '../../core/logs/structure/logSection';
import type { LogLocation } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';
import { isActive } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { actionLabel } from '../../render/session/action';
import { HEAD_LINES, renderUnreadable, TAIL_LINES } from '../../render/logs/logText';
import type { TimeForm, TimeWriter } from '../../render/logs/logTime';
import { sessionTitle } from '../../render/session/session';
import type { LogSegment } from '../../watch/logs/logSegments';
import type { LogStore } from '../../watch/logs/logStore';
import type { WatchHandle } from '../../watch/sessions/sessionStore';
import type { App } from '../app';
import { logError } from '../showFault';
import { readLogTimeForm } from '../state/logTimeForm';
import { type DrawnLog, encoded, LogDrawing } from './drawing/logDrawing';
import { findLogSource, logSpan, type LogSource } from './logSource';
import { type LogKey, logUri } from './logUri';

/** As many events as the service puts into a page at most. */
const FULL_PAGE = 10_000;

/** Which of a log's lines a document shows. */
export type Extent = Pick<LogSegment, 'firstLine' | 'lineCount'>;

/**
 * One log that documents show: its loaded part, the session it is of, and how its lines are drawn. Its parts are documents of
 * their own, each a run of the log's lines below `HEAD_LINES` lines of head.
 */
export class OpenLog implements DrawnLog, vscode.Disposable {
  readonly logKey: LogKey;
  readonly #app: App;
  readonly #watch: WatchHandle;
  readonly #onDidLoad: (segments: readonly number[]) => void;
  readonly #ended = new AbortController();
  readonly #drawing: LogDrawing;
  #store: LogStore | undefined;
  #source: LogSource | undefined;
  #fault: Fault | undefined;
  #loading: Promise<void> | undefined;
  #hearing: Disposable | undefined;
  /** The first and the last segment when they were last drawn. */
  #edges: readonly number[] = [];
  #form: TimeForm;
  /** What was drawn of each segment, the newest first: a document may still have the text before. */
  readonly #drawn = new Map<number, readonly Extent[]>();

  #isFollowed = false;
  /** What `isActive` was when it was last drawn. */
  #wasActive: boolean;

  /** `onDidLoad` is told which segments' documents are to be drawn anew. */
  constructor(app: App, logKey: LogKey, onDidLoad: (segments: readonly number[]) => void) {
    this.#app = app;
    this.#onDidLoad = onDidLoad;
    this.logKey = logKey;
    this.#form = logKey.bare ? 'off' : readLogTimeForm(app.context.globalState);
    this.#drawing = new LogDrawing(this);
    this.#watch = app.store.watch(logKey.key);
    this.#wasActive = this.isActive;
  }

  /** Whether the session's new lines are read as they are written; drawn in the last line. */
  get followed(): boolean {
    return this.#isFollowed;
  }

  setFollowed(isFollowed: boolean): void {
    this.#isFollowed = isFollowed;
  }

  /** Whether the session began or ended since this was asked last: its last line says so. */
  takeActivityChange(): boolean {
    const before = this.#wasActive;
    this.#wasActive = this.isActive;
    return before !== this.#wasActive;
  }

  /** The loaded part; undefined while nothing was read, and where nothing can be. */
  get store(): LogStore | undefined {
    return this.#store;
  }

  /** Where the log is kept; undefined while that is not known. */
  get location(): LogLocation | undefined {
    return this.#source?.location;
  }

  /** Why it could not be read when that was last tried; its documents say so. */
  get fault(): Fault | undefined {
    return this.#fault;
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

  setForm(form: TimeForm): void {
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

  /** The session's actions as far as the service told them. */
  get actions(): readonly SessionAction[] {
    const { snapshot } = this.session;
    return snapshot?.actions.ok ? snapshot.actions.value : [];
  }

  /** What its documents are called: the session, or the action where it is one's slice. */
  get title(): string {
    const { snapshot } = this.session;
    const session = sessionTitle(this.session);
    return this.action && snapshot ? t('{0} in {1}', actionLabel(this.action, snapshot.stepNames), session) : session;
  }

  /** Which part of the log its documents are about; undefined for all of it. */
  get span(): LogSpan | undefined {
    return logSpan(this.logKey.log, this.session.snapshot, this.action).span;
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

  /** Reads on until a time, if that is before what is loaded. Never rejects. */
  async loadSince(timeMs: number): Promise<void> {
    const first = this.#store?.segments[0]?.chunks[0]?.fromMs ?? -Infinity;
    if (this.#store?.before.kind === 'more' && first > timeMs) {
      await this.#store.loadOlder(this.#ended.signal, timeMs).catch((error: unknown) => {
        logError(this.#app, error);
      });
    }
  }

  /** Whether a segment is not loaded, or not whole, though there are older lines to load. */
  lacks(segment: number): boolean {
    const first = this.#store?.segments[0];
    return first !== undefined && first.id > segment && this.#store?.before.kind === 'more';
  }

  /** Reads on until a segment is loaded: the newest lines of it first. Rejects like `LogStore.loadOlder`. */
  async loadSegment(segment: number, signal: AbortSignal, onProgress: (lines: number) => void): Promise<void> {
    const either = AbortSignal.any([signal, this.#ended.signal]);
    for (let lines = -1; this.#store && this.lacks(segment - 1) && lines < this.#store.lineCount;) {
      lines = this.#store.lineCount;
      await this.#store.loadOlder(either);
      onProgress(this.#store.lineCount);
    }
  }

  /** Reads what was written since. Rejects like `LogStore.loadNewer`. */
  async loadNewer(signal: AbortSignal): Promise<number> {
    await this.load();
    const exists = this.#store?.exists;
    const count = (await this.#store?.loadNewer(signal)) ?? 0;
    if (count === 0 && this.#store?.exists !== exists) {
      this.#onDidLoad([this.newest]);
    }
    return count;
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
      return this.#unreadable(this.#fault);
    }
    const segment = store.segments.find(({ id }) => id === segmentId);
    if (!segment && segmentId !== 0) {
      return encoded(this.lacks(segmentId) ? NOT_LOADED : ELSEWHERE);
    }
    try {
      const text = await this.#drawing.draw(store, segment);
      const { firstLine, lineCount } = segment ?? { firstLine: 0, lineCount: 0 };
      this.#drawn.set(segmentId, [{ firstLine, lineCount }, ...(this.#drawn.get(segmentId) ?? []).slice(0, 2)]);
      return text;
    } catch (error) {
      logError(this.#app, error);
      return this.#unreadable(toFault(error));
    }
  }

  /** Which lines a document of so many lines shows: the loaded part may have more by now. Undefined for one of another text. */
  extentOf(segmentId: number, documentLines: number): Extent | undefined {
    const lines = documentLines - HEAD_LINES - TAIL_LINES - 1;
    return this.#drawn.get(segmentId)?.find(({ lineCount }) => lineCount === lines);
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

  async #begin(): Promise<void> {
    if (this.#store && !this.#fault) {
      return;
    }
    const { signal } = this.#ended;
    try {
      this.#source ??= await findLogSource(this.#app, this.logKey, this.#watch);
      const { location, guessedBecause } = this.#source;
      this.#store ??= this.#app.openLog({
        location,
        kind: this.kind,
        isGrowing: this.isActive,
        ...logSpan(this.logKey.log, this.session.snapshot, this.action),
      });
      this.#hearing ??= this.#store.onDidChange(({ segmentIds }) => {
        // A document that gained a neighbour, or lost its edge, says so.
        const segments = this.#store?.segments ?? [];
        const edges = [segments[0]?.id ?? 0, segments.at(-1)?.id ?? 0];
        this.#onDidLoad([...segmentIds, ...this.#edges.filter((id, side) => id !== edges[side])]);
        this.#edges = edges;
      });
      try {
        await this.#store.loadNewest(signal);
      } catch (error) {
        throw guessedBecause && toFault(error).kind === 'accessDenied' ? new UserError(guessedBecause) : error;
      }
      if (guessedBecause && !this.#store.exists) {
        throw new UserError(guessedBecause.kind === 'notFound' ? { ...guessedBecause, message: GONE } : guessedBecause);
      }
      // A page that is not full is most often all there is; only the next call can say so.
      if (this.#store.before.kind === 'more' && this.#eventCount() < FULL_PAGE) {
        await this.#store.loadOlder(signal);
      }
      this.#fault = undefined;
    } catch (error) {
      logError(this.#app, error);
      this.#fault = toFault(error);
      // The next try may find out what this one had to guess.
      this.#source = this.#source?.guessedBecause ? undefined : this.#source;
    }
  }

  #unreadable(fault: Fault | undefined): Uint8Array {
    return encoded(renderUnreadable(fault?.message ?? '', this.location?.configuration));
  }

  #eventCount(): number {
    return this.#store?.segments.reduce((sum, { eventCount }) => sum + eventCount, 0) ?? 0;
  }
}

const NOTHING: LogOutline = { sections: [], failures: [], firstFailure: undefined, firstFailureLine: undefined };
const GONE = t('Neither the session nor its log is there any more, or its farm, queue or Region is another one.');
const NOT_LOADED = `# ${t('This part of the log is not loaded: “Load This Part” above brings it.')}\n`;
const ELSEWHERE = `# ${t('These lines moved to another tab because the log was reopened.')}\n`;
