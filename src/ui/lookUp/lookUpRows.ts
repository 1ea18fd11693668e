/** The rows below the input of Look Up Session: what the text means, then what is known here. The first row is always something to choose. */
import { t } from '../../core/text/localize';
import { shortId } from '../../core/ids';
import { canBe, type IncompleteId, whatIsMissing } from '../../core/references/incompleteIds';
import { type LookUpText, parseLookUpText, type SoughtKind, type SoughtThing } from '../../core/references/lookUpText';
import { keyOf } from '../../core/references/reference';
import { connectionName, keyId, type SessionKey } from '../../core/session/sessionKey';
import { connectionMark } from '../../render/connection';
import { sessionState, sessionTone } from '../../render/session/session';
import type { App } from '../app';
import { THING_ICONS } from '../../render/farms/farmRowKinds';
import { toneIconName } from '../icons';
import type { PickerHeading, PickerRow } from '../window/picker';
import type { Hint } from './completeKey';

/** What a row of Look Up Session stands for. */
export type LookUpChoice =
  /** A session that is known in full. */
  | { readonly key: SessionKey }
  /** A thing that the text names. Of `incomplete` a session is left, to choose from the job's. */
  | { readonly thing: SoughtThing; readonly hint: Hint; readonly incomplete?: IncompleteId | undefined }
  | { readonly jobName: string }
  | { readonly browse: Hint; readonly incomplete?: IncompleteId | undefined };

type Row = PickerRow<LookUpChoice>;
type Known = Pick<App, 'seen' | 'list' | 'store' | 'now' | 'currentConnection'>;

const MOST_THINGS = 20;
const MOST_INCOMPLETE = 3;
const MOST_FITTING = 10;

/** What choosing each kind of thing does. */
const DOES: Readonly<Record<Exclude<SoughtKind, 'session'>, string>> = {
  task: t('Open the task’s latest session'),
  step: t('Show the step’s sessions'),
  job: t('Show the job’s sessions'),
  worker: t('Show the worker’s sessions'),
  fleet: t('Show the fleet’s workers'),
  queue: t('Show the queue’s jobs'),
  farm: t('Show the farm’s queues'),
};

/** What is said where a text names several of a kind. */
const ONE_OF: Readonly<Record<SoughtKind, (count: number) => string>> = {
  session: (count) => t('One of {0} sessions in this text.', count),
  task: (count) => t('One of {0} tasks in this text.', count),
  step: (count) => t('One of {0} steps in this text.', count),
  job: (count) => t('One of {0} jobs in this text.', count),
  worker: (count) => t('One of {0} workers in this text.', count),
  fleet: (count) => t('One of {0} fleets in this text.', count),
  queue: (count) => t('One of {0} queues in this text.', count),
  farm: (count) => t('One of {0} farms in this text.', count),
};

/** What is said of an incomplete ID that can be none of those opened before. */
const NONE_FITS: Readonly<Record<IncompleteId['kind'], (text: string, missing: string) => string>> = {
  session: (text, missing) => t('{0} is incomplete: {1}. No session that was opened before fits.', text, missing),
  farm: (text, missing) => t('{0} is incomplete: {1}. No farm that was opened before fits.', text, missing),
  queue: (text, missing) => t('{0} is incomplete: {1}. No queue that was opened before fits.', text, missing),
  job: (text, missing) => t('{0} is incomplete: {1}. No job that was opened before fits.', text, missing),
  step: (text, missing) => t('{0} is incomplete: {1}. No step that was opened before fits.', text, missing),
  fleet: (text, missing) => t('{0} is incomplete: {1}. No fleet that was opened before fits.', text, missing),
  worker: (text, missing) => t('{0} is incomplete: {1}. No worker that was opened before fits.', text, missing),
};

/** What must be known to read each kind of thing; what is missing is searched for, then asked for. */
const NEEDS: Readonly<Record<SoughtKind, readonly ('farm' | 'queue' | 'job')[]>> = {
  session: ['farm', 'queue', 'job'],
  task: ['farm', 'queue', 'job'],
  step: ['farm', 'queue', 'job'],
  job: ['farm', 'queue'],
  worker: ['farm'],
  fleet: ['farm'],
  queue: ['farm'],
  farm: [],
};

export function lookUpRows(app: Known, typed: string): readonly (Row | PickerHeading)[] {
  const text = parseLookUpText(typed);
  const meant = meantRows(app, text);
  const known = knownRows(app, meant);
  return known.length === 0 ? meant : [...meant, { heading: t('recent') }, ...known];
}

function meantRows(app: Known, text: LookUpText): readonly Row[] {
  const { things, incomplete, jobName } = text;
  const [session] = incomplete.filter(({ kind }) => kind === 'session');
  if (things.length > 0) {
    return things.slice(0, MOST_THINGS).map((thing) => thingRow(app, thing, text, session));
  }
  const fitting = incomplete.slice(0, MOST_INCOMPLETE).flatMap((one) => fittingRows(app, one, text));
  const [cut] = incomplete;
  const browse: Row = {
    icon: 'list-tree',
    label: t('Browse farms, queues and jobs…'),
    alwaysShow: true,
    value: { browse: text, incomplete: session },
    ...(cut && fitting.length === 0 ? { detail: NONE_FITS[cut.kind](cut.text, whatIsMissing(cut)) } : {}),
  };
  const search: Row[] =
    jobName === undefined
      ? []
      : [{ icon: 'search', ...searchWords(jobName, cut), alwaysShow: true, value: { jobName } }];
  return cut ? [...fitting, browse, ...search] : [...search, browse];
}

/** VS Code puts rows first whose label has what was typed: an incomplete ID is seldom a job’s name, so that its label has not. */
function searchWords(jobName: string, cut: IncompleteId | undefined): Pick<Row, 'label' | 'description'> {
  return cut
    ? { label: t('Search jobs by this name'), description: jobName }
    : { label: t('Search jobs for “{0}”', jobName) };
}

function thingRow(app: Known, { kind, ids }: SoughtThing, text: LookUpText, incomplete: IncompleteId | undefined): Row {
  const id = ids[keyOf(kind)] ?? '';
  const seen = kind === 'session' ? app.seen.find(ids) : undefined;
  const known = kind === 'job' ? app.seen.findJob(ids) : seen;
  const missing = NEEDS[kind].filter((parent) => ids[keyOf(parent)] === undefined);
  const parents = NEEDS[kind].flatMap((parent) => ids[keyOf(parent)] ?? []);
  const isFiltered = incomplete !== undefined && (kind === 'job' || kind === 'step');
  const notes = [
    missing.length === 0 ? t('All IDs found.') : known ? t('Opened before.') : missingNote(kind, missing),
    ...(text.things.length > 1 ? [ONE_OF[kind](text.things.length)] : []),
    ...(isFiltered ? [incompleteNote(incomplete)] : []),
    ...(text.region === undefined ? [] : [t('Region {0}.', text.region)]),
  ];
  if (seen) {
    const row = sessionRow(app, seen, titleOf(app, seen));
    return { ...row, label: t('Open {0}', row.label), detail: notes.join(' '), alwaysShow: true, value: { key: seen } };
  }
  return {
    icon: kind === 'session' ? 'arrow-right' : THING_ICONS[kind],
    label: kind === 'session' ? t('Open {0}', shortId(id)) : DOES[kind],
    description: [...(kind === 'session' ? [] : [id]), ...parents].map(shortId).join('  '),
    detail: notes.join(' '),
    alwaysShow: true,
    value: { thing: { kind, ids }, hint: text, ...(isFiltered ? { incomplete } : {}) },
  };
}

function missingNote(kind: SoughtKind, missing: readonly (keyof typeof PARENTS)[]): string {
  if (kind === 'session') {
    return t('Searches recent jobs for this session.');
  }
  return kind === 'job'
    ? t('Searches the queues for this job.')
    : t('Asks for the {0}.', missing.map((parent) => PARENTS[parent]).join(', '));
}

/** After "the" in English. */
const PARENTS = {
  farm: t({ message: 'farm', comment: 'in “Asks for the {0}.”' }),
  queue: t({ message: 'queue', comment: 'in “Asks for the {0}.”' }),
  job: t({ message: 'job', comment: 'in “Asks for the {0}.”' }),
};

function incompleteNote(incomplete: IncompleteId): string {
  return t('{0} is incomplete: {1}.', incomplete.text, whatIsMissing(incomplete));
}

/** Sessions seen before that an incomplete ID can be of. */
function fittingRows(app: Known, incomplete: IncompleteId, text: LookUpText): readonly Row[] {
  const { kind } = incomplete;
  const note = incompleteNote(incomplete);
  if (kind === 'session') {
    return app.seen.keys
      .filter(({ sessionId }) => canBe(incomplete, sessionId))
      .slice(0, MOST_FITTING)
      .map((key) => ({
        ...sessionRow(app, key, titleOf(app, key)),
        detail: `${note} ${t('It can be {0}.', key.sessionId)}`,
        alwaysShow: true,
      }));
  }
  if (kind !== 'job' && kind !== 'queue' && kind !== 'farm') {
    return [];
  }
  const name = `${kind}Id` as const;
  const fitting = new Map(app.seen.keys.map((key) => [key[name], key]));
  return [...fitting]
    .filter(([id]) => canBe(incomplete, id))
    .slice(0, MOST_FITTING)
    .map(([id, { farmId, queueId, jobId }]) => {
      const ids = { farmId, ...(kind === 'farm' ? {} : { queueId }), ...(kind === 'job' ? { jobId } : {}) };
      const row = thingRow(app, { kind, ids }, text, undefined);
      return { ...row, detail: `${note} ${t('It can be {0}.', id)}` };
    });
}

/** Sessions looked up lately, but for those that have a row already because they are meant. */
function knownRows(app: Known, meant: readonly Row[]): readonly Row[] {
  const named = new Set(meant.flatMap(({ value }) => (value && 'key' in value ? [keyId(value.key)] : [])));
  return app.list.recent
    .filter(({ key }) => !named.has(keyId(key)))
    .map(({ key, title }) => ({ ...sessionRow(app, key, title), detail: key.sessionId }));
}

/** What a session was called when it was last read, also after it was removed from the list. */
function titleOf(app: Known, key: SessionKey): string {
  return app.list.recent.find((recent) => keyId(recent.key) === keyId(key))?.title ?? app.list.titleOf(key);
}

function sessionRow(app: Known, key: SessionKey, title: string): Row {
  const watched = app.list.has(key) ? app.store.get(key) : undefined;
  const place = connectionMark(key.connection, app.currentConnection.here);
  return {
    icon: watched ? toneIconName(sessionTone(watched) ?? 'neutral') : 'history',
    label: title,
    description: watched
      ? [sessionState(watched, app.now()), place].filter(Boolean).join(' · ')
      : connectionName(key.connection),
    value: { key },
  };
}
