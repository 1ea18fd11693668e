import { wordsOf } from './linePrefix';

/** Something that a line of a log tells. */
export type Mark =
  | SaidMark<'fail' | 'status' | 'agent' | 'error'>
  | { readonly kind: 'progress'; readonly line: number; readonly percent: number }
  /** Signed 32 bits. */
  | { readonly kind: 'exit'; readonly line: number; readonly code: number; readonly text: string }
  | BannerMark
  /** `line` is the exception's, or the last one of a traceback that has none. */
  | { readonly kind: 'traceback'; readonly line: number; readonly firstLine: number; readonly text: string }
  /** An event of several lines. */
  | { readonly kind: 'summary'; readonly line: number; readonly lastLine: number; readonly text: string };

export type MarkOf<K extends Mark['kind']> = Extract<Mark, { readonly kind: K }>;

/** A title between two rules: `=` makes an action's, `-` a phase's. `before` is where the rule, or the blank line above it, stands. */
export type BannerMark = Banner<'action'> | Banner<'phase'>;

interface Banner<K> {
  readonly kind: K;
  readonly line: number;
  readonly before: number;
  readonly text: string;
}

type SaidMark<K> = K extends string ? { readonly kind: K; readonly line: number; readonly text: string } : never;

/** What a line is, as far as that can be told without its neighbours. */
export type LineShape =
  | { readonly kind: 'plain' | 'body' | 'blank' | 'tracebackHead' | '=' | '-' }
  | { readonly kind: 'title'; readonly of: 'action' | 'phase'; readonly text: string }
  | { readonly kind: 'mark'; readonly mark: (line: number) => Mark };

/** Longer lines are judged by their begin. */
const JUDGED = 1000;
const QUOTED = 300;
const RULE = /^(?:={40,60}|-{40,60})\s*$/;
const ACTION_TITLE = /^-{9} (?<text>\S.*)$/;
const PHASE_TITLE = /^(?<text>Phase: .+|Uploading output files to Job Attachments)$/;
const DIRECTIVE = /^openjd_(?<name>progress|status|fail): (?<value>.+)$/;
const EXIT = /^Process (?:pid \d+ )?exit(?:ed with)? code: (?<code>-?\d{1,10})\b/;
const AGENT = /^(?:TIMEOUT - |Process failed to start\b|Failed to start |Fatal error attempting )/;
const ERROR = /^\W{0,2}(?:(?:ERROR|CRITICAL|FATAL)\b|(?:[Ee]rror|[Ff]atal(?: error)?|[Cc]ritical): )/;
const TRACEBACK = /^[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):/;
const EXCEPTION = /^(?!openjd_)[A-Za-z_][\w.]*(?:: |$)/;
const SEVERE = new Set(['ERROR', 'CRITICAL', 'FATAL']);

/** The first characters of what can be more than a plain line. */
const TELLING = new Set('=-PUoTFECefc [({*|+\t0123456789'.split(''));

/** Tells what a line of a log is. Total, and linear in the line's length. */
export function shapeOf(line: string): LineShape {
  if (line === '') {
    return BLANK;
  }
  if (!TELLING.has(line.charAt(0))) {
    return PLAIN;
  }
  const { words, level } = wordsOf(line.length > JUDGED ? line.slice(0, JUDGED) : line);
  const text = words.slice(0, QUOTED);
  const marked = (kind: 'fail' | 'status' | 'agent' | 'error', what = text): LineShape => ({
    kind: 'mark',
    mark: (at) => ({ kind, line: at, text: what.trimEnd() }),
  });
  switch (words.charAt(0)) {
    case '':
      return level !== undefined && SEVERE.has(level) ? marked('error') : BLANK;
    case '=':
    case '-': {
      if (RULE.test(words)) {
        return words.startsWith('=') ? ACTION_RULE : PHASE_RULE;
      }
      const title = ACTION_TITLE.exec(text)?.groups?.text;
      return title === undefined ? PLAIN : { kind: 'title', of: 'action', text: title.trimEnd() };
    }
    case 'o': {
      const { name, value = '' } = DIRECTIVE.exec(text)?.groups ?? {};
      if (name === 'progress') {
        const percent = Number.parseFloat(value);
        return percent >= 0 && percent <= 100
          ? { kind: 'mark', mark: (at) => ({ kind: 'progress', line: at, percent }) }
          : PLAIN;
      }
      return name === undefined ? PLAIN : marked(name === 'fail' ? 'fail' : 'status', value);
    }
    case 'U':
    case 'P': {
      const title = PHASE_TITLE.exec(text)?.groups?.text;
      if (title !== undefined) {
        return { kind: 'title', of: 'phase', text: title.trimEnd() };
      }
      const code = EXIT.exec(text)?.groups?.code;
      if (code !== undefined) {
        return { kind: 'mark', mark: (at) => ({ kind: 'exit', line: at, code: Number(code) | 0, text }) };
      }
    }
  }
  if (TRACEBACK.test(text)) {
    return { kind: 'tracebackHead' };
  }
  if (AGENT.test(text)) {
    return marked('agent');
  }
  if (ERROR.test(text) || (level !== undefined && SEVERE.has(level))) {
    return marked('error');
  }
  return /^[ \t|+]/.test(words) ? (words.trim() === '' ? BLANK : BODY) : PLAIN;
}

/** What a traceback's last line says, if the line after its frames is that, e.g. `RuntimeError: no texture`. */
export function exceptionIn(line: string): string | undefined {
  const { words } = wordsOf(line.slice(0, JUDGED));
  return EXCEPTION.test(words) ? words.slice(0, QUOTED).trimEnd() : undefined;
}

const PLAIN: LineShape = { kind: 'plain' };
const BODY: LineShape = { kind: 'body' };
const BLANK: LineShape = { kind: 'blank' };
const ACTION_RULE: LineShape = { kind: '=' };
const PHASE_RULE: LineShape = { kind: '-' };
