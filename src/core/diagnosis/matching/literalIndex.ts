/** How many characters a literal is looked up by. */
const BEGINNING = 3;
const BITS = 15;

interface Entry {
  readonly literal: string;
  readonly owners: number[];
}

/** Finds in one pass over a text which of many literals stand in it, and who asked for them. */
export class LiteralIndex {
  /** Whether a literal may begin with these characters; by `afterCharacter`. */
  readonly #isBeginning = new Uint8Array(1 << BITS);
  readonly #byBeginning = new Map<number, Entry[]>();
  readonly #tooShort: Entry[] = [];
  /** In which search an owner was last found. */
  readonly #foundIn: Uint32Array;
  #searches = 0;

  /** @param literals of each owner, in lower case. */
  constructor(literals: readonly (readonly string[])[]) {
    this.#foundIn = new Uint32Array(literals.length);
    const entries = new Map<string, Entry>();
    for (const [owner, each] of literals.entries()) {
      for (const literal of each) {
        const entry = entries.get(literal) ?? { literal, owners: [] };
        entries.set(literal, entry);
        entry.owners.push(owner);
      }
    }
    for (const entry of entries.values()) {
      this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    if (entry.literal.length < BEGINNING) {
      this.#tooShort.push(entry);
      return;
    }
    let beginning = 0;
    for (let at = 0; at < BEGINNING; at++) {
      beginning = afterCharacter(beginning, entry.literal.charCodeAt(at));
    }
    this.#isBeginning[beginning] = 1;
    const entries = this.#byBeginning.get(beginning) ?? [];
    this.#byBeginning.set(beginning, entries);
    entries.push(entry);
  }

  /** Whether any literal stands in a text of lower case. */
  hasAny(lower: string): boolean {
    return this.#search(lower, () => true);
  }

  /** Whose literals stand in a text of lower case, in their order. */
  ownersIn(lower: string): readonly number[] {
    const found: number[] = [];
    const search = ++this.#searches;
    this.#search(lower, ({ owners }) => {
      for (const owner of owners) {
        if (this.#foundIn[owner] !== search) {
          this.#foundIn[owner] = search;
          found.push(owner);
        }
      }
      return false;
    });
    return found.sort((a, b) => a - b);
  }

  /** Calls `isEnough` for the literals in a text until it says so; whether it did. */
  #search(lower: string, isEnough: (entry: Entry) => boolean): boolean {
    let beginning = 0;
    for (let at = 0; at < lower.length; at++) {
      beginning = afterCharacter(beginning, lower.charCodeAt(at));
      if (this.#isBeginning[beginning] === 0) {
        continue;
      }
      for (const entry of this.#byBeginning.get(beginning) ?? []) {
        if (lower.startsWith(entry.literal, at - BEGINNING + 1) && isEnough(entry)) {
          return true;
        }
      }
    }
    return this.#tooShort.some((entry) => lower.includes(entry.literal) && isEnough(entry));
  }
}

/** A number that only the last `BEGINNING` characters decide: five bits a character tell letters apart. */
function afterCharacter(before: number, code: number): number {
  return ((before << (BITS / BEGINNING)) ^ code) & ((1 << BITS) - 1);
}
