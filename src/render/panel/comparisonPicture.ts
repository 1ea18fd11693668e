/** What a comparison's page draws of a comparison. */
import type { ComparedRun, Comparison } from '../../core/compare/comparison';
import type { RareLine } from '../../core/compare/differences';
import { type FactRow, sideBySide } from '../../core/compare/loggedFacts';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { HostProperties, SessionAction } from '../../core/session/session';
import { toneOfAction } from '../../core/session/status';
import { actionDuration, actionLabel, actionResult, exitNumber, statusWord } from '../session/action';
import { capital } from '../farms/farmRows';
import { hostName } from '../session/session';
import { duration, shortTime } from '../time';
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
      table('run', t('Run'), rowsOf(comparison, runFacts, nowMs)),
      table('durations', t('Durations'), rowsOf(comparison, durations, nowMs)),
      table('host', t('Host'), rowsOf(comparison, hostFacts, nowMs)),
      table('variables', t('Environment variables in the logs'), variables),
      table('packages', t('Versions in the logs'), packages),
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
    log.fault ? '' : plural(log.lines, { one: '{0} line', other: '{0} lines' }),
  ];
  return {
    label: runLabel(run),
    of: [...(jobName === undefined ? [] : [plainText(jobName)]), shortId(key.sessionId)].join(' · '),
    tone: action ? toneOfAction(action) : 'neutral',
    status: action ? statusOf(action) : session.ok ? statusWord(session.value.lifecycleStatus) : t('unknown'),
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
    return which
      ? t('The log of {0} could not be read, so lines are not compared.', runLabel(which))
      : t('The log of one of them could not be read, so lines are not compared.');
  }
  const { total, shared, lines } = differences;
  if (subject.log.lines > FEW_LINES && shared < ANOTHER_PROGRAM) {
    return t(
      'These logs have hardly anything in common ({0} % of the lines): they may be of different programs.',
      Math.round(shared * 100),
    );
  }
  if (lines[0]?.novelty === 'numbers') {
    return plural(total, {
      one: 'All of its lines also stand in the others; {0} line differs in a number.',
      other: 'All of its lines also stand in the others; {0} lines differ in a number.',
    });
  }
  return total === 0
    ? t('All of its lines also stand in the others. What went wrong left no line of its own.')
    : ownLinesWords(total, reference, goodRuns);
}

/** That so many lines are only in the log in question. */
function ownLinesWords(total: number, { action }: ComparedRun, goodRuns: number): string {
  if (action?.status !== 'SUCCEEDED') {
    return plural(total, {
      one: '{0} line of this run is not in the other log.',
      other: '{0} lines of this run are not in the other log.',
    });
  }
  return goodRuns === 1
    ? plural(total, {
        one: '{0} line of this run is not in the one that succeeded.',
        other: '{0} lines of this run are not in the one that succeeded.',
      })
    : plural(
        total,
        {
          one: '{0} line of this run is not in every one of the {1} that succeeded.',
          other: '{0} lines of this run are not in every one of the {1} that succeeded.',
        },
        goodRuns,
      );
}

function notesOf({ subject, reference, goodRuns, calls, differences }: Comparison): readonly string[] {
  const cut = [subject, reference].filter(({ log }) => log.isCut);
  const inCalls = plural(calls, { one: '{0} call', other: '{0} calls' });
  return [
    differences
      ? plural(
          goodRuns,
          { one: 'Compared with one other log, read in {1}.', other: 'Compared with {0} other logs, read in {1}.' },
          inCalls,
        )
      : t('Compared without their logs, read in {0}.', inCalls),
    ...cut.map((run) =>
      plural(
        run.log.lines,
        {
          one: 'Of the log of {1} only the last line was read.',
          other: 'Of the log of {1} only the last {0} lines were read.',
        },
        runLabel(run),
      ),
    ),
  ];
}

function toLine({ text, novelty, inGood, times }: RareLine, goodRuns: number): LinePicture {
  const why = [
    inGood === 0 ? '' : t('in {0} of {1} that succeeded', inGood, goodRuns),
    novelty === 'names' ? t('with other names there') : '',
    novelty === 'numbers' ? t('with another number there') : '',
    times === 1 ? '' : plural(times, { one: '{0} time', other: '{0} times' }),
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
    [t('Status')]: action && capital(statusWord(action.status)),
    [t('Exit code')]: action?.processExitCode === undefined ? undefined : exitNumber(action.processExitCode),
    [t('Last message')]: action?.progressMessage,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [t('Parameter {0}', name), value])),
    [t('Lines of log')]: log.fault ? undefined : formatNumber(log.lines),
    [t('Job')]: jobName,
    [t('Fleet')]: session.ok ? session.value.fleetId : undefined,
  };
}

function hostFacts({ session }: ComparedRun): Facts {
  if (!session.ok) {
    return {};
  }
  const { host, workerId } = session.value;
  return {
    [t('Host name')]: host.hostName,
    [t('Instance type')]: host.ec2InstanceType,
    [t('IP addresses')]: addresses(host),
    [t('Instance')]: host.ec2InstanceArn?.split('/').at(-1),
    [t('Worker')]: workerId,
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
    [t('Duration')]: action
      ? actionDuration(action, nowMs)
      : startedAtMs === undefined
        ? undefined
        : duration((endedAtMs ?? nowMs) - startedAtMs),
    [t('Before the first action')]:
      startedAtMs === undefined || !Number.isFinite(firstMs) ? undefined : duration(firstMs - startedAtMs),
    ...Object.fromEntries(setUp.map((one) => [actionLabel(one, stepNames), actionDuration(one, nowMs)])),
  };
}
