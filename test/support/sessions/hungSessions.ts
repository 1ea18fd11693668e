/** Sessions that hang and sessions that are only slow, minute by minute: for tests of what tells them apart. */
import { actionOfSession, type SessionId, type StepId, taskOfStep } from '../../../src/core/ids';
import type { LogEvent } from '../../../src/core/service/ports';
import type { LogConfiguration, SessionSnapshot, Task } from '../../../src/core/session/session';
import { action } from './sessions';
import { numberedKey, numberedSnapshot } from '../listWindow';
import type { MemoryService } from '../farm/memoryService';

const MINUTE = 60_000;

/** What one session does. Minutes are counted from the start of its task. */
export interface Told {
  readonly name: string;
  /** When it begins to hang; missing for one that is only slow. */
  readonly hangsAt?: number;
  /** How long its task runs. */
  readonly minutes: number;
  /** The log: a text every so many minutes, from one minute to another. */
  readonly log: readonly (readonly [from: number, to: number, every: number, text: string])[];
  /** 0 to 100; missing for programs that report none. */
  readonly progress?: (minute: number) => number;
  /** How other tasks of its step went that succeeded; missing where it is the first one. */
  readonly others?: { readonly tasks: number; readonly minutes: number; readonly pause: number };
  /** What the agent writes of its host; missing where it writes nothing. */
  readonly host?: (minute: number) => HostFigures;
}

interface HostFigures {
  readonly cpu: number;
  readonly gpu?: number;
  /** Bytes a second. */
  readonly traffic: number;
}

const idle = (): HostFigures => ({ cpu: 0.6, traffic: 3_000 });
/** Agents before 0.33.1 mostly write 0 for a host that computes. */
const computingOldAgent = (): HostFigures => ({ cpu: 0, traffic: 2_000 });
const computing = (): HostFigures => ({ cpu: 96.5, traffic: 4_000 });
const onGpu = (): HostFigures => ({ cpu: 3.1, gpu: 97, traffic: 2_000 });
const uploading = (): HostFigures => ({ cpu: 4, traffic: 40_000_000 });

const RLM =
  '00:00:33   131MB ERROR   | [rlm] error checking out license for arnold: Communications error with license server (-17)';
const STEADY = 'rendering bucket, 4 samples';

export const HUNG: readonly Told[] = [
  {
    name: 'a license that never comes, asked for again and again',
    hangsAt: 3,
    minutes: 300,
    log: [
      [0, 3, 0.5, 'loading scene'],
      [3, 300, 1, RLM],
    ],
    progress: (minute) => Math.min(1, minute),
  },
  {
    name: 'a renderer that stops at 62 %',
    hangsAt: 31,
    minutes: 300,
    log: [[0, 31, 0.2, STEADY]],
    progress: (minute) => Math.min(62, minute * 2),
    others: { tasks: 8, minutes: 50, pause: 1 },
    host: (minute) => (minute < 31 ? computing() : idle()),
  },
  {
    name: 'a file share that does not respond',
    hangsAt: 12,
    minutes: 300,
    log: [
      [0, 12, 0.5, 'reading cache'],
      [12, 12.5, 1, 'kernel: nfs: server filer1 not responding, still trying'],
    ],
  },
  {
    name: 'the first task of a job, which hangs while it loads',
    hangsAt: 2,
    minutes: 300,
    log: [[0, 2, 0.1, 'loading plug-in']],
    host: (minute) => (minute < 2 ? computing() : idle()),
  },
  {
    name: 'a dialog that waits for somebody to press OK',
    hangsAt: 2,
    minutes: 300,
    log: [[0, 2, 0.5, 'opening project']],
    others: { tasks: 5, minutes: 4, pause: 0.5 },
  },
  {
    name: 'a program that turns in a circle',
    hangsAt: 6,
    minutes: 300,
    log: [[0, 6, 0.2, STEADY]],
    progress: (minute) => Math.min(40, minute * 8),
    others: { tasks: 6, minutes: 10, pause: 1 },
    host: computing,
  },
];

const times = (count: number, told: (index: number) => Told): Told[] =>
  Array.from({ length: count }, (_, index) => told(index));

export const SLOW: readonly Told[] = [
  ...times(5, (index) => ({
    name: `a simulation that writes a line every ${40 + 5 * index} minutes`,
    minutes: 280,
    log: [[0, 280, 40 + 5 * index, 'substep done']],
  })),
  ...times(4, (index) => ({
    name: `a simulation as silent as those before it, for ${35 + 5 * index} minutes`,
    minutes: 280,
    log: [[0, 280, 35 + 5 * index, 'frame cached']],
    progress: (minute: number) => Math.floor(minute / 40) * 14,
    others: { tasks: 12, minutes: 240, pause: 30 },
  })),
  ...times(4, (index) => ({
    name: `a frame ${8 + 2 * index} times as heavy as the others, whose log goes on`,
    minutes: 280,
    log: [[0, 280, 1 + index, STEADY]],
    progress: (minute: number) => minute / 3,
    others: { tasks: 20, minutes: 10, pause: 1 },
  })),
  ...times(3, (index) => ({
    name: `coarse progress, ${index + 1} lines a minute`,
    minutes: 280,
    log: [[0, 280, 1 / (index + 1), STEADY]],
    progress: (minute: number) => (minute < 5 ? 0 : minute < 200 ? 10 : 90),
    others: { tasks: 3, minutes: 30, pause: 1 },
  })),
  ...times(3, (index) => ({
    name: `a silent computation on a host with an old agent, ${index}`,
    minutes: 280,
    log: [[0, 280, 60, 'iteration']],
    progress: (minute: number) => 5 + Math.floor(minute / 60) * 20,
    host: computingOldAgent,
  })),
  ...times(3, (index) => ({
    name: `a silent computation on a GPU, ${index}`,
    minutes: 280,
    log: [[0, 280, 30 + 5 * index, 'epoch']],
    progress: (minute: number) => 5 + Math.floor(minute / 30) * 10,
    host: onGpu,
  })),
  ...times(3, (index) => ({
    name: `a license that comes after ${4 + 2 * index} minutes`,
    minutes: 120,
    log: [
      [0, 4 + 2 * index, 1, RLM],
      [4 + 2 * index, 120, 1, STEADY],
    ],
    progress: (minute: number) => Math.min(99, minute),
  })),
  {
    name: 'an upload of outputs at 99 %, as that of other tasks',
    minutes: 200,
    log: [
      [0, 100, 0.5, STEADY],
      [160, 200, 5, 'uploaded'],
    ],
    progress: (minute) => Math.min(99, minute),
    others: { tasks: 4, minutes: 180, pause: 50 },
  },
  {
    name: 'an upload of outputs at 99 %, longer than that of other tasks',
    minutes: 200,
    log: [
      [0, 100, 0.5, STEADY],
      [160, 200, 5, 'uploaded'],
    ],
    progress: (minute) => Math.min(99, minute),
    others: { tasks: 4, minutes: 180, pause: 1 },
    host: (minute) => (minute < 100 ? computing() : uploading()),
  },
  ...times(3, (index) => ({
    name: `a percent every ${10 + index} minutes`,
    minutes: 280,
    log: [[0, 280, 5, STEADY]],
    progress: (minute: number) => Math.floor(minute / (10 + index)),
    others: { tasks: 2, minutes: 900, pause: 6 },
  })),
] as readonly Told[];

/** Puts a session into a service, its whole log with it: what is still to come is not read before its time. */
export class ToldSession {
  readonly key: SessionSnapshot['key'];
  readonly #told: Told;
  readonly #index: number;
  readonly #stepId: StepId;
  readonly #startedAtMs: number;

  constructor(service: MemoryService, told: Told, index: number, startedAtMs: number) {
    this.key = numberedKey(index);
    this.#told = told;
    this.#index = index;
    this.#startedAtMs = startedAtMs;
    this.#stepId = `step-${(index + 1).toString(16).padStart(32, 'a')}`;
    service.logs.set(this.key.sessionId, linesOf(told.log, startedAtMs));
    service.logs.set(workerOf(index), this.#hostLog());
    this.#putOthers(service);
    this.at(service, 0);
  }

  /** The service's facts as they are so many minutes after its start. */
  at(service: MemoryService, minute: number): void {
    const { progress, minutes } = this.#told;
    const nowMs = this.#startedAtMs + minute * MINUTE;
    const isOver = minute >= minutes;
    const snapshot = numberedSnapshot(this.#index, {
      startedAtMs: this.#startedAtMs,
      log: streamOf(this.key.sessionId),
      workerLog: streamOf(workerOf(this.#index)),
      ...(isOver ? { lifecycleStatus: 'ENDED', endedAtMs: this.#startedAtMs + minutes * MINUTE } : {}),
    });
    const definition = {
      kind: 'taskRun' as const,
      stepId: this.#stepId,
      taskId: taskOfStep(this.#stepId, 0),
      parameters: { Frame: '1' },
    };
    const running = action(0, definition, isOver ? 'SUCCEEDED' : 'RUNNING', undefined, undefined, {
      sessionActionId: actionOfSession(this.key.sessionId, 0),
      startedAtMs: this.#startedAtMs,
      endedAtMs: isOver ? this.#startedAtMs + minutes * MINUTE : undefined,
      workerUpdatedAtMs: nowMs,
      progressPercent: progress?.(minute),
    });
    service.put({ ...snapshot, stepNames: { [this.#stepId]: 'Render' }, actions: { ok: true, value: [running] } });
  }

  #putOthers(service: MemoryService): void {
    const { tasks = 0, minutes = 0, pause = 0 } = this.#told.others ?? {};
    const startedAtMs = this.#startedAtMs - (minutes + 1) * MINUTE;
    const others = Array.from({ length: tasks }, (_, index): Task => {
      const sessionId: SessionId = `session-${(10_000 + this.#index * 100 + index).toString(16).padStart(32, '0')}`;
      service.logs.set(sessionId, linesOf([[0, minutes, pause, STEADY]], startedAtMs));
      return {
        taskId: taskOfStep(this.#stepId, index + 1),
        stepId: this.#stepId,
        runStatus: 'SUCCEEDED',
        targetRunStatus: undefined,
        failureRetryCount: 0,
        startedAtMs,
        endedAtMs: startedAtMs + minutes * MINUTE,
        updatedAtMs: undefined,
        updatedBy: undefined,
        latestSessionActionId: actionOfSession(sessionId, 0),
        parameters: { Frame: String(index + 2) },
      };
    });
    service.tasksOf.set(this.#stepId, others);
  }

  #hostLog(): LogEvent[] {
    const { host, minutes } = this.#told;
    return host === undefined
      ? []
      : Array.from({ length: minutes }, (_, minute) => ({
          timestampMs: this.#startedAtMs + minute * MINUTE,
          message: JSON.stringify(metrics(host(minute))),
        }));
  }
}

function metrics({ cpu, gpu, traffic }: HostFigures): Readonly<Record<string, string>> {
  return {
    level: 'INFO',
    ti: '📊',
    type: 'Metrics',
    subtype: 'System',
    'cpu-usage-percent': cpu.toFixed(1),
    'memory-total-bytes': '16287625216',
    'memory-used-bytes': '8143812608',
    'network-sent-bytes-per-second': String(traffic),
    'network-recv-bytes-per-second': '900',
    'disk-read-bytes-per-second': '0',
    'disk-write-bytes-per-second': '4096',
    ...(gpu === undefined ? {} : { 'gpu-utilization-percent': gpu.toFixed(1) }),
  };
}

function linesOf(log: Told['log'], startedAtMs: number): LogEvent[] {
  return log.flatMap(([from, to, every, text]) =>
    Array.from({ length: Math.max(1, Math.ceil((to - from) / every)) }, (_, index) => ({
      timestampMs: startedAtMs + (from + index * every) * MINUTE,
      message: `${text} ${index}`,
    })),
  );
}

function workerOf(index: number): string {
  return `worker-${index.toString(16).padStart(32, '0')}`;
}

function streamOf(logStreamName: string): LogConfiguration {
  return {
    driver: 'awslogs',
    options: { logGroupName: '/aws/deadline', logStreamName },
    parameters: {},
    error: undefined,
  };
}
