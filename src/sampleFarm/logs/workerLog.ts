/** What the worker agent writes: one record an event, as JSON for CloudWatch Logs and as a line of text on the host. */
import { actionOfSession } from '../../core/ids';
import type { LogEvent } from '../../core/service/ports';
import { type Sequence, itemsOf, sequenceOf } from '../sequence';
import { taskIdOf } from '../timeline';
import type { PlannedAction, SessionRecord, WorkerRecord } from '../world/model';
import { pidOf } from './actionLog';
import { hostMetrics } from './hostMetrics';

/** One thing the agent says. */
export interface WorkerRecordLine {
  readonly timestampMs: number;
  readonly level: 'INFO' | 'WARNING' | 'ERROR';
  /** The agent's picture for the type, e.g. `🔷`. */
  readonly icon: string;
  readonly type: string;
  readonly subtype: string;
  readonly message: string;
  /** e.g. `session_id`, in the agent's order. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The line's text on the host, after icon and type. */
  readonly plain: string;
}

/** Everything a worker ever writes to CloudWatch Logs. */
export function workerLog(worker: WorkerRecord): Sequence<LogEvent> {
  const sessions = [...itemsOf(worker.sessions())];
  const records = [...agentLines(worker), ...sessions.flatMap((session) => sessionLines(session))];
  return sequenceOf(
    records
      .map(({ timestampMs, level, icon, type, subtype, fields, message }) => ({
        timestampMs,
        message: JSON.stringify({ level, ti: icon, type, subtype, ...fields, message }),
      }))
      .concat(sessions.flatMap((session) => hostMetrics(session)))
      .sort((a, b) => a.timestampMs - b.timestampMs),
  );
}

/** A record as the agent's log file on the host has it, e.g. `[2026-11-23 10:02:11,496][INFO    ] 🟢 Action.Start 🟢 …`. */
export function toPlainLine({ timestampMs, level, icon, type, subtype, plain }: WorkerRecordLine): string {
  const time = new Date(timestampMs).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);
  return `[${time}][${level.padEnd(8)}] ${icon} ${type}.${subtype} ${icon} ${plain}`;
}

/** What the agent says of one session, in order. */
export function sessionLines(session: SessionRecord): readonly WorkerRecordLine[] {
  const { sessionId, job, worker, startedAtMs, endedAtMs } = session;
  const queueId = job.queue.queueId;
  const farmId = job.queue.farm.farmId;
  const ids = { session_id: sessionId, queue_id: queueId, job_id: job.jobId };
  const where = `[${queueId}/${job.jobId}]`;
  const say = (
    afterMs: number,
    subtype: string,
    message: string,
    extra: Record<string, unknown> = {},
  ): WorkerRecordLine => ({
    timestampMs: startedAtMs + afterMs,
    level: 'INFO',
    icon: '🔷',
    type: 'Session',
    subtype,
    message,
    fields: { ...ids, ...extra },
    plain: `[${sessionId}] ${message}${typeof extra.log_dest === 'string' ? ` (LogDestination: ${extra.log_dest})` : ''} ${where}`,
  });
  const plan = session.plan();
  return [
    say(20, 'Starting', 'Starting new Session.'),
    request(session, startedAtMs + 60),
    ...(session.logError === undefined
      ? [
          say(180, 'Logs', 'Logs streamed to: AWS CloudWatch Logs.', {
            log_dest: `/aws/deadline/${farmId}/${queueId}/${sessionId}`,
          }),
        ]
      : [{ ...say(180, 'Logs', `Logs are not streamed: ${session.logError}`), level: 'ERROR' as const }]),
    say(181, 'Logs', 'Logs streamed to: local file.', {
      log_dest:
        worker.fleet.os === 'windows'
          ? `C:\\ProgramData\\Amazon\\Deadline\\Logs\\${queueId}\\${sessionId}.log`
          : `/var/log/amazon/deadline/${queueId}/${sessionId}.log`,
    }),
    say(190, 'User', 'Running as user: job-user', { user: 'job-user' }),
    say(210, 'Add', 'Appended new SessionActions.', {
      action_ids: plan.slice(0, 2).map((_, index) => actionOfSession(sessionId, index)),
    }),
    ...plan.flatMap((action, index) => actionLines(session, action, index, where)),
    say(endedAtMs - startedAtMs - 300, 'Complete', 'Session complete.'),
    say(endedAtMs - startedAtMs - 50, 'Remove', 'Session removed.'),
  ];
}

const KINDS = {
  syncInputJobAttachments: 'JobAttachSyncInput',
  envEnter: 'EnvEnter',
  envExit: 'EnvExit',
  taskRun: 'TaskRun',
} as const;

function actionLines(
  session: SessionRecord,
  action: PlannedAction,
  index: number,
  where: string,
): readonly WorkerRecordLine[] {
  const { sessionId, job } = session;
  const { definition } = action;
  const actionId = actionOfSession(sessionId, index);
  const step = definition.kind === 'taskRun' ? job.steps[definition.step] : undefined;
  const task = definition.kind === 'taskRun' && step ? taskIdOf(step, definition.task) : undefined;
  const kind = KINDS[definition.kind];
  const ids = { session_id: sessionId, queue_id: job.queue.queueId, job_id: job.jobId, action_id: actionId };
  const place = step && task ? `${where.slice(0, -1)}/${step.stepId}/${task}]` : where;
  const say = (
    timestampMs: number,
    icon: string,
    subtype: string,
    message: string,
    status?: string,
  ): WorkerRecordLine => ({
    timestampMs,
    level: status === 'FAILED' ? 'ERROR' : 'INFO',
    icon,
    type: 'Action',
    subtype,
    message,
    fields: { ...ids, kind, ...(status ? { status } : {}), ...(step ? { step_id: step.stepId, task_id: task } : {}) },
    plain: `[${sessionId}](${actionId}) ${message}${status ? ` (Status: ${status})` : ''} (Kind: ${kind}) ${place}`,
  });
  if (action.outcome === 'NEVER_ATTEMPTED') {
    return [say(action.endMs + 130, '🟣', 'End', 'Action was never attempted.', 'NEVER_ATTEMPTED')];
  }
  const started = `Command started as pid: ${pidOf(session, action)}`;
  return [
    say(action.startMs, '🟢', 'Start', 'Action started.'),
    ...(action.exitCode === undefined
      ? []
      : [
          {
            timestampMs: action.startMs + 140,
            level: 'INFO' as const,
            icon: '🔷',
            type: 'Session',
            subtype: 'Runtime',
            message: started,
            fields: { session_id: sessionId, queue_id: job.queue.queueId, job_id: job.jobId },
            plain: `[${sessionId}] ${started} ${where}`,
          },
        ]),
    ...(action.cancel ? [say(action.cancel.atMs, '🟨', 'Cancel', 'Canceling action.')] : []),
    say(action.endMs, '🟣', 'End', 'Action complete.', action.outcome),
  ];
}

function request({ job, worker }: SessionRecord, timestampMs: number): WorkerRecordLine {
  const { farm } = job.queue;
  const path = `/2023-10-12/farms/${farm.farmId}/fleets/${worker.fleet.fleetId}/workers/${worker.workerId}/batchGetJobEntity`;
  const resource = { 'farm-id': farm.farmId, 'fleet-id': worker.fleet.fleetId, 'worker-id': worker.workerId };
  const params = { identifiers: [{ jobDetails: { jobId: job.jobId } }] };
  const url = `https://scheduling.deadline.us-west-2.amazonaws.com${path}`;
  return {
    timestampMs,
    level: 'INFO',
    icon: '📤',
    type: 'API',
    subtype: 'Req',
    message: 'Request sent.',
    fields: { operation: 'deadline.BatchGetJobEntity', params, request_url: url, resource },
    plain: `[deadline:BatchGetJobEntity] resource=${JSON.stringify(resource)} params=${JSON.stringify(params)} request_url=${url}`,
  };
}

function agentLines(worker: WorkerRecord): readonly WorkerRecordLine[] {
  const { fleet, workerId } = worker;
  const where = `[${fleet.farm.farmId}/${fleet.fleetId}/${workerId}]`;
  const say = (
    timestampMs: number,
    icon: string,
    type: string,
    subtype: string,
    message: string,
  ): WorkerRecordLine => ({
    timestampMs,
    level: 'INFO',
    icon,
    type,
    subtype,
    message,
    fields: { farm_id: fleet.farm.farmId, fleet_id: fleet.fleetId, worker_id: workerId },
    plain: `${message} ${where}`,
  });
  const start = worker.createdAtMs;
  return [
    say(start + 2_000, '👁', 'AgentInfo', 'Version', 'Worker agent 0.28.4, Python 3.11.9, openjd-sessions 0.10.3'),
    say(start + 2_400, '💻', 'Worker', 'Create', `Worker created on host ${worker.host.hostName}.`),
    say(start + 44_000, '🔑', 'AWSCreds', 'Load', 'Obtained temporary Fleet Role credentials.'),
    say(start + 46_000, '💻', 'Worker', 'Status', 'Status set to STARTED.'),
    ...(worker.stoppedAtMs === Infinity
      ? []
      : [
          say(worker.stoppedAtMs - 20_000, '💻', 'Worker', 'Status', 'Status set to STOPPING.'),
          say(worker.stoppedAtMs, '💻', 'Worker', 'Status', 'Status set to STOPPED.'),
        ]),
  ];
}
