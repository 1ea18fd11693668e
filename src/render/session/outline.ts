/**
 * A session as rows of a tree: what each says, what it is called by, what can be done with it. Pure data, so that the tree in the
 * sidebar only has to draw it. Ids depend on what a row is about, never on what it says: nothing moves when a status changes.
 */
import type { Fault } from '../../core/errors';
import { shortId, type SessionActionId } from '../../core/ids';
import type { LogConfiguration, Part, SessionAction, SessionSnapshot } from '../../core/session/session';
import { keyId, type Connection, connectionName, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import { failingAction, isActive, isEnding, toneOfAction, wentWrong } from '../../core/session/status';
import { type Stuck, waitOf } from '../../core/stuck/stuck';
import type { SessionDiagnosis, WatchedSession } from '../../core/session/watchedSession';
import { actionDuration, actionLabel, actionResources, statusWord } from './action';
import { causeLine, evidenceLines } from '../diagnosis';
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { connectionMark } from '../connection';
import { logFacts } from '../logs/logFacts';
import {
  actionCounts,
  hostName,
  resultWords,
  sessionState,
  sessionStateByIcon,
  sessionTitle,
  sessionTone,
  sessionVerdict,
} from './session';
import type { SidebarRow } from '../sidebarRow';
import { stuckLabel, stuckLine } from '../watching/stuck';
import { duration, exactTime, roughly, shortTime } from '../time';

export interface OutlineRow extends SidebarRow {
  /** Lines of plain text, shown on hover; the first is what the row says in full. */
  readonly tooltip: readonly string[];
  readonly opens: RowTarget | undefined;
  readonly children: readonly OutlineRow[];
}

export type RowTarget =
  | { readonly kind: 'details' }
  /** A session that has no row of its own in the list. */
  | { readonly kind: 'session'; readonly key: SessionKey }
  /** The page of a job. */
  | { readonly kind: 'job'; readonly key: JobKey }
  /** More rows of the list. */
  | { readonly kind: 'more' }
  | { readonly kind: 'log'; readonly log: 'session' | 'worker' }
  | { readonly kind: 'action'; readonly sessionActionId: SessionActionId };

/** The rows of one session, the session's own row on top. It tells its place where that is not `here`. */
export function sessionOutline(watched: WatchedSession, nowMs: number, here?: Connection): OutlineRow {
  const { key, snapshot, fault } = watched;
  const id = keyId(key);
  const tone = sessionTone(watched);
  const mark = connectionMark(key.connection, here);
  const children = [
    ...(fault ? [faultRow(`${id}#fault`, fault)] : []),
    ...(snapshot
      ? [lifecycle(id, snapshot, nowMs), host(id, snapshot), logs(id, snapshot), actions(id, watched, snapshot, nowMs)]
      : []),
  ];
  return outlineRow(id, sessionTitle(watched), {
    description: [sessionStateByIcon(watched, nowMs), mark].filter(Boolean).join(' · '),
    spoken: [sessionTitle(watched), [sessionState(watched, nowMs), mark].filter(Boolean).join(' · ')].join(', '),
    icon: tone === undefined ? { codicon: 'loading~spin' } : { tone },
    tooltip: [
      sessionTitle(watched),
      ...(snapshot ? [wordsFor(watched, snapshot, nowMs), hostName(snapshot.session.host)] : []),
      ...(watched.diagnosis ? adviceLines(watched.diagnosis) : []),
      ...(watched.stuck ? stuckLines(watched.stuck, nowMs) : []),
      ...(fault ? [fault.message] : []),
      key.sessionId,
      connectionName(key.connection),
    ],
    context: [
      `session ${snapshot && isActive(snapshot.session) ? 'active' : 'ended'}`,
      ...(snapshot && failingAction(snapshot) ? ['failed'] : []),
      ...(fault?.remedies.includes('signIn') ? ['signIn'] : []),
    ].join(' '),
    copy: key.sessionId,
    opens: { kind: 'details' },
    children,
  });
}

/** The row below a list of which `hidden` sessions are not shown. */
export function moreRow(hidden: number): OutlineRow {
  return outlineRow('#more', t('Show More'), {
    description: plural(hidden, { one: '{0} older session', other: '{0} older sessions' }),
    icon: { codicon: 'ellipsis' },
    tooltip: [t('Shows more of the sessions that were looked up earlier')],
    opens: { kind: 'more' },
  });
}

/** The verdict, once it stands; while a session runs it counts seconds, which a row must not. */
function wordsFor(watched: WatchedSession, snapshot: SessionSnapshot, nowMs: number): string {
  return isActive(snapshot.session) ? sessionState(watched, nowMs) : sessionVerdict(snapshot, nowMs, watched.diagnosis);
}

/** What a tooltip says of a failure: the line it rests on first, then what usually helps. */
function adviceLines(diagnosis: SessionDiagnosis): readonly string[] {
  const [evidence] = evidenceLines(diagnosis);
  return quoteAndAdvice(evidence?.text, diagnosis.advice);
}

/** What a tooltip says of an action that may be stuck: the signs, the line it waits with, what usually helps. */
function stuckLines(stuck: Stuck, nowMs: number): readonly string[] {
  const wait = waitOf(stuck);
  return [stuckLine(stuck, nowMs), ...(wait ? quoteAndAdvice(wait.evidence[0]?.text, wait.advice) : [])];
}

function quoteAndAdvice(quoted: string | undefined, advice: string): readonly string[] {
  return [...(quoted === undefined ? [] : [`“${plainText(quoted, 160)}”`]), ...(advice === '' ? [] : [advice])];
}

function lifecycle(id: string, { session }: SessionSnapshot, nowMs: number): OutlineRow {
  const { startedAtMs, endedAtMs, updatedAtMs } = session;
  const target = session.targetLifecycleStatus;
  const fact = factRows(`${id}#lifecycle`);
  return outlineRow(`${id}#lifecycle`, t('Lifecycle'), {
    description:
      endedAtMs === undefined
        ? [...(isEnding(session) ? [t('ending')] : []), t('started {0}', shortTime(startedAtMs, nowMs))].join(', ')
        : t('ended {0} after {1}', shortTime(endedAtMs, nowMs), duration(endedAtMs - startedAtMs)),
    icon: { codicon: 'history' },
    children: [
      fact('status', t('Status'), statusWord(session.lifecycleStatus), session.lifecycleStatus),
      ...(target === undefined ? [] : [fact('target', t('Target'), `→ ${statusWord(target)}`, target)]),
      timeFact(fact, 'started', t('Started'), startedAtMs, nowMs),
      ...(endedAtMs === undefined ? [] : [timeFact(fact, 'ended', t('Ended'), endedAtMs, nowMs)]),
      ...(updatedAtMs === undefined ? [] : [timeFact(fact, 'updated', t('Updated'), updatedAtMs, nowMs)]),
      ...(session.updatedBy === undefined ? [] : [fact('updatedBy', t('Updated by'), session.updatedBy)]),
    ],
  });
}

function host(id: string, { session, fleet, worker }: SessionSnapshot): OutlineRow {
  const { host } = session;
  const fact = factRows(`${id}#host`);
  return outlineRow(`${id}#host`, t('Host'), {
    description: hostName(host),
    icon: { codicon: 'vm' },
    copy: host.hostName,
    children: [
      ...(host.hostName === undefined ? [] : [fact('name', t('Name'), host.hostName)]),
      ...[...host.ipV4Addresses, ...host.ipV6Addresses].map((address, index) =>
        fact(`address${index + 1}`, index === 0 ? t('Address') : t('Address {0}', index + 1), address),
      ),
      ...(host.ec2InstanceType === undefined ? [] : [fact('instanceType', t('Instance type'), host.ec2InstanceType)]),
      ...(host.ec2InstanceArn === undefined
        ? []
        : [fact('instance', t('Instance'), host.ec2InstanceArn.split('/').pop() ?? '', host.ec2InstanceArn)]),
      fact(
        'fleet',
        t('Fleet'),
        fleet.ok ? fleet.value.displayName : shortId(session.fleetId),
        session.fleetId,
        unread(fleet),
      ),
      fact(
        'worker',
        t('Worker'),
        worker.ok
          ? `${shortId(session.workerId)} · ${worker.value ? statusWord(worker.value.status) : t('deleted since')}`
          : shortId(session.workerId),
        session.workerId,
        unread(worker),
      ),
    ],
  });
}

function logs(id: string, { session }: SessionSnapshot): OutlineRow {
  const { log, workerLog } = session;
  return outlineRow(`${id}#logs`, t('Logs'), {
    description: [t('session log'), ...(workerLog ? [t('worker log')] : [])].join(' · '),
    icon: { codicon: 'files' },
    children: [logRow(id, 'session', log), ...(workerLog ? [logRow(id, 'worker', workerLog)] : [])],
  });
}

function logRow(id: string, which: 'session' | 'worker', configuration: LogConfiguration): OutlineRow {
  const { driver, options, error } = configuration;
  const stream = options.logStreamName;
  const logId = `${id}#logs/${which}`;
  const fact = factRows(logId);
  return outlineRow(logId, which === 'session' ? t('Session log') : t('Worker log'), {
    description: plainText(error ?? (driver === 'awslogs' ? shortId(stream ?? '') : driver)),
    icon: error === undefined ? { codicon: 'output' } : { tone: 'interrupted' },
    tooltip: [options.logGroupName ?? driver, stream ?? '', error ?? '']
      .filter((line) => line !== '')
      .map((line) => plainText(line, 500)),
    context: 'log',
    copy: [options.logGroupName, stream].filter((part) => part !== undefined).join('/') || undefined,
    opens: { kind: 'log', log: which },
    children: logFacts(configuration).map(({ name, label, value }) => ({
      ...fact(name, label, value),
      id: `${logId}/${name}`,
    })),
  });
}

function actions(
  id: string,
  watched: WatchedSession,
  { actions, stepNames }: SessionSnapshot,
  nowMs: number,
): OutlineRow {
  return outlineRow(`${id}#actions`, t('Actions'), {
    description: actions.ok ? actionCounts(actions.value) : t('could not be read'),
    icon: { codicon: 'list-ordered' },
    children: actions.ok
      ? actions.value.map((action) => actionRow(id, action, stepNames, nowMs, watched))
      : [faultRow(`${id}#actions/fault`, actions.fault)],
  });
}

function actionRow(
  id: string,
  action: SessionAction,
  stepNames: Readonly<Record<string, string>>,
  nowMs: number,
  { diagnosis, stuck: found }: Pick<WatchedSession, 'diagnosis' | 'stuck'>,
): OutlineRow {
  const stuck = found?.sessionActionId === action.sessionActionId ? found : undefined;
  const isDiagnosed = diagnosis?.sessionActionId === action.sessionActionId;
  const title = actionLabel(action, stepNames);
  const took = action.startedAtMs === undefined ? undefined : roughlyTook(action, nowMs);
  const times = [
    ...(action.startedAtMs === undefined ? [] : [t('Started {0}', exactTime(action.startedAtMs))]),
    ...(action.endedAtMs === undefined ? [] : [t('Ended {0}', exactTime(action.endedAtMs))]),
  ];
  return outlineRow(`${id}#actions/${action.sessionActionId}`, actionLabel(action, stepNames), {
    description: [stuck ? stuckLabel(stuck) : resultWords(action, diagnosis), took].filter(Boolean).join(' · '),
    icon: { tone: toneOfAction(action) },
    tooltip: [
      title,
      statusWord(action.status),
      ...(isDiagnosed ? [causeLine(diagnosis), ...adviceLines(diagnosis)] : []),
      ...(stuck ? stuckLines(stuck, nowMs) : []),
      ...(action.progressMessage === undefined ? [] : [plainText(action.progressMessage, 500)]),
      ...times,
      ...actionResources(action),
      action.sessionActionId,
    ],
    context: wentWrong(action) ? 'action wentWrong' : 'action',
    copy: action.sessionActionId,
    opens: action.startedAtMs === undefined ? undefined : { kind: 'action', sessionActionId: action.sessionActionId },
  });
}

/** Exact once it is over; in coarse steps while it runs, so that a row does not tick. */
function roughlyTook(action: SessionAction, nowMs: number): string | undefined {
  return action.endedAtMs === undefined && action.startedAtMs !== undefined && action.status === 'RUNNING'
    ? roughly(nowMs - action.startedAtMs)
    : actionDuration(action, nowMs);
}

/** Its menu offers the ways out: they are words of its context, e.g. `fault signIn`. */
function faultRow(id: string, { message, remedies }: Fault): OutlineRow {
  return outlineRow(id, message, {
    icon: { tone: 'failed' },
    context: ['fault', ...remedies].join(' '),
    copy: message,
  });
}

function unread(part: Part<unknown>): string | undefined {
  return part.ok ? undefined : part.fault.message;
}

type FactRow = (name: string, label: string, value: string, copy?: string, note?: string) => OutlineRow;

function factRows(parentId: string): FactRow {
  return (name, label, value, copy = value, note) =>
    outlineRow(`${parentId}/${name}`, label, {
      description: plainText(value),
      tooltip: [`${label}: ${plainText(copy, 500)}`, ...(note === undefined ? [] : [note])],
      context: 'fact',
      copy,
    });
}

function timeFact(fact: FactRow, name: string, label: string, timeMs: number, nowMs: number): OutlineRow {
  const ago = t('{0} ago', roughly(nowMs - timeMs));
  return fact(name, label, `${shortTime(timeMs, nowMs)} · ${ago}`, exactTime(timeMs));
}

/** A row with nothing but an ID, a label and what else is given. */
export function outlineRow(id: string, label: string, rest: Partial<OutlineRow>): OutlineRow {
  return {
    id,
    label,
    description: undefined,
    spoken: [label, rest.description].filter(Boolean).join(', '),
    icon: undefined,
    tooltip: [label],
    context: '',
    copy: undefined,
    opens: undefined,
    fold: rest.children === undefined || rest.children.length === 0 ? 'none' : 'collapsed',
    children: [],
    ...rest,
  };
}
