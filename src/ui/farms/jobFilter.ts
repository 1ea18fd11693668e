import * as vscode from 'vscode';
import { type JobQuery, NEWEST_JOBS } from '../../core/farm';
import type { QueueRow } from '../../core/farmNode';
import { queryWords, STATUS_GROUPS } from '../../render/farmRows';

const STORED = 'jobQueries';
const ORDERS = {
  newest: 'Newest first',
  failedFirst: 'Failed first',
  oldest: 'Oldest first',
  priority: 'By priority',
  name: 'By name',
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

interface Item extends vscode.QuickPickItem {
  /** What choosing the row makes of the query; `show` ends the choice. */
  readonly change: ((query: JobQuery) => JobQuery) | 'show';
}

/**
 * Lets a person say which jobs of a queue to show: a part of the name to type, statuses and an order to pick. The first row shows
 * what that comes to, so that Enter after typing is enough. Undefined if they changed their mind.
 * @param me the person's own id, where it is known
 */
export function chooseJobs(queueName: string, before: JobQuery, me: string | undefined): Promise<JobQuery | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  let query = before;
  // The first row, which ends the choice, is the active one again after each change: Enter is always enough.
  const draw = (): void => {
    picker.items = itemsFor(query, me);
    picker.activeItems = picker.items.slice(0, 1);
  };
  picker.title = `Filter and Sort Jobs of ${queueName}`;
  picker.placeholder = 'Part of the job’s name; Enter shows what the first row says';
  picker.value = before.text ?? '';
  picker.keepScrollPosition = true;
  draw();
  return new Promise((resolve) => {
    picker.onDidChangeValue((value) => {
      query = { ...query, text: value.trim().slice(0, 256) || undefined };
      draw();
    });
    picker.onDidAccept(() => {
      const change = picker.activeItems[0]?.change ?? 'show';
      if (change === 'show') {
        resolve(query);
        picker.hide();
      } else {
        query = change(query);
        picker.value = query.text ?? '';
        draw();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function itemsFor(query: JobQuery, me: string | undefined): Item[] {
  const item = (label: string, isOn: boolean, change: Item['change']): Item => ({
    label: `$(${isOn ? 'check' : 'blank'}) ${label}`,
    alwaysShow: true,
    change,
  });
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, change: 'show' });
  const shown = queryWords(query, me);
  return [
    {
      label: `$(filter) Show ${shown === '' ? 'all jobs, newest first' : 'jobs:'}`,
      description: shown,
      alwaysShow: true,
      change: 'show',
    },
    ...(shown === '' ? [] : [item('Show all jobs again', false, () => NEWEST_JOBS)]),
    heading('status'),
    ...Object.entries(STATUS_GROUPS).map(([name, words]) => {
      const isOn = words.every((word) => query.statuses.includes(word));
      return item(name.charAt(0).toUpperCase() + name.slice(1), isOn, (now) => ({
        ...now,
        statuses: isOn ? now.statuses.filter((word) => !words.includes(word)) : [...now.statuses, ...words],
      }));
    }),
    heading('archived jobs'),
    item('Archived jobs too', query.archived === 'with', (now) => ({
      ...now,
      archived: now.archived === 'with' ? 'without' : 'with',
    })),
    item('Archived jobs only', query.archived === 'only', (now) => ({
      ...now,
      archived: now.archived === 'only' ? 'without' : 'only',
    })),
    ...(me === undefined
      ? []
      : [
          heading('whose'),
          item('Mine', query.createdBy === me, (now) => ({ ...now, createdBy: now.createdBy === me ? undefined : me })),
        ]),
    heading('order'),
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
