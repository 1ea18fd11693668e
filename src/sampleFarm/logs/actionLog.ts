/** A session action's part of the session log, in the grammar of the Open Job Description runtime. */
import type { LogEvent } from '../../core/service/ports';
import { hash, temporaryName } from '../random';
import { type Sequence, computed, concatenated, sequenceOf } from '../sequence';
import type { PlannedAction, SessionRecord } from '../world/model';
import { outputOf } from './programs';

export const RULE = '='.repeat(46);
const THIN_RULE = '-'.repeat(46);
/** CloudWatch keeps no empty messages. */
export const EMPTY_LINE = ' ';

/** The lines of a `chatter`, and how much of its time it is silent, in the middle. */
const CHATTER_LINES = 1_000_000;
const CHATTER_SILENCE = 0.1;

/** Where a session works on its host; the agent appends a few characters of its own to the id. */
export function workingDirectory(session: SessionRecord): string {
  const name = `${session.sessionId}${temporaryName(session.sessionId, 'directory')}`;
  return session.worker.fleet.os === 'windows' ? `C:\\ProgramData\\Amazon\\OpenJD\\${name}` : `/sessions/${name}`;
}

/** Process ids are what the host's counter was at. */
export function pidOf(session: SessionRecord, action: PlannedAction): number {
  return 2_000 + (hash(session.sessionId, action.startMs) % 28_000);
}

/** Everything an action ever writes. Its last line can come a little after the action's end. Empty for what is never attempted. */
export function actionLog(session: SessionRecord, action: PlannedAction): Sequence<LogEvent> {
  if (action.outcome === 'NEVER_ATTEMPTED') {
    return sequenceOf([]);
  }
  const seed = hash(session.sessionId, action.startMs);
  const begin = action.program === 'sync' ? syncLines() : setupLines(session, action);
  let clock = action.startMs;
  const first = begin.map((message, index): LogEvent => {
    clock += hash(seed, index) % 12;
    return { timestampMs: clock, message };
  });
  const outputMs = clock + 15;
  const endMs = action.endMs - 40;
  const last: LogEvent[] =
    action.exitCode === undefined
      ? []
      : [{ timestampMs: action.endMs + 15 + (seed % 95), message: exitLine(pidOf(session, action), action.exitCode) }];
  if (action.program === 'chatter') {
    return concatenated([sequenceOf(first), chatter(outputMs, endMs, seed), sequenceOf(last)]);
  }
  const output = action.program === 'sync' ? transferLines(seed) : programLines(session, action, action.program, seed);
  const place = (line: { at: number; text: string }): LogEvent => ({
    timestampMs: Math.round(outputMs + (endMs - outputMs) * line.at),
    message: line.text,
  });
  const words = action.lastWords ?? [];
  if (action.cancel) {
    const { atMs } = action.cancel;
    return sequenceOf([
      ...first,
      ...output.map(place).filter(({ timestampMs }) => timestampMs < atMs),
      ...cancelLines(session, action, action.cancel).map((message, index) => ({ timestampMs: atMs + index, message })),
      ...words.map((message, index) => ({ timestampMs: Math.max(endMs - 20, atMs + 10) + index, message })),
      ...last,
    ]);
  }
  // Last words come where the good end would have been: the program gets through 70 % of its lines only.
  const said =
    words.length === 0 ? output : output.filter(({ at }) => at <= 0.7).map(({ at, text }) => ({ at: at * 1.35, text }));
  return sequenceOf([
    ...first,
    ...said.map(place),
    ...words.map((text, index) => place({ at: 0.985 + (0.015 * index) / words.length, text })),
    ...last,
  ]);
}

function setupLines(session: SessionRecord, action: PlannedAction): readonly string[] {
  const { definition } = action;
  const directory = workingDirectory(session);
  const windows = session.worker.fleet.os === 'windows';
  const separator = windows ? '\\' : '/';
  const file = (name: string): string =>
    [
      directory,
      `embedded_files${temporaryName(session.sessionId)}`,
      `tmp${temporaryName(session.sessionId, action.startMs, name)}`,
    ].join(separator);
  const task = definition.kind === 'taskRun';
  const scope = task ? 'Task' : 'Env';
  const names = task ? ['Run'] : ['Enter', 'Exit'];
  return [
    EMPTY_LINE,
    RULE,
    `--------- ${titleOf(definition)}`,
    RULE,
    ...(task ? parameterLines(session, definition) : ['Setting: OCIO=/mnt/config/ocio/studio-config-v2.1.0.ocio']),
    THIN_RULE,
    'Phase: Setup',
    THIN_RULE,
    `Writing embedded files for ${task ? 'Task' : 'Environment'} to disk.`,
    ...names.map((name) => `Mapping: ${scope}.File.${name} -> ${file(name)}`),
    ...names.map((name) => `Wrote: ${name} -> ${file(name)}`),
    THIN_RULE,
    'Phase: Running action',
    THIN_RULE,
    `Running command ${directory}${separator}tmp${temporaryName(session.sessionId, action.startMs)}.${windows ? 'ps1' : 'sh'}`,
    `Command started as pid: ${pidOf(session, action)}`,
    'Output:',
  ];
}

function titleOf(definition: PlannedAction['definition']): string {
  switch (definition.kind) {
    case 'syncInputJobAttachments':
      return 'Job Attachments Download for Job';
    case 'envEnter':
      return `Entering Environment: ${definition.environment}`;
    case 'envExit':
      return `Exiting Environment: ${definition.environment}`;
    case 'taskRun':
      return 'Running Task';
  }
}

function parameterLines(
  { job }: SessionRecord,
  definition: Extract<PlannedAction['definition'], { kind: 'taskRun' }>,
): readonly string[] {
  const step = job.steps[definition.step];
  const lines = Object.entries(step?.parametersOf(definition.task) ?? {}).map(
    ([name, value]) => `${name}(${step?.parameterTypes[name] ?? 'STRING'}) = ${Object.values(value).join('')}`,
  );
  return lines.length === 0 ? [] : ['Parameter values:', ...lines];
}

function syncLines(): readonly string[] {
  return [EMPTY_LINE, RULE, '--------- Job Attachments Download for Job', RULE, 'Syncing inputs using Job Attachments'];
}

function transferLines(seed: number): readonly { at: number; text: string }[] {
  const files = 40 + (seed % 400);
  const gigabytes = 0.4 + (seed % 1000) / 300;
  const rate = (60 + (seed % 90)).toFixed(2);
  const steps = [0.1, 0.25, 0.5, 0.75, 0.9, 1];
  return [
    ...steps.flatMap((share) => [
      {
        at: share * 0.95,
        text: `Downloaded ${(gigabytes * share).toFixed(2)} GB / ${gigabytes.toFixed(2)} GB of ${files} files (Transfer rate: ${rate} MB/s)`,
      },
      { at: share * 0.95, text: `openjd_progress: ${share * 100}` },
    ]),
    {
      at: 0.97,
      text: `Summary Statistics for file downloads:\nProcessed ${files} files totaling ${gigabytes.toFixed(2)} GB.\nSkipped re-processing ${seed % 7} files totaling ${seed % 900} B.\nTotal processing time of ${(gigabytes * 9).toFixed(5)} seconds at ${rate} MB/s.\n`,
    },
  ];
}

function programLines(
  session: SessionRecord,
  { definition }: PlannedAction,
  program: Parameters<typeof outputOf>[0],
  seed: number,
): ReturnType<typeof outputOf> {
  const parameters =
    definition.kind === 'taskRun' ? session.job.steps[definition.step]?.parametersOf(definition.task) : undefined;
  return outputOf(program, {
    jobName: session.job.name,
    frame: Object.values(parameters?.Frame ?? { int: '1' }).join(''),
    environment:
      definition.kind === 'envEnter' || definition.kind === 'envExit'
        ? { name: definition.environment, entering: definition.kind === 'envEnter' }
        : undefined,
    seed,
  });
}

function cancelLines(
  session: SessionRecord,
  action: PlannedAction,
  { atMs, reason }: NonNullable<PlannedAction['cancel']>,
): readonly string[] {
  const pid = pidOf(session, action);
  const seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return [
    ...(reason === 'timeout' ? [`TIMEOUT - Runtime limit reached at ${seconds(atMs)}. Canceling action.`] : []),
    `Canceling subprocess ${pid} via notify then terminate method at ${seconds(atMs)}.`,
    `Grace period ends at ${seconds(action.endMs)}`,
    `INTERRUPT: Sending signal "term" to process ${pid}`,
  ];
}

function exitLine(pid: number, exitCode: number): string {
  const unsigned = exitCode >>> 0;
  return `Process pid ${pid} exited with code: ${unsigned} (unsigned) / 0x${unsigned.toString(16)} (hex)`;
}

function chatter(startMs: number, endMs: number, seed: number): Sequence<LogEvent> {
  const busyMs = (endMs - startMs) * (1 - CHATTER_SILENCE);
  const silenceMs = (endMs - startMs) * CHATTER_SILENCE;
  return computed(CHATTER_LINES, (index) => {
    const elapsedMs = (busyMs * index) / CHATTER_LINES + (index < CHATTER_LINES / 2 ? 0 : silenceMs);
    return {
      timestampMs: Math.floor(startMs + elapsedMs),
      message:
        index % 100 === 0
          ? `openjd_progress: ${((index / CHATTER_LINES) * 100).toFixed(2)}`
          : `bake patch ${String(index).padStart(7, '0')} of ${CHATTER_LINES}  residual ${((hash(seed, index) % 9999) / 1e6).toFixed(6)}  wave ${hash(seed, index, 1) % 4096}`,
    };
  });
}
