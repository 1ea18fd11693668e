import { t } from '../../../core/text/localize';
import type { LogKind } from '../../../core/logs/structure/logSection';
import { plainText } from '../../../core/text/plainText';
import type { LogLocation } from '../../../core/service/ports';
import type { SessionAction } from '../../../core/session/session';
import type { WatchedSession } from '../../../core/session/watchedSession';
import { SAMPLE_MARK } from '../../../render/connection';
import {
  type LogAfter,
  type LogExtent,
  renderLogEvents,
  renderLogHead,
  renderLogTail,
} from '../../../render/logs/logText';
import { dayOf, type TimeForm, type TimeWriter, timeWriter } from '../../../render/logs/logTime';
import { namesOf, withoutNames } from '../../../core/compare/normalize';
import type { LogSegment } from '../../../watch/logs/logSegments';
import type { LogStore } from '../../../watch/logs/logStore';
import type { LogKey } from '../logUri';

/** What a log's documents are drawn of, besides its lines. */
export interface DrawnLog {
  readonly logKey: LogKey;
  readonly kind: LogKind;
  readonly form: TimeForm;
  readonly title: string;
  readonly location: LogLocation | undefined;
  readonly session: WatchedSession;
  readonly isActive: boolean;
  readonly followed: boolean;
  readonly action: SessionAction | undefined;
  readonly actions: readonly SessionAction[];
}

/** Draws the documents of a log. What was drawn of the part that grows is kept, so that new lines cost only themselves. */
export class LogDrawing {
  readonly #log: DrawnLog;
  readonly #bodies = new Map<number, Uint8Array>();
  #days = false;

  constructor(log: DrawnLog) {
    this.#log = log;
  }

  /** Forgets what was drawn: it is to look otherwise. */
  clear(): void {
    this.#bodies.clear();
  }

  /** A segment's document; that of a log without any lines if there is none. */
  async draw(store: LogStore, segment: LogSegment | undefined): Promise<Uint8Array> {
    const [first, last] = [store.segments[0], store.segments.at(-1)];
    const write = this.writer(segment);
    const plain = this.#plain();
    const kept = new Map(segment?.chunks.map(({ id }) => [id, this.#bodies.get(id)]));
    const days = spansDays(this.#log.form, segment);
    // Only a part that grows is drawn again and again: the rest of a long log is not worth its memory.
    const keeps = segment === last;
    if (keeps) {
      this.#bodies.clear();
    }
    const { logGroupName = '', logStreamName = '' } = this.#log.location?.configuration.options ?? {};
    const of: LogExtent = this.#log.logKey.actionId ? 'action' : this.#log.kind === 'worker' ? 'session' : 'log';
    const after = segment === last ? this.#after(store) : 'laterPart';
    const pieces = [
      encoded(
        plain(
          renderLogHead({
            title:
              this.#log.kind === 'session'
                ? t('Session log of {0}', `${this.#log.title}${this.#mark}`)
                : t('Worker log of {0}', `${this.#log.title}${this.#mark}`),
            path: plainText(`${logGroupName}/${logStreamName}`, 500),
            form: this.#log.form,
            firstMs: segment?.chunks[0]?.fromMs,
            of,
            before: segment !== first ? 'earlierPart' : store.before.kind === 'more' ? 'notLoaded' : 'beginning',
          }),
        ),
      ),
    ];
    for (const chunk of segment?.chunks ?? []) {
      const body =
        (days === this.#days ? kept.get(chunk.id) : undefined) ??
        encoded(plain(renderLogEvents(await chunk.events(), this.#log.kind, write)));
      if (keeps) {
        this.#bodies.set(chunk.id, body);
      }
      pieces.push(body);
    }
    if (keeps) {
      this.#days = days;
    }
    pieces.push(encoded(renderLogTail(after, of)));
    return joined(pieces);
  }

  /** Marks a log of the sample farm. */
  get #mark(): string {
    return this.#log.logKey.key.connection.source === 'sampleFarm' ? ` (${SAMPLE_MARK})` : '';
  }

  #after(store: LogStore): LogAfter {
    const { session, isActive, followed } = this.#log;
    if (store.lineCount > 0 && !store.exists) {
      return 'gone';
    }
    if (isActive) {
      return followed ? 'growing' : 'notFollowed';
    }
    return store.lineCount === 0 ? 'nothing' : session.snapshot ? 'end' : 'unknown';
  }

  /** Leaves out of a text what differs in every run (times, IDs, temporary paths, hosts), where the document is to be compared. */
  #plain(): (text: string) => string {
    const { logKey, session, action } = this.#log;
    return logKey.bare ? withoutNames(namesOf(session.snapshot?.session.host, action)) : (text) => text;
  }

  /** What writes the times of a document of this log. */
  writer(segment: LogSegment | undefined): TimeWriter {
    const { snapshot } = this.#log.session;
    const first = segment?.chunks[0]?.fromMs ?? 0;
    return timeWriter(this.#log.form, {
      startedAtMs: this.#log.action?.startedAtMs ?? snapshot?.session.startedAtMs ?? first,
      actionStartsMs: this.#log.actions.flatMap(({ startedAtMs }) => startedAtMs ?? []),
      manyDays: spansDays(this.#log.form, segment),
    });
  }
}

function spansDays(form: TimeForm, segment: LogSegment | undefined): boolean {
  const [first, last] = [segment?.chunks[0], segment?.chunks.at(-1)];
  return first !== undefined && last !== undefined && dayOf(form, first.fromMs) !== dayOf(form, last.toMs);
}

/** Text as a file has it. */
export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
