/** The lines of a text that say by their level that something is wrong, kept while the text grows. */
import { wordsOf } from './lineWords';

/** No line without one of these has a level that counts; most lines are passed over by this alone. */
const MAY_HAVE_LEVEL = /err|warn|crit|severe|fatal|panic|\b[EFW]\b/i;

export class ProblemLines {
  readonly #errors: number[] = [];
  readonly #warnings: number[] = [];

  /** Lines with the level of an error or worse, in order. */
  get errors(): readonly number[] {
    return this.#errors;
  }

  /** Lines with the level of a warning, in order. */
  get warnings(): readonly number[] {
    return this.#warnings;
  }

  /** Reads the lines `from` … `end` - 1; what was read from there on before is forgotten. */
  read(from: number, end: number, textOf: (line: number) => string): void {
    for (const lines of [this.#errors, this.#warnings]) {
      const kept = lines.findLastIndex((line) => line < from) + 1;
      lines.length = kept;
    }
    for (let line = from; line < end; line++) {
      const text = textOf(line);
      if (MAY_HAVE_LEVEL.test(text)) {
        this.#listOf(wordsOf(text).level)?.push(line);
      }
    }
  }

  #listOf(level: string | undefined): number[] | undefined {
    return level === 'ERROR' || level === 'CRITICAL' ? this.#errors : level === 'WARNING' ? this.#warnings : undefined;
  }
}
