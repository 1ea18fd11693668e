/** Time on a canvas: which part of it is visible, drawn at most once a frame. */
import type { Stretch } from '../../../src/core/timeline/spans';
import { around, boundsOf, moved, within, zoomed } from '../../../src/render/timeline/view';
import { listen } from './gestures';
import { onThemeChange, type Palette, paletteOf } from './palette';

/** The part of a scene that is seen. Lengths are CSS pixels. */
export interface Seen {
  readonly view: Stretch;
  /** Of the view. */
  readonly width: number;
  /** How far the rows are scrolled. */
  readonly scrolled: number;
}

/** What a picture shows; places are CSS pixels from the left and top edge of where time is drawn. */
export interface TimeScene<Under> {
  /** Everything that can be seen, and what is worth seeing at first. */
  readonly whole: Stretch;
  readonly home: Stretch;
  /** Of the canvas. */
  readonly height: number;
  /** Room on the left of a canvas of this width, for what does not move with time. */
  gutter(width: number): number;
  /** @param canvas scaled to CSS pixels, its zero where time begins */
  draw(canvas: CanvasRenderingContext2D, seen: Seen, palette: Palette): void;
  /** What is at a place; undefined where nothing is. */
  under(x: number, y: number, seen: Seen): Under | undefined;
  /** What a press there does: opens it, shows a stretch of time from near, or nothing. */
  pressed(under: Under): 'open' | Stretch | undefined;
}

export interface PictureParts<Under> {
  /** What holds the focus, scrolls the rows and is as wide as the picture. */
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly probe: HTMLElement;
  /** The pointer rests on something; undefined where there is nothing, and once it has left. */
  onPoint(under: Under | undefined, x: number, y: number): void;
  onOpen(under: Under): void;
  /** Whether all is seen, so that there is nothing to zoom out of. */
  onView(isWhole: boolean): void;
}

export class TimelinePicture<Under> {
  readonly #parts: PictureParts<Under>;
  readonly #ends: (() => void)[];
  #palette: Palette;
  #scene: TimeScene<Under> | undefined;
  /** Undefined until a person zooms or moves: the whole is visible then, also while it grows. */
  #chosen: Stretch | undefined;
  /** Of the view, and of what is on the left of it. */
  #width = 0;
  #gutter = 0;
  #frame: number | undefined;

  constructor(parts: PictureParts<Under>) {
    this.#parts = parts;
    this.#palette = paletteOf(parts.probe);
    const resized = new ResizeObserver(() => {
      if (parts.frame.clientWidth !== this.#width + this.#gutter) {
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
        zoom: (factor, x) => {
          this.zoom(factor, x === undefined ? undefined : x - this.#gutter);
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
  show(scene: TimeScene<Under>): void {
    this.#scene = scene;
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
  get #view(): { readonly seen: Seen; readonly bounds: Stretch } | undefined {
    if (!this.#scene) {
      return undefined;
    }
    const bounds = boundsOf(this.#scene.whole);
    const view = within(this.#chosen ?? boundsOf(this.#scene.home), bounds);
    return { seen: { view, width: this.#width, scrolled: this.#parts.frame.scrollTop }, bounds };
  }

  #see(change: (view: Stretch, bounds: Stretch) => Stretch): void {
    const before = this.#view;
    if (before && this.#width > 0) {
      const { bounds } = before;
      this.#chosen = change(before.seen.view, bounds);
      const { fromMs, toMs } = this.#chosen;
      this.#parts.onPoint(undefined, 0, 0);
      this.#parts.onView(fromMs <= bounds.fromMs && toMs >= bounds.toMs);
      this.#later();
    }
  }

  #press(under: Under | undefined): void {
    const does = under === undefined ? undefined : this.#scene?.pressed(under);
    if (does === 'open' && under !== undefined) {
      this.#parts.onOpen(under);
    } else if (typeof does === 'object') {
      this.#see((_, bounds) => around(does, bounds));
    }
  }

  #under({ x, y }: { readonly x: number; readonly y: number }): Under | undefined {
    const view = this.#view;
    return view && this.#scene?.under(x - this.#gutter, y, view.seen);
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
    const scene = this.#scene;
    if (!context || !scene) {
      return;
    }
    const scale = window.devicePixelRatio;
    const full = frame.clientWidth;
    this.#gutter = scene.gutter(full);
    this.#width = full - this.#gutter;
    const pixels = [Math.round(full * scale), Math.round(scene.height * scale)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
      [canvas.width, canvas.height] = pixels;
      canvas.style.width = `${full}px`;
      canvas.style.height = `${scene.height}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, full, scene.height);
    context.translate(this.#gutter, 0);
    const view = this.#view;
    if (view && this.#width > 0) {
      scene.draw(context, view.seen, this.#palette);
    }
  }
}
