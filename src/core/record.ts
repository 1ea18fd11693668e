/** The records of a text: the stretches that speak of one thing, be it JSON, YAML, a command or a log. */
import { type Span, commandAround, lineAround } from './references/placeHint';

/** How many records around a place are told apart; documents nest a few deep, hostile ones as deep as they like. */
const MOST_RECORDS = 12;

/** A string that ends where it should, or with its line; or a brace. */
const BRACES = /"(?:[^"\\\n]|\\.)*"?|[{}]/g;
/** `key: value`, `key = value`, `- key: value`, `"key": value`, or with anything before it `KEY=value`. */
const FIELD = /^(\s*)((?:- +)*)["']?[A-Za-z_][\w .-]*["']? ?[:=](?:\s|$)|(?:^|\s)[A-Z_][A-Z0-9_]+=/;

/** The objects of JSON or Python in a text, inner ones before those they lie in. What is not closed is none. */
export function findObjects(text: string): Span[] {
  const objects: Span[] = [];
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(BRACES)) {
    if (mark === '{') {
      open.push(index);
    } else if (mark === '}') {
      const start = open.pop();
      if (start !== undefined) {
        objects.push({ start, end: index + 1 });
      }
    }
  }
  return objects;
}

/**
 * The records around a place, the smallest first: its line, the command with its continued lines, the objects it lies in; outside
 * of objects the block of fields or variables.
 */
export function recordsAround(text: string, { start, end }: Span, objects: readonly Span[]): Span[] {
  const line = lineAround(text, start);
  const around = objects.filter((object) => object.start < start && object.end > end);
  return [line, commandAround(text, start), ...(around.length > 0 ? around : [blockAround(text, line)])]
    .sort((one, other) => one.end - one.start - (other.end - other.start))
    .slice(0, MOST_RECORDS);
}

/** The fields that belong with a line: neighbours as deep or deeper, up to the `-` that begins their item. */
function blockAround(text: string, line: Span): Span {
  const { column } = fieldAt(text, line);
  let above = line;
  while (column >= 0 && above.start > 0 && fieldAt(text, above).item >= column) {
    const next = lineAround(text, above.start - 1);
    if (fieldAt(text, next).column < column) {
      break;
    }
    above = next;
  }
  let below = line;
  while (column >= 0 && below.end < text.length) {
    const next = lineAround(text, below.end + 1);
    const field = fieldAt(text, next);
    if (field.column < column || field.item < column) {
      break;
    }
    below = next;
  }
  return { start: above.start, end: below.end };
}

/** At which columns a line's field and its item begin, the item with its `-` if it has one; the field's is -1 where there is none. */
function fieldAt(text: string, { start, end }: Span): { readonly column: number; readonly item: number } {
  const match = FIELD.exec(text.slice(start, end));
  const indent = match?.[1]?.length ?? 0;
  const dashes = match?.[2]?.length ?? 0;
  return { column: match ? indent + dashes : -1, item: indent };
}
