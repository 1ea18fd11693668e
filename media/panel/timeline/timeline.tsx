/** The session's time: a picture to zoom and move in, and its figures. The list of actions says the same to those who cannot see it. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { SessionAction, SessionSnapshot } from '../../../src/core/session';
import { isActive } from '../../../src/core/status';
import { useAsk } from '../host';
import { useNow } from '../now';
import { Button, Section } from '../parts';
import type { Drawn, TimelinePicture, Under } from './picture';
import type { modelOf, TimelineModel, underWords } from './script';

/** What draws: a script of its own, which the page loads before this one. */
declare const timelinePicture: {
  readonly TimelinePicture: typeof TimelinePicture;
  readonly modelOf: typeof modelOf;
  readonly underWords: typeof underWords;
};

/** What one press of a button zooms. */
const STEP = 2;
/** How wide a tooltip is at most, in CSS pixels. */
const TIP_WIDTH = 280;

interface TimelineProps {
  readonly snapshot: SessionSnapshot;
  readonly actions: readonly SessionAction[];
  /** Measurements of the host; undefined where there are none. */
  readonly machine: readonly HostSample[] | undefined;
}

/** Nothing where no action has begun. */
export function Timeline({ snapshot, actions, machine }: TimelineProps) {
  const { session, stepNames } = snapshot;
  const nowMs = useNow();
  const untilMs = isActive(session) ? nowMs : 0;
  const model = useMemo(
    () => timelinePicture.modelOf({ session, stepNames }, actions, machine, untilMs),
    [session, actions, stepNames, machine, untilMs],
  );
  return model ? <Drawing {...model} /> : null;
}

function Drawing({ drawn, figures, height, hidden }: TimelineModel) {
  const { timeline, actions } = drawn;
  const ask = useAsk();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLElement>(null);
  const picture = useRef<TimelinePicture>();
  const [tip, setTip] = useState<{ under: Under; x: number; y: number }>();
  const [isWhole, setWhole] = useState(true);
  const open = useRef<(index: number) => void>();
  open.current = (index) => {
    const action = actions[index];
    if (action) {
      ask({ type: 'openAction', sessionActionId: action.sessionActionId });
    }
  };

  useLayoutEffect(() => {
    if (!frame.current || !canvas.current || !probe.current) {
      return undefined;
    }
    const made = new timelinePicture.TimelinePicture({
      frame: frame.current,
      canvas: canvas.current,
      probe: probe.current,
      onPoint: (under, x, y) => {
        setTip(under && { under, x, y });
      },
      onOpen: (index) => open.current?.(index),
      onView: setWhole,
    });
    picture.current = made;
    return () => {
      made.dispose();
    };
  }, []);
  useLayoutEffect(() => {
    picture.current?.show(drawn);
  }, [drawn]);
  useEffect(() => {
    setTip(undefined);
  }, [actions]);

  const { outside } = timeline;
  return (
    <Section
      id="timeline"
      title="Timeline"
      aside={
        <div class="buttons">
          <Button
            look="quiet"
            onClick={() => {
              picture.current?.zoom(1 / STEP);
            }}
          >
            Zoom In
          </Button>
          <Button
            look="quiet"
            disabled={isWhole}
            onClick={() => {
              picture.current?.zoom(STEP);
            }}
          >
            Zoom Out
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              picture.current?.fit();
            }}
          >
            Show All
          </Button>
        </div>
      }
    >
      <div class="timeline">
        <div
          class="timeline-frame"
          ref={frame}
          tabIndex={0}
          role="application"
          aria-label="Timeline of the actions"
          aria-describedby="timeline-keys"
          style={{
            height: `${height}px`,
            cursor: tip?.under.kind === 'actions' ? 'pointer' : '',
          }}
        >
          <canvas ref={canvas} aria-hidden="true" />
          <div style={{ height: `${hidden}px` }} />
        </div>
        <span class="timeline-probe" ref={probe} aria-hidden="true" />
        {tip && <Tip {...tip} drawn={drawn} width={frame.current?.clientWidth ?? 0} />}
      </div>
      <p id="timeline-keys" class="timeline-keys muted">
        Zoom with Ctrl and the wheel, a pinch, or + and −; move by dragging or with the arrow keys; 0 shows all.
      </p>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {outside > 0 && (
        <p class="muted">
          {outside === 1 ? '1 action lies' : `${outside.toLocaleString('en-US')} actions lie`} outside of the session’s
          time: the clocks disagree.
        </p>
      )}
    </Section>
  );
}

/** What the pointer rests on, exactly. */
function Tip({ under, x, y, drawn, width }: { under: Under; x: number; y: number; drawn: Drawn; width: number }) {
  return (
    <div
      class="timeline-tip"
      aria-hidden="true"
      style={{
        insetInlineStart: `${Math.max(0, Math.min(x + 12, width - TIP_WIDTH))}px`,
        insetBlockStart: `${y + 16}px`,
      }}
    >
      {timelinePicture.underWords(under, drawn).map((line, index) => (
        <div key={index} class={index === 0 ? 'strong' : undefined} dir="auto">
          {line}
        </div>
      ))}
    </div>
  );
}
