/** The SDK's clients for one place and endpoint: made when first needed, kept, closed together. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DeadlineClient, type DeadlineClientConfig } from '@aws-sdk/client-deadline';

import type { Clock } from '../core/clock';
import type { HttpHandler } from '../core/http';
import type { Place } from '../core/sessionKey';

import {
  type AwsFiles,
  type CallerProperties,
  type CredentialsMemo,
  createCredentialsMemo,
  loadOwnCredentials,
} from './credentials';
import { HandlerTransport } from './transport';

/** What it takes to reach a place. */
export interface ClientsOptions {
  readonly sampleFarm: () => HttpHandler | Promise<HttpHandler>;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: AwsFiles;
}

/** The clients of one place. */
export interface Clients {
  readonly deadline: DeadlineClient;
  /** A client for logs in that Region, with the place's own credentials or a role's. One each, however often it is asked for. */
  logs(region: string, role?: CredentialsMemo): CloudWatchLogsClient;
  /** Forgets the credentials that were refused in a request begun at that time. */
  forgetCredentials(refusedSinceMs: number): void;
  dispose(): void;
}

/** Where each service is asked instead of AWS. Both skip the host prefix, which no such address has. */
export interface Endpoints {
  readonly deadline: string | undefined;
  readonly logs: string | undefined;
}

const SAMPLE_CREDENTIALS = { accessKeyId: 'SAMPLEFARM', secretAccessKey: 'sample-farm' };
const CONNECTION_TIMEOUT_MS = 5_000;

/** Makes the clients of `place`. Nothing is read, resolved or connected before the first call. */
export function createClients(place: Place, endpoints: Endpoints, options: ClientsOptions): Clients {
  const { clock, environment, files } = options;
  const own =
    place.source === 'sampleFarm'
      ? createCredentialsMemo(() => Promise.resolve(SAMPLE_CREDENTIALS), clock)
      : createCredentialsMemo(loadOwnCredentials(place.profile, files, environment), clock);
  const base = place.source === 'sampleFarm' ? sampleConfig(options.sampleFarm) : awsConfig(place);
  const deadline = new DeadlineClient({
    ...base,
    region: place.region,
    credentials: asProvider(own),
    ...endpointConfig(endpoints.deadline ?? sampleEndpoint(place, 'deadline'), endpoints.deadline !== undefined),
  });
  const logs = new Map<string, Map<CredentialsMemo, CloudWatchLogsClient>>();
  const memos = new Set([own]);

  return {
    deadline,
    logs: (region, role = own) => {
      const ofRegion = logs.get(region) ?? new Map<CredentialsMemo, CloudWatchLogsClient>();
      logs.set(region, ofRegion);
      const client =
        ofRegion.get(role) ??
        new CloudWatchLogsClient({
          ...base,
          // One pool of sockets for all of a place's clients.
          requestHandler: deadline.config.requestHandler,
          region,
          credentials: asProvider(role),
          ...endpointConfig(endpoints.logs ?? sampleEndpoint(place, 'logs'), endpoints.logs !== undefined),
        });
      ofRegion.set(role, client);
      memos.add(role);
      return client;
    },
    forgetCredentials: (refusedSinceMs) => {
      for (const memo of memos) {
        memo.forget(refusedSinceMs);
      }
    },
    dispose: () => {
      deadline.destroy();
      for (const client of [...logs.values()].flatMap((ofRegion) => [...ofRegion.values()])) {
        client.destroy();
      }
    },
  };
}

/** One attempt a request: `calls.ts` repeats it, because the SDK does not wait as long as Retry-After says. */
const SHARED = { maxAttempts: 1, retryMode: 'standard', defaultsMode: 'standard' } as const;

type BaseConfig = Pick<
  DeadlineClientConfig,
  | 'maxAttempts'
  | 'retryMode'
  | 'defaultsMode'
  | 'requestHandler'
  | 'profile'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
  | 'userAgentAppId'
>;

function awsConfig({ profile }: Place): BaseConfig {
  return {
    ...SHARED,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS },
    ...(profile === undefined ? {} : { profile }),
  };
}

/** Everything is said, so that the SDK reads no file and no variable for a farm that is not AWS. */
function sampleConfig(sampleFarm: ClientsOptions['sampleFarm']): BaseConfig {
  return {
    ...SHARED,
    requestHandler: new HandlerTransport(sampleFarm),
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'sample-farm',
  };
}

function sampleEndpoint({ source, region }: Place, service: 'deadline' | 'logs'): string | undefined {
  return source === 'sampleFarm' ? `https://${service}.${region}.amazonaws.com` : undefined;
}

function endpointConfig(
  endpoint: string | undefined,
  isOverride: boolean,
): Pick<DeadlineClientConfig, 'endpoint' | 'disableHostPrefix'> {
  return endpoint === undefined ? {} : { endpoint, disableHostPrefix: isOverride };
}

/** Marked as memoised, so that the SDK puts no memory of its own before it. */
function asProvider(memo: CredentialsMemo): (properties?: CallerProperties) => ReturnType<CredentialsMemo['get']> {
  return Object.assign((properties?: CallerProperties) => memo.get(properties), { memoized: true });
}
