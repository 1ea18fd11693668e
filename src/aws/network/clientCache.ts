/** The way to each place: whose keys, which addresses, which sockets. Kept while the configuration stays as it is. */
import type { Clock } from '../../core/async/clock';
import type { HttpHandler } from '../../core/service/http';
import { type Connection, connectionId } from '../../core/session/sessionKey';

import { type Clients, type Endpoints, createClients } from './clients';
import { type CredentialsMemo, createCredentialsMemo } from '../credentials/credentialsCache';
import { readEndpoints, readVariants } from './endpoint';
import { NodeTransport } from './nodeTransport';
import { type MfaQuestion, loadOwnCredentials, lookAtFiles } from '../credentials/ownCredentials';
import { type Environment, findAwsFiles, readSections } from '../credentials/profiles';
import { findSignInFiles } from '../credentials/storedSignIn';
import { HandlerTransport } from './transport';

/** What the ways depend on. */
export interface ReachOptions {
  readonly sampleFarm: () => HttpHandler | Promise<HttpHandler>;
  readonly clock: Clock;
  readonly endpoint: () => string | undefined;
  readonly environment: Environment;
  readonly homeDirectory: string;
  readonly askMfaCode?: (question: MfaQuestion) => Promise<string | undefined>;
  /** Ends programs that still run. */
  readonly life: AbortSignal;
}

/** Finds the ways. */
export interface ClientCache {
  /** @throws {UserError} `invalid` for an endpoint that may not be asked */
  clientsOf(connection: Connection): Promise<Clients>;
  /** @throws {UserError} `invalid` for an endpoint that may not be asked */
  endpointsOf(connection: Connection): Promise<Endpoints>;
  /** The credentials of a place, one memory however its addresses change. */
  ownOf(connection: Connection): CredentialsMemo;
  dispose(): void;
}

const SAMPLE_CREDENTIALS = { accessKeyId: 'SAMPLEFARM', secretAccessKey: 'sample-farm' };

/** Makes the ways; nothing is read before the first is asked for. */
export function createReach(options: ReachOptions): ClientCache {
  const { clock, environment, homeDirectory } = options;
  const files = findAwsFiles(environment, homeDirectory);
  const signIns = findSignInFiles(environment, homeDirectory);
  const network = new NodeTransport();
  const sampleFarm = new HandlerTransport(options.sampleFarm);
  const memos = new Map<string, CredentialsMemo>();
  const clients = new Map<string, Clients>();

  const makeMemo = ({ source, profile, region }: Connection): CredentialsMemo => {
    if (source === 'sampleFarm') {
      return createCredentialsMemo(() => Promise.resolve(SAMPLE_CREDENTIALS), clock);
    }
    const own = { ...options, profile, region, files, signIns, requestHandler: network };
    return createCredentialsMemo(loadOwnCredentials(own), clock, () => lookAtFiles(own));
  };
  const ownOf = (connection: Connection): CredentialsMemo => {
    const id = connectionId(connection);
    const memo = memos.get(id) ?? makeMemo(connection);
    memos.set(id, memo);
    return memo;
  };
  const read = async ({ source, profile }: Connection) => {
    if (source === 'sampleFarm') {
      return {
        endpoints: { deadline: undefined, logs: undefined },
        variants: { useFipsEndpoint: false, useDualstackEndpoint: false },
      };
    }
    const sections = await readSections(files);
    return {
      endpoints: readEndpoints(options.endpoint(), environment, sections, profile),
      variants: readVariants(environment, sections, profile),
    };
  };

  return {
    ownOf,
    endpointsOf: async (connection) => (await read(connection)).endpoints,
    clientsOf: async (connection) => {
      const addresses = await read(connection);
      const id = `${connectionId(connection)} ${JSON.stringify(addresses)}`;
      const requestHandler = connection.source === 'sampleFarm' ? sampleFarm : network;
      const known =
        clients.get(id) ?? createClients(connection, { ...addresses, requestHandler, own: ownOf(connection) });
      clients.set(id, known);
      return known;
    },
    dispose: () => {
      for (const each of clients.values()) {
        each.dispose();
      }
      clients.clear();
      network.dispose();
    },
  };
}
