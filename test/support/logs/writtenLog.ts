import { systemClock } from '../../../src/core/async/clock';
import type { HttpHandler } from '../../../src/core/service/http';
import type { LogEvent } from '../../../src/core/service/ports';
import { createSampleFarm, type FarmExample } from '../../../src/sampleFarm/index';
import { startFarmServer } from '../farm/farmServer';
import { LogTable, TABLE_LOCATION } from './logTable';

/** A sample farm on loopback whose active session’s log is what its maker writes. */
export interface WrittenLog {
  /** The farm's address. */
  readonly url: string;
  /** The session, among others. */
  readonly examples: readonly FarmExample[];
  /** Writes lines to the log, 20 ms apart; resolves once an answer with the last of them is on its way. */
  write(messages: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts one whose ids differ from those of farms with another seed. The first lines can be read at once. */
export async function startWrittenLog(seed: number, messages: readonly string[]): Promise<WrittenLog> {
  const nowMs = Date.now();
  const farm = createSampleFarm({ now: () => nowMs, startedAtMs: nowMs, seed });
  const sessionId = farm.examples.find(({ name }) => name === 'active')?.key.sessionId;
  let writtenMs = nowMs - messages.length * STEP_MS;
  const eventOf = (message: string): LogEvent => ({ timestampMs: (writtenMs += STEP_MS), message });
  const table = new LogTable(messages.map(eventOf), { clock: systemClock });
  let waiting: { readonly count: number; readonly resolve: () => void } | undefined;

  const handle: HttpHandler = async (request, signal = NEVER) => {
    if (request.headers['x-amz-target'] !== 'Logs_20140328.GetLogEvents') {
      return farm.handle(request, signal);
    }
    const asked = JSON.parse(request.body) as Asked;
    if (asked.logStreamName !== sessionId) {
      return farm.handle(request, signal);
    }
    const answer = await table.read(
      TABLE_LOCATION,
      {
        direction: asked.startFromHead === true ? 'newer' : 'older',
        ...(asked.nextToken === undefined ? {} : { token: asked.nextToken }),
        ...(asked.startTime === undefined ? {} : { fromMs: asked.startTime }),
        ...(asked.endTime === undefined ? {} : { untilMs: asked.endTime }),
      },
      signal,
    );
    const events = answer?.events.events().map(({ timestampMs: timestamp, message }) => ({ timestamp, message }));
    if (waiting && answer?.newer === `f${waiting.count}`) {
      waiting.resolve();
      waiting = undefined;
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ events, nextForwardToken: answer?.newer, nextBackwardToken: answer?.older }),
    };
  };
  const server = await startFarmServer({ handle });
  return {
    url: server.url,
    examples: farm.examples,
    write: (more) =>
      new Promise((resolve) => {
        table.events.push(...more.map(eventOf));
        waiting = { count: table.events.length, resolve };
      }),
    close: () => server.close(),
  };
}

/** As far as it is understood here. */
interface Asked {
  readonly logStreamName: string;
  readonly startFromHead?: boolean;
  readonly nextToken?: string;
  readonly startTime?: number;
  readonly endTime?: number;
}

const STEP_MS = 20;
const NEVER = new AbortController().signal;
