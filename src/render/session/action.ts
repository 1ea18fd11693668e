/** A session action in words. */
import type { SessionAction, Task } from '../../core/session/session';
import { endOfAction } from '../../core/timeline/spans';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { signalOf } from '../../core/diagnosis/exits/signals';
import { windowsCodeName } from '../../core/diagnosis/exits/windowsCodes';
import { duration } from '../time';
import { statusWord } from './statusWords';

export { statusWord } from './statusWords';

/** What the action does, e.g. `Run task · Render · Frame 1001`, `Enter environment Conda`, `Sync job attachments`. */
export function actionTitle(action: SessionAction, stepNames: Readonly<Record<string, string>>): string {
  const { definition } = action;
  switch (definition.kind) {
    case 'syncInputJobAttachments':
      return definition.stepId === undefined
        ? t('Sync job attachments')
        : `${t('Sync step attachments')}${nameOf(stepNames, definition.stepId)}`;
    case 'envEnter':
      return t('Enter environment {0}', environmentName(definition.environmentId));
    case 'envExit':
      return t('Exit environment {0}', environmentName(definition.environmentId));
    case 'taskRun':
      return `${t('Run task')}${nameOf(stepNames, definition.stepId)}${taskName(definition.parameters)}`;
    case 'unknown':
      return plainText(definition.name, 60);
  }
}

/** The same where room is short, what tells one from another first: `Frame 1001 · Render`, `Conda`, `Sync job attachments`. */
export function actionLabel(action: SessionAction, stepNames: Readonly<Record<string, string>>): string {
  const { definition } = action;
  if (definition.kind === 'envEnter' || definition.kind === 'envExit') {
    const name = environmentName(definition.environmentId);
    return definition.kind === 'envEnter' ? t('Enter {0}', name) : t('Exit {0}', name);
  }
  if (definition.kind !== 'taskRun') {
    return actionTitle(action, stepNames);
  }
  return taskLabel(definition, stepNames);
}

/** A task, what tells one from another first: `Frame 1001 · Render`; `Run task` where nothing is known of it. */
export function taskLabel(
  { stepId, parameters }: Pick<Task, 'stepId' | 'parameters'>,
  stepNames: Readonly<Record<string, string>>,
): string {
  return `${taskName(parameters)}${nameOf(stepNames, stepId)}`.slice(' · '.length) || t('Run task');
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
export function environmentName(environmentId: string): string {
  return plainText(environmentId.split(':').slice(2).join(':') || environmentId, 60);
}

/** How it went or goes in a few words: `exit 139 (SIGSEGV)`, `62 %`, `canceled`; empty for a plain success. */
export function actionResult(action: SessionAction): string {
  if (action.status === 'RUNNING') {
    return action.progressPercent === undefined ? t('running') : percent(action.progressPercent);
  }
  if (action.status === 'SUCCEEDED') {
    return '';
  }
  return action.processExitCode === undefined || action.processExitCode === 0
    ? statusWord(action.status)
    : exitCode(action.processExitCode);
}

/** Whether the result of an action only repeats its status: it has neither an exit code nor a progress. */
export function isResultItsStatus({ status, progressPercent, processExitCode }: SessionAction): boolean {
  return status === 'RUNNING'
    ? progressPercent === undefined
    : status !== 'SUCCEEDED' && (processExitCode === undefined || processExitCode === 0);
}

/** `62 %`; whole numbers, so that rows do not flicker, and never 100 before it is true. */
export function percent(value: number): string {
  return t('{0} %', Math.floor(Math.min(100, Math.max(0, value))));
}

/**
 * An exit code with what it stands for; those of Windows are 32 bits, negative from the service, that people look up in hex:
 * `exit 139 (SIGSEGV)`, `exit -1073741819 (0xC0000005, STATUS_ACCESS_VIOLATION)`.
 */
export function exitCode(code: number): string {
  return t('exit {0}', exitNumber(code));
}

/** The same without a word before it: `139 (SIGSEGV)`. */
export function exitNumber(code: number): string {
  const signal = signalOf(code);
  if (signal !== undefined) {
    return `${code} (${signal})`;
  }
  const isOfWindows = (code < 0 && code >= -(2 ** 31)) || (code >= 2 ** 31 && code < 2 ** 32);
  const hex = `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const meaning = [hex, windowsCodeName(code)].filter((part) => part !== undefined).join(', ');
  return isOfWindows ? `${code} (${meaning})` : String(code);
}

/** What an action held and wrote, a line each: `Held 1 of limit limit-0123…`, `Output manifest: DeadlineCloud/…`. */
export function actionResources({ acquiredLimits, outputManifests }: SessionAction): readonly string[] {
  return [
    ...acquiredLimits.map(({ limitId, count }) => t('Held {0} of limit {1}', count, plainText(limitId, 60))),
    ...outputManifests.flatMap(({ path, hash }) =>
      path === undefined
        ? []
        : [
            hash === undefined
              ? t('Output manifest: {0}', plainText(path, 500))
              : t('Output manifest: {0} (hash {1})', plainText(path, 500), plainText(hash, 80)),
          ],
    ),
  ];
}

/** How long it took, or has been running; undefined before it starts. An end that the service has not told yet counts as now. */
export function actionDuration(action: SessionAction, nowMs: number): string | undefined {
  if (action.startedAtMs === undefined) {
    return undefined;
  }
  const end = endOfAction(action, nowMs);
  return end === undefined ? undefined : duration(Math.max(0, end - action.startedAtMs));
}
