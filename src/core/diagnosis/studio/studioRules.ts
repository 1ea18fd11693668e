import { CAUSE_IDS, isCauseId } from '../causeIds';
import type { StudioRule } from '../diagnosis';
import { JsonFault, type JsonNode, readJson } from './jsonPlaces';
import { unsafeReason } from './patternSafety';
import { t } from '../../text/localize';

/** Something in a file of rules that is not as it should be. */
export interface RuleProblem {
  /** One sentence for the author of the file. */
  readonly message: string;
  /** Offsets in the text, in UTF-16 units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The rules of a file that can be used, and what is wrong with the others. */
export interface StudioRules {
  readonly rules: readonly StudioRule[];
  readonly problems: readonly RuleProblem[];
}

const MOST_RULES = 500;
const LONGEST_TEXT = 500;
const FIELDS: ReadonlySet<string> = new Set(['pattern', 'cause', 'sentence', 'advice', 'link', 'certainty']);

/**
 * Reads a studio's own rules: JSON with comments, `{ "rules": [ { "pattern", "cause" or "sentence", "advice"?, "link"?,
 * "certainty"? } ] }`. Patterns are regular expressions that ignore case. A row with a problem is left out, the others count.
 * Never throws.
 *
 * @example
 * parseStudioRules('{"rules":[{"pattern":"no plate for \\\\d+","cause":"missing-input","advice":"Ask editorial."}]}').rules.length // 1
 */
export function parseStudioRules(text: string): StudioRules {
  const problems: RuleProblem[] = [];
  const report = (message: string, { start, end }: Pick<JsonNode, 'start' | 'end'>): void => {
    problems.push({ message, start, end });
  };
  let root: JsonNode;
  try {
    root = readJson(text);
  } catch (error) {
    const offset = error instanceof JsonFault ? error.offset : 0;
    report(t('This is not valid JSON: {0}.', error instanceof Error ? error.message : String(error)), {
      start: offset,
      end: Math.min(text.length, offset + 1),
    });
    return { rules: [], problems };
  }
  const list = fieldsOf(root)?.get('rules');
  if (!list || !Array.isArray(list.value)) {
    report(t('The file needs a list of rules: { "rules": [ … ] }.'), list ?? root);
    return { rules: [], problems };
  }
  const rows = list.value as readonly JsonNode[];
  if (rows.length > MOST_RULES) {
    report(t('Only the first {0} rules are used.', MOST_RULES), list);
  }
  const rules = rows.slice(0, MOST_RULES).flatMap((row, index) => ruleOf(row, index, report) ?? []);
  return { rules, problems };
}

type Report = (message: string, place: Pick<JsonNode, 'start' | 'end'>) => void;

function ruleOf(row: JsonNode, index: number, report: Report): StudioRule | undefined {
  const fields = fieldsOf(row);
  if (!fields) {
    report(t('A rule is an object: { "pattern": "…", "cause": "…" }.'), row);
    return undefined;
  }
  const faults: string[] = [];
  const text = (name: string): string | undefined => {
    const node = fields.get(name);
    if (node === undefined) {
      return undefined;
    }
    if (typeof node.value === 'string' && node.value.trim() !== '' && node.value.length <= LONGEST_TEXT) {
      return node.value;
    }
    faults.push(name);
    report(t('"{0}" must be text of 1 to {1} characters.', name, LONGEST_TEXT), node);
    return undefined;
  };
  const [pattern, cause, sentence, advice, link] = ['pattern', 'cause', 'sentence', 'advice', 'link'].map(text);
  const certainty = text('certainty') ?? 'sure';
  const refuse = (message: string, name: string): void => {
    faults.push(name);
    report(message, fields.get(name) ?? row);
  };
  for (const name of fields.keys()) {
    if (!FIELDS.has(name)) {
      report(t('Unknown field; a rule has {0}.', [...FIELDS].join(', ')), fields.get(name) ?? row);
    }
  }
  const unsafe = pattern === undefined ? undefined : unsafeReason(pattern);
  if (unsafe !== undefined) {
    refuse(unsafe, 'pattern');
  }
  if (pattern === undefined && !fields.has('pattern')) {
    refuse(t('A rule needs a "pattern".'), 'pattern');
  }
  if (cause !== undefined && !isCauseId(cause)) {
    refuse(t('Unknown cause; it must be one of {0}.', CAUSE_IDS.join(', ')), 'cause');
  }
  if (cause === undefined && sentence === undefined && faults.length === 0) {
    refuse(t('A rule needs a "cause" or a "sentence".'), 'pattern');
  }
  if (link !== undefined && !isHttps(link)) {
    refuse(t('A link must be an https address.'), 'link');
  }
  if (certainty !== 'sure' && certainty !== 'likely') {
    refuse(t('"certainty" must be "sure" or "likely".'), 'certainty');
  }
  if (faults.length > 0 || pattern === undefined) {
    return undefined;
  }
  return {
    id: `studio-${index + 1}`,
    pattern: new RegExp(pattern, 'i'),
    cause: cause !== undefined && isCauseId(cause) ? cause : 'unknown',
    certainty: certainty === 'likely' ? 'likely' : 'sure',
    sentence,
    advice,
    link,
  };
}

function fieldsOf({ value }: JsonNode): ReadonlyMap<string, JsonNode> | undefined {
  return value instanceof Map ? (value as ReadonlyMap<string, JsonNode>) : undefined;
}

function isHttps(link: string): boolean {
  try {
    return new URL(link).protocol === 'https:';
  } catch {
    return false;
  }
}
