/** A session of the sample farm of which a test tells another story: its own log, page by page, its actions and its facts. */
import { readFileSync } from 'node:fs';

import { systemClock } from '../../../src/core/async/clock';
import type { HttpRequest, HttpResponse } from '../../../src/core/service/http';
import type { LogEvent } from '../../../src/core/service/ports';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import type { SampleFarm } from '../../../src/sampleFarm';
import { LogTable, type LogTableOptions, TABLE_LOCATION } from '../logs/logTable';

/** What is told. All of it can be changed while it is served. */
export interface ToldSession {
  readonly key: SessionKey;
  /** Answers GetLogEvents for the session's own log. */
  readonly log: LogTable;
  /** What the service says of the session otherwise, e.g. `{ endedAt: undefined, lifecycleStatus: 'STARTED' }`. */
  facts: Readonly<Record<string, unknown>>;
  /** Its actions as the service gives them; see `actionsOf`. */
  actions: readonly object[];
}

/** A session with a log, at work since a second before the log’s first line. */
export function tellSession(
  key: SessionKey,
  events: readonly LogEvent[],
  paging: Omit<LogTableOptions, 'clock'> = {},
): ToldSession {
  const startedAt = new Date((events[0]?.timestampMs ?? Date.now()) - 1000).toISOString();
  return {
    key,
    log: new LogTable(events, { clock: systemClock, ...paging }),
    facts: { startedAt, endedAt: undefined, lifecycleStatus: 'STARTED' },
    actions: actionsOf(key, events),
  };
}

/** Says that a session ended with its log's last line. */
export function endSession(told: ToldSession): void {
  const { key, log } = told;
  const endedAt = new Date(log.events.at(-1)?.timestampMs ?? Date.now()).toISOString();
  told.facts = { ...told.facts, endedAt, lifecycleStatus: 'ENDED' };
  told.actions = actionsOf(key, log.events, true);
}

/** The farm, but for what is told of some of its sessions. */
export function withTold(
  farm: Pick<SampleFarm, 'handle'>,
  sessions: readonly ToldSession[],
): Pick<SampleFarm, 'handle'> {
  return {
    handle: async (request, signal) => {
      if (request.headers['x-amz-target']?.endsWith('.GetLogEvents') === true) {
        const asked = JSON.parse(request.body) as LogQuestion;
        const told = sessions.find(({ key }) => key.sessionId === asked.logStreamName);
        // What the farm injects goes before: it may refuse the log.
        const answer = await farm.handle(request, signal);
        return told && !isRefusal(answer) ? readLog(told, asked, signal ?? new AbortController().signal) : answer;
      }
      const answer = await farm.handle(request, signal);
      return sessions.reduce((now, told) => retold(now, request, told), answer);
    },
  };
}

/** The events of a file with an object for each, `timestamp` and `message`; put so that they ended an hour ago. */
export function readSessionLog(file: string): LogEvent[] {
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly timestamp: number; readonly message: string });
  const shift = Date.now() - 3_600_000 - (events.at(-1)?.timestamp ?? 0);
  return events.map(({ timestamp, message }) => ({ timestampMs: timestamp + shift, message }));
}

/** The actions that a log tells of by its banners, each until the next one; the last is at work unless the session has ended. */
export function actionsOf(key: SessionKey, events: readonly LogEvent[], isEnded = false): object[] {
  const banners = events.flatMap(({ message, timestampMs }, index) => {
    const [, title, name] = /^-{9} ([^:]+)(?:: (.+))?$/.exec(message) ?? [];
    return title === undefined ? [] : [{ title, name, index, startedAtMs: timestampMs }];
  });
  let frame = 1000;
  return banners.flatMap(({ title, name = '', index, startedAtMs }, at) => {
    if (title === 'Session Cleanup') {
      return [];
    }
    const next = banners[at + 1]?.index;
    const lines = events.slice(index, next).map(({ message }) => message);
    const code = lines.flatMap((line) => /exited with code: (\d+)/.exec(line)?.[1] ?? [])[0];
    const failure = lines.flatMap((line) => /^openjd_fail: (.+)$/.exec(line)?.[1] ?? [])[0];
    const isOver = isEnded || next !== undefined;
    const isCanceled = lines.some((line) => /^TIMEOUT|^Canceling subprocess|^Caught SIGTERM/.test(line));
    const hasFailed = failure !== undefined || (code !== undefined && code !== '0');
    const environmentId = `JOB:${key.jobId}:${name}`;
    return {
      sessionActionId: `sessionaction-${key.sessionId.slice('session-'.length)}-${at}`,
      sessionId: key.sessionId,
      status: isOver ? (isCanceled ? 'CANCELED' : hasFailed ? 'FAILED' : 'SUCCEEDED') : 'RUNNING',
      startedAt: new Date(startedAtMs).toISOString(),
      ...(isOver
        ? { endedAt: new Date(events[(next ?? events.length) - 1]?.timestampMs ?? startedAtMs).toISOString() }
        : {}),
      ...(isOver && code !== undefined ? { processExitCode: Number(code) } : {}),
      ...(failure === undefined ? {} : { progressMessage: failure }),
      definition:
        title === 'Entering Environment'
          ? { envEnter: { environmentId } }
          : title === 'Exiting Environment'
            ? { envExit: { environmentId } }
            : title === 'Running Task'
              ? {
                  taskRun: {
                    stepId: STEP,
                    taskId: `task-${STEP.slice(5)}-${at}`,
                    parameters: { Frame: { int: String(++frame) } },
                  },
                }
              : { syncInputJobAttachments: {} },
    };
  });
}

const STEP = 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d';

interface Identifier {
  readonly sessionActionId: string;
}

interface LogQuestion {
  readonly logStreamName?: string;
  readonly nextToken?: string;
  readonly startFromHead?: boolean;
  readonly startTime?: number;
  readonly endTime?: number;
}

async function readLog(
  { log }: ToldSession,
  { nextToken: token, startFromHead, startTime, endTime }: LogQuestion,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const answer = await log.read(
    TABLE_LOCATION,
    {
      direction: startFromHead === true ? 'newer' : 'older',
      ...(token === undefined ? {} : { token }),
      ...(startTime === undefined ? {} : { fromMs: startTime }),
      ...(endTime === undefined ? {} : { untilMs: endTime }),
    },
    signal,
  );
  // An empty page that is not the end has another token than the one that was sent.
  const isEmpty = answer?.events.length === 0 && !answer.isEnd;
  return answer
    ? toJson(200, {
        events: answer.events.events().map(({ timestampMs, message }) => ({ timestamp: timestampMs, message })),
        nextBackwardToken: isEmpty && answer.older === token ? `${answer.older}.0` : answer.older,
        nextForwardToken: isEmpty && answer.newer === token ? `${answer.newer}.0` : answer.newer,
      })
    : toJson(400, { __type: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' });
}

/** The farm answers no question about a stream that it does not know; everything else that it does not answer is a refusal. */
function isRefusal({ status, body }: HttpResponse): boolean {
  return status !== 200 && !body.includes('ResourceNotFound') && !body.includes('InvalidParameter');
}

/** The farm's answer with what is told of one session in its place. */
function retold(answer: HttpResponse, request: HttpRequest, { key, facts, actions }: ToldSession): HttpResponse {
  const { path, query } = request;
  if (answer.status !== 200) {
    return answer;
  }
  const body = JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
  const hex = key.sessionId.slice('session-'.length);
  const isOurs = (one: { readonly sessionId?: string; readonly sessionActionId?: string }): boolean =>
    one.sessionId === key.sessionId || (one.sessionActionId?.startsWith(`sessionaction-${hex}-`) ?? false);
  if (path.endsWith(`/sessions/${key.sessionId}`)) {
    return toJson(200, { ...body, ...facts });
  }
  if (path.endsWith('/batch-get-session')) {
    const sessions = (body.sessions as readonly object[]).map((one) => (isOurs(one) ? { ...one, ...facts } : one));
    return toJson(200, { ...body, sessions });
  }
  if (path.endsWith('/batch-get-session-action')) {
    const { identifiers } = JSON.parse(request.body) as { readonly identifiers: readonly Identifier[] };
    const ours = identifiers.flatMap((identifier) =>
      actions
        .filter((action) => (action as Identifier).sessionActionId === identifier.sessionActionId)
        .map((action) => ({ ...identifier, ...action })),
    );
    const others = (list: unknown): readonly object[] => (list as readonly object[]).filter((one) => !isOurs(one));
    return toJson(200, {
      sessionActions: [...others(body.sessionActions), ...ours],
      errors: others(body.errors),
    });
  }
  if (path.endsWith('/session-actions') && query.sessionId === key.sessionId) {
    return toJson(200, { sessionActions: actions });
  }
  return answer;
}

function toJson(status: number, body: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
