/** Places in source files as programs name them in logs: `File "/opt/x/render.py", line 488`, `src/tiles.rs:120:9`. */

/** A place in a text: `text.slice(start, end)` is what names it, counted in UTF-16 units. */
export interface SourcePlace {
  readonly start: number;
  readonly end: number;
  /** As the program wrote it, e.g. `/opt/studio/lumina/render.py`, `C:\tools\x.cpp`, `stage.cpp`. Hostile. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1; undefined where the program does not say. */
  readonly column: number | undefined;
}

/** Files that programs are written in, and those that programs complain about by line. */
const EXTENSION =
  'pyw?|pyi|c|cc|cpp|cxx|cu|cl|h|hh|hpp|hxx|inl|m|mm|rs|go|swift|[cm]?js|jsx|[cm]?ts|tsx|sh|bash|zsh|ps1|psm1|bat|cmd|rb|pl|pm|lua|php|java|kt|scala|cs|mel|vfl|vex|glsl|hlsl|osl|usda?|json|ya?ml|toml|xml|cmake|gradle|nk|gizmo';

/** What a place is found by: `line 12`, or a file's extension with a number behind it, as `.cpp:12`, `.ts(12,3)`. */
const ANCHOR = new RegExp(String.raw`\bline \d|\.(?:${EXTENSION})[:(]\d`, 'gi');
const ENDS_AS_SOURCE = new RegExp(String.raw`[\w\])-]\.(?:${EXTENSION})$`, 'i');
/** `:12:3`, `(12,3)`, `:12 char:3`, `line 12`. */
const NUMBERS = /(?:line |:|\()(?<line>\d{1,7})(?!\d)(?:(?::|, ?| char:)(?<column>\d{1,6})(?!\d))?/iy;
/** Of USD, ` of stage.cpp`; of its files, ` in file /mnt/x.usda`. */
const FILE_FOLLOWS = /,? (?:of|in file|in|file) ["']?(?=[^\s"'])/y;
const LONGEST_PATH = 1_000;

/** The places in a text, in order and without overlap, at most so many. Total, and linear in the text. */
export function findSourcePlaces(text: string, most = Number.MAX_SAFE_INTEGER): readonly SourcePlace[] {
  const found: SourcePlace[] = [];
  let from = 0;
  ANCHOR.lastIndex = 0;
  for (let anchor = ANCHOR.exec(text); anchor && found.length < most; anchor = ANCHOR.exec(text)) {
    const next = anchor.index + anchor[0].length;
    const place = anchor[0].startsWith('.')
      ? placeBehindFile(text, next - 2, from)
      : (placeAfterFile(text, anchor.index, from) ?? placeBeforeFile(text, anchor.index));
    if (place) {
      found.push(place);
      from = place.end;
    }
    ANCHOR.lastIndex = place?.end ?? next;
  }
  return found;
}

/** `/a/x.cpp:12:3`, `x.ts(12,3)`. */
function placeBehindFile(text: string, pathEnd: number, from: number): SourcePlace | undefined {
  const path = pathBefore(text, pathEnd, from);
  return path && ENDS_AS_SOURCE.test(path.text)
    ? numbered(text, pathEnd, { start: path.start, path: path.text })
    : undefined;
}

/** `File "/a/x.py", line 12`, `/a/run.sh: line 31`, `file: /a/x.mel line 23`. */
function placeAfterFile(text: string, word: number, from: number): SourcePlace | undefined {
  const gap = /[,:]? $/.exec(text.slice(Math.max(from, word - 2), word))?.[0].length;
  if (gap === undefined) {
    return undefined;
  }
  const end = word - gap;
  const quote = text.charAt(end - 1);
  if (quote === '"' || quote === "'") {
    const open = text.lastIndexOf(quote, end - 2);
    const path = text.slice(open + 1, end - 1);
    return open < from || !isPath(path) ? undefined : numbered(text, word, { start: open + 1, path });
  }
  const path = pathBefore(text, end, from);
  return path && (ENDS_AS_SOURCE.test(path.text) || /[\\/]/.test(path.text))
    ? numbered(text, word, { start: path.start, path: path.text })
    : undefined;
}

/** `at line 2857 of stage.cpp`, `on line 12 in file /mnt/x.usda`. */
function placeBeforeFile(text: string, word: number): SourcePlace | undefined {
  const place = numbered(text, word, { start: word, path: '' });
  if (!place) {
    return undefined;
  }
  FILE_FOLLOWS.lastIndex = place.end;
  if (!FILE_FOLLOWS.test(text)) {
    return undefined;
  }
  const start = FILE_FOLLOWS.lastIndex;
  const path =
    /^[^\s"'`()<>[\]{}|,;=*?]+/.exec(text.slice(start, start + LONGEST_PATH))?.[0].replace(/[.:]+$/, '') ?? '';
  return ENDS_AS_SOURCE.test(path) ? { ...place, path, end: start + path.length } : undefined;
}

function numbered(
  text: string,
  at: number,
  { start, path }: Pick<SourcePlace, 'start' | 'path'>,
): SourcePlace | undefined {
  NUMBERS.lastIndex = at;
  const { line, column } = NUMBERS.exec(text)?.groups ?? {};
  if (line === undefined || Number(line) === 0) {
    return undefined;
  }
  const isClosed = text.charAt(at) === '(' && text.charAt(NUMBERS.lastIndex) === ')';
  return {
    start,
    end: NUMBERS.lastIndex + (isClosed ? 1 : 0),
    path,
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

const BETWEEN = new Set(' \t\r\n"\'`()<>[]{}|,;=*?');

/** The path that ends somewhere: back to what separates words. Web addresses are none. */
function pathBefore(
  text: string,
  end: number,
  from: number,
): { readonly start: number; readonly text: string } | undefined {
  let start = end;
  const first = Math.max(from, end - LONGEST_PATH);
  while (start > first && !BETWEEN.has(text.charAt(start - 1)) && !isEndOfName(text, start - 1)) {
    start--;
  }
  let path = text.slice(start, end);
  if (path.startsWith('//') && text.charAt(start - 1) === ':') {
    if (
      !text
        .slice(Math.max(0, start - 5), start)
        .toLowerCase()
        .endsWith('file:')
    ) {
      return undefined;
    }
    start += 2;
    path = path.slice(2);
  }
  return isPath(path) && path.length < LONGEST_PATH ? { start, text: path } : undefined;
}

/** A colon ends what stands before a path, but that of a drive. */
function isEndOfName(text: string, at: number): boolean {
  const isDrive = /^[A-Za-z]:[\\/]$/.test(text.slice(at - 1, at + 2)) && !/[A-Za-z0-9]/.test(text.charAt(at - 2));
  return text.charAt(at) === ':' && !isDrive;
}

function isPath(text: string): boolean {
  return text.length > 2 && text.length <= LONGEST_PATH && !text.startsWith('<') && !/[\r\n\0]/.test(text);
}
