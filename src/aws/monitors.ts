/** Where the Deadline Cloud monitors of an account are. */
import { ListMonitorsCommand } from '@aws-sdk/client-deadline';

import { listing } from '../core/farm';
import type { Place } from '../core/sessionKey';

import { toList, toMonitor, toToken } from './answers';
import type { Calls } from './calls';

/** A monitor's own address; anything else in its place is not handed on as a link. */
const ADDRESS = /^https:\/\/[a-z0-9-]+\.[a-z0-9-]+\.deadlinecloud\.amazonaws[a-z0-9.-]*\/?$/;

/**
 * Calls ListMonitors.
 *
 * @param preferred the monitor that the place's profile signs in with; it comes first
 * @throws {UserError} why they cannot be listed
 */
export async function monitorUrls(
  calls: Calls,
  place: Place,
  preferred: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = [];
  const monitors = listing((nextToken) =>
    calls.send(
      place,
      'ListMonitors',
      ({ deadline }, options) => deadline.send(new ListMonitorsCommand({ nextToken }), options),
      ({ monitors, nextToken }) => ({ items: toList(monitors, 'monitors', toMonitor), next: toToken(nextToken) }),
      signal,
    ),
  );
  for await (const page of monitors) {
    found.push(...page);
  }
  return found
    .filter(({ url }) => ADDRESS.test(url))
    .sort((a, b) => Number(b.monitorId === preferred) - Number(a.monitorId === preferred))
    .map(({ url }) => url.replace(/\/$/, ''));
}
