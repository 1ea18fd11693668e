/** Why a job's tasks failed, as a language model gets it: a group for each cause, with an example and the lines that show it. */
import { connectionName } from '../../core/session/sessionKey';
import type { FailureGroup, JobTriage, SessionFailure, TriageEvidence } from '../../core/triage/triage';
import { jobStatus, taskCounts } from '../farms/farmRows';
import {
  basisWords,
  groupSentence,
  groupTasks,
  hostLabel,
  hostsWords,
  saidWords,
  sessionFailureSentence,
  sharedWords,
  spreadWords,
  suspectWords,
  taskLabel,
  triageTitle,
  unreadWords,
} from '../triage/triage';
import { statusWord } from '../session/action';
import { concernWords } from '../diagnosis';
import { type Answer, isoTime } from './answer';
import { CERTAINTY } from './sessionAnswer';
import { type Data, dataLines } from './untrusted';

const MOST_GROUPS = 10;
const MOST_LINES = 2;

/** @param link an address of ours that opens the job's page in VS Code */
export function triageAnswer(triage: JobTriage, link: string): Answer {
  const { key, failedTasks, groups, sessionFailures, progress, hosts, unread, job } = triage;
  const { total = failedTasks } = progress;
  return {
    head: [
      `${key.jobId}, ${key.queueId}, ${key.farmId}, read with: ${connectionName(key.connection)}.`,
      `Failed tasks read: ${failedTasks} of ${total}. Groups of one cause each: ${groups.length}. Failures outside of tasks: ${sessionFailures.length}.`,
      ...(progress.state === 'done' ? [] : [`Not everything was read (${progress.state}): call again to read on.`]),
      ...(groups.length > MOST_GROUPS ? [`The ${MOST_GROUPS} largest groups follow.`] : []),
      `The user can open it in VS Code: ${link}`,
    ],
    data: dataLines({
      job: triageTitle(triage),
      status: job && statusWord(jobStatus(job)),
      tasks: job && taskCounts(job.taskRunStatusCounts),
      groups: groups.slice(0, MOST_GROUPS).map((group) => groupOf(group, triage)),
      failuresOutsideOfTasks: sessionFailures.map(sessionFailureOf),
      suspectHosts: hosts.suspects.map((suspect) => ({
        host: hostLabel(suspect.host),
        why: suspectWords(suspect),
      })),
      notRead: unread.map(unreadWords),
    }),
  };
}

function groupOf(group: FailureGroup, triage: JobTriage): Data {
  const { example, evidence, advice, certainty, tasks, firstMs, lastMs } = group;
  return {
    failedTasks: tasks.length,
    sentence: groupSentence(group),
    certainty: CERTAINTY[certainty],
    tasks: groupTasks(group, triage),
    where: hostsWords(group),
    firstAt: isoTime(firstMs),
    lastAt: isoTime(lastMs),
    spread: spreadWords(group),
    shared: sharedWords(group) || undefined,
    serviceSays: saidWords(group) || undefined,
    basis: basisWords(group),
    lookAt: concernWords(group) || undefined,
    usuallyHelps: advice === '' ? undefined : advice,
    evidence: evidence.slice(0, MOST_LINES).map(evidenceOf),
    example: {
      task: taskLabel(example),
      taskId: example.taskId,
      sessionId: example.sessionId,
      sessionActionId: example.sessionActionId,
    },
  };
}

function evidenceOf({ text, why, at }: TriageEvidence): Data {
  return {
    text,
    why: why === '' ? undefined : why,
    sessionId: at?.key.sessionId,
    sessionActionId: at?.sessionActionId,
    at: isoTime(at?.timestampMs),
  };
}

function sessionFailureOf(failure: SessionFailure): Data {
  const { example, diagnosis, sessions, hosts, firstMs, lastMs } = failure;
  const { sessionActionId } = example.action;
  return {
    sessions,
    sentence: sessionFailureSentence(failure),
    certainty: CERTAINTY[diagnosis.certainty],
    where: hostsWords({ hosts }),
    firstAt: isoTime(firstMs),
    lastAt: isoTime(lastMs),
    evidence: diagnosis.evidence
      .slice(0, MOST_LINES)
      .map(({ text, why, at }) => ({ text, why, sessionActionId, at: isoTime(at?.timestampMs) })),
    example: { sessionId: example.key.sessionId, sessionActionId },
  };
}
