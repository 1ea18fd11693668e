/** P7: reading a log of a million lines as fast as an account's allowance lets, beside readers that go page by page. */
import { delay, systemClock } from '../../src/core/async/clock';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../src/core/service/http';
import { TokenBucket } from '../../src/core/async/tokenBucket';
import { startFarmServer } from '../support/farm/farmServer';
import { KEY } from '../support/sessions/sessions';
import type { ReadLog, ReadWay } from './children/readLog';
import { bundleChild, runChild, shipped } from './files';
import { type Times, timesOf } from './rounds';
import type { BenchRow } from './rows';

/** The service's quota in the Region that is played, and how long an answer takes on its way. */
const REGION = 'us-east-1';
const QUOTA = 25;
const ALLOWED = QUOTA / 2;
const LATENCY_MS = 150;
/** Each takes most of a minute. */
const ROUNDS = 3;
const PAGE_EVENTS = 10_000;
const LINES = 1_000_000;
const LINE_BYTES = 100;
const STEP_MS = 29;

type Readings = Readonly<Record<ReadWay, Reading[]>>;
const WAYS: readonly ReadWay[] = ['ours', 'serial', 'text', 'none'];

interface Reading extends ReadLog {
  readonly calls: number;
  readonly throttled: number;
}

/** Reads a log by turns, in real time, from a server that is slow and counts. */
export async function benchWholeLog(): Promise<BenchRow[]> {
  const { farmId, queueId, sessionId } = KEY;
  const meter = { calls: 0, throttled: 0 };
  const startedAtMs = Date.now() - LINES * STEP_MS;
  const server = await startFarmServer({ handle: limited(pagesFrom(startedAtMs), meter) });
  const program = await bundleChild('readLog');
  const location = JSON.stringify({
    connection: { source: 'aws', region: REGION },
    farmId,
    owner: queueId,
    configuration: {
      driver: 'awslogs',
      options: { logGroupName: `/aws/deadline/${farmId}/${queueId}`, logStreamName: sessionId },
      parameters: {},
    },
    startedAtMs,
  });
  const read = async (way: ReadWay): Promise<Reading> => {
    Object.assign(meter, { calls: 0, throttled: 0 });
    const cost = (await runChild(program, shipped('aws.js'), server.url, way, location)) as ReadLog;
    return { ...cost, ...meter };
  };
  try {
    const readings: Readings = { ours: [], serial: [], text: [], none: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of WAYS) {
        readings[way].push(await read(way));
      }
    }
    return rowsOf(readings);
  } finally {
    await server.close();
  }
}

function rowsOf({ ours, serial, text, none }: Readings): BenchRow[] {
  const timesBy = (readings: readonly Reading[], of: (reading: Reading) => number): Times => timesOf(readings.map(of));
  const memory = (readings: readonly Reading[]): Times => timesBy(readings, ({ residentMiB }) => residentMiB);
  const lines = Math.max(...ours.map((reading) => reading.lines));
  const floorMs = (Math.ceil(lines / PAGE_EVENTS) / ALLOWED) * 1000;
  const floor: Times = { p50: floorMs, p95: floorMs, min: floorMs, rounds: 1 };
  const whole = timesBy(ours, ({ wholeMs }) => wholeMs);
  const throttled = Math.max(...ours.map((reading) => reading.throttled));
  const blocked = timesBy(ours, ({ blockedMs }) => blockedMs);
  const resident = memory(ours);
  const residentMB = (resident.p50 * 2 ** 20) / 1e6;
  const calls = timesBy(ours, (reading) => reading.calls);
  const row = (
    what: string,
    of: Times | number,
    wanted: string,
    reached: number,
    met: boolean | undefined,
  ): BenchRow => ({
    goal: 'P7',
    what,
    ours: of,
    wanted,
    reached,
    met,
  });
  return [
    {
      ...row(
        `${lines.toLocaleString('en-US')} lines of ${LINE_BYTES} bytes at half of ${QUOTA} calls a second, ${LATENCY_MS} ms each; floor: full pages at that pace; peer: page by page`,
        whole,
        'ours ÷ floor ≤ 1.10',
        whole.p50 / floorMs,
        whole.p50 / floorMs <= 1.1 && lines === Math.max(...serial.map((reading) => reading.lines)),
      ),
      floor,
      peer: timesBy(serial, ({ wholeMs }) => wholeMs),
    },
    row(
      '… calls',
      calls,
      '≤ 1.10 × full pages',
      calls.p50 / (lines / PAGE_EVENTS),
      calls.p50 / (lines / PAGE_EVENTS) <= 1.1,
    ),
    row('… calls that were throttled', throttled, '0', throttled, throttled === 0),
    {
      ...row(
        '… first lines, after one call',
        timesBy(ours, ({ firstMs }) => firstMs),
        '',
        NaN,
        undefined,
      ),
      peer: timesBy(serial, ({ firstMs }) => firstMs),
    },
    {
      ...row('… the loop is blocked, p95 of each reading', blocked, '≤ 20 ms', blocked.p50, blocked.p50 <= 20),
      peer: timesBy(serial, ({ blockedMs }) => blockedMs),
    },
    {
      ...row(
        '… most resident memory, MiB; floor: the same program before it reads',
        resident,
        '≤ 150 MB',
        residentMB,
        residentMB <= 150,
      ),
      floor: memory(none),
      peer: memory(serial),
    },
    {
      ...row('… and beside one text of it all, as a content provider hands it out', resident, '', NaN, undefined),
      peer: memory(text),
    },
  ];
}

/** The service, far away and with a quota. */
function limited(
  answer: (request: HttpRequest) => HttpResponse,
  meter: { calls: number; throttled: number },
): HttpHandler {
  const quota = new TokenBucket(systemClock, QUOTA, QUOTA);
  return async (request, signal = new AbortController().signal) => {
    meter.calls++;
    if (quota.unused < 1) {
      meter.throttled++;
      return {
        status: 400,
        headers: { ...JSON_HEADERS, 'x-amzn-errortype': 'ThrottlingException' },
        body: '{"__type":"ThrottlingException","message":"Rate exceeded"}',
      };
    }
    quota.spend();
    await delay(systemClock, LATENCY_MS, signal);
    return answer(request);
  };
}

/** GetLogEvents of a log with a line every so often; made with little work, for it shares the machine with who is measured. */
function pagesFrom(startedAtMs: number): (request: HttpRequest) => HttpResponse {
  const indexAt = (timeMs: number): number => Math.min(LINES, Math.max(0, Math.ceil((timeMs - startedAtMs) / STEP_MS)));
  const eventAt = (index: number): string => {
    const message = `bake patch ${index} of ${LINES}  residual 0.003074  wave 1094`.padEnd(LINE_BYTES, ' .');
    return `{"timestamp":${startedAtMs + index * STEP_MS},"message":"${message}","ingestionTime":${startedAtMs}}`;
  };
  return ({ body }) => {
    const { startTime = 0, endTime = Infinity, nextToken, startFromHead } = JSON.parse(body) as GetLogEvents;
    const [low, high] = [indexAt(startTime), indexAt(endTime)];
    const at = nextToken === undefined ? (startFromHead ? low : high) : Number(nextToken.slice(1));
    const [from, until] = startFromHead
      ? [at, Math.min(high, at + PAGE_EVENTS)]
      : [Math.max(low, at - PAGE_EVENTS), at];
    const events = Array.from({ length: until - from }, (_, index) => eventAt(from + index));
    return {
      status: 200,
      headers: JSON_HEADERS,
      body: `{"events":[${events.join()}],"nextForwardToken":"f${until}","nextBackwardToken":"b${from}"}`,
    };
  };
}

/** What is asked. */
interface GetLogEvents {
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nextToken?: string;
  readonly startFromHead: boolean;
}

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.1' };
