/** A timeline on a canvas: which part of it is visible, drawn at most once a frame. */
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { Stretch } from '../../../src/core/timeline/spans';
import type { EnvironmentSpan, Gap } from '../../../src/core/timeline/timeline';
import { firstEndingAfter, type Hit, hitAt } from '../../../src/render/timeline/bars';
import { around, boundsOf, moved, within, zoomed } from '../../../src/render/timeline/view';
import { sampleAt } from './curve';
import { draw, type Scene } from './draw';
import { listen } from './gestures';
import { onThemeChange, type Palette, paletteOf } from './palette';
import { AXIS_HEIGHT, curveHeight, rowsBetween } from './rows';

/** What is drawn, without the part that a person chose to see. */
export type Drawn = Omit<Scene, 'view' | 'width' | 'scrolled'>;

/** What is under a point. */
export type Under =
  | { readonly kind: 'actions'; readonly hit: Hit }
  | { readonly kind: 'environment'; readonly span: EnvironmentSpan }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'sample'; readonly sample: HostSample };

export interface PictureParts {
  /** What holds the focus, scrolls the rows and is as wide as the picture. */
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly probe: HTMLElement;
  /** The pointer rests on something; undefined where there is nothing, and once it has left. */
  onPoint(under: Under | undefined, x: number, y: number): void;
  onOpen(index: number): void;
  /** Whether all is seen, so that there is nothing to zoom out of. */
  onView(isWhole: boolean): void;
}

export class TimelinePicture {
  readonly #parts: PictureParts;
  readonly #ends: (() => void)[];
  #palette: Palette;
  #drawn: Drawn | undefined;
  /** Undefined until a person zooms or moves: the whole session is visible then, also while it grows. */
  #chosen: Stretch | undefined;
  #width = 0;
  #frame: number | undefined;

  constructor(parts: PictureParts) {
    this.#parts = parts;
    this.#palette = paletteOf(parts.probe);
    const resized = new ResizeObserver(() => {
      if (parts.frame.clientWidth !== this.#width) {
        this.#later();
      }
    });
    resized.observe(parts.frame);
    const scrolled = (): void => {
      this.#later();
    };
    parts.frame.addEventListener('scroll', scrolled);
    this.#ends = [
      () => {
        resized.disconnect();
        parts.frame.removeEventListener('scroll', scrolled);
      },
      onThemeChange(() => {
        this.#palette = paletteOf(parts.probe);
        this.#later();
      }),
      listen(parts.frame, {
        zoom: (factor, x = this.#width / 2) => {
          this.zoom(factor, x);
        },
        move: (pixels) => {
          this.#see((view, bounds) => moved(view, bounds, (pixels / this.#width) * (view.toMs - view.fromMs)));
        },
        fit: () => {
          this.fit();
        },
        point: (at) => {
          parts.onPoint(at && this.#under(at), at?.x ?? 0, at?.y ?? 0);
        },
        press: (at) => {
          this.#press(this.#under(at));
        },
      }),
    ];
  }

  /** Draws this from now on, at once. */
  show(drawn: Drawn): void {
    this.#drawn = drawn;
    this.#draw();
  }

  zoom(factor: number, x = this.#width / 2): void {
    this.#see((view, bounds) =>
      zoomed(view, bounds, factor, view.fromMs + (x / this.#width) * (view.toMs - view.fromMs)),
    );
  }

  fit(): void {
    this.#chosen = undefined;
    this.#later();
    this.#parts.onView(true);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame ?? 0);
    for (const end of this.#ends) {
      end();
    }
  }

  /** What is seen, and what can be. */
  get #view(): { view: Stretch; bounds: Stretch } | undefined {
    if (!this.#drawn) {
      return undefined;
    }
    const { home, whole } = this.#drawn.timeline;
    const bounds = boundsOf(whole);
    return { view: this.#chosen ? within(this.#chosen, bounds) : within(boundsOf(home), bounds), bounds };
  }

  #see(change: (view: Stretch, bounds: Stretch) => Stretch): void {
    const seen = this.#view;
    if (seen && this.#width > 0) {
      this.#chosen = change(seen.view, seen.bounds);
      const { fromMs, toMs } = this.#chosen;
      this.#parts.onPoint(undefined, 0, 0);
      this.#parts.onView(fromMs <= seen.bounds.fromMs && toMs >= seen.bounds.toMs);
      this.#later();
    }
  }

  #press(under: Under | undefined): void {
    if (under?.kind === 'actions' && under.hit.spans.length === 1) {
      this.#parts.onOpen(under.hit.first.index);
    } else if (under?.kind === 'actions') {
      const { spans, first } = under.hit;
      const last = spans.reduce((latest, { toMs }) => Math.max(latest, toMs), first.toMs);
      this.#see((_, bounds) => around({ fromMs: spans[0]?.fromMs ?? first.fromMs, toMs: last }, bounds));
    } else if (under && under.kind !== 'sample') {
      this.#see((_, bounds) => around(under.kind === 'gap' ? under.gap : under.span, bounds));
    }
  }

  #under({ x, y }: { readonly x: number; readonly y: number }): Under | undefined {
    const seen = this.#view;
    const drawn = this.#drawn;
    if (!seen || !drawn || y < AXIS_HEIGHT) {
      return undefined;
    }
    if (y > AXIS_HEIGHT + drawn.rows.seen) {
      const { fromMs, toMs } = seen.view;
      const sample = sampleAt(drawn.machine ?? [], fromMs + (x / this.#width) * (toMs - fromMs));
      return sample && { kind: 'sample', sample };
    }
    const top = y - AXIS_HEIGHT + this.#parts.frame.scrollTop;
    const [row] = rowsBetween(drawn.rows, top, top + 0.1);
    const { view } = seen;
    const timeMs = view.fromMs + (x / this.#width) * (view.toMs - view.fromMs);
    if (row?.kind === 'actions') {
      const hit = hitAt(row.spans, view, this.#width, x);
      const gap = row.isFirst ? stretchAt(drawn.timeline.gaps, timeMs) : undefined;
      return hit ? { kind: 'actions', hit } : gap && { kind: 'gap', gap };
    }
    const span = row && stretchAt(row.spans, timeMs);
    return span && { kind: 'environment', span };
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const { frame, canvas } = this.#parts;
    const context = canvas.getContext('2d');
    const seen = this.#view;
    if (!context || !seen || !this.#drawn) {
      return;
    }
    const scale = window.devicePixelRatio;
    this.#width = frame.clientWidth;
    const height = AXIS_HEIGHT + this.#drawn.rows.seen + curveHeight(this.#drawn.machine);
    const pixels = [Math.round(this.#width * scale), Math.round(height * scale)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
      [canvas.width, canvas.height] = pixels;
      canvas.style.width = `${this.#width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    draw(context, { ...this.#drawn, view: seen.view, width: this.#width, scrolled: frame.scrollTop }, this.#palette);
  }
}

function stretchAt<S extends Stretch>(sorted: readonly S[], timeMs: number): S | undefined {
  const found = sorted[firstEndingAfter(sorted, timeMs)];
  return found && found.fromMs <= timeMs ? found : undefined;
}
