/** The twin of the picture of a job: a row for each worker, for keyboards and screen readers. Its order is that of the lanes. */
import { useState } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../src/core/text/localize';
import { type LanePicture, NUMBERS_A_SESSION } from '../../../src/render/panel/lanesProtocol';
import { BY_START, type LaneChoice, laneEnds, type LaneOrder } from '../../../src/render/timeline/laneTips';
import { duration } from '../../../src/render/time';
import { useAsk } from '../parts/host';
import { Button } from '../parts/parts';

/** Rows that are shown to begin with, and how many more each time. */
const ROWS = 20;

const COLUMNS: readonly (readonly [by: LaneOrder, title: string])[] = [
  ['name', t('Host')],
  ['sessions', t('Sessions')],
  ['tasks', t('Task runs')],
  ['failed', t('Failed')],
  ['busy', t('Busy')],
  ['idle', t('Idle')],
  ['start', t('First start')],
  ['end', t('Last end')],
];

interface LanesTableProps {
  readonly lanes: readonly LanePicture[];
  readonly baseMs: number;
  /** Numbers of lanes. */
  readonly order: readonly number[];
  readonly choice: LaneChoice;
  readonly onChoose: (choice: LaneChoice) => void;
}

export function LanesTable({ lanes, baseMs, order, choice, onChoose }: LanesTableProps) {
  const [most, setMost] = useState(ROWS);
  const left = order.length - most;
  return (
    <>
      <div class="lanes-table" role="region" aria-label={t('Workers')} tabIndex={0}>
        <table aria-rowcount={lanes.length + 1}>
          <thead>
            <tr>
              {COLUMNS.map(([by, title]) => (
                <Head key={by} by={by} title={title} choice={choice} onChoose={onChoose} />
              ))}
            </tr>
          </thead>
          <tbody>
            {order.slice(0, most).map((number) => {
              const lane = lanes[number];
              return lane && <Row key={number} lane={lane} number={number} baseMs={baseMs} />;
            })}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <Button
          look="quiet"
          onClick={() => {
            setMost(most + ROWS);
          }}
        >
          {plural(
            left,
            { one: 'Show {1} of {0} More Worker', other: 'Show {1} of {0} More Workers' },
            formatNumber(Math.min(left, ROWS)),
          )}
        </Button>
      )}
    </>
  );
}

/** A press sorts up, down, and by start again. */
function Head(props: { by: LaneOrder; title: string; choice: LaneChoice; onChoose: (choice: LaneChoice) => void }) {
  const { by, title, choice, onChoose } = props;
  const isSorted = choice.by === by;
  return (
    <th scope="col" aria-sort={isSorted ? (choice.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        class="head"
        onClick={() => {
          onChoose(isSorted && choice.descending ? BY_START : { by, descending: isSorted });
        }}
      >
        {title}
        <span aria-hidden="true">{isSorted ? (choice.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function Row({ lane, number, baseMs }: { lane: LanePicture; number: number; baseMs: number }) {
  const ask = useAsk();
  const { name, sessions, tasks, failed, busyMs, idleMs } = lane;
  const [firstStart, lastEnd] = laneEnds(lane, baseMs, Date.now());
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="lane-host"
          title={`${name}\n${failed === 0 ? t('Open its last session') : t('Open the session that failed')}`}
          dir="auto"
          onClick={() => {
            ask({ type: 'openLaneSession', index: number });
          }}
        >
          {name}
        </button>
      </th>
      <td data-title={t('Sessions')}>{formatNumber(sessions.length / NUMBERS_A_SESSION)}</td>
      <td data-title={t('Task runs')}>{formatNumber(tasks)}</td>
      <td data-title={t('Failed')} class={failed > 0 ? 'lane-failed tone-failed' : undefined}>
        {formatNumber(failed)}
      </td>
      <td data-title={t('Busy')}>{duration(busyMs)}</td>
      <td data-title={t('Idle')}>{duration(idleMs)}</td>
      <td data-title={t('First start')}>{firstStart}</td>
      <td data-title={t('Last end')}>{lastEnd}</td>
    </tr>
  );
}
