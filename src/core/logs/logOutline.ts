import { type LineTimes, type Territory, findTerritories } from './logActions';
import type { Mark, MarkOf } from './logMark';
import type { KnownActions, LogFailure, LogOutline, LogSection } from './logSection';
import { toneOfAction } from '../status';

/** The signs of a failure, the first thing a person would read on top. */
const SIGNS = ['fail', 'traceback', 'agent', 'error', 'exit'] as const;
const TITLE_WITHOUT_BANNER = {
  envEnter: 'Entering Environment',
  envExit: 'Exiting Environment',
  taskRun: 'Running Task',
};

/** Makes the tree of sections and the list of failures from what the lines told. Linear but for sorting the marks. */
export function outlineOf(marks: readonly Mark[], lines: LineTimes, known: KnownActions | undefined): LogOutline {
  const sorted = withoutErrorsInTracebacks([...marks].sort((a, b) => a.line - b.line));
  const banners = sorted.filter((mark) => mark.kind === 'action');
  const territories = findTerritories(banners, lines, known);
  // A traceback stands where it ends among the marks, and where it begins among the folds.
  const folds = sorted
    .filter((mark) => mark.kind === 'traceback' || mark.kind === 'summary')
    .sort((a, b) => firstLineOf(a) - firstLineOf(b));
  const sections: LogSection[] = [];
  const failures: LogFailure[] = [];
  let firstFailure: LogFailure | undefined;
  let at = 0;
  let fold = 0;
  /** The marks up to before a line, and the folds that begin before it. */
  const takeUntil = (line: number) => {
    const [markFrom, foldFrom] = [at, fold];
    while ((sorted[at]?.line ?? Infinity) < line) {
      at++;
    }
    while (firstLineOf(folds[fold]) < line) {
      fold++;
    }
    return { marks: sorted.slice(markFrom, at), folds: folds.slice(foldFrom, fold) };
  };

  for (const [index, territory] of [undefined, ...territories].entries()) {
    const end = Math.max(territories[index]?.from ?? lines.endLine, (territory?.titleLine ?? lines.firstLine - 1) + 1);
    const inside = takeUntil(end);
    const signs = signsIn(inside.marks);
    if (!territory) {
      sections.push(...childrenOf(lines.firstLine - 1, end - 1, inside.marks, inside.folds, lines));
      failures.push(...signs);
      continue;
    }
    const section = sectionOf(territory, end - 1, index < territories.length, inside, signs, lines);
    sections.push(section);
    const told = signs.filter(({ kind }) => section.status !== 'SUCCEEDED' || kind === 'fail');
    if (section.failed && told.length === 0) {
      told.push({ kind: 'exit', line: section.lastLine, text: section.message ?? section.title });
    }
    failures.push(...told);
    firstFailure ??= section.failed ? strongest(told) : undefined;
  }
  return { sections, failures, firstFailure: firstFailure ?? strongest(failures) };
}

/** The sections of a run of lines, e.g. those of one document: cut at its ends. */
export function sectionsWithin(
  sections: readonly LogSection[],
  firstLine: number,
  lastLine: number,
): readonly LogSection[] {
  return sections
    .filter((section) => section.lastLine >= firstLine && section.firstLine <= lastLine)
    .map((section) =>
      section.firstLine >= firstLine && section.lastLine <= lastLine
        ? section
        : {
            ...section,
            firstLine: Math.max(section.firstLine, firstLine),
            lastLine: Math.min(section.lastLine, lastLine),
            children: sectionsWithin(section.children, firstLine, lastLine),
          },
    );
}

interface Inside {
  readonly marks: readonly Mark[];
  readonly folds: readonly MarkOf<'traceback' | 'summary'>[];
}

function sectionOf(
  { kind, titleLine, title, action }: Territory,
  lastLine: number,
  isOver: boolean,
  { marks, folds }: Inside,
  signs: readonly LogFailure[],
  lines: LineTimes,
): LogSection {
  const last = <K extends Mark['kind']>(wanted: K): MarkOf<K> | undefined =>
    marks.findLast((mark): mark is MarkOf<K> => mark.kind === wanted);
  const exit = last('exit');
  const fail = last('fail');
  const exitCode = action?.processExitCode ?? exit?.code;
  const status = action?.status ?? (fail || exit ? (fail || exit?.code !== 0 ? 'FAILED' : 'SUCCEEDED') : undefined);
  const failed = status !== undefined && ['failed', 'interrupted'].includes(toneOfAction({ status }));
  const startedAtMs = action?.startedAtMs ?? lines.timeOfLine(titleLine);
  const endedAtMs = action ? action.endedAtMs : isOver || exit ? lines.timeOfLine(lastLine) : undefined;
  const said = failed
    ? (fail?.text ?? action?.progressMessage ?? strongest(signs)?.text)
    : (last('status')?.text ?? action?.progressMessage);
  return {
    kind,
    title: title ?? titleWithoutBanner(action),
    firstLine: titleLine,
    lastLine,
    actionId: action?.sessionActionId,
    status,
    failed,
    exitCode,
    durationMs: startedAtMs === undefined || endedAtMs === undefined ? undefined : Math.max(0, endedAtMs - startedAtMs),
    message: said,
    progressPercent: last('progress')?.percent ?? action?.progressPercent,
    startedAtMs,
    children: childrenOf(titleLine, lastLine, marks, folds, lines),
  };
}

function titleWithoutBanner(action: Territory['action']): string {
  const definition = action?.definition;
  switch (definition?.kind) {
    case 'envEnter':
    case 'envExit':
      return `${TITLE_WITHOUT_BANNER[definition.kind]}: ${definition.environmentId.split(':').slice(2).join(':')}`;
    case 'taskRun':
      return TITLE_WITHOUT_BANNER.taskRun;
    case 'unknown':
      return definition.name;
    default:
      return 'Job Attachments Download';
  }
}

/** The phases, each said once since a program can write the same words again, with tracebacks and summaries in them. */
function childrenOf(
  firstLine: number,
  lastLine: number,
  marks: readonly Mark[],
  folds: Inside['folds'],
  lines: LineTimes,
): LogSection[] {
  const seen = new Set<string>();
  const phases = marks
    .filter((mark) => mark.kind === 'phase')
    .filter(({ line, text }) => {
      const isNew = line > firstLine && !seen.has(text);
      seen.add(text);
      return isNew;
    });
  let fold = 0;
  /** The folds that begin between two lines. What begins in a banner, as an event of several lines can, is the banner's to fold. */
  const foldsBetween = (banner: number, end: number): LogSection[] => {
    while (firstLineOf(folds[fold]) <= banner) {
      fold++;
    }
    const from = fold;
    while (firstLineOf(folds[fold]) < end) {
      fold++;
    }
    return folds.slice(from, fold).map((mark) => foldOf(mark, end - 1, lines));
  };
  const beginOf = (phase: MarkOf<'phase'> | undefined): number => phase?.before ?? lastLine + 1;
  return [
    ...foldsBetween(firstLine, beginOf(phases[0])),
    ...phases.map((phase, index): LogSection => {
      const end = beginOf(phases[index + 1]);
      return {
        ...PLAIN,
        kind: 'phase',
        title: phase.text,
        firstLine: phase.line,
        lastLine: Math.max(phase.line, end - 1),
        startedAtMs: lines.timeOfLine(phase.line),
        children: foldsBetween(phase.line, end),
      };
    }),
  ];
}

/** What only some sections have. */
const PLAIN = {
  actionId: undefined,
  status: undefined,
  failed: false,
  exitCode: undefined,
  durationMs: undefined,
  message: undefined,
  progressPercent: undefined,
} as const;

function foldOf(mark: MarkOf<'traceback' | 'summary'>, lastLine: number, lines: LineTimes): LogSection {
  const firstLine = firstLineOf(mark);
  const end = mark.kind === 'traceback' ? mark.line : mark.lastLine;
  return {
    ...PLAIN,
    kind: mark.kind,
    title: mark.text,
    firstLine,
    lastLine: Math.max(firstLine, Math.min(end, lastLine)),
    startedAtMs: lines.timeOfLine(firstLine),
    children: [],
  };
}

function firstLineOf(mark: MarkOf<'traceback' | 'summary'> | undefined): number {
  return mark === undefined ? Infinity : mark.kind === 'traceback' ? mark.firstLine : mark.line;
}

/** A traceback's last line says it all. */
function withoutErrorsInTracebacks(sorted: readonly Mark[]): readonly Mark[] {
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
function signsIn(marks: readonly Mark[]): LogFailure[] {
  return marks.flatMap((mark): LogFailure[] => {
    switch (mark.kind) {
      case 'exit':
        return mark.code === 0 ? [] : [{ kind: 'exit', line: mark.line, text: mark.text }];
      case 'error':
      case 'fail':
      case 'agent':
      case 'traceback':
        return [{ kind: mark.kind, line: mark.line, text: mark.text }];
      default:
        return [];
    }
  });
}

function strongest(failures: readonly LogFailure[]): LogFailure | undefined {
  return SIGNS.map((sign) => failures.find(({ kind }) => kind === sign)).find((found) => found !== undefined);
}
