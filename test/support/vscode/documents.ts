import { shown } from './shown';
import { Position, Range } from './types';

/** A file in memory, as editors see it. */
export interface TextDocumentStandIn {
  readonly path: string;
  readonly lineCount: number;
  lineAt(line: number): { readonly range: Range };
}

export function documentOf(path: string): TextDocumentStandIn {
  const lines = (shown.files[path] ?? '').split('\n');
  return {
    path,
    lineCount: lines.length,
    lineAt: (line) => ({ range: new Range(new Position(line, 0), new Position(line, (lines[line] ?? '').length)) }),
  };
}
