/** Why the tasks of a job failed, in the words that every view shows. */
import type { Concern } from '../../core/diagnosis/causeIds';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
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
import { dayName, shortTime } from '../time';

/** The job's name, or its ID as far as it is needed to tell it from others. */
export function triageTitle({ key, job }: Pick<JobTriage, 'key' | 'job'>): string {
  return job ? plainText(job.name) : shortId(key.jobId);
}

/** What its page is called: `Failures of sq11_comp`; the job's name alone while none of its failures is known. */
export function triageHeading(triage: JobTriage): string {
  const { failedTasks, sessionFailures, job } = triage;
  const failed = failedTasks + sessionFailures.length + (job?.taskRunStatusCounts.FAILED ?? 0);
  return failed > 0 ? t('Failures of {0}', triageTitle(triage)) : triageTitle(triage);
}

/** The whole in a line: `1,000 failed tasks, 6 causes`; while it is read, how far that is. */
export function triageHeadline(triage: JobTriage): string {
  const { failedTasks, progress, job } = triage;
  const isWhole = progress.state === 'done';
  if (failedTasks === 0) {
    return isWhole ? withoutFailures(triage) : job ? t('No failed task read yet.') : t('Nothing read yet.');
  }
  const { total = failedTasks } = progress;
  const tasks =
    total > failedTasks
      ? plural(total, { one: '{1} of {0} failed task', other: '{1} of {0} failed tasks' }, formatNumber(failedTasks))
      : plural(failedTasks, { one: '{0} failed task', other: '{0} failed tasks' });
  const known = `${tasks}, ${causesWords(triage)}`;
  return isWhole ? known : t('{0} so far', known);
}

function causesWords({ groups }: JobTriage): string {
  const known = groups.filter(({ certainty }) => certainty !== 'unknown');
  const unexplained = groups.filter(({ certainty }) => certainty === 'unknown').flatMap(({ tasks }) => tasks).length;
  return [
    ...(known.length > 0 ? [plural(known.length, { one: '{0} cause', other: '{0} causes' })] : []),
    ...(unexplained > 0
      ? [plural(unexplained, { one: '{0} task without a known cause', other: '{0} tasks without a known cause' })]
      : []),
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
  const all = plural(sessions, { one: '{0} session', other: '{0} sessions' });
  return [all, hostsWords({ hosts }), ...(when === '' ? [] : [when])].join(' ');
}

function withoutFailures({ job, goesOn, sessionFailures }: JobTriage): string {
  if (sessionFailures.length > 0) {
    const sessions = sessionFailures.reduce((sum, failure) => sum + failure.sessions, 0);
    return plural(sessions, {
      one: 'No task failed, but {0} session failed outside of tasks.',
      other: 'No task failed, but {0} sessions failed outside of tasks.',
    });
  }
  const counts = Object.entries(job?.taskRunStatusCounts ?? {}).filter(([, count]) => count > 0);
  const others = counts.map(([status, count]) =>
    t({ message: '{0} {1}', comment: 'a count and a status' }, formatNumber(count), statusWord(status)),
  );
  if (others.length === 0) {
    return goesOn ? t('No task of this job has failed so far.') : t('No task of this job failed.');
  }
  return goesOn
    ? t('No task of this job has failed so far: {0}.', others.join(', '))
    : t('No task of this job failed: {0}.', others.join(', '));
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
    return plural(calls, {
      one: 'Stopped after {0} call. What was read is shown.',
      other: 'Stopped after {0} calls. What was read is shown.',
    });
  }
  if (state !== 'reading') {
    return undefined;
  }
  switch (phase) {
    case 'job':
      return t('Reading the job…');
    case 'tasks':
      return total === undefined
        ? t('Reading failed tasks…')
        : t('Reading failed tasks: {0} of {1}', formatNumber(read), formatNumber(total));
    case 'logs':
      return t('Reading logs: {0} of {1}', formatNumber(logsRead), formatNumber(logsPlanned));
    case 'hosts':
      return t('Comparing hosts…');
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
    return t('on unknown hosts');
  }
  if (!second) {
    return t('on {0}', hostLabel(first.host));
  }
  const all = hosts.reduce((sum, { tasks }) => sum + tasks, 0);
  return first.tasks > second.tasks && first.tasks >= all * WORTH_NAMING
    ? plural(
        hosts.length,
        { one: 'on {0} host, most on {1} ({2})', other: 'on {0} hosts, most on {1} ({2})' },
        hostLabel(first.host),
        formatNumber(first.tasks),
      )
    : plural(hosts.length, { one: 'on {0} host', other: 'on {0} hosts' });
}

/** When, e.g. `since 14:02, last at 14:40`; empty where no time is known. */
export function whenWords({ firstMs, lastMs }: Pick<FailureGroup, 'firstMs' | 'lastMs'>, nowMs: number): string {
  if (firstMs === undefined) {
    return '';
  }
  const [first, last] = [shortTime(firstMs, nowMs), shortTime(lastMs ?? firstMs, nowMs)];
  return first === last ? t('at {0}', first) : t('since {0}, last at {1}', first, last);
}

/** What the hosts say: the machine, the scene or what hosts share, or too little to tell. */
export function spreadWords({ spread, hosts, concerns }: FailureGroup): string {
  const [first] = hosts;
  switch (spread) {
    case 'oneHost':
      return first
        ? t(
            '{0} of these failed on {1}, more than chance explains: look at this host.',
            formatNumber(first.tasks),
            hostLabel(first.host),
          )
        : '';
    case 'manyHosts':
      return notOneMachine(concerns);
    case 'tooLittle':
      return t('Too few to tell whether the hosts or the scene are to blame.');
  }
}

/** Where to look, by what the cause concerns, once it is not one machine. */
function notOneMachine(concerns: readonly Concern[]): string {
  const isShared = concerns.some((concern) => SHARED.has(concern));
  if (concerns.includes('scene') === isShared) {
    return t('It fails on any host: look at the scene, or at what the hosts share.');
  }
  return isShared
    ? t('It fails on any host: look at what the hosts share.')
    : t('It fails on any host: look at the scene.');
}

/** Concerns that all hosts of a farm have in common. */
const SHARED: ReadonlySet<Concern> = new Set(['farm', 'network', 'storage']);

/** What all its tasks share although other failed tasks differ, e.g. `only Layer hair`; empty for nothing. */
export function sharedWords({ shared }: FailureGroup): string {
  const named = Object.entries(shared).map(([name, value]) => `${plainText(name, 60)} ${plainText(value, 60)}`);
  return named.length === 0 ? '' : t('only {0}', named.join(', '));
}

/** What was read and what was inferred. */
export function basisWords({ basis, mayBe, sampled, inferred, tasks }: FailureGroup): string {
  if (mayBe.length > 0) {
    return plural(
      tasks.length,
      {
        one: 'Its log was not read. Tasks beside it failed of different causes: {1}.',
        other: 'Their logs were not read. Tasks beside them failed of different causes: {1}.',
      },
      mayBe.map((cause) => CAUSE_LABELS[cause]).join(', '),
    );
  }
  if (basis === 'service') {
    return t('No log was read: this is what the service says of the tasks.');
  }
  if (inferred === 0) {
    return plural(sampled, { one: 'Read in the log of the task.', other: 'Read in the logs of all {0} tasks.' });
  }
  return [
    plural(sampled, { one: 'Read in the log of {0} task.', other: 'Read in the logs of {0} tasks.' }),
    plural(inferred, {
      one: 'The other task resembles them: same exit code and message, near them in time, parameters or hosts.',
      other: 'The other {0} resemble them: same exit code and message, near them in time, parameters or hosts.',
    }),
  ].join(' ');
}

/** A host that stands out, with the figures, e.g. `17 of 19 attempts failed here, 4 of 410 on other hosts.` */
export function suspectWords({ attempts, failures, otherAttempts, otherFailures, elsewhere }: SuspectHost): string {
  const here = t(
    '{0} of {1} attempts failed here, {2} of {3} on other hosts.',
    formatNumber(failures),
    formatNumber(attempts),
    formatNumber(otherFailures),
    formatNumber(otherAttempts),
  );
  return elsewhere === undefined ? here : `${here} ${elsewhereWords(elsewhere)}`;
}

function elsewhereWords({ state, jobs, attempts, failures, isPartial }: HostElsewhere): string {
  if (state === 'reading') {
    return t('Reading what it ran in other jobs…');
  }
  if (state === 'failed') {
    return t('What it ran in other jobs could not be read.');
  }
  if (attempts === 0) {
    return t('It ran no tasks of other jobs that can be read.');
  }
  const rate = t('{0} of {1} attempts', formatNumber(failures), formatNumber(attempts));
  return isPartial
    ? plural(
        jobs,
        {
          one: 'In {0} other job {1} failed on it, as far as was looked.',
          other: 'In {0} other jobs {1} failed on it, as far as was looked.',
        },
        rate,
      )
    : plural(jobs, { one: 'In {0} other job {1} failed on it.', other: 'In {0} other jobs {1} failed on it.' }, rate);
}

/** The same failure in other jobs, e.g. `Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.` */
export function seenWords(seen: SeenElsewhere, nowMs: number): string {
  const jobs = plural(seen.jobs, { one: '{0} other job', other: '{0} other jobs' });
  const tasks = plural(seen.tasks, { one: '{0} task', other: '{0} tasks' });
  const day = dayName(seen.sinceMs, nowMs);
  return seen.mostlyOn === undefined
    ? t('Seen in {0}: {1} since {2}.', jobs, tasks, day)
    : t(
        'Seen in {0}: {1} since {2}, mostly on {3}.',
        jobs,
        tasks,
        day,
        hostLabel({ id: seen.mostlyOn, hostName: undefined }),
      );
}

const UNREAD: Readonly<Record<UnreadPart['what'], string>> = {
  job: t('Job'),
  steps: t('Step'),
  tasks: t('Task'),
  actions: t('Action'),
  sessions: t('Session'),
  logs: t('Log'),
  attempts: t('Attempt'),
  elsewhere: t('Other job'),
};

function countOfUnread(what: UnreadPart['what'], count: number): string {
  switch (what) {
    case 'job':
      return plural(count, { one: '{0} job', other: '{0} jobs' });
    case 'steps':
      return plural(count, { one: '{0} step', other: '{0} steps' });
    case 'tasks':
      return plural(count, { one: '{0} task', other: '{0} tasks' });
    case 'actions':
      return plural(count, { one: '{0} action', other: '{0} actions' });
    case 'sessions':
      return plural(count, { one: '{0} session', other: '{0} sessions' });
    case 'logs':
      return plural(count, { one: '{0} log', other: '{0} logs' });
    case 'attempts':
      return plural(count, { one: '{0} attempt', other: '{0} attempts' });
    case 'elsewhere':
      return plural(count, { one: '{0} other job', other: '{0} other jobs' });
  }
}

/** What could not be read and why, e.g. `12 logs: You’re not allowed to …`. */
export function unreadWords({ what, count, fault }: UnreadPart): string {
  return `${count > 1 ? countOfUnread(what, count) : UNREAD[what]}: ${plainText(fault.message, 500)}`;
}
