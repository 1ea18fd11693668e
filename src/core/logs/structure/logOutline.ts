import { type LineTimes, type Territory, findTerritories, hostConfigurationExit, isUpload } from './logActions';
import { explainedFrom, signsIn, strongest, withoutErrorsInTracebacks } from './logFailures';
import type { Mark, MarkOf } from './logMark';
import type { KnownActions, LogFailure, LogOutline, LogSection } from './logSection';
import { toneOfAction } from '../../session/status';

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
    if (!territory || territory.kind === 'nothing') {
      const first = territory?.titleLine ?? lines.firstLine;
      sections.push(...childrenOf(first - 1, end - 1, inside.marks, inside.folds, lines));
      failures.push(...signs);
      continue;
    }
    const section = sectionOf(
      { ...territory, kind: territory.kind },
      end - 1,
      index < territories.length,
      inside,
      signs,
      lines,
    );
    sections.push(section);
    const told = signs.filter(({ kind }) => section.status !== 'SUCCEEDED' || kind === 'fail');
    if (section.failed && told.length === 0) {
      told.push({
        kind: 'exit',
        line: section.lastLine,
        firstLine: section.lastLine,
        text: section.message ?? section.title,
      });
    }
    failures.push(...told);
    firstFailure ??= section.failed ? strongest(told) : undefined;
  }
  firstFailure ??= strongest(failures);
  return { sections, failures, firstFailure, firstFailureLine: firstFailure && explainedFrom(firstFailure, failures) };
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

/** A territory that is a section. */
type Owned = Territory & { readonly kind: LogSection['kind'] };

interface Inside {
  readonly marks: readonly Mark[];
  readonly folds: readonly MarkOf<'traceback' | 'summary'>[];
}

function sectionOf(
  { kind, titleLine, title, action }: Owned,
  lastLine: number,
  isOver: boolean,
  { marks, folds }: Inside,
  signs: readonly LogFailure[],
  lines: LineTimes,
): LogSection {
  const last = <K extends Mark['kind']>(wanted: K): MarkOf<K> | undefined =>
    marks.findLast((mark): mark is MarkOf<K> => mark.kind === wanted);
  const exit = programExit(marks);
  const fail = last('fail');
  const exitCode = action?.processExitCode ?? exit?.code;
  const status = action?.status ?? statusIn(marks, exit);
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

/** The exit lines of an action's processes; a worker's host configuration ends with a banner that says its exit code. */
function exitsIn(marks: readonly Mark[]): readonly MarkOf<'exit'>[] {
  return marks.flatMap((mark): readonly MarkOf<'exit'>[] => {
    const code = mark.kind === 'action' ? hostConfigurationExit(mark) : undefined;
    return mark.kind === 'exit'
      ? [mark]
      : mark.kind === 'action' && code !== undefined
        ? [{ kind: 'exit', line: mark.line, pid: undefined, code, text: mark.text }]
        : [];
  });
}

/** The exit line of an action's program: what is uploaded after it is another process, and its own children can write theirs. */
function programExit(marks: readonly Mark[]): MarkOf<'exit'> | undefined {
  const exits = exitsIn(marks);
  const uploadLine = uploadIn(marks)?.line ?? Infinity;
  const pid = marks.find((mark) => mark.kind === 'start')?.pid;
  return (
    exits.findLast((exit) => exit.pid !== undefined && exit.pid === pid) ??
    exits.findLast(({ line }) => line < uploadLine) ??
    exits.at(-1)
  );
}

/** How an action ended by its own lines; undefined while it runs. An upload that failed fails the action too. */
function statusIn(marks: readonly Mark[], exit: MarkOf<'exit'> | undefined): string | undefined {
  const isLost = marks.some((mark) => mark.kind === 'fail' || (mark.kind === 'agent' && mark.isVerdict));
  return isLost || (exit && (exit.code !== 0 || exitsIn(marks).at(-1)?.code !== 0)) ? 'FAILED' : exit && 'SUCCEEDED';
}

/** The last banner of an upload is the agent's: a program can write the same words before it. */
function uploadIn(marks: readonly Mark[]): MarkOf<'action'> | undefined {
  return marks.filter((mark) => mark.kind === 'action').findLast(isUpload);
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

/** The phases of an action, and the upload after its program as a part with phases of its own. */
function childrenOf(
  firstLine: number,
  lastLine: number,
  marks: readonly Mark[],
  folds: Inside['folds'],
  lines: LineTimes,
): LogSection[] {
  const upload = uploadIn(marks);
  if (!upload || upload.line <= firstLine) {
    return phasesOf(firstLine, lastLine, marks, folds, lines);
  }
  const before = <T extends Mark>(all: readonly T[]): T[] => all.filter((mark) => firstLineOf(mark) < upload.before);
  const after = <T extends Mark>(all: readonly T[]): T[] => all.filter((mark) => firstLineOf(mark) > upload.line);
  const exit = exitsIn(after(marks)).at(-1);
  const startedAtMs = lines.timeOfLine(upload.line);
  const endedAtMs = exit && lines.timeOfLine(exit.line);
  return [
    ...phasesOf(firstLine, upload.before - 1, before(marks), before(folds), lines),
    {
      ...PLAIN,
      kind: 'phase',
      title: upload.text,
      firstLine: upload.line,
      lastLine,
      failed: exit !== undefined && exit.code !== 0,
      exitCode: exit?.code,
      startedAtMs,
      durationMs:
        startedAtMs === undefined || endedAtMs === undefined ? undefined : Math.max(0, endedAtMs - startedAtMs),
      children: phasesOf(upload.line, lastLine, after(marks), after(folds), lines),
    },
  ];
}

/** The phases, each said once since a program can write the same words again, with tracebacks and summaries in them. */
function phasesOf(
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

function firstLineOf(mark: Mark | undefined): number {
  return mark === undefined ? Infinity : mark.kind === 'traceback' ? mark.firstLine : mark.line;
}
