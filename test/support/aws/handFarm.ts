/** A hand-written service: each test says what each operation answers, and reads what was asked. */
import type { HttpHandler, HttpRequest, HttpResponse } from '../../../src/core/service/http';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import { SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';

/** What an operation answers: JSON with status 200, a whole response, or a function of the request. */
export type Answer =
  Readonly<Record<string, unknown>> | Response | ((asked: Asked, signal?: AbortSignal) => Answer | Promise<Answer>);

/** A whole response, where 200 and JSON are not what a test is about. */
export class Response {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** An error as the service makes them. */
export function failing(
  status: number,
  type: string,
  message: string,
  members: object = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(status, JSON.stringify({ message, ...members }), {
    'content-type': 'application/json',
    'x-amzn-errortype': type,
    'x-amzn-requestid': 'request-1',
    ...headers,
  });
}

/** One request, understood. */
export interface Asked {
  readonly operation: string;
  readonly request: HttpRequest;
  /** The request's JSON body. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The handler, and what it was asked so far. */
export interface HandFarm {
  readonly handle: HttpHandler;
  readonly asked: Asked[];
  /** The operations asked so far, in order. */
  readonly operations: () => string[];
}

/** Answers by operation; what is not listed is not allowed. */
export function createHandFarm(answers: Readonly<Record<string, Answer>>): HandFarm {
  const asked: Asked[] = [];
  return {
    asked,
    operations: () => asked.map(({ operation }) => operation),
    handle: async (request, signal) => {
      const operation = operationOf(request);
      const body = request.body === '' ? {} : (JSON.parse(request.body) as Asked['body']);
      const one = { operation, request, body };
      asked.push(one);
      let answer = answers[operation] ?? failing(403, 'AccessDeniedException', 'User is not authorized');
      while (typeof answer === 'function') {
        answer = await answer(one, signal);
      }
      return toHttpResponse(answer);
    },
  };
}

function toHttpResponse(answer: Exclude<Answer, (...args: never[]) => unknown>): HttpResponse {
  return answer instanceof Response
    ? { status: answer.status, headers: answer.headers, body: answer.body }
    : {
        status: 200,
        headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1' },
        body: JSON.stringify(answer),
      };
}

const ROUTES: readonly (readonly [pattern: RegExp, operation: string])[] = [
  [/^POST .*\/batch-get-session$/, 'BatchGetSession'],
  [/^POST .*\/batch-get-session-action$/, 'BatchGetSessionAction'],
  [/^POST .*\/batch-get-step$/, 'BatchGetStep'],
  [/^POST .*\/batch-get-job$/, 'BatchGetJob'],
  [/^POST .*\/batch-get-task$/, 'BatchGetTask'],
  [/^PATCH .*\/batch-update-task$/, 'BatchUpdateTask'],
  [/\/search\/workers$/, 'SearchWorkers'],
  [/\/search\/jobs$/, 'SearchJobs'],
  [/\/search\/tasks$/, 'SearchTasks'],
  [/\/queues\/[^/]+\/read-roles$/, 'AssumeQueueRoleForRead'],
  [/\/queues\/[^/]+\/user-roles$/, 'AssumeQueueRoleForUser'],
  [/\/fleets\/[^/]+\/read-roles$/, 'AssumeFleetRoleForRead'],
  [/\/session-actions\/[^/]+$/, 'GetSessionAction'],
  [/\/session-actions$/, 'ListSessionActions'],
  [/^PATCH .*\/sessions\/[^/]+$/, 'UpdateSession'],
  [/\/sessions\/[^/]+$/, 'GetSession'],
  [/\/sessions$/, 'ListSessions'],
  [/^PATCH .*\/tasks\/[^/]+$/, 'UpdateTask'],
  [/\/tasks\/[^/]+$/, 'GetTask'],
  [/\/tasks$/, 'ListTasks'],
  [/\/consumers$/, 'ListStepConsumers'],
  [/^PATCH .*\/steps\/[^/]+$/, 'UpdateStep'],
  [/\/steps\/[^/]+$/, 'GetStep'],
  [/\/steps$/, 'ListSteps'],
  [/^PATCH .*\/jobs\/[^/]+$/, 'UpdateJob'],
  [/\/jobs\/[^/]+$/, 'GetJob'],
  [/\/jobs$/, 'ListJobs'],
  [/\/queues\/[^/]+$/, 'GetQueue'],
  [/\/queues$/, 'ListQueues'],
  [/\/workers\/[^/]+$/, 'GetWorker'],
  [/\/workers$/, 'ListWorkers'],
  [/\/fleets\/[^/]+$/, 'GetFleet'],
  [/\/fleets$/, 'ListFleets'],
  [/\/farms\/[^/]+$/, 'GetFarm'],
  [/\/farms$/, 'ListFarms'],
];

function operationOf({ method, path, headers }: HttpRequest): string {
  const target = headers['x-amz-target'];
  const line = `${method} ${path.replace(/\/$/, '')}`;
  return target?.split('.')[1] ?? ROUTES.find(([pattern]) => pattern.test(line))?.[1] ?? line;
}

/** 32 hex digits that say whose they are. */
const hex = (digit: string) => digit.repeat(32);
export const FARM = `farm-${hex('f')}` as const;
export const QUEUE = `queue-${hex('a')}` as const;
export const JOB = `job-${hex('b')}` as const;
export const SESSION = `session-${hex('5')}` as const;
export const FLEET = `fleet-${hex('e')}` as const;
export const WORKER = `worker-${hex('c')}` as const;
export const STEP = `step-${hex('d')}` as const;
export const TASK = `task-${hex('d')}-7` as const;
export const ACTION = `sessionaction-${hex('5')}` as const;

export const KEY: SessionKey = {
  connection: SAMPLE_CONNECTION,
  farmId: FARM,
  queueId: QUEUE,
  jobId: JOB,
  sessionId: SESSION,
};

const GROUP = `/aws/deadline/${FARM}/${QUEUE}`;

/** Valid answers for everything a snapshot of `KEY` reads. */
export const VALID = {
  GetSession: {
    sessionId: SESSION,
    fleetId: FLEET,
    workerId: WORKER,
    startedAt: '2026-03-01T10:00:00Z',
    lifecycleStatus: 'STARTED',
    log: { logDriver: 'awslogs', options: { logGroupName: GROUP, logStreamName: SESSION }, parameters: {} },
    hostProperties: {
      hostName: 'ip-10-3-0-17',
      ipAddresses: { ipV4Addresses: ['10.3.0.17'], ipV6Addresses: [] },
      ec2InstanceArn: 'arn:aws:ec2:us-west-2:123456789012:instance/i-0abc',
      ec2InstanceType: 'c6i.8xlarge',
    },
    workerLog: {
      logDriver: 'awslogs',
      options: { logGroupName: `/aws/deadline/${FARM}/${FLEET}`, logStreamName: WORKER },
      parameters: {},
    },
  },
  GetFarm: { farmId: FARM, displayName: 'Aurora' },
  GetQueue: { queueId: QUEUE, displayName: 'lighting', status: 'SCHEDULING' },
  GetJob: {
    jobId: JOB,
    name: 'sh020_lighting_v012',
    lifecycleStatus: 'CREATE_COMPLETE',
    lifecycleStatusMessage: '',
    taskRunStatus: 'RUNNING',
    taskRunStatusCounts: { RUNNING: 1, SUCCEEDED: 7 },
    priority: 50,
    createdAt: '2026-03-01T09:58:00Z',
    createdBy: 'ada',
    startedAt: '2026-03-01T10:00:00Z',
  },
  GetFleet: { fleetId: FLEET, displayName: 'spot-linux', status: 'ACTIVE' },
  GetWorker: { workerId: WORKER, status: 'RUNNING' },
  ListSessionActions: {
    sessionActions: [
      {
        sessionActionId: `${ACTION}-2`,
        status: 'ASSIGNED',
        definition: { envExit: { environmentId: 'JOB:Conda' } },
      },
      {
        sessionActionId: `${ACTION}-1`,
        status: 'FAILED',
        startedAt: '2026-03-01T10:01:00Z',
        endedAt: '2026-03-01T10:02:00Z',
        progressPercent: 40,
        definition: { taskRun: { stepId: STEP, taskId: TASK, parameters: { Frame: { int: '1001' } } } },
      },
      {
        sessionActionId: `${ACTION}-0`,
        status: 'SUCCEEDED',
        startedAt: '2026-03-01T10:00:00Z',
        endedAt: '2026-03-01T10:01:00Z',
        definition: { envEnter: { environmentId: 'JOB:Conda' } },
      },
    ],
  },
  BatchGetSessionAction: ({ body }: Asked) => ({
    sessionActions: (body.identifiers as { sessionActionId: string }[])
      .filter(({ sessionActionId }) => sessionActionId === `${ACTION}-1`)
      .map((ids) => ({
        ...ids,
        sessionId: SESSION,
        status: 'FAILED',
        startedAt: '2026-03-01T10:01:00Z',
        endedAt: '2026-03-01T10:02:00Z',
        progressPercent: 40,
        processExitCode: 139,
        progressMessage: 'Segmentation fault',
        acquiredLimits: [{ limitId: 'limit-0123456789abcdef0123456789abcdef', count: 1 }],
        manifests: [{ outputManifestPath: 'manifests/1_output' }],
        definition: { taskRun: { stepId: STEP, taskId: TASK, parameters: { Frame: { int: '1001' } } } },
      })),
    errors: [],
  }),
  BatchGetStep: {
    steps: [{ farmId: FARM, queueId: QUEUE, jobId: JOB, stepId: STEP, name: 'Render' }],
    errors: [],
  },
} satisfies Readonly<Record<string, Answer>>;
