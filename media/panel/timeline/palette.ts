/** The theme's colors for a canvas, which knows no style sheets. */
import type { Tone } from '../../../src/core/session/status';

export interface Palette {
  tone(tone: Tone): string;
  readonly ink: string;
  readonly muted: string;
  readonly ground: string;
  readonly edge: string;
  readonly font: string;
  /** Whether the system or the theme wants borders in place of shades. */
  readonly isHighContrast: boolean;
}

/** Reads the colors as they are now; the probe is an invisible element of the page. */
export function paletteOf(probe: HTMLElement): Palette {
  const colorOf = (name: string): string => {
    probe.className = `timeline-probe ${name}`;
    return getComputedStyle(probe).color;
  };
  const tones = new Map<Tone, string>();
  const [ink, muted, ground, edge] = ['ink', 'quiet', 'ground', 'edge'].map(colorOf);
  const { fontSize, fontFamily } = getComputedStyle(probe);
  return {
    tone: (tone) => {
      const color = tones.get(tone) ?? colorOf(`tone-${tone}`);
      tones.set(tone, color);
      return color;
    },
    ink: ink ?? '',
    muted: muted ?? '',
    ground: ground ?? '',
    edge: edge ?? '',
    font: `${fontSize} ${fontFamily}`,
    isHighContrast:
      document.body.classList.contains('vscode-high-contrast') || window.matchMedia('(forced-colors: active)').matches,
  };
}

/** Calls back when the theme changes; returns what ends that. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    observer.disconnect();
  };
}
