/**
 * What a text names: ids of Deadline Cloud, and what the links, ARNs, paths and command lines they stand in say beside them.
 * Everything here is pure and total, and linear in the text, whatever the text is.
 */
import { type FoundId, type ReferenceKind, findIds } from './idScan';
import { type IdKind, type Ids, type SessionId, sessionOfAction, stepOfTask } from '../ids';
import {
  LONGEST_LINK,
  type Span,
  areJoined,
  commandsWithFlags,
  only,
  profileFlagsIn,
  readLink,
  regionFieldsIn,
  regionWordsIn,
} from './connectionHint';
import { plainMailLinks } from './mailLinks';

/** Ids that belong together, e.g. `{ queueId: 'queue-…', sessionId: 'session-…' }`; what is not known is missing. */
export type ReferenceIds = {
  readonly [K in IdKind as K extends 'sessionaction' ? 'sessionActionId' : `${K}Id`]?: Ids[K];
};

/** An id in a text, and what it and the link, ARN, path or command it stands in say. */
export interface Reference extends FoundId {
  /** The id itself, what it implies (action → session, task → step), and its neighbours in the same link, ARN or path. */
  readonly ids: ReferenceIds;
  /** From the ARN, the link (a monitor link's path goes before its host) or the command's `--region`. */
  readonly region: string | undefined;
  /** From the command's `--profile`, or from a `deadline-cloud-monitor://` or `deadline://` link. */
  readonly profile: string | undefined;
}

/** What a whole text (an input, a selection, the clipboard) names. */
export interface SessionText {
  /** The ids of which the text names exactly one. */
  readonly ids: ReferenceIds;
  /** Missing where the text names none, or several. */
  readonly region: string | undefined;
  /** Missing where the text names none, or several. */
  readonly profile: string | undefined;
  /** All sessions, in the order in which the text first names them or one of their actions. */
  readonly sessions: readonly SessionId[];
  /** What GetSession wants one of, and the text names several of. */
  readonly conflicts: readonly WantedKind[];
  /** What GetSession wants one of, and the text names none of. */
  readonly missing: readonly WantedKind[];
}

/** The kinds of id that GetSession takes. */
export type WantedKind = (typeof WANTED)[number];

const WANTED = ['farm', 'queue', 'job', 'session'] as const satisfies readonly IdKind[];

/** The references in a text, in order and without overlap. */
export function findReferences(text: string): readonly Reference[] {
  const references: Writable<Reference>[] = [];
  for (const run of runsOf(text)) {
    const { region, profile } = readLink(text, run);
    const all = idsOfAll(run.found);
    const shared = all ?? sharedIds(run.found.map(idsOf));
    for (const found of run.found) {
      const { kind, id, start, end } = found;
      references.push({ kind, id, start, end, ids: all ?? { ...shared, ...idsOf(found) }, region, profile });
    }
  }
  addFlags(text, references);
  return references;
}

/** The reference at an offset, its two ends included; where two meet, the one that begins there. */
export function referenceAt(text: string, offset: number): Reference | undefined {
  const from = Math.max(0, offset - LONGEST_LINK);
  const at = offset - from;
  const found = findReferences(text.slice(from, offset + LONGEST_LINK)).findLast(
    ({ start, end }) => start <= at && at <= end,
  );
  return found && { ...found, start: found.start + from, end: found.end + from };
}

/** What a text as a whole names: which session is meant, or what is still missing or too much. */
export function parseSessionText(written: string): SessionText {
  const text = plainMailLinks(written);
  const references = findReferences(text);
  const values = valuesOf(references.map(({ ids }) => ids));
  const regions = [
    references.flatMap(({ region }) => region ?? []),
    regionFieldsIn(text),
    text.length < LONGEST_LINK ? regionWordsIn(text) : [],
  ];
  return {
    ids: singleIds(values),
    region: only(regions.find(({ length }) => length > 0) ?? []),
    profile: only([...references.flatMap(({ profile }) => profile ?? []), ...profileFlagsIn(text)]),
    sessions: [...(values.get('sessionId') ?? [])] as SessionId[],
    conflicts: WANTED.filter((kind) => (values.get(keyOf(kind))?.size ?? 0) > 1),
    missing: WANTED.filter((kind) => !values.has(keyOf(kind))),
  };
}

/** What a thing of each kind has exactly one of. */
export const PARENTS: Readonly<Record<ReferenceKind, readonly IdKind[]>> = {
  farm: [],
  queue: ['farm'],
  fleet: ['farm'],
  job: ['queue', 'farm'],
  worker: ['farm', 'fleet'],
  step: ['job', 'queue', 'farm'],
  task: ['step', 'job', 'queue', 'farm'],
  session: ['job', 'queue', 'farm', 'fleet', 'worker'],
  sessionaction: ['session', 'job', 'queue', 'farm', 'fleet', 'worker'],
  queueenv: ['queue', 'farm'],
  budget: ['farm'],
  limit: ['farm'],
  sp: ['farm'],
  le: [],
  monitor: [],
};

/** What names a task, without the sessions and workers that the text may name as well. */
export function taskOnly({ farmId, queueId, jobId, stepId, taskId }: ReferenceIds): ReferenceIds {
  return {
    ...(farmId && { farmId }),
    ...(queueId && { queueId }),
    ...(jobId && { jobId }),
    ...(stepId && { stepId }),
    ...(taskId && { taskId }),
  };
}

/** The kinds that `ReferenceIds` holds, each after those that it is told by when a text is not clear. */
export const KINDS: readonly IdKind[] = [
  'session',
  'job',
  'queue',
  'farm',
  'fleet',
  'worker',
  'step',
  'task',
  'sessionaction',
];

/** Where ids of a kind stand in `ReferenceIds`, e.g. `sessionaction` → `sessionActionId`. */
export function keyOf(kind: IdKind): keyof ReferenceIds {
  return kind === 'sessionaction' ? 'sessionActionId' : `${kind}Id`;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Key = keyof ReferenceIds;
type Values = Map<Key, Set<string>>;

/** What each kind of id says. */
const SAYS: { readonly [K in IdKind]: (id: Ids[K]) => ReferenceIds } = {
  farm: (farmId) => ({ farmId }),
  queue: (queueId) => ({ queueId }),
  job: (jobId) => ({ jobId }),
  step: (stepId) => ({ stepId }),
  task: (taskId) => ({ taskId, stepId: stepOfTask(taskId) }),
  session: (sessionId) => ({ sessionId }),
  sessionaction: (sessionActionId) => ({ sessionActionId, sessionId: sessionOfAction(sessionActionId) }),
  fleet: (fleetId) => ({ fleetId }),
  worker: (workerId) => ({ workerId }),
};

/** Ids that stand in one link, ARN or path, and the span they take together. */
interface Run extends Span {
  readonly found: FoundId[];
}

function runsOf(text: string): Run[] {
  const runs: Writable<Run>[] = [];
  for (const id of findIds(text)) {
    const run = runs.at(-1);
    if (run && areJoined(text, run.end, id.start)) {
      run.found.push(id);
      run.end = id.end;
    } else {
      runs.push({ found: [id], start: id.start, end: id.end });
    }
  }
  return runs;
}

function idsOf({ kind, id }: FoundId): ReferenceIds {
  const says = SAYS[kind as IdKind] as ((id: string) => ReferenceIds) | undefined;
  return says?.(id) ?? {};
}

/** The ids of a run together; undefined where it names several of a kind. */
function idsOfAll(run: readonly FoundId[]): ReferenceIds | undefined {
  let all: ReferenceIds | undefined;
  for (const found of run) {
    const ids = idsOf(found);
    for (const key in all) {
      if ((ids[key as Key] ?? all[key as Key]) !== all[key as Key]) {
        return undefined;
      }
    }
    all = all ? { ...all, ...ids } : ids;
  }
  return all;
}

/** The ids that all of a run share: where it names several of a kind, only what those have one of, for whose is the rest? */
function sharedIds(run: readonly ReferenceIds[]): ReferenceIds {
  const values = valuesOf(run);
  for (const split of KINDS.filter((kind) => (values.get(keyOf(kind))?.size ?? 0) > 1)) {
    for (const kind of KINDS.filter((other) => !PARENTS[split].includes(other))) {
      values.delete(keyOf(kind));
    }
  }
  return singleIds(values);
}

function valuesOf(named: Iterable<ReferenceIds>): Values {
  const values: Values = new Map();
  for (const ids of named) {
    for (const key in ids) {
      const id = ids[key as Key] as string;
      const known = values.get(key as Key);
      if (known) {
        known.add(id);
      } else {
        values.set(key as Key, new Set([id]));
      }
    }
  }
  return values;
}

function singleIds(values: Values): ReferenceIds {
  const single: Partial<Record<Key, string>> = {};
  for (const [key, ids] of values) {
    const id = only(ids);
    if (id !== undefined) {
      single[key] = id;
    }
  }
  return single as ReferenceIds;
}

/** Gives references what their command's flags say and their link does not. */
function addFlags(text: string, references: readonly Writable<Reference>[]): void {
  let next = 0;
  for (const { start, end, region, profile } of commandsWithFlags(text)) {
    for (let reference; (reference = references[next]) && reference.start < end; next++) {
      if (reference.start >= start) {
        reference.region ??= region;
        reference.profile ??= profile;
      }
    }
  }
}
