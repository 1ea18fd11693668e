import type { Mark, MarkOf } from './logMark';
import type { LogFailure } from './logSection';

/** The signs of a failure, the first thing a person would read on top. */
const SIGNS = ['fail', 'traceback', 'agent', 'error', 'exit'] as const;

/** A traceback's last line says it all. */
export function withoutErrorsInTracebacks(sorted: readonly Mark[]): readonly Mark[] {
  const tracebacks = sorted.filter((mark) => mark.kind === 'traceback');
  let at = 0;
  return sorted.filter((mark) => {
    if (mark.kind !== 'error') {
      return true;
    }
    while ((tracebacks[at]?.line ?? Infinity) < mark.line) {
      at++;
    }
    return (tracebacks[at]?.firstLine ?? Infinity) > mark.line;
  });
}

/** What speaks of failure. */
export function signsIn(marks: readonly Mark[]): LogFailure[] {
  return marks.flatMap((mark): LogFailure[] => {
    switch (mark.kind) {
      case 'exit':
        return mark.code === 0 ? [] : [failureOf(mark)];
      case 'error':
      case 'fail':
      case 'agent':
      case 'traceback':
        return [failureOf(mark)];
      default:
        return [];
    }
  });
}

function failureOf(mark: MarkOf<LogFailure['kind']>): LogFailure {
  return {
    kind: mark.kind,
    line: mark.line,
    firstLine: mark.kind === 'traceback' ? mark.firstLine : mark.line,
    text: mark.text,
  };
}

/** The one that a person would read first. */
export function strongest(failures: readonly LogFailure[]): LogFailure | undefined {
  return SIGNS.map((sign) => failures.find(({ kind }) => kind === sign)).find((found) => found !== undefined);
}

/** How far errors may be apart that explain each other, and how far above a failure they may begin. */
const APART = 10;
const ABOVE = 40;

/** The first of the errors that lead to a failure without much between them. What is farther above is more often harmless. */
export function explainedFrom({ line, firstLine }: LogFailure, failures: readonly LogFailure[]): number {
  return failures
    .filter((failure) => failure.line < line && failure.firstLine >= line - ABOVE)
    .reduceRight(
      (from, failure) => (failure.line >= from - APART ? Math.min(from, failure.firstLine) : from),
      firstLine,
    );
}
