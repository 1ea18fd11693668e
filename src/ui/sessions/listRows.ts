import { plural, t } from '../../core/text/localize';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { outlineRow, type OutlineRow } from '../../render/session/outline';
import {
  arrangementText,
  arrangeSessions,
  filterWords,
  parseArrangement,
  type SessionArrangement,
  type SessionSection,
} from '../../render/session/sessionArrangement';
import type { App } from '../app';
import { Picker, type PickerHeading, type PickerRow } from '../window/picker';

type ListApp = Pick<App, 'list' | 'store'> & { readonly context: Pick<App['context'], 'globalState'> };

const ARRANGEMENT = 'sessionArrangement';
const GROUP = 'group ';

/** The rows of the list of sessions: in which order they stand, below which groups, and which are left out. */
export class ListRows {
  readonly #app: ListApp;
  #arrangement: SessionArrangement;
  #sections: readonly SessionSection[] = [];
  #text = '';

  constructor(app: ListApp) {
    this.#app = app;
    this.#arrangement = parseArrangement(app.context.globalState.get(ARRANGEMENT));
  }

  /** The sessions on top of the tree, or the groups that they are below. `own` are those that may be shown. */
  read(own: readonly SessionKey[]): readonly SessionSection[] {
    const { list, store } = this.#app;
    const sessions = own.map((key) => ({ key, title: list.titleOf(key), watched: store.get(key) }));
    this.#sections = arrangeSessions(sessions, this.#arrangement);
    this.#text = arrangementText(this.#sections);
    return this.#sections;
  }

  /** Whether sessions would stand elsewhere by now. */
  isMoved(own: readonly SessionKey[]): boolean {
    const before = this.#text;
    this.read(own);
    return this.#text !== before;
  }

  /** What is said above the rows; undefined while all sessions are shown. */
  message(own: readonly SessionKey[]): string | undefined {
    const shown = this.#sections.reduce((sum, { keys }) => sum + keys.length, 0);
    return filterWords(shown, own.length, this.#arrangement);
  }

  /** A group's row by its ID; undefined if it is gone. */
  group(rowId: string): OutlineRow | undefined {
    const section = this.#sectionOf(rowId);
    return (
      section &&
      outlineRow(rowId, section.label, {
        description: plural(section.keys.length, { one: '{0} session', other: '{0} sessions' }),
        context: 'group',
        fold: 'expanded',
      })
    );
  }

  /** The sessions below a group's row. */
  below(rowId: string): readonly SessionKey[] {
    return this.#sectionOf(rowId)?.keys ?? [];
  }

  /** The ID of the group's row that a session is below; undefined where there are no groups. */
  parentOf(key: SessionKey): string | undefined {
    const id = keyId(key);
    const section = this.#sections.find(({ keys }) => keys.some((one) => keyId(one) === id));
    return section && groupRowId(section);
  }

  /** Lets a person choose how the list is sorted, grouped and filtered; each choice shows at once. */
  async choose(onChange: () => void): Promise<void> {
    const picker = new Picker<Partial<SessionArrangement>>({
      title: t('Sort, Group and Filter Sessions'),
      placeholder: t('Select what changes; Escape closes'),
    });
    const draw = (): void => {
      picker.draw(choices(this.#arrangement));
    };
    draw();
    await picker.choose({
      onAccept: (change) => {
        this.#arrangement = { ...this.#arrangement, ...change };
        void this.#app.context.globalState.update(ARRANGEMENT, this.#arrangement);
        draw();
        onChange();
        return 'stay';
      },
    });
  }

  #sectionOf(rowId: string): SessionSection | undefined {
    return this.#sections.find((section) => groupRowId(section) === rowId);
  }
}

/** The ID of the row that a section's sessions are below; undefined for sessions that stand on their own. */
export function groupRowId({ id, label }: SessionSection): string | undefined {
  return label === '' ? undefined : GROUP + id;
}

export function isGroupRow(id: string): boolean {
  return id.startsWith(GROUP);
}

function choices({
  order,
  grouping,
  filter,
}: SessionArrangement): readonly (PickerRow<Partial<SessionArrangement>> | PickerHeading)[] {
  const row = (
    label: string,
    change: Partial<SessionArrangement>,
    isChosen: boolean,
  ): PickerRow<Partial<SessionArrangement>> => ({ icon: isChosen ? 'check' : 'blank', label, value: change });
  return [
    { heading: t('Sort by') },
    row(t('Last looked up'), { order: 'added' }, order === 'added'),
    row(t('State: failed, then active'), { order: 'state' }, order === 'state'),
    row(t('Job name'), { order: 'name' }, order === 'name'),
    row(t('Start: latest first'), { order: 'started' }, order === 'started'),
    { heading: t('Group by') },
    row(t('No groups'), { grouping: 'none' }, grouping === 'none'),
    row(t('Job'), { grouping: 'job' }, grouping === 'job'),
    row(t('State'), { grouping: 'state' }, grouping === 'state'),
    { heading: t('Show') },
    row(t('All sessions'), { filter: 'all' }, filter === 'all'),
    row(t('Failed only'), { filter: 'failed' }, filter === 'failed'),
    row(t('Active only'), { filter: 'active' }, filter === 'active'),
    row(t('Ended only'), { filter: 'ended' }, filter === 'ended'),
  ];
}
