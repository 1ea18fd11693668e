/**
 * The service: Deadline Cloud and CloudWatch Logs behind the ports of the core. Loaded at first use; SDK shapes end here.
 */
import type { Clock } from '../core/async/clock';
import type { HttpHandler } from '../core/service/http';
import type { Service } from '../core/service/service';

import { createBatches } from './deadline/batches';
import type { CallRecord } from './calls/call';
import { type Calls, createCalls } from './calls/calls';
import { createConfiguration } from './credentials/configuration';
import { createDirectory } from './deadline/directory';
import { createAllowances } from './logs/logQuotas';
import { createLogSource } from './logs/logSource';
import { monitorUrls } from './deadline/monitors';
import type { MfaQuestion } from './credentials/ownCredentials';
import { readRaw } from './deadline/getOperations';
import { createReach } from './network/clientCache';
import { createRetryBudget } from './calls/retryBudget';
import { endSession, fetchActions, fetchSessions } from './deadline/sessions';
import { createSignIns } from './signInStates';
import { fetchSnapshot } from './deadline/snapshot';
import { fetchThing } from './deadline/resourceSummary';
import { createRunControl } from './deadline/runControl';
import { createTasks } from './deadline/tasks';

export type { CallRecord } from './calls/call';
export type { MfaQuestion } from './credentials/ownCredentials';

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
  /**
   * Asks a person for the code of their MFA device; undefined when they would rather not. Never called for background work.
   * Without it a profile that asks for codes stays signed out.
   */
  readonly askMfaCode?: (question: MfaQuestion) => Promise<string | undefined>;
  /** One record a call, for the output channel. */
  readonly onCall?: (call: CallRecord) => void;
}

/** Makes the service. Nothing is read or connected until something is asked. */
export function createService(options: ServiceOptions): Service {
  const { clock, environment, homeDirectory, onCall } = options;
  const life = new AbortController();
  let farm: ReturnType<ServiceOptions['sampleFarm']> | undefined;
  const sampleFarm = () => (farm ??= options.sampleFarm());

  const configuration = createConfiguration(environment, homeDirectory);
  const reach = createReach({ ...options, sampleFarm, life: life.signal });
  const signIns = createSignIns(reach, configuration, clock, life.signal);
  const retryBudget = createRetryBudget();
  const callers = createCalls({
    clock,
    onCall,
    retryBudget,
    life: life.signal,
    random: Math.random,
    profileKind: configuration.profileKind,
    clientsOf: (connection) => reach.clientsOf(connection),
    onSignIn: (connection, fault) => {
      signIns.learn(connection, fault);
    },
  });
  const batches = createBatches(clock, retryBudget);

  const allowances = createAllowances(clock);

  const serve = (calls: Calls): Omit<Service, 'interactive'> => ({
    ...configuration.connections,
    ...createDirectory(calls, batches, (connection) => configuration.connections.userId(connection)),
    ...createTasks(calls, batches),
    ...createRunControl(calls, batches),
    ...createLogSource(calls, allowances, clock, life.signal),
    connectionStatus: (connection) => signIns.connectionStatus(connection),
    onDidChangeSignIn: signIns.onDidChangeSignIn,
    signIn: (connection, signal) => signIns.signIn(connection, signal),
    fetchSnapshot: (key, signal) => fetchSnapshot(calls, batches, clock, key, signal),
    rawAnswer: (key, question, token, signal) => readRaw(calls, key, question, token, signal),
    fetchThing: (connection, thing, signal) => fetchThing(calls, connection, thing, signal),
    monitorUrls: async (connection, signal) =>
      monitorUrls(calls, connection, await configuration.monitorId(connection), signal),
    fetchSessions: (keys, signal) => fetchSessions(calls, batches, keys, signal),
    fetchActions: (wanted, signal) => fetchActions(calls, batches, wanted, signal),
    readsSingly: (connection, things) =>
      batches.isRefused(connection, things === 'sessions' ? 'BatchGetSession' : 'BatchGetSessionAction'),
    endSession: (key, signal) => endSession(calls, key, signal),
    dispose: () => {
      life.abort();
      reach.dispose();
      signIns.dispose();
    },
  });
  const interactive: Service = {
    ...serve(callers.interactive),
    get interactive() {
      return interactive;
    },
  };
  return { ...serve(callers.background), interactive };
}
