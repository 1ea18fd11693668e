/** Why the tasks of a job failed, in the words that every view shows. */
import type { Concern } from '../../core/diagnosis/causeIds';
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import type { SeenElsewhere } from '../../core/triage/seenFailures';
import { taskRanges } from '../../core/triage/taskRanges';
import type {
  FailedTask,
  FailureGroup,
  HostElsewhere,
  JobTriage,
  SessionFailure,
  SuspectHost,
  TriageHost,
  TriageProgress,
  UnreadPart,
} from '../../core/triage/triage';
import { actionLabel, exitCode, statusWord } from '../session/action';
import { CAUSE_LABELS, causeSentence, certaintyHeading } from '../diagnosis';
import { capital } from '../farms/farmRows';
import { dayName, shortTime } from '../time';

/** e.g. `12 tasks`, `1,000 failed tasks` */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** The job's name, or its ID as far as it is needed to tell it from others. */
export function triageTitle({ key, job }: Pick<JobTriage, 'key' | 'job'>): string {
  return job ? plainText(job.name) : shortId(key.jobId);
}

/** What its page is called: `Failures of sq11_comp`; the job's name alone while none of its failures is known. */
export function triageHeading(triage: JobTriage): string {
  const { failedTasks, sessionFailures, job } = triage;
  const failed = failedTasks + sessionFailures.length + (job?.taskRunStatusCounts.FAILED ?? 0);
  return failed > 0 ? `Failures of ${triageTitle(triage)}` : triageTitle(triage);
}

/** The whole in a line: `1,000 failed tasks, 6 causes`; while it is read, how far that is. */
export function triageHeadline(triage: JobTriage): string {
  const { failedTasks, progress, job } = triage;
  const isWhole = progress.state === 'done';
  if (failedTasks === 0) {
    return isWhole ? withoutFailures(triage) : job ? 'No failed task read yet.' : 'Nothing read yet.';
  }
  const { total = failedTasks } = progress;
  const tasks =
    total > failedTasks
      ? `${counted(failedTasks)} of ${countOf(total, 'failed task')}`
      : countOf(failedTasks, 'failed task');
  return `${tasks}, ${causesWords(triage)}${isWhole ? '' : ' so far'}`;
}

function causesWords({ groups }: JobTriage): string {
  const known = groups.filter(({ certainty }) => certainty !== 'unknown');
  const unexplained = groups.filter(({ certainty }) => certainty === 'unknown').flatMap(({ tasks }) => tasks).length;
  return [
    ...(known.length > 0 ? [countOf(known.length, 'cause')] : []),
    ...(unexplained > 0 ? [`${countOf(unexplained, 'task')} without a known cause`] : []),
  ].join(', ');
}

/** One sentence with what failed outside of tasks, e.g. `Enter Conda: The environment could not be made.` */
export function sessionFailureSentence({ example, diagnosis }: SessionFailure): string {
  return `${actionLabel(example.action, {})}: ${causeSentence(diagnosis)}`;
}

/** In how many sessions, where and when. */
export function sessionFailureWords(failure: SessionFailure, nowMs: number): string {
  const { sessions, hosts } = failure;
  const when = whenWords(failure, nowMs);
  return [countOf(sessions, 'session'), hostsWords({ hosts }), ...(when === '' ? [] : [when])].join(' ');
}

function withoutFailures({ job, goesOn, sessionFailures }: JobTriage): string {
  if (sessionFailures.length > 0) {
    const sessions = sessionFailures.reduce((sum, failure) => sum + failure.sessions, 0);
    return `No task failed, but ${countOf(sessions, 'session')} failed outside of tasks.`;
  }
  const counts = Object.entries(job?.taskRunStatusCounts ?? {}).filter(([, count]) => count > 0);
  const others = counts.map(([status, count]) => `${counted(count)} ${statusWord(status)}`).join(', ');
  return `${goesOn ? 'No task of this job has failed so far' : 'No task of this job failed'}${others === '' ? '.' : `: ${others}.`}`;
}

/** What is being read, e.g. `Reading logs: 5 of 24`; undefined once nothing is. */
export function progressWords({
  state,
  phase,
  total,
  read,
  logsRead,
  logsPlanned,
  calls,
}: TriageProgress): string | undefined {
  if (state === 'stopped') {
    return `Stopped after ${countOf(calls, 'call')}. What was read is shown.`;
  }
  if (state !== 'reading') {
    return undefined;
  }
  switch (phase) {
    case 'job':
      return 'Reading the job…';
    case 'tasks':
      return total === undefined
        ? 'Reading failed tasks…'
        : `Reading failed tasks: ${counted(read)} of ${counted(total)}`;
    case 'logs':
      return `Reading logs: ${counted(logsRead)} of ${counted(logsPlanned)}`;
    case 'hosts':
      return 'Comparing hosts…';
  }
}

/** One sentence with what it is about, e.g. `An input file was not found: wetRock_basecolor.1013.exr`. */
export function groupSentence(group: FailureGroup): string {
  const subject = group.subjects.length === 0 ? undefined : group.subjects.map((one) => plainText(one, 120)).join(', ');
  return causeSentence({ ...group, subject });
}

/** How sure the cause is: `Cause`, `Likely cause`, `Cause unknown`. */
export function groupCertainty(group: FailureGroup): string {
  return certaintyHeading(group);
}

/** Which tasks, e.g. `Frame 1001-1040, 1055 · Layer hair`. */
export function groupTasks(
  { tasks }: Pick<FailureGroup, 'tasks'>,
  { stepNames }: Pick<JobTriage, 'stepNames'>,
): string {
  return taskRanges(tasks, { stepNames });
}

/** One task, e.g. `Frame 1003 · Layer hair`. */
export function taskLabel(task: FailedTask): string {
  return taskRanges([task]);
}

/** What the service says of each task of the group, e.g. `exit 139 (SIGSEGV): Renderer stopped`; empty where it says nothing. */
export function saidWords({ said: { exitCode: code, message } }: Pick<FailureGroup, 'said'>): string {
  return [
    ...(code === undefined ? [] : [exitCode(code)]),
    ...(message === undefined ? [] : [plainText(message, 300)]),
  ].join(': ');
}

/** A host's name without its domain; the shortest that is known of it. */
export function hostLabel({ id, hostName }: Pick<TriageHost, 'id' | 'hostName'>): string {
  const name = hostName ?? (id.startsWith('worker-') ? shortId(id) : id);
  return plainText(/^[\d.]+$/.test(name) ? name : (name.split('.')[0] ?? name), 60);
}

/** Of so many failures on a host as this part of all one speaks; fewer are on some host anyway. */
const WORTH_NAMING = 1 / 4;

/** Where, e.g. `on rack2-node40`, `on 48 hosts`, `on 3 hosts, most on rack2-node12 (17)`. */
export function hostsWords({ hosts }: Pick<FailureGroup, 'hosts'>): string {
  const [first, second] = hosts;
  if (!first) {
    return 'on unknown hosts';
  }
  if (!second) {
    return `on ${hostLabel(first.host)}`;
  }
  const all = hosts.reduce((sum, { tasks }) => sum + tasks, 0);
  const most =
    first.tasks > second.tasks && first.tasks >= all * WORTH_NAMING
      ? `, most on ${hostLabel(first.host)} (${counted(first.tasks)})`
      : '';
  return `on ${countOf(hosts.length, 'host')}${most}`;
}

/** When, e.g. `since 14:02, last at 14:40`; empty where no time is known. */
export function whenWords({ firstMs, lastMs }: Pick<FailureGroup, 'firstMs' | 'lastMs'>, nowMs: number): string {
  if (firstMs === undefined) {
    return '';
  }
  const [first, last] = [shortTime(firstMs, nowMs), shortTime(lastMs ?? firstMs, nowMs)];
  return first === last ? `at ${first}` : `since ${first}, last at ${last}`;
}

/** What the hosts say: the machine, the scene or what hosts share, or too little to tell. */
export function spreadWords({ spread, hosts, concerns }: FailureGroup): string {
  const [first] = hosts;
  switch (spread) {
    case 'oneHost':
      return first
        ? `${counted(first.tasks)} of these failed on ${hostLabel(first.host)}, more than chance explains: look at this host.`
        : '';
    case 'manyHosts':
      return `It fails on any host: look at ${notOneMachine(concerns)}.`;
    case 'tooLittle':
      return 'Too few to tell whether the hosts or the scene are to blame.';
  }
}

/** Where to look, by what the cause concerns, once it is not one machine. */
function notOneMachine(concerns: readonly Concern[]): string {
  const isShared = concerns.some((concern) => SHARED.has(concern));
  if (concerns.includes('scene')) {
    return isShared ? 'the scene, or at what the hosts share' : 'the scene';
  }
  return isShared ? 'what the hosts share' : 'the scene, or at what the hosts share';
}

/** Concerns that all hosts of a farm have in common. */
const SHARED: ReadonlySet<Concern> = new Set(['farm', 'network', 'storage']);

/** What all its tasks share although other failed tasks differ, e.g. `only Layer hair`; empty for nothing. */
export function sharedWords({ shared }: FailureGroup): string {
  const named = Object.entries(shared).map(([name, value]) => `${plainText(name, 60)} ${plainText(value, 60)}`);
  return named.length === 0 ? '' : `only ${named.join(', ')}`;
}

/** What was read and what was inferred. */
export function basisWords({ basis, mayBe, sampled, inferred, tasks }: FailureGroup): string {
  if (mayBe.length > 0) {
    const logs = tasks.length === 1 ? 'Its log was' : 'Their logs were';
    return `${logs} not read. Tasks beside ${tasks.length === 1 ? 'it' : 'them'} failed of different causes: ${mayBe.map((cause) => CAUSE_LABELS[cause]).join(', ')}.`;
  }
  if (basis === 'service') {
    return 'No log was read: this is what the service says of the tasks.';
  }
  if (inferred === 0) {
    return sampled === 1 ? 'Read in the log of the task.' : `Read in the logs of all ${countOf(sampled, 'task')}.`;
  }
  const others = inferred === 1 ? 'The other task resembles them' : `The other ${counted(inferred)} resemble them`;
  return `Read in the ${sampled === 1 ? 'log of 1 task' : `logs of ${counted(sampled)} tasks`}. ${others}: same exit code and message, near them in time, parameters or hosts.`;
}

/** A host that stands out, with the figures, e.g. `17 of 19 attempts failed here, 4 of 410 on other hosts.` */
export function suspectWords({ attempts, failures, otherAttempts, otherFailures, elsewhere }: SuspectHost): string {
  const here = `${counted(failures)} of ${counted(attempts)} attempts failed here, ${counted(otherFailures)} of ${counted(otherAttempts)} on other hosts.`;
  return elsewhere === undefined ? here : `${here} ${elsewhereWords(elsewhere)}`;
}

function elsewhereWords({ state, jobs, attempts, failures, isPartial }: HostElsewhere): string {
  if (state === 'reading') {
    return 'Reading what it ran in other jobs…';
  }
  if (state === 'failed') {
    return 'What it ran in other jobs could not be read.';
  }
  if (attempts === 0) {
    return 'It ran no tasks of other jobs that can be read.';
  }
  const some = isPartial ? ', as far as was looked' : '';
  return `In ${countOf(jobs, 'other job')} ${counted(failures)} of ${counted(attempts)} attempts failed on it${some}.`;
}

/** The same failure in other jobs, e.g. `Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.` */
export function seenWords(seen: SeenElsewhere, nowMs: number): string {
  const where =
    seen.mostlyOn === undefined ? '' : `, mostly on ${hostLabel({ id: seen.mostlyOn, hostName: undefined })}`;
  return `Seen in ${countOf(seen.jobs, 'other job')}: ${countOf(seen.tasks, 'task')} since ${dayName(seen.sinceMs, nowMs)}${where}.`;
}

const UNREAD: Readonly<Record<UnreadPart['what'], string>> = {
  job: 'job',
  steps: 'step',
  tasks: 'task',
  actions: 'action',
  sessions: 'session',
  logs: 'log',
  attempts: 'attempt',
  elsewhere: 'other job',
};

/** What could not be read and why, e.g. `12 logs: You’re not allowed to …`. */
export function unreadWords({ what, count, fault }: UnreadPart): string {
  return `${count > 1 ? countOf(count, UNREAD[what]) : capital(UNREAD[what])}: ${plainText(fault.message, 500)}`;
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
