/** The tables of rules and examples, found by their files, so that a new one needs no other mention; and which rule a line meets. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Rule } from '../../../../src/core/diagnosis';
import { countsFor } from '../../../../src/core/diagnosis/lines/harmless';
import { programWords } from '../../../../src/core/diagnosis/lines/logLine';
import { RuleBook } from '../../../../src/core/diagnosis/matching/ruleBook';
import { RULES } from '../../../../src/core/diagnosis/rules';

const RULES_FOLDER = path.join(import.meta.dirname, '../../../../src/core/diagnosis/rules');
const EXAMPLES_FOLDER = path.join(import.meta.dirname, 'examples');

// The beginnings stand here for the bundler, which takes every file below them.
const loadRules = (file: string): Promise<unknown> => import(`../../../../src/core/diagnosis/rules/${file}.ts`);
const loadExamples = (file: string): Promise<unknown> => import(`./examples/${file}.ts`);

const book = new RuleBook(RULES);

/** The ID of the rule that counts for a line. */
export function ruleOf(line: string): string | undefined {
  const { words, said, level } = programWords(line);
  const rule = book.find(words, said)?.rule;
  return rule && countsFor(rule.certainty, words, level) ? rule.id : undefined;
}

/** By topic, e.g. `licenses`, the IDs of its rules. */
export async function ruleTopics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const topics = new Map<string, ReadonlySet<string>>();
  for (const [name, exports] of await modulesOf(RULES_FOLDER, loadRules)) {
    const rules = Object.entries(exports).flatMap(([each, value]) =>
      each.endsWith('_RULES') ? (value as Rule[]) : [],
    );
    topics.set(name, new Set(rules.map(({ id }) => id)));
  }
  return topics;
}

/** Lines that mean nothing, beside those of the single rules. */
export async function harmlessLines(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [, exports] of await modulesOf(EXAMPLES_FOLDER, loadExamples)) {
    for (const [name, value] of Object.entries(exports)) {
      if (name.startsWith('HARMLESS')) {
        lines.push(...Object.values(value as Readonly<Record<string, string | readonly string[]>>).flat());
      }
    }
  }
  return lines;
}

type Exports = Readonly<Record<string, unknown>>;

/** The files of a table, by their names, e.g. `licenses`. `renderers.ts` has what the files of the folder `renderers` say. */
async function modulesOf(
  folder: string,
  load: (file: string) => Promise<unknown>,
): Promise<readonly (readonly [string, Exports])[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .filter((file) => !existsSync(`${path.join(folder, path.dirname(file))}.ts`))
    .map((file) => file.slice(0, -'.ts'.length).replaceAll(path.sep, '/'));
  return await Promise.all(files.map(async (file) => [path.basename(file), (await load(file)) as Exports] as const));
}
