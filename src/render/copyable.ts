/** What can be copied from a session, as text. */
import { placeName, type SessionKey } from '../core/sessionKey';
import type { WatchedSession } from '../core/watched';
import type { Copyable } from './panelProtocol';

/** The text of one of a session's facts; undefined where it is not known. */
export function copyableText(what: Copyable, { key, snapshot }: WatchedSession): string | undefined {
  switch (what) {
    case 'allIds':
      return [key.farmId, key.queueId, key.jobId, key.sessionId].join('\n');
    case 'cli':
      return cliCommand(key);
    case 'raw':
      return snapshot && JSON.stringify(snapshot.raw, undefined, 2);
    case 'fleetId':
    case 'workerId':
      return snapshot?.session[what];
    case 'hostName':
      return snapshot?.session.host.hostName;
    default:
      return key[what];
  }
}

/** The AWS CLI's way to ask for the session; the sample farm has no place that the CLI could reach without a server. */
export function cliCommand({ place, farmId, queueId, jobId, sessionId }: SessionKey): string {
  const profile = place.profile === undefined ? '' : ` --profile ${quoted(place.profile)}`;
  const note = place.source === 'sampleFarm' ? ` # ${placeName(place)}` : '';
  return `aws deadline get-session --farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId} --region ${place.region}${profile}${note}`;
}

/** A word for POSIX shells and PowerShell alike: single quotes keep everything but themselves. */
function quoted(word: string): string {
  return /^[\w.@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
