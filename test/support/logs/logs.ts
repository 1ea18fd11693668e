/** Lines of logs in the grammar of the runtime and the worker agent, made up for tests. */
import type { LogEvent } from '../../../src/core/service/ports';

export const ACTION_RULE = '='.repeat(46);
export const PHASE_RULE = '-'.repeat(46);
/** When the first of the made events was written. */
export const LOG_START_MS = Date.UTC(2026, 10, 23, 10);

/** A title between its rules, the blank line above it. */
export function banner(title: string): string[] {
  return ['', ACTION_RULE, `--------- ${title}`, ACTION_RULE];
}

export function phase(title: string): string[] {
  return [PHASE_RULE, title, PHASE_RULE];
}

/** All that an action writes around its program's own lines; without an exit line if there is no code. */
export function actionLines(title: string, output: readonly string[], exitCode?: number): string[] {
  return [
    ...banner(title),
    ...phase('Phase: Setup'),
    'Writing embedded files for Task to disk.',
    'Mapping: Task.File.Run -> /sessions/work/embedded_files/tmp1',
    'Wrote: Run -> /sessions/work/embedded_files/tmp1',
    ...phase('Phase: Running action'),
    'Running command /sessions/work/tmp2.sh',
    'Command started as pid: 4711',
    'Output:',
    ...output,
    ...(exitCode === undefined
      ? []
      : [`Process pid 4711 exited with code: ${exitCode >>> 0} (unsigned) / 0x${(exitCode >>> 0).toString(16)} (hex)`]),
  ];
}

/** One event a message, `stepMs` apart. */
export function eventsOf(messages: readonly string[], fromMs = LOG_START_MS, stepMs = 10): LogEvent[] {
  return messages.map((message, index) => ({ timestampMs: fromMs + index * stepMs, message }));
}
