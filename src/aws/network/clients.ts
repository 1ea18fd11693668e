/** The SDK's clients for one place and its addresses: made when first needed, kept, closed together. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DeadlineClient, type DeadlineClientConfig } from '@aws-sdk/client-deadline';

import type { Connection } from '../../core/session/sessionKey';

import type { CredentialsMemo } from '../credentials/credentialsCache';
import type { RequestHandler } from './transport';

/** The clients of one place. */
export interface Clients {
  readonly deadline: DeadlineClient;
  /** A client for logs in that Region, with the place's own credentials or a role's. One each, however often it is asked for. */
  logs(region: string, role?: CredentialsMemo): CloudWatchLogsClient;
  /** The place's own credentials. */
  readonly own: CredentialsMemo;
  /** Forgets the credentials that were refused in a request begun at that time, and tells whether others are to be had. */
  forgetCredentials(refusedSinceMs: number): boolean;
  dispose(): void;
}

/** Where each service is asked instead of AWS. Both skip the host prefix, which no such address has. */
export interface Endpoints {
  readonly deadline: string | undefined;
  readonly logs: string | undefined;
}

/** What it takes to reach a place. */
export interface ClientsOptions {
  readonly endpoints: Endpoints;
  /** AWS's own hosts of another kind. */
  readonly variants: { readonly useFipsEndpoint: boolean; readonly useDualstackEndpoint: boolean };
  readonly requestHandler: RequestHandler;
  readonly own: CredentialsMemo;
}

/** Makes the clients of `place`. Nothing is read, resolved or connected before the first call. */
export function createClients(
  connection: Connection,
  { endpoints, variants, requestHandler, own }: ClientsOptions,
): Clients {
  const isSample = connection.source === 'sampleFarm';
  const base = {
    ...ONE_ATTEMPT,
    ...variants,
    requestHandler,
    // The SDK need read no variable and no file to learn it.
    userAgentAppId: 'deadline-session-inspector',
    ignoreConfiguredEndpointUrls: true,
  };
  const at = (
    endpoint: string | undefined,
    service: 'deadline' | 'logs',
  ): Pick<DeadlineClientConfig, 'endpoint' | 'disableHostPrefix' | keyof typeof variants> => {
    if (endpoint !== undefined) {
      // An address is the whole address: the SDK refuses to make another kind of it.
      return { endpoint, disableHostPrefix: true, useFipsEndpoint: false, useDualstackEndpoint: false };
    }
    return isSample ? { endpoint: `https://${service}.${connection.region}.amazonaws.com` } : {};
  };
  const deadline = new DeadlineClient({
    ...base,
    region: connection.region,
    credentials: own.provider,
    ...at(endpoints.deadline, 'deadline'),
  });
  const logs = new Map<string, Map<CredentialsMemo, CloudWatchLogsClient>>();
  const memos = new Set([own]);

  return {
    deadline,
    own,
    logs: (region, role = own) => {
      const ofRegion = logs.get(region) ?? new Map<CredentialsMemo, CloudWatchLogsClient>();
      logs.set(region, ofRegion);
      const client =
        ofRegion.get(role) ??
        new CloudWatchLogsClient({ ...base, region, credentials: role.provider, ...at(endpoints.logs, 'logs') });
      ofRegion.set(role, client);
      memos.add(role);
      return client;
    },
    forgetCredentials: (refusedSinceMs) =>
      [...memos].map((memo) => memo.forget(refusedSinceMs)).some((isWorthwhile) => isWorthwhile),
    dispose: () => {
      deadline.destroy();
      for (const client of [...logs.values()].flatMap((ofRegion) => [...ofRegion.values()])) {
        client.destroy();
      }
    },
  };
}

/** `calls.ts` repeats a request, because the SDK does not wait as long as Retry-After says. */
const ONE_ATTEMPT = { maxAttempts: 1, retryMode: 'standard', defaultsMode: 'standard' } as const;
