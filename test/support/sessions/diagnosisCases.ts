/** The failed sessions with an expert's answer in `test/fixtures/diagnosis`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type ActionLog, type CauseId, type DiagnosisInput, actionEvents } from '../../../src/core/diagnosis';
import type { SessionActionId } from '../../../src/core/ids';
import type { LogEvent } from '../../../src/core/service/ports';
import type { SessionAction } from '../../../src/core/session/session';

const FOLDER = path.join(import.meta.dirname, '../../fixtures/diagnosis');

/** An answer: what an expert would say of one failed action. */
export interface DiagnosisCase {
  readonly name: string;
  readonly cause: CauseId;
  /** Whether an expert would be sure; else only “likely” is honest. */
  readonly isSure: boolean;
  readonly alsoRight: readonly CauseId[];
  /** Parts of the lines that a person would quote; empty where none tells. */
  readonly linesThatMatter: readonly string[];
  readonly input: DiagnosisInput;
}

/** An action as the cases and stories write it. */
export interface WrittenAction {
  readonly sessionActionId: string;
  readonly kind: 'taskRun' | 'envEnter' | 'envExit' | 'syncInputJobAttachments';
  readonly environment?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly status: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly processExitCode?: number;
  readonly progressMessage?: string;
}

interface Truth {
  readonly case: string;
  readonly actions: readonly WrittenAction[];
  readonly failing: number;
  readonly cause: CauseId;
  readonly sure: boolean;
  readonly alsoRight: readonly CauseId[];
  readonly linesThatMatter: readonly string[];
}

/** Every case, its log divided among its actions as the product does it. */
export function diagnosisCases(): DiagnosisCase[] {
  const truths = JSON.parse(readFileSync(path.join(FOLDER, 'truth.json'), 'utf8')) as readonly Truth[];
  return truths.map((truth) => ({
    name: truth.case,
    cause: truth.cause,
    isSure: truth.sure,
    alsoRight: truth.alsoRight,
    linesThatMatter: truth.linesThatMatter,
    input: inputOf(eventsOf(`${truth.case}.ndjson`), truth.actions.map(actionOf), truth.failing),
  }));
}

/** An action as the service reports it. */
export function actionOf(written: WrittenAction): SessionAction {
  const { kind } = written;
  return {
    sessionActionId: written.sessionActionId as SessionActionId,
    status: written.status,
    startedAtMs: written.startedAtMs,
    endedAtMs: written.endedAtMs,
    workerUpdatedAtMs: undefined,
    progressPercent: undefined,
    progressMessage: written.progressMessage,
    processExitCode: written.processExitCode,
    acquiredLimits: [],
    outputManifests: [],
    definition:
      kind === 'taskRun'
        ? { kind, stepId: STEP, taskId: undefined, parameters: written.parameters ?? {} }
        : kind === 'syncInputJobAttachments'
          ? { kind, stepId: undefined }
          : { kind, environmentId: `JOB:${JOB}:${written.environment ?? ''}` },
  };
}

const JOB = `job-${'5'.repeat(32)}`;
const STEP = `step-${'7'.repeat(32)}` as const;

/** What `diagnose` is given for one action of a session. */
export function inputOf(
  events: readonly LogEvent[],
  actions: readonly SessionAction[],
  failing: number,
): DiagnosisInput {
  const slices = actionEvents(events, actions);
  const logs = actions.map((action, index): ActionLog => ({ action, events: slices[index] ?? [] }));
  const own = logs[failing];
  if (!own) {
    throw new Error(`No action ${failing}`);
  }
  return { action: own.action, actions, events: own.events, siblings: logs.filter((log) => log !== own) };
}

/** The events of a log that was written as CloudWatch has it, one a line. */
export function eventsOf(file: string): LogEvent[] {
  return readFileSync(path.join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { timestamp, message } = JSON.parse(line) as { readonly timestamp: number; readonly message: string };
      return { timestampMs: timestamp, message };
    });
}
