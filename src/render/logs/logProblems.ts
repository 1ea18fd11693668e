/** What a log has for the list of problems. */
import { wordsOf } from '../../core/logs/lines/lineWords';
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';

/** A line that a diagnosis names. */
export interface ExplainingLine {
  readonly line: number;
  /** The cause, e.g. `Likely cause: The host ran out of memory.`; undefined for more evidence of the same. */
  readonly cause: string | undefined;
  /** Whether it is why the session failed; what else failed is a problem like others. */
  readonly isReason: boolean;
}

/** What was found in a log; lines are counted from 0. */
export interface LogFindings {
  readonly explaining: readonly ExplainingLine[];
  /** Lines that tell that an action failed, and those whose level says so. */
  readonly errors: readonly number[];
  readonly warnings: readonly number[];
}

export interface LogProblem {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}

/** How many lines are listed of those that only look like errors or warnings: the first ones and the last ones. */
const MOST_ERRORS = 200;
const MOST_WARNINGS = 100;
const LONGEST = 300;

/**
 * The problems of a log, those that explain the failure first. VS Code lists the worst first: where a line explains the failure, all
 * others are one less, so that it is on top. Lines that are left out are counted in one more entry.
 */
export function logProblems(
  { explaining, errors, warnings }: LogFindings,
  textOf: (line: number) => string,
): readonly LogProblem[] {
  const [error, warning] = explaining.some(({ isReason }) => isReason)
    ? (['warning', 'information'] as const)
    : (['error', 'warning'] as const);
  const named = new Map<number, ExplainingLine>();
  for (const one of explaining) {
    named.set(one.line, named.get(one.line) ?? one);
  }
  const isOther = (line: number): boolean => !named.has(line);
  const others = ends([...new Set(errors)].filter(isOther).sort(byLine), MOST_ERRORS);
  const lesser = ends(warnings.filter(isOther), MOST_WARNINGS);
  const left = others.left + lesser.left;
  const problem = (line: number, severity: LogProblem['severity']): LogProblem => ({
    line,
    severity,
    message: quoteOf(textOf(line)),
  });
  return [
    ...[...named.values()].map(({ line, cause, isReason }) => ({
      line,
      severity: isReason ? ('error' as const) : error,
      message: cause === undefined ? quoteOf(textOf(line)) : `${cause} ${quoteOf(textOf(line))}`,
    })),
    ...others.lines.map((line) => problem(line, error)),
    ...lesser.lines.map((line) => problem(line, warning)),
    ...(left === 0
      ? []
      : [
          {
            line: others.left > 0 ? others.after : lesser.after,
            severity: 'information' as const,
            message: plural(left, {
              one: '{0} more line reads like an error or a warning. It is not listed.',
              other: '{0} more lines read like errors or warnings. They are not listed.',
            }),
          },
        ]),
  ];
}

/** The first and the last of them, how many are left out between, and the line before those. */
function ends(
  lines: readonly number[],
  most: number,
): { readonly lines: readonly number[]; readonly left: number; readonly after: number } {
  const half = most / 2;
  return lines.length <= most
    ? { lines, left: 0, after: 0 }
    : {
        lines: [...lines.slice(0, half), ...lines.slice(-half)],
        left: lines.length - most,
        after: lines[half - 1] ?? 0,
      };
}

function byLine(one: number, other: number): number {
  return one - other;
}

function quoteOf(text: string): string {
  return plainText(wordsOf(text).quote.trim(), LONGEST) || t('An empty line');
}
