/** A session action in words. */
import type { SessionAction } from '../core/session';
import { isTerminal } from '../core/status';
import { plainText } from '../core/plainText';
import { duration } from './time';

/** What the action does, e.g. `Run task · Render · Frame 1001`, `Enter environment Conda`, `Sync job attachments`. */
export function actionTitle(action: SessionAction, stepNames: Readonly<Record<string, string>>): string {
  const { definition } = action;
  switch (definition.kind) {
    case 'syncInputJobAttachments':
      return definition.stepId === undefined
        ? 'Sync job attachments'
        : `Sync step attachments${nameOf(stepNames, definition.stepId)}`;
    case 'envEnter':
      return `Enter environment ${environmentName(definition.environmentId)}`;
    case 'envExit':
      return `Exit environment ${environmentName(definition.environmentId)}`;
    case 'taskRun':
      return `Run task${nameOf(stepNames, definition.stepId)}${taskName(definition.parameters)}`;
    case 'unknown':
      return plainText(definition.name, 60);
  }
}

/** The same where room is short, what tells one from another first: `Frame 1001 · Render`, `Conda`, `Sync job attachments`. */
export function actionLabel(action: SessionAction, stepNames: Readonly<Record<string, string>>): string {
  const { definition } = action;
  if (definition.kind === 'envEnter' || definition.kind === 'envExit') {
    return `${definition.kind === 'envEnter' ? 'Enter' : 'Exit'} ${environmentName(definition.environmentId)}`;
  }
  if (definition.kind !== 'taskRun') {
    return actionTitle(action, stepNames);
  }
  return `${taskName(definition.parameters)}${nameOf(stepNames, definition.stepId)}`.slice(' · '.length) || 'Run task';
}

/** A task's parameters, e.g. ` · Frame 1001`; empty where it has none. */
function taskName(parameters: Readonly<Record<string, string>>): string {
  const named = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return named.length === 0 ? '' : ` · ${plainText(named.join(', '), 80)}`;
}

function nameOf(stepNames: Readonly<Record<string, string>>, stepId: string): string {
  const name = stepNames[stepId];
  return name === undefined ? '' : ` · ${plainText(name, 60)}`;
}

/** The name in `JOB:job-…:Conda`: all after the second colon. */
function environmentName(environmentId: string): string {
  return plainText(environmentId.split(':').slice(2).join(':') || environmentId, 60);
}

/** How it went or goes in a few words: `exit 139 (SIGSEGV)`, `62 %`, `canceled`; empty for a plain success. */
export function actionResult(action: SessionAction): string {
  if (action.status === 'RUNNING') {
    return action.progressPercent === undefined ? 'running' : percent(action.progressPercent);
  }
  if (action.status === 'SUCCEEDED') {
    return '';
  }
  return action.processExitCode === undefined || action.processExitCode === 0
    ? statusWord(action.status)
    : exitCode(action.processExitCode);
}

/** `62 %`; whole numbers, so that rows do not flicker, and never 100 before it is true. */
export function percent(value: number): string {
  return `${Math.floor(Math.min(100, Math.max(0, value)))} %`;
}

/** A status of the service's as a word for people: `NEVER_ATTEMPTED` → `never attempted`. */
export function statusWord(status: string): string {
  return plainText(status, 60).toLowerCase().replaceAll('_', ' ');
}

const SIGNALS: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/**
 * An exit code with what it stands for. A shell reports a signal as 128 + n, Python as -n; Windows codes are negative numbers of
 * 32 bits that people look up in hex: `exit 139 (SIGSEGV)`, `exit -1073741819 (0xC0000005)`.
 */
export function exitCode(code: number): string {
  const signal = SIGNALS[code > 128 ? code - 128 : -code];
  if (signal !== undefined) {
    return `exit ${code} (${signal})`;
  }
  return code < 0 ? `exit ${code} (0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')})` : `exit ${code}`;
}

/** How long it took, or has been running; undefined before it starts. An end that the service has not told yet counts as now. */
export function actionDuration(action: SessionAction, nowMs: number): string | undefined {
  if (action.startedAtMs === undefined) {
    return undefined;
  }
  const end = action.endedAtMs ?? (isTerminal(action) ? action.workerUpdatedAtMs : nowMs);
  return end === undefined ? undefined : duration(Math.max(0, end - action.startedAtMs));
}
