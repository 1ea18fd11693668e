/** The session's time: a picture and its figures. The list of actions says the same to those who cannot see it. */
import { useMemo } from 'preact/hooks';
import { plural, t } from '../../../src/core/text/localize';
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { JobPace } from '../../../src/core/timeline/jobPace';
import type { SessionAction, SessionSnapshot } from '../../../src/core/session/session';
import { isActive } from '../../../src/core/session/status';
import { paceWords } from '../../../src/render/timeline/paceWords';
import { useAsk } from '../parts/host';
import { Button } from '../parts/parts';
import { useNow } from '../session/now';
import type { TimelineModel } from './script';
import { Figures, picturing, TimeSection } from './timeFrame';

interface TimelineProps {
  readonly snapshot: SessionSnapshot;
  readonly actions: readonly SessionAction[];
  /** Measurements of the host; undefined where there are none. */
  readonly machine: readonly HostSample[] | undefined;
  /** Of the job's other sessions; undefined where it is not known. */
  readonly pace: JobPace | undefined;
}

/** Nothing where no action has begun. */
export function Timeline({ snapshot, actions, machine, pace }: TimelineProps) {
  const { session, stepNames } = snapshot;
  const nowMs = useNow();
  const untilMs = isActive(session) ? nowMs : 0;
  const model = useMemo(
    () => picturing.modelOf({ session, stepNames }, actions, machine, pace, untilMs),
    [session, actions, stepNames, machine, pace, untilMs],
  );
  return model ? <Drawing {...model} pace={pace} /> : null;
}

function Drawing({ drawn, scene, figures, hidden, pace }: TimelineModel & Pick<TimelineProps, 'pace'>) {
  const ask = useAsk();
  const { outside } = drawn.timeline;
  return (
    <TimeSection
      id="timeline"
      title={t('Timeline')}
      label={t('Timeline of the actions')}
      scene={scene}
      subject={drawn.actions}
      hidden={hidden}
      words={(under) => picturing.underWords(under, drawn)}
      isLink={({ kind }) => kind === 'actions'}
      onOpen={(under) => {
        const action = under.kind === 'actions' ? drawn.actions[under.hit.first.index] : undefined;
        if (action) {
          ask({ type: 'openAction', sessionActionId: action.sessionActionId });
        }
      }}
    >
      <Figures figures={figures} />
      <Pace pace={pace} isLive={drawn.isLive} />
      {outside > 0 && (
        <p class="muted">
          {plural(outside, {
            one: '{0} action lies outside of the session’s time: the clocks disagree.',
            other: '{0} actions lie outside of the session’s time: the clocks disagree.',
          })}
        </p>
      )}
    </TimeSection>
  );
}

/** What stands beside the figures is of, or a button that reads it; a session that goes on can be compared again. */
function Pace({ pace, isLive }: { pace: JobPace | undefined; isLive: boolean }) {
  const ask = useAsk();
  const nowMs = useNow();
  return (
    <div class="pace">
      {pace && <p class="muted">{paceWords(pace, nowMs)}</p>}
      {(!pace || isLive) && (
        <Button
          look="quiet"
          onClick={() => {
            ask({ type: 'readPace' });
          }}
        >
          {pace ? t('Compare Again') : t('Compare with the Job’s Other Sessions')}
        </Button>
      )}
    </div>
  );
}
