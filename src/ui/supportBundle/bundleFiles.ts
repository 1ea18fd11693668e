/** The files of a support bundle, one after the other: the logs are read first, so that the names in them are hidden in all files. */
import { release } from 'node:os';
import * as vscode from 'vscode';
import { plural, t } from '../../core/text/localize';
import { loggedFacts } from '../../core/compare/loggedFacts';
import { sessionLogOf } from '../../core/logs/pages/logLocation';
import type { LogSpan } from '../../core/logs/pages/logReader';
import type { Spool } from '../../core/logs/pages/spool';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import { withoutSecrets } from '../../core/text/redact';
import { learnFactNames } from '../../core/redaction/factNames';
import { Redaction } from '../../core/redaction/redaction';
import type { WatchedSession } from '../../core/session/watchedSession';
import { reportData } from '../../render/report/reportData';
import { sessionReport } from '../../render/report/sessionReport';
import type { App } from '../app';
import { logSpan } from '../logs/logSource';
import { logError } from '../showFault';
import { readLastEvents } from '../report/saveReport';
import { bundleContents, type NamedLog } from './bundleContents';
import type { BundleChoice } from './bundleParts';
import { rawAnswers, type RawAnswer } from './rawAnswers';
import { redactedLog, type SpooledLog, spoolLog } from './spooledLog';

/** A file of a bundle. */
export interface BundleFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface BundleInput {
  readonly app: Pick<App, 'service' | 'now' | 'output' | 'wholeLog' | 'context'>;
  readonly session: WatchedSession;
  readonly choice: BundleChoice;
  /** Who uses this computer: hidden with the other user names. */
  readonly localUser: string;
  readonly spool: Spool;
  /** How many pages of each log; undefined for whole logs. */
  readonly mostPages?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (words: string) => void;
}

/** A file of a log is not longer: many programs open no longer ones. */
const MOST_BYTES_A_FILE = 1_000_000_000;
/** Programs say their versions when they begin. */
const MOST_VERSION_LINES = 50_000;

/** All files. Rejects when aborted, and with errors of the disk; a log that cannot be read is told in `contents.txt`. */
export async function* bundleFiles(input: BundleInput): AsyncIterable<BundleFile> {
  const { app, session, choice, spool, signal, onProgress } = input;
  const { parts } = choice;
  const redaction = new Redaction(choice.redacted);
  learnFacts(redaction, session, input.localUser);
  const lines: string[] = [];
  const onError = (error: unknown): void => {
    logError(app, error);
  };
  const logs: (NamedLog & { readonly log: SpooledLog })[] = [];
  for (const kind of ['session', 'worker'] as const) {
    const place = parts.has(`${kind}Log`) ? placeOfLog(session, kind) : undefined;
    if (place) {
      const onPage = (events: readonly LogEvent[], count: number): void => {
        onProgress(
          kind === 'session'
            ? plural(count, {
                one: 'Reading the session log: {0} event',
                other: 'Reading the session log: {0} events',
              })
            : plural(count, { one: 'Reading the worker log: {0} event', other: 'Reading the worker log: {0} events' }),
        );
        if (kind === 'session' && lines.length < MOST_VERSION_LINES) {
          lines.push(...events.flatMap(({ message }) => message.split(/\r?\n/)));
        }
      };
      const pages = app.wholeLog(place.location, place.span, signal);
      const log = await spoolLog({ pages, kind, spool, redaction, onPage, onError, most: input.mostPages, signal });
      logs.push({ name: kind, log });
    }
  }
  let answers: readonly RawAnswer[] = [];
  if (parts.has('answers') && session.snapshot) {
    onProgress(t('Reading the answers of the service'));
    answers = await rawAnswers(app.service(), session.snapshot, onError, signal);
    for (const { answer } of answers) {
      learnFactNames(redaction.names, answer);
      redaction.learn(JSON.stringify(answer ?? null));
    }
  }
  const lastEvents = parts.has('report') ? await readLastEvents(app, session, signal) : [];
  lastEvents.forEach(({ message }) => {
    redaction.learn(message);
  });
  onProgress(t('Writing the files'));
  if (parts.has('report')) {
    const report = {
      session: redaction.redactData({
        ...session,
        snapshot: session.snapshot && { ...session.snapshot, raw: undefined },
      }),
      nowMs: app.now(),
      lastEvents: redaction.redactData(lastEvents.map(withoutSecretsIn)),
    };
    yield { name: 'report.html', pieces: [encoded(sessionReport(report))] };
    yield { name: 'report.json', pieces: [encoded(reportData(report))] };
  }
  for (const { name, answer, fault } of answers) {
    if (fault === undefined) {
      yield { name: `${name}.json`, pieces: [encoded(json(redaction.redactData(plainData(answer))))] };
    }
  }
  for (const { name, log } of logs) {
    yield* filesOfLog(name, log, input, redaction);
  }
  if (parts.has('versions')) {
    yield { name: 'versions.json', pieces: [encoded(json(redaction.redactData(versions(app, session, lines))))] };
  }
  yield {
    name: 'contents.txt',
    pieces: [encoded(bundleContents(session, choice, { logs, answers }, redaction, app.now()))],
  };
}

/** What the facts of a session show to be names. */
function learnFacts({ names }: Redaction, { snapshot }: WatchedSession, localUser: string): void {
  names.addUser(localUser);
  if (!snapshot) {
    return;
  }
  const { session, job, worker } = snapshot;
  const hosts = [session.host, ...(worker.ok && worker.value ? [worker.value.host] : [])];
  for (const { hostName } of hosts) {
    names.addHost(hostName ?? '');
  }
  const people = [session.updatedBy, ...(job.ok ? [job.value.createdBy] : [])];
  for (const person of people) {
    names.addUser(person ?? '');
  }
}

function placeOfLog(
  { key, snapshot }: WatchedSession,
  kind: 'session' | 'worker',
): { readonly location: LogLocation; readonly span: LogSpan | undefined } | undefined {
  const { connection, farmId, queueId } = key;
  if (kind === 'session') {
    const configuration = snapshot?.session.log;
    return {
      location: configuration ? { connection, farmId, owner: queueId, configuration } : sessionLogOf(key),
      span: undefined,
    };
  }
  const { workerLog, fleetId } = snapshot?.session ?? {};
  return workerLog && fleetId
    ? {
        location: { connection, farmId, owner: fleetId, configuration: workerLog },
        span: logSpan('worker', snapshot, undefined).span,
      }
    : undefined;
}

/** The log, in several files where one would be too long. */
function* filesOfLog(
  name: string,
  log: SpooledLog,
  { spool, signal }: BundleInput,
  redaction: Redaction,
): Iterable<BundleFile> {
  let [from, bytes, file] = [0, 0, 1];
  for (const [index, { length }] of [...log.pieces, { length: 0 }].entries()) {
    const isLast = index === log.pieces.length;
    if ((bytes + length > MOST_BYTES_A_FILE || isLast) && index > from) {
      const part = { ...log, pieces: log.pieces.slice(from, index) };
      yield {
        name: file === 1 ? `${name}.log` : `${name}-${file}.log`,
        pieces: redactedLog(part, spool, redaction, signal),
      };
      [from, bytes, file] = [index, 0, file + 1];
    }
    bytes += length;
  }
}

function versions({ context }: Pick<App, 'context'>, { key }: WatchedSession, lines: readonly string[]): unknown {
  const { version } = context.extension.packageJSON as { readonly version?: unknown };
  return {
    extension: context.extension.id,
    extensionVersion: version,
    editor: vscode.env.appName,
    editorVersion: vscode.version,
    remote: vscode.env.remoteName,
    language: vscode.env.language,
    system: `${process.platform} ${process.arch} ${release()}`,
    node: process.versions.node,
    connection: key.connection.source,
    region: key.connection.region,
    inTheLog: Object.fromEntries(loggedFacts(lines).packages),
  };
}

function plainData(value: unknown): unknown {
  const text = withoutSecrets(JSON.stringify(value ?? null));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Hiding a secret has hidden a quotation mark with it.
    return text;
  }
}

function withoutSecretsIn(event: LogEvent): LogEvent {
  return { ...event, message: withoutSecrets(event.message) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
