/**
 * What a program wrote when it failed, without the command line that started it: shells print it with a syntax error, and it may
 * hold a password. Other secrets are left to `withoutSecrets`, which every sentence passes.
 *
 * @param command as the profile has it, e.g. `/opt/agent --token 'x y' get`
 * @example withoutCommandLine("sh: -c: line 1: `agent --key abc (x)'", 'agent --key abc (x)') // "sh: -c: line 1: `•••'"
 */
export function withoutCommandLine(output: string, command: string): string {
  const words = command.trim().split(/\s+/).slice(0, MOST_WORDS);
  const argumentsThatMayBeKeys = words
    .slice(1)
    .map((word) => word.replace(/^--?[\w-]+=/, '').replace(/^["']+|["']+$/g, ''))
    .filter(mayBeKey);
  return [...runsOf(words), ...argumentsThatMayBeKeys]
    .sort((a, b) => b.length - a.length)
    .reduce((left, piece) => left.replaceAll(piece, HIDDEN), output);
}

const HIDDEN = '•••';
/** Of a command line without an end, what is looked for. */
const MOST_WORDS = 50;

/** Every two or more words that follow each other. */
function runsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((_, from) =>
    words
      .slice(from + 2)
      .reduce<readonly string[]>(
        (runs, word) => [...runs, `${runs.at(-1) ?? ''} ${word}`],
        from + 1 < words.length ? [words.slice(from, from + 2).join(' ')] : [],
      ),
  );
}

/** An argument with letters and digits that is no path and no option. */
function mayBeKey(word: string): boolean {
  return word.length >= 6 && /[a-z]/i.test(word) && /\d/.test(word) && !/^-|[\\/]/.test(word);
}
