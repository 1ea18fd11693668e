/** Farms that tests ask: the one inside the extension, and others on loopback of which a test holds the clock. */
import type { LogEvent } from '../../../src/core/service/ports';
import { keyId, type Connection, SAMPLE_CONNECTION, type SessionKey } from '../../../src/core/session/sessionKey';
import {
  createSampleFarm,
  type FarmExample,
  type SampleFarm,
  type SampleFarmOptions,
} from '../../../src/sampleFarm/index';
import { CANARIES } from '../../support/canaries';
import { type FarmServer, startFarmServer } from '../../support/farm/farmServer';
import type { LogTableOptions } from '../../support/logs/logTable';
import { tellSession, type ToldSession, withTold } from '../../support/sessions/toldSession';

let examples: readonly FarmExample[] | undefined;
const used = new Map<string, SessionKey>();

/** An example of the farm inside the extension, whose ids are the same in every window, e.g. `sampleKey('failedTask')`. */
export function sampleKey(name: string): SessionKey {
  examples ??= createSampleFarm({ now: Date.now, startedAtMs: Date.now() }).examples;
  return keyOf(examples, name, SAMPLE_CONNECTION);
}

/** What “Open the Sample Farm” shows, from top to bottom. */
export const FEATURED = ['active', 'failedTask', 'segmentationFault', 'outOfMemory', 'timeout', 'failedEnvironment'];

/** The sessions that tests have named since this was last asked: what may be in the list. */
export function takeUsedKeys(): readonly SessionKey[] {
  const keys = [...used.values()];
  used.clear();
  return keys;
}

/** A farm of its own on loopback, that the extension takes for Deadline Cloud in us-west-2. */
export interface LoopbackFarm {
  readonly farm: SampleFarm;
  readonly url: string;
  /** An example of it as the extension knows it: in us-west-2 through the default credentials, but for what `place` says. */
  key(name: string, connection?: Partial<Connection>): SessionKey;
  /** Tells another story of an example's session than the farm's own: its log, its actions, its facts. */
  tell(name: string, events: readonly LogEvent[], paging?: Omit<LogTableOptions, 'clock'>): ToldSession;
  /** Moves its clock on. */
  advance(minutes: number): void;
  /** The operations that were called since the farm was started, or since `forgetCalls`. */
  calls(): readonly string[];
  forgetCalls(): void;
  /** Resolves once no call is under way, so that a call of what has just been closed is not taken for one of what is opened next. */
  quiet(): Promise<void>;
  /** From now on there is nobody at its address; or there is again. */
  hangUp(): Promise<void>;
  answerAgain(): Promise<void>;
}

const LOOPBACK_CONNECTION: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
const MINUTE_MS = 60_000;
const QUIET_TURNS = 20;

let farms = 0;

/**
 * Starts a farm with ids of its own, so that no session of it was ever looked up. Its stories lie around a moment two hours ago,
 * or as many minutes as `ago` says, so that no time is ever to come; its clock stands at `minutes` after that moment, or before. Close it with `hangUp`.
 */
export async function startLoopbackFarm(
  minutes = 0,
  scale?: SampleFarmOptions['scale'],
  ago = 120,
): Promise<LoopbackFarm> {
  const startedAtMs = Date.now() - ago * MINUTE_MS;
  let nowMs = startedAtMs + minutes * MINUTE_MS;
  farms += 1;
  // Seeds differ between runs too: the window remembers what was looked up in it.
  const seed = (startedAtMs % 1_000_000) * 100 + farms;
  const farm = createSampleFarm({ now: () => nowMs, startedAtMs, seed, ...(scale ? { scale } : {}) });
  const told: ToldSession[] = [];
  let open = 0;
  const { handle } = withTold(farm, told);
  const served: Pick<SampleFarm, 'handle'> = {
    handle: async (request, signal) => {
      open += 1;
      try {
        return await handle(request, signal);
      } finally {
        open -= 1;
      }
    },
  };
  let server: FarmServer | undefined = await startFarmServer(served);
  const { url, port } = server;
  return {
    farm,
    url,
    key: (name, connection) => keyOf(farm.examples, name, { ...LOOPBACK_CONNECTION, ...connection }),
    tell: (name, events, paging) => {
      const session = tellSession(keyOf(farm.examples, name, LOOPBACK_CONNECTION), events, paging);
      told.push(session);
      return session;
    },
    advance: (minutes) => {
      nowMs += minutes * MINUTE_MS;
    },
    calls: () => farm.meter.calls.map(({ operation }) => operation),
    forgetCalls: () => {
      farm.meter.reset();
    },
    quiet: async () => {
      // The extension runs in this process: what it has sent arrives within a few turns of the event loop.
      for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        turns = open === 0 ? turns : 0;
      }
    },
    hangUp: async () => {
      await server?.close();
      server = undefined;
    },
    answerAgain: async () => {
      server ??= await startFarmServer(served, { port });
    },
  };
}

/** An example of a farm that a test serves in its own way. */
export function keyOfFarm(farm: Pick<SampleFarm, 'examples'>, name: string): SessionKey {
  return keyOf(farm.examples, name, LOOPBACK_CONNECTION);
}

/** Gives the extension keys that any loopback farm takes; takes them away again. */
export function setCredentials(given: boolean): void {
  const { accessKeyId, secretAccessKey, sessionToken } = CANARIES.environment;
  process.env.AWS_ACCESS_KEY_ID = given ? accessKeyId : '';
  process.env.AWS_SECRET_ACCESS_KEY = given ? secretAccessKey : '';
  process.env.AWS_SESSION_TOKEN = given ? sessionToken : '';
}

/** The four ids, a line each. */
export function idsOf({ farmId, queueId, jobId, sessionId }: SessionKey): readonly [string, string, string, string] {
  return [farmId, queueId, jobId, sessionId];
}

function keyOf(all: readonly FarmExample[], name: string, connection: Connection): SessionKey {
  const found = all.find((example) => example.name === name);
  if (!found) {
    throw new Error(`The farm has no example ${name}.`);
  }
  const key = { ...found.key, connection };
  used.set(keyId(key), key);
  return key;
}
