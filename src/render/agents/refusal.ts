/** Why a tool cannot answer, in a sentence that tells a language model what to do next, or what to ask the user. */
import type { Fault, FaultKind } from '../../core/errors';
import { untrustedText } from './untrusted';

export const REFUSALS = {
  untrusted:
    'This workspace is in Restricted Mode, so nothing is read. Ask the user to trust the workspace (command “Workspaces: Manage Workspace Trust”), then call this tool again.',
  notConnected:
    'The user is not connected to AWS in this window. Ask them to run the command “Deadline: Choose Connection…”, or “Deadline: Open the Sample Farm” to try it without an account, then call this tool again. Do not ask for keys or passwords.',
  noRegion:
    'No AWS Region is set. Ask the user to run the command “Deadline: Choose Connection…” and select a Region, then call this tool again.',
  notOfSampleFarm:
    'This ID is not part of the sample farm that the user works with now. Ask them to run the command “Deadline: Choose Connection…” to connect to AWS, then call this tool again.',
  slow: 'This took too long and was stopped. Call again with more of the IDs (farm, queue and job): then less has to be searched.',
} as const;

/** What helps after each kind of fault. */
const NEXT: Readonly<Record<FaultKind, string>> = {
  notFound: 'Check the ID with the user, or call deadline_find_sessions with the name of the job.',
  accessDenied:
    'Ask the user to get that permission or to choose another connection (“Deadline: Choose Connection…”), or check the ID: a wrong one looks the same.',
  throttled: 'Wait half a minute, then call once more.',
  invalid: 'Check the ID with the user.',
  conflict: 'Call once more.',
  serviceFault: 'Wait half a minute, then call once more.',
  expiredCredentials: 'Ask the user to run the command “Deadline: Sign In…”, then call this tool again.',
  noCredentials: 'Ask the user to run the command “Deadline: Choose Connection…”, then call this tool again.',
  signedOut: 'Ask the user to run the command “Deadline: Sign In…”, then call this tool again.',
  noRegion: 'Ask the user to run the command “Deadline: Choose Connection…”, then call this tool again.',
  network: 'Ask the user to check the network, then call this tool again.',
  timeout: 'Wait half a minute, then call once more.',
  unexpectedAnswer: 'Ask the user whether a proxy or sign-in page stands between them and AWS.',
  internal: 'Ask the user to run the command “Deadline: Show Extension Log”. Do not call again with the same input.',
};

/** A fault, as it was told, and what to do now. */
export function faultRefusal({ kind, message }: Pick<Fault, 'kind' | 'message'>): string {
  return `Nothing was read. The extension says: ${quoted(message, 400)} ${NEXT[kind]}`;
}

/** A text of somebody else's inside a sentence of ours. */
export function quoted(text: string, maxLength = 100): string {
  return JSON.stringify(untrustedText(text, maxLength));
}

/** That an input has another form than its schema says. */
export function wrongInput(name: string, wanted: string): string {
  return `The input “${name}” must be ${wanted}. Call again with that.`;
}

export function nothingNamed(text: string, wanted: string): string {
  return `${quoted(text)} names no ${wanted}. Pass an ID, a link to the monitor or a log line that has one, or call deadline_find_sessions with the name of the job.`;
}

export function severalNamed(ids: readonly string[]): string {
  return `The text names several: ${ids.join(', ')}. Call again with one of them.`;
}

export function incompleteId(text: string): string {
  return `${quoted(text)} is an incomplete ID, and no session that the user opened before fits. Ask the user for the whole ID, or call deadline_find_sessions with the name of the job.`;
}

/** That an ID was searched for in vain. */
export function notFound(id: string, isComplete: boolean): string {
  return `${id} was not found${
    isComplete ? ' in any queue that the user may read' : ' among the newest jobs'
  }. Ask the user for a link to the job in the monitor, or for the farm, queue and job ID, and pass them along with it.`;
}

export function otherProfile(profile: string): string {
  return `The text names the profile ${quoted(profile)}, and tools never change the profile. Ask the user to choose it with the command “Deadline: Choose Connection…”, then call this tool again without it.`;
}

export function severalSessions(job: string, count: number): string {
  return `${job} has ${count} sessions. Call deadline_find_sessions with its ID, then this tool with one of them; or deadline_triage_job for the whole job.`;
}
