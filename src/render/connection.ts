/** Who and where, in words. */
import type { ConnectionStatus, Profile } from '../core/service/connections';
import { t } from '../core/text/localize';
import { plainText } from '../core/text/plainText';
import { type Connection, connectionId, connectionName } from '../core/session/sessionKey';

/**
 * A connection at a glance: `studio · us-west-2`, `signed out · studio · us-west-2`, `⚠ 127.0.0.1:4566 · us-west-2`. What
 * matters most comes first, for the line may be cut: another address than that of AWS, which is told our credentials, then that
 * it is signed out.
 */
export function connectionLine({ connection, state, endpoints }: ConnectionStatus): string {
  if (connection.source === 'sampleFarm') {
    return connectionName(connection);
  }
  const hosts = [...new Set([endpoints.deadline, endpoints.logs])].flatMap((url) =>
    url !== undefined && URL.canParse(url) ? [new URL(url).host] : [],
  );
  return [
    ...(hosts.length === 0 ? [] : [`⚠ ${hosts.join(', ')}`]),
    ...(state.kind === 'signedOut' ? [t('signed out')] : []),
    plainText(connectionName(connection)),
  ].join(' · ');
}

/** A profile's line in a list: `SSO · us-west-2 · signed out`. */
export function profileLine({ kind, region }: Profile, isSignedOut: boolean): string {
  return [kind, region, isSignedOut && t('signed out')].filter(Boolean).join(' · ');
}

/** What marks data of the sample farm on rows and pages. */
export const SAMPLE_MARK = t('sample data');

/** What a row says of its connection: `sample data`, or another one than people work with now, e.g. `studio · eu-west-1`. */
export function connectionMark(connection: Connection, here: Connection | undefined): string | undefined {
  if (connection.source === 'sampleFarm') {
    return SAMPLE_MARK;
  }
  return here === undefined || connectionId(connection) === connectionId(here)
    ? undefined
    : plainText(connectionName(connection));
}
