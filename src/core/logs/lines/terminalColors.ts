/** The colors that programs write for terminals (SGR of ECMA-48), read as a state that goes on from line to line. */
import { SEQUENCE } from './terminalText';

/**
 * How a terminal would draw a character, in one number that is cheap to keep for each line: 0 is the theme's own look. Read it
 * with `foregroundOf`, `backgroundOf` and the flags of `STYLE`, e.g. `(style & STYLE.bold) !== 0`.
 */
export type TerminalStyle = number;

/** What a style may be besides colored. */
export const STYLE = {
  bold: 1 << 10,
  dim: 1 << 11,
  italic: 1 << 12,
  underline: 1 << 13,
  inverse: 1 << 14,
  strikethrough: 1 << 15,
} as const;

/** The text's color: 0 black … 7 white, 8 to 15 the bright ones; undefined for the theme's own. */
export function foregroundOf(style: TerminalStyle): number | undefined {
  return (style & 31) === 0 ? undefined : (style & 31) - 1;
}

/** The color behind the text, likewise. */
export function backgroundOf(style: TerminalStyle): number | undefined {
  return foregroundOf(style >> 5);
}

/** A stretch of text in one style, without terminal sequences. */
export interface StyledText {
  readonly text: string;
  readonly style: TerminalStyle;
}

/**
 * A text's stretches, and the style that the next text begins with. Joined, the stretches are `withoutTerminalSequences(text)`;
 * linear in its length.
 * @example styledText('\u001b[31mred\u001b[0m.', 0) // { parts: [{ text: 'red', style: 2 }, { text: '.', style: 0 }], style: 0 }
 */
export function styledText(
  text: string,
  style: TerminalStyle,
): { readonly parts: readonly StyledText[]; readonly style: TerminalStyle } {
  const parts: StyledText[] = [];
  let from = 0;
  let now = style;
  const add = (until: number): void => {
    if (until > from) {
      parts.push({ text: text.slice(from, until), style: now });
    }
  };
  for (const { 0: sequence, index } of text.matchAll(SEQUENCE)) {
    add(index);
    from = index + sequence.length;
    now = afterSequence(now, sequence);
  }
  add(text.length);
  return { parts, style: now };
}

/** Numbers, then `m`: nothing else changes a style, and more numbers than a terminal takes are no color. */
const SGR = /^.\[([\d;:]{0,200})m$/;

function afterSequence(style: TerminalStyle, sequence: string): TerminalStyle {
  const codes = SGR.exec(sequence)?.[1]?.split(/[;:]/).map(Number);
  let now = style;
  for (let at = 0; codes && at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const [kind, ...rest] = codes.slice(at + 1, at + 5);
      const color = kind === 5 ? ofPalette(rest[0]) : kind === 2 ? nearest(rest) : undefined;
      now =
        color === undefined ? now : code === 38 ? (now & ~31) | (color + 1) : (now & ~(31 << 5)) | ((color + 1) << 5);
      at += kind === 5 ? 2 : kind === 2 ? 4 : 1;
    } else {
      now = afterCode(now, code);
    }
  }
  return now;
}

const ON: Readonly<Record<number, number>> = {
  1: STYLE.bold,
  2: STYLE.dim,
  3: STYLE.italic,
  4: STYLE.underline,
  7: STYLE.inverse,
  9: STYLE.strikethrough,
};
const OFF: Readonly<Record<number, number>> = {
  0: ~0,
  22: STYLE.bold | STYLE.dim,
  23: STYLE.italic,
  24: STYLE.underline,
  27: STYLE.inverse,
  29: STYLE.strikethrough,
  39: 31,
  49: 31 << 5,
};

function afterCode(style: TerminalStyle, code: number): TerminalStyle {
  const ten = Math.floor(code / 10);
  const color = (ten >= 9 ? 8 : 0) + (code % 10) + 1;
  if (code % 10 < 8 && (ten === 3 || ten === 9)) {
    return (style & ~31) | color;
  }
  if (code % 10 < 8 && (ten === 4 || ten === 10)) {
    return (style & ~(31 << 5)) | (color << 5);
  }
  return (style | (ON[code] ?? 0)) & ~(OFF[code] ?? 0);
}

/** A color of the 256 as the nearest of the theme's 16, which every theme keeps readable. */
function ofPalette(index = 0): number {
  if (index < 16) {
    return index;
  }
  if (index > 231) {
    const grey = 8 + (index - 232) * 10;
    return nearest([grey, grey, grey]);
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const cube = index - 16;
  return nearest([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

/** By hue first: each of red, green and blue that is more than half of the strongest counts; greys by their light. */
function nearest(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb;
  const most = Math.max(red, green, blue);
  if (most - Math.min(red, green, blue) < 32) {
    return most < 64 ? 0 : most < 144 ? 8 : most < 208 ? 7 : 15;
  }
  const hue = [red, green, blue].reduce((sum, part, bit) => sum + (part > most / 2 ? 1 << bit : 0), 0);
  return hue + (most > 200 ? 8 : 0);
}
