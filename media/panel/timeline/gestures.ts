/** What pointers, wheel and keys do to a timeline. */

/** What a person asks for; places are CSS pixels from the left and top edge. */
export interface Gestures {
  /** Shows more (`factor` above 1) or less, with what is at `x` staying there; in the middle where missing. */
  zoom(factor: number, x?: number): void;
  /** Moves what is seen to the left, in pixels. */
  move(pixels: number): void;
  fit(): void;
  /** The pointer rests there; missing once it has left. */
  point(at?: { readonly x: number; readonly y: number }): void;
  press(at: { readonly x: number; readonly y: number }): void;
}

/** As far as a pointer may move while it presses. */
const STILL = 4;
const ZOOM_STEP = 1.5;

/** Listens until the returned function is called. */
export function listen(element: HTMLElement, gestures: Gestures): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const at = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const spread = (): { distance: number; center: number } => {
    const [one, other] = [...pointers.values()];
    return one && other
      ? { distance: Math.max(10, Math.abs(one.x - other.x)), center: (one.x + other.x) / 2 }
      : { distance: 0, center: one?.x ?? 0 };
  };
  const handlers: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void } = {
    wheel: (event) => {
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        // A pinch on a touchpad arrives as a wheel with Ctrl, in small steps.
        event.preventDefault();
        gestures.zoom(Math.exp(Math.min(100, Math.max(-100, event.deltaY * lines)) * 0.005), at(event).x);
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        gestures.move(sideways * lines);
      }
    },
    pointerdown: (event) => {
      if (event.button === 0) {
        pointers.set(event.pointerId, at(event));
        travelled = pointers.size > 1 ? Infinity : 0;
        element.setPointerCapture(event.pointerId);
      }
    },
    pointermove: (event) => {
      const before = spread();
      const last = pointers.get(event.pointerId);
      const next = at(event);
      if (!last) {
        gestures.point(next);
        return;
      }
      pointers.set(event.pointerId, next);
      travelled += Math.abs(next.x - last.x) + Math.abs(next.y - last.y);
      const after = spread();
      if (pointers.size > 1) {
        gestures.zoom(before.distance / after.distance, after.center);
      }
      if (travelled > STILL) {
        gestures.point();
        gestures.move(before.center - after.center);
      }
    },
    pointerup: (event) => {
      if (pointers.delete(event.pointerId) && travelled <= STILL) {
        gestures.press(at(event));
      }
    },
    pointercancel: (event) => {
      pointers.delete(event.pointerId);
    },
    pointerleave: () => {
      gestures.point();
    },
    keydown: (event) => {
      const { clientWidth } = element;
      const does: Readonly<Record<string, () => void>> = {
        '+': () => {
          gestures.zoom(1 / ZOOM_STEP);
        },
        '-': () => {
          gestures.zoom(ZOOM_STEP);
        },
        ArrowLeft: () => {
          gestures.move(-clientWidth / 5);
        },
        ArrowRight: () => {
          gestures.move(clientWidth / 5);
        },
        '0': () => {
          gestures.fit();
        },
        Home: () => {
          gestures.fit();
        },
      };
      const act = does[event.key === '=' ? '+' : event.key];
      if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        act();
      }
    },
  };
  for (const [type, handler] of Object.entries(handlers)) {
    element.addEventListener(type, handler as EventListener, { passive: false });
  }
  return () => {
    for (const [type, handler] of Object.entries(handlers)) {
      element.removeEventListener(type, handler as EventListener);
    }
  };
}
