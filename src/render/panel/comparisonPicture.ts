/** What a comparison's page draws of a comparison. */
import type { ComparedRun, Comparison } from '../../core/compare/comparison';
import type { RareLine } from '../../core/compare/differences';
import { type FactRow, sideBySide } from '../../core/compare/loggedFacts';
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import type { HostProperties, SessionAction } from '../../core/session/session';
import { toneOfAction } from '../../core/session/status';
import { actionDuration, actionLabel, actionResult, exitCode, statusWord } from '../session/action';
import { capital } from '../farms/farmRows';
import { hostName } from '../session/session';
import { duration, shortTime } from '../time';
import { countOf } from '../triage/triage';
import type { ComparisonResult, FactPicture, FactTable, LinePicture, SidePicture } from './comparisonProtocol';

/** Lines that are sent; people look at the first. */
const MOST_LINES = 100;
/** Rows of one table. */
const MOST_ROWS = 500;
const LONGEST_LINE = 1_000;
const LONGEST_VALUE = 300;
/** Programs that have so little in common are likely not the same. */
const ANOTHER_PROGRAM = 0.1;
/** Fewer lines say nothing about which program wrote them. */
const FEW_LINES = 10;

export function comparisonResult(comparison: Comparison, nowMs: number): ComparisonResult {
  const { subject, reference, differences, variables, packages } = comparison;
  const lines = differences?.lines.slice(0, MOST_LINES) ?? [];
  return {
    subject: sideOf(subject, nowMs),
    reference: sideOf(reference, nowMs),
    verdict: verdictOf(comparison),
    notes: notesOf(comparison),
    lines: lines.map((line) => toLine(line, comparison.goodRuns)),
    hiddenLines: (differences?.total ?? 0) - lines.length,
    tables: [
      table('run', 'Run', rowsOf(comparison, runFacts, nowMs)),
      table('durations', 'Durations', rowsOf(comparison, durations, nowMs)),
      table('host', 'Host', rowsOf(comparison, hostFacts, nowMs)),
      table('variables', 'Environment variables in the logs', variables),
      table('packages', 'Versions in the logs', packages),
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** What a run is called: its action, or its session as a whole. */
export function runLabel({ action, stepNames, key, jobName }: Omit<ComparedRun, 'log'>): string {
  return action ? actionLabel(action, stepNames) : jobName === undefined ? shortId(key.sessionId) : plainText(jobName);
}

function sideOf(run: ComparedRun, nowMs: number): SidePicture {
  const { key, session, action, jobName, log } = run;
  const host = session.ok ? hostName(session.value.host) : '';
  const startedAtMs = action?.startedAtMs ?? (session.ok ? session.value.startedAtMs : undefined);
  const facts = [
    host,
    startedAtMs === undefined ? '' : shortTime(startedAtMs, nowMs),
    (action && actionDuration(action, nowMs)) ?? '',
    log.fault ? '' : countOf(log.lines, 'line'),
  ];
  return {
    label: runLabel(run),
    of: [...(jobName === undefined ? [] : [plainText(jobName)]), shortId(key.sessionId)].join(' · '),
    tone: action ? toneOfAction(action) : 'neutral',
    status: action ? statusOf(action) : session.ok ? statusWord(session.value.lifecycleStatus) : 'unknown',
    facts: facts.filter((fact) => fact !== '').join(' · '),
    unread: log.fault ? plainText(log.fault.message, 500) : '',
  };
}

function statusOf(action: SessionAction): string {
  const [word, result] = [statusWord(action.status), actionResult(action)];
  return result === '' || result === word ? word : `${word}: ${result}`;
}

function verdictOf({ differences, subject, reference, goodRuns }: Comparison): string {
  if (!differences) {
    const [which] = [subject, reference].filter(({ log }) => log.fault);
    return `The log of ${which ? runLabel(which) : 'one of them'} could not be read, so lines are not compared.`;
  }
  const { total, shared, lines } = differences;
  if (subject.log.lines > FEW_LINES && shared < ANOTHER_PROGRAM) {
    return `These logs have hardly anything in common (${Math.round(shared * 100)} % of the lines): they may be of different programs.`;
  }
  if (lines[0]?.novelty === 'numbers') {
    return `All of its lines also stand in the others; ${countOf(total, 'line')} ${total === 1 ? 'differs' : 'differ'} in a number.`;
  }
  return total === 0
    ? 'All of its lines also stand in the others. What went wrong left no line of its own.'
    : `${countOf(total, 'line')} of this run ${total === 1 ? 'is' : 'are'} not in ${goodWords(reference, goodRuns)}.`;
}

function goodWords({ action }: ComparedRun, goodRuns: number): string {
  if (action?.status !== 'SUCCEEDED') {
    return 'the other log';
  }
  return goodRuns === 1 ? 'the one that succeeded' : `every one of the ${goodRuns} that succeeded`;
}

function notesOf({ subject, reference, goodRuns, calls, differences }: Comparison): readonly string[] {
  const cut = [subject, reference].filter(({ log }) => log.isCut);
  return [
    `Compared ${differences ? `with ${goodRuns === 1 ? 'one other log' : `${goodRuns} other logs`}` : 'without their logs'}, read in ${countOf(calls, 'call')}.`,
    ...cut.map(
      (run) => `Of the log of ${runLabel(run)} only the last ${run.log.lines.toLocaleString('en-US')} lines were read.`,
    ),
  ];
}

function toLine({ text, novelty, inGood, times }: RareLine, goodRuns: number): LinePicture {
  const why = [
    inGood === 0 ? '' : `in ${inGood} of ${goodRuns} that succeeded`,
    novelty === 'names' ? 'with other names there' : '',
    novelty === 'numbers' ? 'with another number there' : '',
    times === 1 ? '' : `${times.toLocaleString('en-US')} times`,
  ];
  return { text: text.slice(0, LONGEST_LINE), why: why.filter((word) => word !== '').join(', ') };
}

function table(id: FactTable['id'], title: string, rows: readonly FactRow[]): FactTable {
  const value = (text: string | undefined): string => (text === undefined ? '' : plainText(text, LONGEST_VALUE));
  return {
    id,
    title,
    rows: rows.slice(0, MOST_ROWS).map(({ name, subject, reference, differs }): FactPicture => ({
      name: plainText(name, 100),
      subject: value(subject),
      reference: value(reference),
      differs,
    })),
  };
}

type Facts = Readonly<Record<string, string | undefined>>;

/** In the order in which they are told, those that differ first. */
function rowsOf(
  { subject, reference }: Comparison,
  factsOf: (run: ComparedRun, nowMs: number) => Facts,
  nowMs: number,
): readonly FactRow[] {
  const [one, other] = [subject, reference].map((run) => factsOf(run, nowMs));
  const names = Object.keys({ ...one, ...other });
  const told = (facts: Facts = {}): ReadonlyMap<string, string> =>
    new Map(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const rows = sideBySide(told(one), told(other));
  const place = ({ name }: FactRow): number => names.indexOf(name);
  return [...rows].sort((a, b) => Number(b.differs) - Number(a.differs) || place(a) - place(b));
}

function runFacts({ action, log, jobName, session }: ComparedRun): Facts {
  const parameters = action?.definition.kind === 'taskRun' ? action.definition.parameters : {};
  return {
    Status: action && capital(statusWord(action.status)),
    'Exit code':
      action?.processExitCode === undefined ? undefined : exitCode(action.processExitCode).replace(/^exit /, ''),
    'Last message': action?.progressMessage,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`Parameter ${name}`, value])),
    'Lines of log': log.fault ? undefined : log.lines.toLocaleString('en-US'),
    Job: jobName,
    Fleet: session.ok ? session.value.fleetId : undefined,
  };
}

function hostFacts({ session }: ComparedRun): Facts {
  if (!session.ok) {
    return {};
  }
  const { host, workerId } = session.value;
  return {
    'Host name': host.hostName,
    'Instance type': host.ec2InstanceType,
    'IP addresses': addresses(host),
    Instance: host.ec2InstanceArn?.split('/').at(-1),
    Worker: workerId,
  };
}

function addresses({ ipV4Addresses, ipV6Addresses }: HostProperties): string | undefined {
  return [...ipV4Addresses, ...ipV6Addresses].join(', ') || undefined;
}

/** How long the run took, and what its session did before its first task. */
function durations({ action, actions, session, stepNames }: ComparedRun, nowMs: number): Facts {
  const startedAtMs = session.ok ? session.value.startedAtMs : undefined;
  const endedAtMs = session.ok ? session.value.endedAtMs : undefined;
  const firstMs = Math.min(...actions.flatMap((one) => one.startedAtMs ?? []));
  const setUp = actions.filter(({ definition: { kind } }) => kind === 'envEnter' || kind === 'syncInputJobAttachments');
  return {
    Duration: action
      ? actionDuration(action, nowMs)
      : startedAtMs === undefined
        ? undefined
        : duration((endedAtMs ?? nowMs) - startedAtMs),
    'Before the first action':
      startedAtMs === undefined || !Number.isFinite(firstMs) ? undefined : duration(firstMs - startedAtMs),
    ...Object.fromEntries(setUp.map((one) => [actionLabel(one, stepNames), actionDuration(one, nowMs)])),
  };
}
