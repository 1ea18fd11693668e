import * as vscode from 'vscode';
import { delay, systemClock } from '../../core/async/clock';
import { toFault } from '../../core/errors';
import type { FarmResource, ResourceSummary } from '../../core/service/ports';
import type { ReferenceIds } from '../../core/references/reference';
import { failingAction } from '../../core/session/status';
import { type Connection, connectionId, type SessionKey } from '../../core/session/sessionKey';
import type { WatchHandle } from '../../watch/sessions/sessionStore';
import { type App, toSignal } from '../app';
import { aboutIncomplete, aboutKind, aboutReading, aboutSession, aboutThing } from './hoverText';
import { keyPointedAt, pointedAt, type PointedAt } from './idAtPosition';

/** How long the quick hover waits for the full one before it shows what the text alone tells. */
const PATIENCE_MS = 300;
/** How long what was hovered over stays known, so that hovering again costs nothing. */
const MEMORY_MS = 60_000;
const MOST_REMEMBERED = 100;

/**
 * Says what the id under the pointer is and how it is doing. Parents are taken from the text around it and from sessions seen
 * before; where they are not all known, it says which are missing instead of asking anybody.
 *
 * It answers twice: `full` when everything is read, at once where it is known; `quick` with what the text tells, only where the
 * full answer takes longer than a moment. VS Code shows both in one place as they come.
 */
export class IdHover implements vscode.Disposable {
  readonly #app: App;
  readonly #watched = new Memory<WatchHandle>((handle) => {
    handle.dispose();
  });
  readonly #things = new Memory<Promise<ResourceSummary>>(() => undefined);
  /** VS Code asks for both answers at once: the text is read for the first of them. */
  #last:
    | { readonly place: string; readonly document: vscode.TextDocument; readonly target: PointedAt | undefined }
    | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  async quick(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const target = this.#pointedAt(document, position);
    if (!target) {
      return undefined;
    }
    const full = this.#tell(target, toSignal(token)).then(
      () => true,
      () => true,
    );
    const waited = delay(systemClock, PATIENCE_MS, toSignal(token)).then(
      () => false,
      () => true,
    );
    return (await Promise.race([full, waited]))
      ? undefined
      : new vscode.Hover(aboutReading(target.reference), target.range);
  }

  async full(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const target = this.#pointedAt(document, position);
    return target && new vscode.Hover(await this.#tell(target, toSignal(token)), target.range);
  }

  dispose(): void {
    this.#last = undefined;
    this.#watched.clear();
    this.#things.clear();
  }

  #pointedAt(document: vscode.TextDocument, position: vscode.Position): PointedAt | undefined {
    const place = `${document.version} ${document.offsetAt(position)}`;
    if (this.#last?.document !== document || this.#last.place !== place) {
      this.#last = { place, document, target: pointedAt(document, position) };
    }
    return this.#last.target;
  }

  async #tell(target: PointedAt, signal: AbortSignal): Promise<vscode.MarkdownString> {
    const { kind } = target.reference;
    if (kind === 'session' || kind === 'sessionaction') {
      const key = await keyPointedAt(this.#app, target);
      if (!key) {
        return aboutIncomplete('session', target.ids);
      }
      const session = await this.#session(key, signal);
      return aboutSession(session, target.ids.sessionActionId, this.#app.now());
    }
    if (
      kind === 'queueenv' ||
      kind === 'sp' ||
      kind === 'le' ||
      kind === 'budget' ||
      kind === 'limit' ||
      kind === 'monitor'
    ) {
      return aboutKind(kind);
    }
    const thing = toThing(kind, target.ids);
    if (!thing) {
      return aboutIncomplete(kind, target.ids);
    }
    try {
      const connection = await this.#app.currentConnection.with(target.region, target.profile);
      return aboutThing(thing, await this.#thing(connection, thing), target.ids, connection);
    } catch (error) {
      return aboutThing(thing, toFault(error), target.ids, undefined);
    }
  }

  async #session(key: SessionKey, signal: AbortSignal): Promise<WatchHandle['session']> {
    const handle = this.#watched.get(key.sessionId, () => this.#app.store.watch(key));
    const { snapshot, fault, diagnosis } = handle.session;
    const isDiagnosed = !snapshot || !failingAction(snapshot) || diagnosis !== undefined;
    if (!fault && (!snapshot || !isDiagnosed)) {
      const gone = new Promise<void>((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
      await Promise.race([this.#app.store.refresh(key), gone]);
    }
    return handle.session;
  }

  /** One call for each thing a minute, however often it is hovered over. A refusal is asked for again. */
  #thing(connection: Connection, thing: FarmResource): Promise<ResourceSummary> {
    const id = `${connectionId(connection)} ${JSON.stringify(thing)}`;
    return this.#things.get(id, () => {
      const reading = this.#app.service().fetchThing(connection, thing, AbortSignal.timeout(30_000));
      reading.catch(() => {
        this.#things.forget(id);
      });
      return reading;
    });
  }
}

/** The thing that ids name, if they name all that it belongs to. */
function toThing(kind: FarmResource['kind'], ids: ReferenceIds): FarmResource | undefined {
  const { farmId, queueId, jobId, stepId, taskId, fleetId, workerId } = ids;
  if (!farmId) {
    return undefined;
  }
  switch (kind) {
    case 'farm':
      return { kind, farmId };
    case 'queue':
      return queueId && { kind, farmId, queueId };
    case 'job':
      return queueId && jobId && { kind, farmId, queueId, jobId };
    case 'step':
      return queueId && jobId && stepId && { kind, farmId, queueId, jobId, stepId };
    case 'task':
      return queueId && jobId && stepId && taskId && { kind, farmId, queueId, jobId, stepId, taskId };
    case 'fleet':
      return fleetId && { kind, farmId, fleetId };
    case 'worker':
      return fleetId && workerId && { kind, farmId, fleetId, workerId };
  }
}

/** Values that are let go a while after they were made, the oldest first where there are too many. */
class Memory<T> {
  readonly #values = new Map<string, { readonly value: T; readonly ended: AbortController }>();
  readonly #letGo: (value: T) => void;

  constructor(letGo: (value: T) => void) {
    this.#letGo = letGo;
  }

  get(id: string, make: () => T): T {
    const known = this.#values.get(id);
    if (known) {
      return known.value;
    }
    const made = { value: make(), ended: new AbortController() };
    this.#values.set(id, made);
    const forget = (): void => {
      this.forget(id);
    };
    delay(systemClock, MEMORY_MS, made.ended.signal).then(forget, () => undefined);
    const [oldest] = this.#values.keys();
    if (this.#values.size > MOST_REMEMBERED && oldest !== undefined) {
      this.forget(oldest);
    }
    return made.value;
  }

  forget(id: string): void {
    const entry = this.#values.get(id);
    if (entry) {
      this.#values.delete(id);
      entry.ended.abort();
      this.#letGo(entry.value);
    }
  }

  clear(): void {
    [...this.#values.keys()].forEach((id) => {
      this.forget(id);
    });
  }
}
