/**
 * Chance that is always the same: every "random" property of the farm is a hash of where it stands, so nothing has to be
 * remembered and everything can be computed again.
 */

/** 32 well-mixed bits of some numbers. Texts count too, by their characters. */
export function hash(...parts: readonly (number | string)[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    if (typeof part === 'number') {
      state = mix(state ^ mix(part >>> 0) ^ mix(Math.floor(part / 0x100000000) + 0x51ed270b));
    } else {
      for (let index = 0; index < part.length; index++) {
        state = mix(state ^ part.charCodeAt(index));
      }
    }
  }
  return state;
}

/** A number from 0 up to, but not including, 1. */
export function chance(...parts: readonly (number | string)[]): number {
  return hash(...parts) / 0x100000000;
}

/** One of some choices. */
export function pick<T>(choices: readonly [T, ...T[]], ...parts: readonly (number | string)[]): T {
  return choices[hash(...parts) % choices.length] ?? choices[0];
}

/** Hex digits that look random. */
export function hexDigits(count: number, ...parts: readonly (number | string)[]): string {
  let digits = '';
  for (let block = 0; digits.length < count; block++) {
    digits += hash(block, ...parts)
      .toString(16)
      .padStart(8, '0');
  }
  return digits.slice(0, count);
}

/** Letters and digits as the names of temporary files have them, e.g. `k3_wq0za`. */
export function temporaryName(...parts: readonly (number | string)[]): string {
  return Array.from({ length: 8 }, (_, index) => NAME_CHARACTERS[hash(index, ...parts) % NAME_CHARACTERS.length]).join(
    '',
  );
}

const NAME_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** The finalizer of the MurmurHash family: every input bit reaches every output bit. */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
