/**
 * What can go wrong, in the words people read. Failures come in three sorts: cancelled (silent), a `UserError` (shown once, at
 * the edge, with its ways out), and anything else, which is a bug and is logged with its cause.
 */
import { t } from './text/localize';

/** The causes that are told apart, because each has another way out. */
export type FaultKind =
  | 'notFound'
  | 'accessDenied'
  | 'throttled'
  | 'invalid'
  | 'conflict'
  | 'serviceFault'
  | 'expiredCredentials'
  | 'noCredentials'
  /** Only a person could sign in, and the work was begun in the background. */
  | 'signedOut'
  | 'noRegion'
  | 'network'
  | 'timeout'
  /** Something answered that was not the service: a captive portal, a proxy's page, an empty body. */
  | 'unexpectedAnswer'
  /** A mistake of ours; the output channel has the cause. */
  | 'internal';

/** What follows from each kind of fault. */
export const FAULT_TRAITS: Readonly<
  Record<
    FaultKind,
    {
      /** It may be over soon without anything being done. */
      readonly isTransient: boolean;
      /** Signing in, or choosing who to be, can help. */
      readonly needsSignIn: boolean;
      /** A wrong ID looks the same: the service does not say whether what may not be seen exists. */
      readonly mayBeWrongId: boolean;
    }
  >
> = {
  notFound: { isTransient: false, needsSignIn: false, mayBeWrongId: true },
  accessDenied: { isTransient: false, needsSignIn: false, mayBeWrongId: true },
  throttled: { isTransient: true, needsSignIn: false, mayBeWrongId: false },
  invalid: { isTransient: false, needsSignIn: false, mayBeWrongId: true },
  conflict: { isTransient: false, needsSignIn: false, mayBeWrongId: false },
  serviceFault: { isTransient: true, needsSignIn: false, mayBeWrongId: false },
  expiredCredentials: { isTransient: false, needsSignIn: true, mayBeWrongId: false },
  noCredentials: { isTransient: false, needsSignIn: true, mayBeWrongId: false },
  signedOut: { isTransient: false, needsSignIn: true, mayBeWrongId: false },
  noRegion: { isTransient: false, needsSignIn: false, mayBeWrongId: false },
  network: { isTransient: true, needsSignIn: false, mayBeWrongId: false },
  timeout: { isTransient: true, needsSignIn: false, mayBeWrongId: false },
  unexpectedAnswer: { isTransient: true, needsSignIn: false, mayBeWrongId: false },
  internal: { isTransient: false, needsSignIn: false, mayBeWrongId: false },
};

/** A way out that a view can offer as a button. Views map these words to commands and titles. */
export type Remedy =
  | 'retry'
  /** As `Connection.way` says. */
  | 'signIn'
  | 'chooseConnection'
  | 'lookUp'
  /** What there is instead, see `findAlternatives`. */
  | 'chooseOther'
  | 'openSampleFarm'
  | 'openLog'
  | 'editAwsConfig'
  | 'showOutput'
  /** For mistakes of ours. */
  | 'reportIssue'
  /** For those who have not connected yet. */
  | 'getStarted';

/** A failure as data: it can be kept in a snapshot, sent to a page and stored. */
export interface Fault {
  readonly kind: FaultKind;
  /** One sentence, or two short ones, for people: what failed, then the way out. No secrets, no stack. */
  readonly message: string;
  /** The ways out, the likeliest first. */
  readonly remedies: readonly Remedy[];
  /** The id AWS support asks for; missing when the service was not reached. */
  readonly requestId: string | undefined;
  /** How long the service asked us to stay away, at most `MAX_RETRY_AFTER_MS`. */
  readonly retryAfterMs: number | undefined;
  /** The IAM action that a policy would have to allow, e.g. `deadline:GetFleet`; only where one is missing. */
  readonly permission?: string | undefined;
}

/** No wait is longer, whatever a service or a proxy asks for: it may be wrong, and so may the clock. */
export const MAX_RETRY_AFTER_MS = 15 * 60_000;

/** A fault on its way to a person. `cause` is for the output channel, never for a view. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly fault: Fault;

  constructor(fault: Pick<Fault, 'kind' | 'message'> & Partial<Fault>, options?: ErrorOptions) {
    super(fault.message, options);
    const unsaid: Pick<Fault, 'remedies' | 'requestId' | 'retryAfterMs'> = {
      remedies: ['retry'],
      requestId: undefined,
      retryAfterMs: undefined,
    };
    const { retryAfterMs } = fault;
    this.fault = Object.freeze({
      ...unsaid,
      ...fault,
      retryAfterMs: retryAfterMs === undefined ? undefined : Math.min(retryAfterMs, MAX_RETRY_AFTER_MS),
    });
  }
}

/**
 * The fault inside an error, whatever was thrown. What is not a `UserError` is a bug and says so without its details. Each bundle
 * has a class of its own, so the name tells one.
 */
export function toFault(error: unknown): Fault {
  return error instanceof Error && error.name === 'UserError' && 'fault' in error
    ? (error as UserError).fault
    : new UserError({
        kind: 'internal',
        message: t('Something went wrong inside the extension. The output channel has the details.'),
        remedies: ['showOutput', 'reportIssue', 'retry'],
      }).fault;
}

/** Whether two faults read the same: request IDs differ each time. */
export function sameFault(one: Fault | undefined, other: Fault | undefined): boolean {
  return one?.kind === other?.kind && one?.message === other?.message;
}

/** Whether a fault may be over soon without anything being done. After any other, asking again is for a person to decide. */
export function isTransient({ kind }: Pick<Fault, 'kind'>): boolean {
  return FAULT_TRAITS[kind].isTransient;
}

/** Whether an error only says that the work was aborted. Never shown. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
