/**
 * The one inner loop that is not TypeScript: runs of hex digits are found, and lines counted, 32 bytes at a time by the vector
 * instructions that only WebAssembly has. This is `hexRuns.wat` as `wat2wasm` of wabt 1.0.39 translates it.
 */
const HEX_RUNS_WASM =
  'AGFzbQEAAAABCAFgA39/fwF/AwIBAAUDAQAABnQHfwFBAAt/AUEAC3sB/QxGRkZGRkZGRkZGRkZGRkZGC3sB/Qx1dXV1dXV1dXV1dXV1dXV1C3sB/QwZGRkZGRkZGRkZ' +
  'GRkZGRkZC3sB/Qx5eXl5eXl5eXl5eXl5eXl5C3sB/QwKCgoKCgoKCgoKCgoKCgoKCwcRAgZtZW1vcnkCAARmaW5kAAAK/AEB+QEDAnsEfwV7IwAhBiMBIQcjAiEJIwMh' +
  'CiMEIQsjBSEMIwYhDQJAA0AgACABTw0BIAD9AAQAIQMgAP0ABBAhBCADIAn9biAK/ScgAyAL/W4gDP0n/VD9ZCAEIAn9biAK/ScgBCAL/W4gDP0n/VD9ZEEQdHIhBSAG' +
  'QSBJIAYgBUF/c2hqQSBPcQRAIAAgBmshCCAIQQFrLQAAQS1GBEAgAiAINgIAIAIgBzYCBCACQQhqIQILCyAFQX9GBH8gBkEgagUgBUF/c2cLIQYgByADIA39I/1kIAQg' +
  'Df0j/WRBEHRyaWohByAAQSBqIQAMAAsLIAYkACAHJAEgAgs=';

/** How many bytes are looked at at once. */
export const STEP = 32;
/** What is written down of each run. */
const RUN_WORDS = 2;
const PAGE_BYTES = 65_536;

/** Of WebAssembly only what is used here: its types come with a browser's, which the core does not know. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  find(at: number, end: number, out: number): number;
}

let compiled: object | undefined;

/** Finds the runs of exactly or more than 32 lower-case hex digits behind a dash, in bytes that are looked through once, in order. */
export class HexRuns {
  /** The bytes to be looked through: put them here. As many as were asked for. */
  readonly bytes: Uint8Array;
  /** What `find` has found: where a run's first digit stands in `bytes`, and how many newlines there were before it, by turns. */
  readonly found: Int32Array;
  readonly #exports: Exports;
  readonly #out: number;

  constructor(size: number) {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(HEX_RUNS_WASM), (character) => character.charCodeAt(0)));
    this.#exports = new WebAssembly.Instance(compiled).exports;
    const { memory } = this.#exports;
    this.#out = Math.ceil(size / STEP) * STEP;
    const most = Math.ceil(this.#out / STEP) * RUN_WORDS;
    memory.grow(Math.ceil((this.#out + 4 * most) / PAGE_BYTES));
    this.bytes = new Uint8Array(memory.buffer, 0, size);
    this.found = new Int32Array(memory.buffer, this.#out, most);
  }

  /**
   * Looks through the bytes from `at` to `end`, which are a multiple of `STEP` apart, and returns how far `found` is filled. Goes
   * on where the last call ended, even if what stands before `at` has been moved; a run is found once its 32nd digit is seen.
   */
  find(at: number, end: number): number {
    return (this.#exports.find(at, end, this.#out) - this.#out) / 4;
  }
}
