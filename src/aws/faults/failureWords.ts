/** What the sentences of the fault table are made of: what failed, and why, as the failure says it. */
import { shortId } from '../../core/ids';
import type { Connection } from '../../core/session/sessionKey';
import type { Failure } from './failureFacts';
import { type Asked, iamAction } from './operations';
import { quoted } from './sentences';
import { t } from '../../core/text/localize';

export const TLS_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
const CONNECTION_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: t('the connection was refused'),
  ECONNRESET: t('the connection was cut'),
  ECONNABORTED: t('the connection was cut'),
  EPIPE: t('the connection was cut'),
  EHOSTUNREACH: t('host unreachable'),
  ENETUNREACH: t('there is no network'),
  ENETDOWN: t('there is no network'),
  EADDRNOTAVAIL: t('there is no network'),
  ENOTFOUND: t('host not found'),
  EAI_AGAIN: t('host not found'),
  ETIMEDOUT: t('it did not answer'),
};

export function isConnectionCode(code: string): boolean {
  return Object.hasOwn(CONNECTION_CODES, code);
}

export function reason({ code, message }: Failure): string {
  return (code === undefined ? undefined : CONNECTION_CODES[code]) ?? (quoted(message) || t('the connection failed'));
}

/** A refusal without a type is not the service's: each of its own names itself. */
export function isUnknownRefusal(name: string, status: number | undefined): boolean {
  return /^(Unknown|UnknownError|Error)$/.test(name) && status !== undefined && status >= 400 && status < 500;
}

/** Why something that an ID names may be gone. */
export function whyGone({ resourceType }: Failure): string {
  return /^(?:farm|queue|fleet|worker)$/.test(resourceType ?? '')
    ? t('It may have been deleted, or it is in another Region.')
    : t('Jobs are deleted 120 days after they were submitted.');
}

/** e.g. `session session-…e4f56078`; the `fallback` where the service did not say. */
export function resource({ resourceType, resourceId }: Failure, fallback: string): string {
  return resourceType === undefined || resourceId === undefined
    ? fallback
    : quoted(`${resourceType} ${shortId(resourceId)}`);
}

export function profileOf({ profile }: Connection): string {
  return quoted(profile ?? 'default');
}

/** The action that the service refused, as its message says it. */
export function refusedAction({ message }: Failure, { operation }: Asked): string {
  return /perform: ([a-z-]+:[A-Za-z]+)/.exec(message)?.[1] ?? iamAction(operation);
}
