/** What is chosen and sorted in the table of actions. */
import type { ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../../src/core/text/localize';
import type { SessionAction } from '../../../../src/core/session/session';
import { countsOf, type SortBy, sortedBy, type TableChoice } from '../../../../src/render/session/actionTable';

interface ChoiceProps {
  readonly choice: TableChoice;
  readonly onChoose: (choice: TableChoice) => void;
}

/** Which actions: all, those that failed, those that run, and those with a name. */
export function Choices({
  actions,
  choice,
  found,
  onChoose,
}: ChoiceProps & { readonly actions: readonly SessionAction[]; readonly found: number | undefined }) {
  const counts = useMemo(() => countsOf(actions), [actions]);
  const titles = { all: t('All'), failed: t('Failed'), running: t('Running') } as const;
  return (
    <div class="choices" role="group" aria-label={t('Filter actions')}>
      {(['all', 'failed', 'running'] as const).map((only) => (
        <button
          key={only}
          type="button"
          class="button quiet"
          aria-pressed={choice.only === only}
          onClick={() => {
            onChoose({ ...choice, only });
          }}
        >
          {titles[only]} {formatNumber(counts[only])}
        </button>
      ))}
      <input
        type="search"
        aria-label={t('Filter actions by name')}
        placeholder={t('Name, e.g. Frame 1001')}
        value={choice.name}
        onInput={(event) => {
          onChoose({ ...choice, name: event.currentTarget.value });
        }}
      />
      <span class="muted" aria-live="polite">
        {found === undefined || (choice.only === 'all' && choice.name === '')
          ? ''
          : plural(found, { one: '{0} action', other: '{0} actions' })}
      </span>
    </div>
  );
}

const COLUMNS: Readonly<Record<SortBy, string>> = {
  name: t('Action'),
  result: t('Result'),
  took: t('Duration'),
};

/** The heads of the columns: a press sorts up, down, and not at all. */
export function Heads({ choice, onChoose, marks }: ChoiceProps & { readonly marks: ComponentChild }) {
  return (
    <div class="axis" role="row" aria-rowindex={1}>
      <span />
      {(['name', 'result', 'took'] as const).map((column) => {
        const isSorted = choice.sortBy === column;
        return (
          <span
            key={column}
            role="columnheader"
            class={`head-${column}`}
            aria-sort={isSorted ? (choice.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              class="head"
              onClick={() => {
                onChoose(sortedBy(choice, column));
              }}
            >
              {COLUMNS[column]}
              {isSorted && <span aria-hidden="true">{choice.descending ? ' ↓' : ' ↑'}</span>}
            </button>
          </span>
        );
      })}
      {marks}
    </div>
  );
}
