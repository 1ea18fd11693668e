/** Who and where, in words. */
import type { Connection, Profile } from '../core/connections';
import { plainText } from '../core/plainText';
import { type Place, placeId, placeName } from '../core/sessionKey';

/**
 * A connection at a glance: `studio · us-west-2`, `signed out · studio · us-west-2`, `⚠ 127.0.0.1:4566 · us-west-2`. What
 * matters most comes first, for the line may be cut: another address than that of AWS, which is told our credentials, then that
 * nobody is signed in.
 */
export function connectionLine({ place, state, endpoints }: Connection): string {
  if (place.source === 'sampleFarm') {
    return placeName(place);
  }
  const hosts = [...new Set([endpoints.deadline, endpoints.logs])].flatMap((url) =>
    url !== undefined && URL.canParse(url) ? [new URL(url).host] : [],
  );
  return [
    ...(hosts.length === 0 ? [] : [`⚠ ${hosts.join(', ')}`]),
    ...(state.kind === 'signedOut' ? ['signed out'] : []),
    plainText(placeName(place)),
  ].join(' · ');
}

/** A profile's line in a list: `SSO · us-west-2 · signed out`. */
export function profileLine({ kind, region }: Profile, isSignedOut: boolean): string {
  return [kind, region, isSignedOut && 'signed out'].filter(Boolean).join(' · ');
}

/** A session's place where it is not the one that people work with now, for a row: `studio · eu-west-1`. */
export function otherPlace(place: Place, here: Place | undefined): string | undefined {
  return here === undefined || placeId(place) === placeId(here) ? undefined : plainText(placeName(place));
}
