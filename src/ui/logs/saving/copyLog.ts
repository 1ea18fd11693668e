import { columnOf } from '../../../render/logs/logText';
import { exactTime } from '../../../render/time';
import { copyPlain } from '../../sessions/copy';
import type { LogEditor, Logs } from '../logs';

/** Copies the selected lines of the log in front: as the program wrote them, or each with its full time before it. */
export async function copyLogLines(logs: Logs, times: 'with' | 'without'): Promise<void> {
  const { active } = logs;
  if (active) {
    await copyPlain(selectedLines(active, times).join('\n'));
  }
}

function selectedLines({ log, segment: id, editor }: LogEditor, times: 'with' | 'without'): readonly string[] {
  const { document, selections } = editor;
  const segment = log.store?.segments.find((one) => one.id === id);
  const write = log.writer(segment);
  const lines = new Set(selections.flatMap(({ start, end }) => from(start.line, end.line)));
  return [...lines]
    .sort((a, b) => a - b)
    .flatMap((line) => {
      const there = log.lineAt(id, line);
      const timeMs =
        there === undefined || log.placeOf(there)?.line !== line ? undefined : log.store?.timeOfLine(there);
      if (timeMs === undefined) {
        return [];
      }
      const text = document.lineAt(line).text.slice(columnOf(write(timeMs)));
      return times === 'with' ? `${exactTime(timeMs)}  ${text}`.trimEnd() : text;
    });
}

function from(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
