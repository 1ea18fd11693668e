import type * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { type JobQuery, NEWEST_JOBS, STATUS_GROUPS } from '../../core/farm/farm';
import type { QueueRow } from '../../core/farm/farmNode';
import { capital, queryWords } from '../../render/farms/farmRows';
import { Picker, type PickerHeading, type PickerRow } from '../window/picker';

const STORED = 'jobQueries';
const ORDERS = {
  newest: t('Newest first'),
  failedFirst: t('Failed first'),
  oldest: t('Oldest first'),
  priority: t('By priority'),
  name: t('By name'),
} as const satisfies Readonly<Record<JobQuery['order'], string>>;

/** How each queue's jobs are narrowed down and ordered: kept with the workspace, because people come back to their own. */
export class JobFilters {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** `NEWEST_JOBS` where nothing was chosen. */
  get({ id }: Pick<QueueRow, 'id'>): JobQuery {
    return parseQuery(this.#all()[id]);
  }

  set({ id }: Pick<QueueRow, 'id'>, query: JobQuery): void {
    const others = Object.fromEntries(Object.entries(this.#all()).filter(([other]) => other !== id));
    const isPlain = JSON.stringify(query) === JSON.stringify(NEWEST_JOBS);
    void this.#memento.update(STORED, isPlain ? others : { ...others, [id]: query });
  }

  #all(): Readonly<Record<string, unknown>> {
    const stored: unknown = this.#memento.get(STORED);
    return typeof stored === 'object' && stored !== null ? (stored as Readonly<Record<string, unknown>>) : {};
  }
}

/** By the names of `STATUS_GROUPS`. */
const STATUS_NAMES: Readonly<Record<string, string>> = {
  running: t('Running'),
  failed: t('Failed'),
  waiting: t('Waiting'),
  suspended: t('Suspended'),
  succeeded: t('Succeeded'),
  canceled: t('Canceled'),
  'not compatible': t('Not compatible'),
};

/** What choosing a row makes of the query; `show` ends the choice. */
type Change = ((query: JobQuery) => JobQuery) | 'show';

/**
 * Lets a person say which jobs of a queue to show: a part of the name to type, statuses and an order to pick. The first row shows
 * what that comes to, so that Enter after typing is enough. Undefined if they canceled.
 * @param me the person's own id, where it is known
 */
export async function chooseJobs(
  queueName: string,
  before: JobQuery,
  me: string | undefined,
): Promise<JobQuery | undefined> {
  const picker = new Picker<Change>({
    title: t('Filter and Sort Jobs of {0}', queueName),
    placeholder: t('Type part of a job name, or select filters. Enter applies them.'),
    value: before.text ?? '',
  });
  let query = before;
  // The first row, which ends the choice, is the active one again after each change: Enter is always enough.
  const draw = (): void => {
    picker.draw(rowsFor(query, me), (change) => change === 'show');
  };
  draw();
  const chosen = await picker.choose({
    onType: (typed) => {
      query = { ...query, text: typed.trim().slice(0, 256) || undefined };
      draw();
    },
    onAccept: (change) => {
      if (change === 'show') {
        return 'close';
      }
      query = change(query);
      picker.typed = query.text ?? '';
      draw();
      return 'stay';
    },
  });
  return chosen && query;
}

function rowsFor(query: JobQuery, me: string | undefined): readonly (PickerRow<Change> | PickerHeading)[] {
  const item = (label: string, isOn: boolean, value: Change): PickerRow<Change> => ({
    icon: isOn ? 'check' : 'blank',
    label,
    alwaysShow: true,
    value,
  });
  const shown = queryWords(query, me);
  return [
    {
      icon: 'filter',
      label: shown === '' ? t('Show all jobs, newest first') : t('Show jobs:'),
      description: shown,
      alwaysShow: true,
      value: 'show',
    },
    ...(shown === '' ? [] : [item(t('Clear filters'), false, () => NEWEST_JOBS)]),
    { heading: t('status') },
    ...Object.entries(STATUS_GROUPS).map(([name, words]) => {
      const isOn = words.every((word) => query.statuses.includes(word));
      return item(STATUS_NAMES[name] ?? capital(name), isOn, (now) => ({
        ...now,
        statuses: isOn ? now.statuses.filter((word) => !words.includes(word)) : [...now.statuses, ...words],
      }));
    }),
    { heading: t('archived jobs') },
    item(t('Include archived jobs'), query.archived === 'with', (now) => ({
      ...now,
      archived: now.archived === 'with' ? 'without' : 'with',
    })),
    item(t('Archived jobs only'), query.archived === 'only', (now) => ({
      ...now,
      archived: now.archived === 'only' ? 'without' : 'only',
    })),
    ...(me === undefined
      ? []
      : [
          { heading: t('submitted by') },
          item(t('Me'), query.createdBy === me, (now) => ({
            ...now,
            createdBy: now.createdBy === me ? undefined : me,
          })),
        ]),
    { heading: t({ message: 'order', comment: 'how jobs are sorted' }) },
    ...(Object.keys(ORDERS) as JobQuery['order'][]).map((order) =>
      item(ORDERS[order], query.order === order, (now) => ({ ...now, order })),
    ),
  ];
}

/** Our own storage, which older versions wrote too: what is not as it should be is as to begin with. */
function parseQuery(stored: unknown): JobQuery {
  const { text, statuses, createdBy, archived, order } = (stored ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...NEWEST_JOBS,
    text: typeof text === 'string' && text !== '' ? text.slice(0, 256) : undefined,
    statuses: Array.isArray(statuses) ? statuses.filter((word) => typeof word === 'string').slice(0, 16) : [],
    createdBy: typeof createdBy === 'string' ? createdBy : undefined,
    archived: archived === 'with' || archived === 'only' ? archived : 'without',
    order: typeof order === 'string' && Object.hasOwn(ORDERS, order) ? (order as JobQuery['order']) : 'newest',
  };
}
