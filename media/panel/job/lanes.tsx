/** The job as a picture: all its sessions and actions by worker, with figures and a table that says the same. */
import { useMemo, useState } from 'preact/hooks';
import { t } from '../../../src/core/text/localize';
import type { LanesDrawing, LanesPicture } from '../../../src/render/panel/lanesProtocol';
import {
  BY_START,
  type LaneChoice,
  laneActionWords,
  laneCrowdWords,
  laneSessionWords,
  laneWords,
  orderedLanes,
} from '../../../src/render/timeline/laneTips';
import { clockTime } from '../../../src/render/time';
import { useAsk } from '../parts/host';
import { Button, Section } from '../parts/parts';
import { Figures, TimeSection } from '../timeline/timeFrame';
import { type LanesModel, lanesModel } from './lanesModel';
import { lanesScene, type UnderLanes } from './lanesScene';
import { LanesTable } from './lanesTable';
import { WaysOut } from './waysOut';

const TITLE = t('All sessions and actions');

export function Lanes({ lanes, showLanes }: { lanes: LanesPicture | undefined; showLanes: string }) {
  const ask = useAsk();
  if (lanes?.drawing) {
    return <Drawing lanes={lanes} drawing={lanes.drawing} />;
  }
  if (!lanes && showLanes === '') {
    return null;
  }
  return (
    <Section id="lanes" title={TITLE}>
      {lanes ? (
        <>
          <Progress lanes={lanes} />
          {lanes.progress === '' && lanes.notes.length === 0 && (
            <p class="muted">{t('No session of this job has begun.')}</p>
          )}
          <Notes lanes={lanes} />
        </>
      ) : (
        <p class="compare">
          <span class="muted">{t('What every worker did for this job and when, on one timeline.')}</span>
          <Button
            onClick={() => {
              ask({ type: 'showLanes' });
            }}
          >
            {showLanes}
          </Button>
        </p>
      )}
    </Section>
  );
}

function Drawing({ lanes, drawing }: { lanes: LanesPicture; drawing: LanesDrawing }) {
  const ask = useAsk();
  const [choice, setChoice] = useState<LaneChoice>(BY_START);
  const order = useMemo(() => orderedLanes(drawing.lanes, choice), [drawing, choice]);
  const model = useMemo(() => lanesModel(drawing, order), [drawing, order]);
  const scene = useMemo(() => lanesScene(model), [model]);
  const open = (under: UnderLanes): void => {
    const index = under.lane.number;
    if (under.kind === 'actions') {
      ask({ type: 'openLaneAction', index: under.hit.first.index });
    } else {
      ask({ type: 'openLaneSession', index, ...(under.kind === 'session' ? { session: under.session.number } : {}) });
    }
  };
  return (
    <TimeSection
      id="lanes"
      title={TITLE}
      label={t('Timeline of the workers')}
      scene={scene}
      subject={model}
      hidden={model.height - model.seen}
      words={(under) => wordsOf(under, model)}
      isLink={() => true}
      onOpen={open}
      head={<Progress lanes={lanes} />}
    >
      <p class="timeline-keys muted">{legend(drawing)}</p>
      <Figures figures={lanes.figures} />
      <Notes lanes={lanes} />
      <LanesTable lanes={drawing.lanes} baseMs={drawing.baseMs} order={order} choice={choice} onChoose={setChoice} />
    </TimeSection>
  );
}

/** What marks mean that are no bars. */
function legend({ chain, createdAt }: LanesDrawing): string {
  return [
    t('Boxes: sessions, empty where nothing ran'),
    ...(createdAt === undefined ? [] : [t('dashed line: the submission')]),
    ...(chain.actions.length > 0 ? [t('framed: the longest chain')] : []),
    ...(chain.lane === undefined ? [] : [t('line beside a name: the longest lane')]),
  ].join('; ');
}

function wordsOf(under: UnderLanes, { drawing, wordOf }: LanesModel): readonly string[] {
  const { picture } = under.lane;
  switch (under.kind) {
    case 'actions': {
      const { spans, first } = under.hit;
      return spans.length > 1
        ? laneCrowdWords(spans, picture)
        : laneActionWords(first, drawing.labels[first.index] ?? '', wordOf(first.index), picture);
    }
    case 'session':
      return laneSessionWords(under.session, picture);
    case 'lane':
      return laneWords(picture, drawing.baseMs, Date.now());
  }
}

/** How far the reading is, with the way to end it, to go on, and to read it all again. */
function Progress({ lanes: { isReading, isStopped, progress, readAtMs } }: { lanes: LanesPicture }) {
  const ask = useAsk();
  return (
    <div class="progress lanes-progress">
      {isReading && <span class="reading-bar" aria-hidden="true" />}
      <p class="progress-words">
        {progress === '' && readAtMs !== undefined ? t('As of {0}', clockTime(readAtMs, Date.now())) : progress}
      </p>
      {isReading ? (
        <Button
          onClick={() => {
            ask({ type: 'stopLanes' });
          }}
        >
          {t('Stop')}
        </Button>
      ) : (
        <Button
          look="quiet"
          onClick={() => {
            ask({ type: 'showLanes' });
          }}
        >
          {isStopped ? t('Continue') : t('Read Again')}
        </Button>
      )}
    </div>
  );
}

/** What the picture lacks, what helps, and whether it is read again automatically. */
function Notes({ lanes: { notes, remedies, permissions, follows, isReading } }: { lanes: LanesPicture }) {
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="muted" dir="auto">
          {note}
        </p>
      ))}
      {!isReading && remedies.length + permissions.length > 0 && (
        <WaysOut remedies={remedies} permissions={permissions} />
      )}
      {follows !== '' && <p class="muted">{follows}</p>}
    </>
  );
}
