/**
 * The service: Deadline Cloud and CloudWatch Logs behind the ports of the core. Loaded at first use; SDK shapes end here.
 */
import type { Clock } from '../core/clock';
import type { HttpHandler } from '../core/http';
import type { Service } from '../core/ports';
import { placeId } from '../core/sessionKey';

import { createBatches } from './batches';
import { type CallRecord, createCalls } from './calls';
import { type Clients, createClients } from './clients';
import { createConfiguration, findAwsFiles } from './configuration';
import { createDirectory } from './directory';
import { readEndpoints } from './endpoint';
import { createLogSource } from './logs';
import { endSession, fetchActions, fetchSessions } from './sessions';
import { monitorUrls } from './monitors';
import { fetchSnapshot } from './snapshot';
import { fetchThing } from './things';

export type { CallRecord } from './calls';

/** What the service needs from outside. */
export interface ServiceOptions {
  /**
   * Answers for the sample farm's place, in process: the SDK's clients get it as their request handler, so that signing,
   * serialising and error parsing are the real ones and no port is opened. Asked for once, at the first call.
   */
  readonly sampleFarm: () => HttpHandler | Promise<HttpHandler>;
  readonly clock: Clock;
  /** The person's own endpoint for both services, https or loopback, e.g. `http://127.0.0.1:4566`; undefined for AWS itself. */
  readonly endpoint: () => string | undefined;
  /** The process's variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where `.aws` and `.deadline` are. */
  readonly homeDirectory: string;
  /** One record a call, for the output channel. */
  readonly onCall?: (call: CallRecord) => void;
}

/** Makes the service. Nothing is read or connected until something is asked. */
export function createService(options: ServiceOptions): Service {
  const { clock, endpoint, environment, homeDirectory, onCall } = options;
  const configuration = createConfiguration(environment, homeDirectory);
  const files = findAwsFiles(environment, homeDirectory);
  const life = new AbortController();
  const clients = new Map<string, Clients>();
  let farm: ReturnType<ServiceOptions['sampleFarm']> | undefined;
  const sampleFarm = () => (farm ??= options.sampleFarm());

  const calls = createCalls({
    clock,
    onCall,
    life: life.signal,
    random: Math.random,
    profileKind: configuration.profileKind,
    clientsOf: (place) => {
      const endpoints =
        place.source === 'sampleFarm'
          ? { deadline: undefined, logs: undefined }
          : readEndpoints(endpoint(), environment);
      const id = [placeId(place), endpoints.deadline, endpoints.logs].join(' ');
      const known = clients.get(id) ?? createClients(place, endpoints, { sampleFarm, clock, environment, files });
      clients.set(id, known);
      return known;
    },
  });
  const batches = createBatches(clock);

  return {
    ...configuration.connections,
    ...createDirectory(calls, batches, (place) => configuration.connections.userId(place)),
    ...createLogSource(calls, clock, life.signal),
    fetchSnapshot: (key, signal) => fetchSnapshot(calls, batches, clock, key, signal),
    fetchThing: (place, thing, signal) => fetchThing(calls, place, thing, signal),
    monitorUrls: async (place, signal) => monitorUrls(calls, place, await configuration.monitorId(place), signal),
    fetchSessions: (keys, signal) => fetchSessions(calls, batches, keys, signal),
    fetchActions: (wanted, signal) => fetchActions(calls, batches, wanted, signal),
    endSession: (key, signal) => endSession(calls, key, signal),
    dispose: () => {
      life.abort();
      for (const each of clients.values()) {
        each.dispose();
      }
      clients.clear();
    },
  };
}
