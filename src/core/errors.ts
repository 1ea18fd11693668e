/**
 * What can go wrong, in the words people read. Failures come in three sorts: cancelled (silent), a `UserError` (shown once, at
 * the edge, with its ways out), and anything else, which is a bug and is logged with its cause.
 */

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
  /** Only a person could sign in, and the work was begun for nobody. */
  | 'signedOut'
  | 'noRegion'
  | 'network'
  | 'timeout'
  /** Something answered that was not the service: a captive portal, a proxy's page, an empty body. */
  | 'unexpectedAnswer'
  /** A mistake of ours; the output channel has the cause. */
  | 'internal';

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
  | 'showOutput';

/** A failure as data: it can be kept in a snapshot, sent to a page and stored. */
export interface Fault {
  readonly kind: FaultKind;
  /** One sentence, or two short ones, for people: what failed, then the way out. No secrets, no stack. */
  readonly message: string;
  /** The ways out, the likeliest first. */
  readonly remedies: readonly Remedy[];
  /** The id AWS support asks for; missing when the service was not reached. */
  readonly requestId: string | undefined;
  /** How long the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;
}

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
    this.fault = Object.freeze({ ...unsaid, ...fault });
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
        message: 'Something went wrong inside the extension. The output channel has the details.',
        remedies: ['showOutput', 'retry'],
      }).fault;
}

/** Whether an error only says that nobody waits for the answer any more. Never shown. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
