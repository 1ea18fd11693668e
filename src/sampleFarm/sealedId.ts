import { mix } from './random';

export const SEALED_KINDS = [
  'farm',
  'queue',
  'job',
  'step',
  'session',
  'fleet',
  'worker',
  'monitor',
  'token',
  'limit',
  'budget',
  'sp',
] as const;
type SealedKind = (typeof SEALED_KINDS)[number];

/** Where a thing stands in the farm, e.g. `[queue, job, session]`; what is not needed is 0. Each is a 32-bit number. */
export type Coordinates = readonly [number, number, number];

/**
 * Makes ids that look random and still say where their thing stands: 128 bits that hold a kind and three coordinates, shuffled
 * by a keyed permutation. So an id is found without a register of ids, even among hundreds of millions, and an id that
 * was not made here is known to be unknown.
 */
export class Sealer {
  constructor(private readonly seed: number) {}

  /** e.g. `session-8f3b21d4c6e7495aa0b1c2d3e4f56078` */
  seal<K extends SealedKind>(kind: K, first: number, second = 0, third = 0): `${K}-${string}` {
    const words: Words = [(SEALED_KINDS.indexOf(kind) << 24) | MARK, first, second, third];
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b, c, d] = words;
      words[0] = b ^ mix(a ^ this.key(round, 0));
      words[1] = c;
      words[2] = d ^ mix(c ^ this.key(round, 1));
      words[3] = a;
    }
    return `${kind}-${words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')}`;
  }

  /** The coordinates in an id, or undefined where this farm did not make it. */
  open(kind: SealedKind, id: string): Coordinates | undefined {
    const hex = id.slice(kind.length + 1);
    if (!id.startsWith(`${kind}-`) || !/^[0-9a-f]{32}$/.test(hex)) {
      return undefined;
    }
    const word = (index: number): number => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16);
    const words: Words = [word(0), word(1), word(2), word(3)];
    for (let round = ROUNDS - 1; round >= 0; round--) {
      const [b, c, d, a] = words;
      words[0] = a;
      words[1] = b ^ mix(a ^ this.key(round, 0));
      words[2] = c;
      words[3] = d ^ mix(c ^ this.key(round, 1));
    }
    return words[0] >>> 0 === ((SEALED_KINDS.indexOf(kind) << 24) | MARK) >>> 0
      ? [words[1] >>> 0, words[2] >>> 0, words[3] >>> 0]
      : undefined;
  }

  private key(round: number, half: number): number {
    return mix(this.seed + round * 2 + half);
  }
}

type Words = [number, number, number, number];
const ROUNDS = 12;
/** Distinguishes our IDs from any other 128 bits. */
const MARK = 0x5e55ed;
