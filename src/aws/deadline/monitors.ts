/** Where the Deadline Cloud monitors of an account are. */
import { ListMonitorsCommand } from '@aws-sdk/client-deadline';

import { listing } from '../../core/farm/farm';
import type { Connection } from '../../core/session/sessionKey';

import { toList, toMonitor, toToken } from './answers';
import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';

/** A monitor's own address, below the domains of AWS's partitions; anything else in its place is not handed on as a link. */
const ADDRESS = /^https:\/\/[a-z0-9-]+\.[a-z0-9-]+\.deadlinecloud\.amazonaws\.(?:com|com\.cn|eu)\/?$/;

/**
 * Calls ListMonitors.
 *
 * @param preferred the monitor that the place's profile signs in with; it comes first
 * @throws {UserError} why they cannot be listed
 */
export async function monitorUrls(
  calls: Calls,
  connection: Connection,
  preferred: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = [];
  const monitors = listing((nextToken) =>
    ask(
      calls,
      connection,
      'ListMonitors',
      new ListMonitorsCommand({ nextToken }),
      ({ monitors, nextToken }) => ({ items: toList(monitors, 'monitors', toMonitor), next: toToken(nextToken) }),
      signal,
    ),
  );
  for await (const page of monitors) {
    for (const monitor of page) {
      found.push(monitor);
    }
  }
  return found
    .filter(({ url }) => ADDRESS.test(url))
    .sort((a, b) => Number(b.monitorId === preferred) - Number(a.monitorId === preferred))
    .map(({ url }) => url.replace(/\/$/, ''));
}
