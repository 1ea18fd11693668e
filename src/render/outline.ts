/**
 * A session as rows of a tree: what each says, what it is called by, what can be done with it. Pure data, so that the tree in the
 * sidebar only has to draw it. Ids depend on what a row is about, never on what it says: nothing moves when a status changes.
 */
import type { Fault } from '../core/errors';
import { shortId, type SessionActionId } from '../core/ids';
import type { LogConfiguration, Part, SessionAction, SessionSnapshot } from '../core/session';
import { keyId, type Place, placeName } from '../core/sessionKey';
import { failingAction, isActive, isEnding, toneOfAction, type Tone } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { actionDuration, actionLabel, actionResult, actionTitle, statusWord } from './action';
import { plainText } from '../core/plainText';
import { otherPlace } from './connection';
import { actionCounts, hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from './session';
import { duration, exactTime, roughly, shortTime } from './time';

export interface OutlineRow {
  /** Unique among all rows of all sessions, and the same for the same thing for ever. */
  readonly id: string;
  readonly label: string;
  /** The dimmed text behind the label. */
  readonly description: string | undefined;
  readonly icon: RowIcon | undefined;
  /** Lines of plain text, shown on hover; the first is what the row says in full. */
  readonly tooltip: readonly string[];
  /** Words that menus are chosen by, e.g. `session active`. */
  readonly context: string;
  /** What "Copy" copies from this row; missing where there is nothing worth it. */
  readonly copy: string | undefined;
  /** What choosing the row does. */
  readonly opens: RowTarget | undefined;
  readonly expanded: boolean;
  readonly children: readonly OutlineRow[];
}

/** A tone, or the picture of a thing. */
export type RowIcon =
  { readonly tone: Tone } | { readonly thing: 'lifecycle' | 'host' | 'logs' | 'actions' | 'log' | 'loading' };

export type RowTarget =
  | { readonly kind: 'details' }
  | { readonly kind: 'log'; readonly log: 'session' | 'worker' }
  | { readonly kind: 'action'; readonly sessionActionId: SessionActionId };

/** The rows of one session, the session's own row on top. It tells its place where that is not `here`. */
export function sessionOutline(watched: WatchedSession, nowMs: number, here?: Place): OutlineRow {
  const { key, snapshot, fault } = watched;
  const id = keyId(key);
  const tone = sessionTone(watched);
  const children = [
    ...(fault ? [faultRow(`${id}#fault`, fault)] : []),
    ...(snapshot
      ? [lifecycle(id, snapshot, nowMs), host(id, snapshot), logs(id, snapshot), actions(id, snapshot, nowMs)]
      : []),
  ];
  return row(id, sessionTitle(watched), {
    description: [sessionState(watched, nowMs), otherPlace(key.place, here)].filter(Boolean).join(' · '),
    icon: tone === undefined ? { thing: 'loading' } : { tone },
    tooltip: [
      sessionTitle(watched),
      ...(snapshot ? [wordsFor(snapshot, sessionState(watched, nowMs), nowMs), hostName(snapshot.session.host)] : []),
      ...(fault ? [fault.message] : []),
      key.sessionId,
      placeName(key.place),
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

/** The verdict, once it stands; while a session runs it counts seconds, which a row must not. */
function wordsFor(snapshot: SessionSnapshot, state: string, nowMs: number): string {
  return isActive(snapshot.session) ? state : sessionVerdict(snapshot, nowMs);
}

function lifecycle(id: string, { session }: SessionSnapshot, nowMs: number): OutlineRow {
  const { startedAtMs, endedAtMs, updatedAtMs } = session;
  const target = session.targetLifecycleStatus;
  const fact = factRows(`${id}#lifecycle`);
  return row(`${id}#lifecycle`, 'Lifecycle', {
    description:
      endedAtMs === undefined
        ? `${isEnding(session) ? 'ending, ' : ''}started ${shortTime(startedAtMs, nowMs)}`
        : `ended ${shortTime(endedAtMs, nowMs)} after ${duration(endedAtMs - startedAtMs)}`,
    icon: { thing: 'lifecycle' },
    children: [
      fact('Status', statusWord(session.lifecycleStatus), session.lifecycleStatus),
      ...(target === undefined ? [] : [fact('Target', `→ ${statusWord(target)}`, target)]),
      timeFact(fact, 'Started', startedAtMs, nowMs),
      ...(endedAtMs === undefined ? [] : [timeFact(fact, 'Ended', endedAtMs, nowMs)]),
      ...(updatedAtMs === undefined ? [] : [timeFact(fact, 'Updated', updatedAtMs, nowMs)]),
      ...(session.updatedBy === undefined ? [] : [fact('Updated by', session.updatedBy)]),
    ],
  });
}

function host(id: string, { session, fleet, worker }: SessionSnapshot): OutlineRow {
  const { host } = session;
  const fact = factRows(`${id}#host`);
  return row(`${id}#host`, 'Host', {
    description: hostName(host),
    icon: { thing: 'host' },
    copy: host.hostName,
    children: [
      ...(host.hostName === undefined ? [] : [fact('Name', host.hostName)]),
      ...[...host.ipV4Addresses, ...host.ipV6Addresses].map((address, index) =>
        fact(index === 0 ? 'Address' : `Address ${index + 1}`, address),
      ),
      ...(host.ec2InstanceType === undefined ? [] : [fact('Instance type', host.ec2InstanceType)]),
      ...(host.ec2InstanceArn === undefined
        ? []
        : [fact('Instance', host.ec2InstanceArn.split('/').pop() ?? '', host.ec2InstanceArn)]),
      fact('Fleet', fleet.ok ? fleet.value.displayName : shortId(session.fleetId), session.fleetId, unread(fleet)),
      fact(
        'Worker',
        worker.ok
          ? `${shortId(session.workerId)} · ${worker.value ? statusWord(worker.value.status) : 'deleted since'}`
          : shortId(session.workerId),
        session.workerId,
        unread(worker),
      ),
    ],
  });
}

function logs(id: string, { session }: SessionSnapshot): OutlineRow {
  const { log, workerLog } = session;
  return row(`${id}#logs`, 'Logs', {
    description: workerLog ? 'session log · worker log' : 'session log',
    icon: { thing: 'logs' },
    children: [logRow(id, 'session', log), ...(workerLog ? [logRow(id, 'worker', workerLog)] : [])],
  });
}

function logRow(id: string, which: 'session' | 'worker', { driver, options, error }: LogConfiguration): OutlineRow {
  const stream = options.logStreamName;
  return row(`${id}#logs/${which}`, which === 'session' ? 'Session log' : 'Worker log', {
    description: plainText(error ?? (driver === 'awslogs' ? shortId(stream ?? '') : driver)),
    icon: error === undefined ? { thing: 'log' } : { tone: 'interrupted' },
    tooltip: [options.logGroupName ?? driver, stream ?? '', error ?? '']
      .filter((line) => line !== '')
      .map((line) => plainText(line, 500)),
    context: 'log',
    copy: [options.logGroupName, stream].filter((part) => part !== undefined).join('/') || undefined,
    opens: { kind: 'log', log: which },
  });
}

function actions(id: string, snapshot: SessionSnapshot, nowMs: number): OutlineRow {
  const { actions, stepNames } = snapshot;
  return row(`${id}#actions`, 'Actions', {
    description: actions.ok ? actionCounts(actions.value) : 'could not be read',
    icon: { thing: 'actions' },
    children: actions.ok
      ? actions.value.map((action) => actionRow(id, action, stepNames, nowMs))
      : [faultRow(`${id}#actions/fault`, actions.fault)],
  });
}

function actionRow(
  id: string,
  action: SessionAction,
  stepNames: Readonly<Record<string, string>>,
  nowMs: number,
): OutlineRow {
  const title = actionTitle(action, stepNames);
  const took = action.startedAtMs === undefined ? undefined : roughlyTook(action, nowMs);
  const times = [
    ...(action.startedAtMs === undefined ? [] : [`Started ${exactTime(action.startedAtMs)}`]),
    ...(action.endedAtMs === undefined ? [] : [`Ended ${exactTime(action.endedAtMs)}`]),
  ];
  return row(`${id}#actions/${action.sessionActionId}`, actionLabel(action, stepNames), {
    description: [actionResult(action), took].filter(Boolean).join(' · '),
    icon: { tone: toneOfAction(action) },
    tooltip: [
      title,
      statusWord(action.status),
      ...(action.progressMessage === undefined ? [] : [plainText(action.progressMessage, 500)]),
      ...times,
      action.sessionActionId,
    ],
    context: 'action',
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
  return row(id, message, {
    icon: { tone: 'failed' },
    context: ['fault', ...remedies].join(' '),
    copy: message,
  });
}

function unread(part: Part<unknown>): string | undefined {
  return part.ok ? undefined : part.fault.message;
}

type FactRow = (name: string, value: string, copy?: string, note?: string) => OutlineRow;

function factRows(parentId: string): FactRow {
  return (name, value, copy = value, note) =>
    row(`${parentId}/${name}`, name, {
      description: plainText(value),
      tooltip: [`${name}: ${plainText(copy, 500)}`, ...(note === undefined ? [] : [note])],
      context: 'fact',
      copy,
    });
}

function timeFact(fact: FactRow, name: string, timeMs: number, nowMs: number): OutlineRow {
  return fact(name, `${shortTime(timeMs, nowMs)} · ${roughly(nowMs - timeMs)} ago`, exactTime(timeMs));
}

function row(id: string, label: string, rest: Partial<OutlineRow>): OutlineRow {
  return {
    id,
    label,
    description: undefined,
    icon: undefined,
    tooltip: [label],
    context: '',
    copy: undefined,
    opens: undefined,
    expanded: false,
    children: [],
    ...rest,
  };
}
