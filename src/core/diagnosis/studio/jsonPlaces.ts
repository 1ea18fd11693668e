/** A value of JSON text with where it stands. */
import { t } from '../../text/localize';
export interface JsonNode {
  readonly value: string | number | boolean | null | readonly JsonNode[] | ReadonlyMap<string, JsonNode>;
  /** Offsets in the text, in UTF-16 units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Thrown where text is no JSON. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const DEEPEST = 20;
const SCALAR = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Blanks, and comments as in VS Code's own settings. */
const BLANK = /(?:[\s\ufeff]|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;

/** Reads JSON with comments and commas at the end, and keeps where each value stands. @throws JsonFault */
export function readJson(text: string): JsonNode {
  let at = 0;
  const skip = (): string => {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    return text.charAt(at);
  };
  const expect = (char: string): void => {
    if (skip() !== char) {
      throw new JsonFault(t('Expected {0}', char), at);
    }
    at++;
  };
  const scalar = (): JsonNode => {
    SCALAR.lastIndex = at;
    const start = at;
    const found = SCALAR.exec(text)?.[0];
    if (found === undefined) {
      throw new JsonFault(text.charAt(at) === '"' ? t('Text without its end') : t('Expected a value'), at);
    }
    at += found.length;
    try {
      return { value: JSON.parse(found) as string | number | boolean | null, start, end: at };
    } catch {
      throw new JsonFault(t('Text with a character or escape that is not valid'), start);
    }
  };
  const list = (close: string, item: () => void): void => {
    at++;
    while (skip() !== close) {
      item();
      if (skip() === ',') {
        at++;
      } else if (text.charAt(at) !== close) {
        throw new JsonFault(t('Expected , or {0}', close), at);
      }
    }
    at++;
  };
  const value = (depth: number): JsonNode => {
    const first = skip();
    const start = at;
    if (depth > DEEPEST) {
      throw new JsonFault(t('Too many levels'), at);
    }
    if (first === '[') {
      const items: JsonNode[] = [];
      list(']', () => items.push(value(depth + 1)));
      return { value: items, start, end: at };
    }
    if (first === '{') {
      const fields = new Map<string, JsonNode>();
      list('}', () => {
        const name = skip() === '"' ? scalar().value : undefined;
        if (typeof name !== 'string') {
          throw new JsonFault(t('Expected a name in quotes'), at);
        }
        expect(':');
        fields.set(name, value(depth + 1));
      });
      return { value: fields, start, end: at };
    }
    return scalar();
  };
  const root = value(0);
  if (skip() !== '') {
    throw new JsonFault(t('Expected the end'), at);
  }
  return root;
}
