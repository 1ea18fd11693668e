/**
 * Text of which at least one piece stands in whatever a pattern matches, in lower case and without digits; undefined where that
 * cannot be said. An index over many patterns is built from it.
 *
 * @param source a regular expression's source, as `RegExp.source` has it.
 * @example requiredLiterals(String.raw`license (?:error|denied) -?\d+`) // ['license ']
 */
export function requiredLiterals(source: string): readonly string[] | undefined {
  return new Reader(source).alternatives();
}

const SHORTEST = 2;
/** What follows a group's `(`, a class such as `\p` or `\k`, and what is repeated. */
const OPENING = /(?:\?(?:(<?[=!])|:|<[^>]*>))?/y;
const NAME = /\{[^}]*\}|<[^>]*>/y;
const QUANTIFIER = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;
/** Characters that stand for themselves once. */
const PLAIN = /[^\\[\]().*+?{}|^$\d]+(?![*+?{])/y;
const REST_OF_CLASS = /(?:[^\]\\]|\\.)*\]?/y;
const ONCE = { optional: false, repeated: false };
const ZERO_WIDTH_OR_CLASS = /[bBdDwWsSpPkux0-9cfnrtv]/;

class Reader {
  #at = 0;

  constructor(readonly source: string) {}

  /** Up to the end of the group. Undefined as soon as one alternative requires nothing. */
  alternatives(): readonly string[] | undefined {
    const branches = [this.#branch()];
    while (this.#peek() === '|') {
      this.#at++;
      branches.push(this.#branch());
    }
    return branches.every((branch) => branch !== undefined) ? branches.flat() : undefined;
  }

  /** The most telling of the pieces that one alternative requires. */
  #branch(): readonly string[] | undefined {
    let best: readonly string[] | undefined;
    let run = '';
    const offer = (pieces: readonly string[] | undefined): void => {
      if (pieces && shortest(pieces) >= SHORTEST && shortest(pieces) > shortest(best ?? [''])) {
        best = pieces;
      }
    };
    const endRun = (): void => {
      offer(run === '' ? undefined : [run]);
      run = '';
    };
    while (this.#at < this.source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const plain = this.#take(PLAIN)?.[0];
      if (plain !== undefined) {
        run += plain.toLowerCase();
        continue;
      }
      const atom = this.#atom();
      const { optional, repeated } = this.#quantifier();
      if (typeof atom === 'string' && !optional) {
        run += atom;
        if (repeated) {
          endRun();
        }
        continue;
      }
      endRun();
      if (typeof atom === 'object' && !optional) {
        offer(atom);
      }
    }
    endRun();
    return best;
  }

  /** A character that stands for itself, what a group requires, or undefined for anything else. */
  #atom(): string | readonly string[] | undefined {
    const char = this.source.charAt(this.#at++);
    switch (char) {
      case '(': {
        const look = this.#take(OPENING)?.[1];
        const inner = this.alternatives();
        this.#at++;
        return look === undefined ? inner : undefined;
      }
      case '[':
        this.#take(REST_OF_CLASS);
        return undefined;
      case '\\': {
        const escaped = this.source.charAt(this.#at++);
        if (ZERO_WIDTH_OR_CLASS.test(escaped)) {
          this.#take(NAME);
          this.#at += escaped === 'x' ? 2 : escaped === 'u' && this.source.charAt(this.#at - 1) !== '}' ? 4 : 0;
          return undefined;
        }
        return escaped.toLowerCase();
      }
      case '.':
      case '^':
      case '$':
        return undefined;
      default:
        return char >= '0' && char <= '9' ? undefined : char.toLowerCase();
    }
  }

  #quantifier(): { readonly optional: boolean; readonly repeated: boolean } {
    if (!'*+?{'.includes(this.#peek() || ' ')) {
      return ONCE;
    }
    const text = this.#take(QUANTIFIER)?.[0] ?? '';
    return { optional: /^(?:[*?]|\{0)/.test(text), repeated: text !== '' };
  }

  /** Reads what a sticky pattern matches here. */
  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  #peek(): string {
    return this.source.charAt(this.#at);
  }
}

function shortest(pieces: readonly string[]): number {
  return Math.min(...pieces.map(({ length }) => length));
}
