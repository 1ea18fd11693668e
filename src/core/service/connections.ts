/**
 * Who and where, as configured outside VS Code: the profiles of `~/.aws`, the defaults of `~/.deadline/config`, and whether
 * somebody is signed in. Nothing here executes a program or asks a person, except `signIn`.
 */
import type { Fault } from '../errors';
import type { Event } from '../async/event';
import type { FarmId, JobId, QueueId } from '../ids';
import type { Connection } from '../session/sessionKey';

/** How a profile signs in, for people. Told from its lines in `~/.aws` alone. */
export type ProfileKind =
  'SSO' | 'Deadline Cloud monitor' | 'process' | 'role' | 'role with MFA' | 'console login' | 'keys' | 'no credentials';

/** A profile that could be used, without anything being executed to find out. */
export interface Profile {
  readonly name: string;
  /** e.g. `us-west-2`; missing where the profile names none. */
  readonly region: string | undefined;
  readonly kind: ProfileKind;
}

/** What people have configured for the `deadline` command line tool. */
export interface Defaults {
  readonly farmId: FarmId | undefined;
  readonly queueId: QueueId | undefined;
  readonly jobId: JobId | undefined;
}

/** What is known of a sign-in without running anything. */
export type SignInState =
  /** `untilMs` is missing for keys that do not expire. */
  | { readonly kind: 'signedIn'; readonly untilMs: number | undefined }
  /** `fault` says why and what helps. */
  | { readonly kind: 'signedOut'; readonly fault: Fault }
  /** Only a call can tell: a program that has not run yet, the default chain. */
  | { readonly kind: 'unknown' };

/** How a person signs in to a place. */
export type SignInWay =
  /** Run this program, without a shell, e.g. `['aws', 'sso', 'login', '--profile', 'studio']`; then `signIn`. */
  | { readonly kind: 'command'; readonly argv: readonly [program: string, ...args: string[]] }
  /** Call `signIn`: it asks for the MFA code, or runs the profile's own credential_process. */
  | { readonly kind: 'ask' }
  /** There is nothing to sign in to: the file has to say more, or something else. */
  | { readonly kind: 'editAwsConfig' };

/** Who somebody is at a place, at a glance. */
export interface ConnectionStatus {
  readonly connection: Connection;
  /** Missing for the default credential chain, the sample farm and a profile that is not there. */
  readonly profileKind: ProfileKind | undefined;
  readonly state: SignInState;
  readonly way: SignInWay;
  /** Addresses that are asked instead of AWS, e.g. `http://127.0.0.1:4566`. To be shown while they are set. */
  readonly endpoints: { readonly deadline: string | undefined; readonly logs: string | undefined };
}

/** Files whose change may be a sign-in or an edit: every file of that name pattern directly in the folder. */
export interface WatchedFiles {
  /** Absolute; need not exist, e.g. `/home/ada/.aws/sso/cache`. */
  readonly folder: string;
  /** A glob without folders, e.g. `*.json`, `config`. */
  readonly pattern: string;
}

/** Who and where. */
export interface Connections {
  profiles(): Promise<readonly Profile[]>;
  /**
   * The place that the settings, `~/.deadline/config`, the environment and the profile name, in this order.
   * @throws {UserError} `noRegion` where none of them names a Region
   */
  defaultConnection(settings: {
    readonly profile: string | undefined;
    readonly region: string | undefined;
  }): Promise<Connection>;
  /** Whether this machine has anything that looks like AWS credentials (a profile, or keys in the environment). Runs nothing. */
  hasCredentials(): Promise<boolean>;
  /**
   * The Regions in which a place's profile is to be asked for farms, the place's own first: those of `DEADLINE_CLOUD_REGIONS` or
   * `deadline_regions` in `~/.deadline/config`, the profile's own and its `farm_region`, as the `deadline` command line tool
   * counts them. There is no list of all Regions: most would only be refused, each at the cost of a call. Runs nothing.
   */
  regions(connection: Connection): Promise<readonly string[]>;
  /**
   * Who the person is to the service, as `Job.createdBy` says it: the Identity Center user of a profile that the Deadline Cloud
   * monitor made, e.g. `90670c4a-…`. Undefined for other profiles: to find out would take a call to another service.
   */
  userId(connection: Connection): Promise<string | undefined>;
  /** The farm, queue and job that the `deadline` command line tool uses by default. */
  defaults(connection: Connection): Promise<Defaults>;
  /** The storage profile that the `deadline` command line tool uses for a farm, `sp-…`; undefined where none is configured. */
  storageProfileId(connection: Connection, farmId: FarmId): Promise<string | undefined>;
  /**
   * Reads files, runs nothing.
   * @throws {UserError} `invalid` for an endpoint that may not be asked
   */
  connectionStatus(connection: Connection): Promise<ConnectionStatus>;
  /**
   * Gets new credentials for a person who waits: may run the profile's credential_process, however long it takes, and ask for an
   * MFA code. Ends with `signal` or after five minutes.
   * @throws {UserError} why there are none
   */
  signIn(connection: Connection, signal: AbortSignal): Promise<void>;
  /** What to watch: after any change `connection` may say something else, and calls that were refused may succeed. */
  watchedFiles(): readonly WatchedFiles[];
  /** A call has found that a place is signed out, or signed in again. */
  readonly onDidChangeSignIn: Event<{ readonly connection: Connection; readonly state: SignInState }>;
}
