/** Time on a page: a picture to zoom and move in, what it says under the pointer, and the buttons for it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../src/core/text/localize';
import type { Figure } from '../../../src/render/timeline/words';
import { useAsk } from '../parts/host';
import { Button, Section } from '../parts/parts';
import type { TimelinePicture, TimeScene } from './picture';
import type { modelOf, underWords } from './script';

/** What draws: a script of its own, which a page with a timeline loads before its own. */
declare const timelinePicture: {
  readonly TimelinePicture: typeof TimelinePicture;
  readonly modelOf: typeof modelOf;
  readonly underWords: typeof underWords;
};

/** What that script has. */
export const picturing = timelinePicture;

/** What one press of a button zooms. */
const STEP = 2;
/** How wide a tooltip is at most, in CSS pixels. */
const TIP_WIDTH = 280;

interface TimeSectionProps<Under> {
  readonly id: string;
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  readonly scene: TimeScene<Under>;
  /** What the scene is made of: the tooltip goes when that is another one. */
  readonly subject: unknown;
  /** Of the rows that are seen only by scrolling, in CSS pixels. */
  readonly hidden: number;
  /** The lines of the tooltip over something. */
  readonly words: (under: Under) => readonly string[];
  readonly isLink: (under: Under) => boolean;
  readonly onOpen: (under: Under) => void;
  /** Above the picture. */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function TimeSection<Under>(props: TimeSectionProps<Under>) {
  const { id, scene } = props;
  const ask = useAsk();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLElement>(null);
  const picture = useRef<TimelinePicture<Under>>();
  const [tip, setTip] = useState<{ under: Under; x: number; y: number }>();
  const [isWhole, setWhole] = useState(true);
  const open = useRef(props.onOpen);
  open.current = props.onOpen;

  useLayoutEffect(() => {
    if (!frame.current || !canvas.current || !probe.current) {
      return undefined;
    }
    const made = new picturing.TimelinePicture<Under>({
      frame: frame.current,
      canvas: canvas.current,
      probe: probe.current,
      onPoint: (under, x, y) => {
        setTip(under && { under, x, y });
      },
      onOpen: (under) => {
        open.current(under);
      },
      onView: setWhole,
    });
    picture.current = made;
    return () => {
      made.dispose();
    };
  }, []);
  useLayoutEffect(() => {
    picture.current?.show(scene);
  }, [scene]);
  useEffect(() => {
    setTip(undefined);
  }, [props.subject]);

  return (
    <Section
      id={id}
      title={props.title}
      aside={
        <div class="buttons">
          <Button
            look="quiet"
            onClick={() => {
              ask({ type: 'saveTrace' });
            }}
          >
            {t('Save as Chrome Trace…')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              picture.current?.zoom(1 / STEP);
            }}
          >
            {t('Zoom In')}
          </Button>
          <Button
            look="quiet"
            disabled={isWhole}
            onClick={() => {
              picture.current?.zoom(STEP);
            }}
          >
            {t('Zoom Out')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              picture.current?.fit();
            }}
          >
            {t('Show All')}
          </Button>
        </div>
      }
    >
      {props.head}
      <div class="timeline">
        <div
          class="timeline-frame"
          ref={frame}
          tabIndex={0}
          role="application"
          aria-label={props.label}
          aria-describedby={`${id}-keys`}
          style={{
            height: `${scene.height}px`,
            cursor: tip && props.isLink(tip.under) ? 'pointer' : '',
          }}
        >
          <canvas ref={canvas} aria-hidden="true" />
          <div style={{ height: `${props.hidden}px` }} />
        </div>
        <span class="timeline-probe" ref={probe} aria-hidden="true" />
        {tip && <Tip words={props.words(tip.under)} x={tip.x} y={tip.y} width={frame.current?.clientWidth ?? 0} />}
      </div>
      <p id={`${id}-keys`} class="timeline-keys muted">
        {t('Zoom with Ctrl and the wheel, a pinch, or + and −; move by dragging or with the arrow keys; 0 shows all.')}
      </p>
      {props.children}
    </Section>
  );
}

/** Names and values below a picture. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map(([name, value, ofOthers]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
          {ofOthers !== undefined && <dd class="muted">{ofOthers}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** What the pointer rests on, exactly. */
function Tip({ words, x, y, width }: { words: readonly string[]; x: number; y: number; width: number }) {
  return (
    <div
      class="timeline-tip"
      aria-hidden="true"
      style={{
        insetInlineStart: `${Math.max(0, Math.min(x + 12, width - TIP_WIDTH))}px`,
        insetBlockStart: `${y + 16}px`,
      }}
    >
      {words.map((line, index) => (
        <div key={index} class={index === 0 ? 'strong' : undefined} dir="auto">
          {line}
        </div>
      ))}
    </div>
  );
}
