import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from 'scslre';

import { linesOfAction } from '../../../../src/core/diagnosis/lines/actionLines';
import { weakness } from '../../../../src/core/diagnosis/lines/harmless';
import { programWords } from '../../../../src/core/diagnosis/lines/logLine';
import { requiredLiterals } from '../../../../src/core/diagnosis/matching/requiredLiterals';
import { RULES } from '../../../../src/core/diagnosis/rules';
import { unsafeReason } from '../../../../src/core/diagnosis/studio/patternSafety';
import { diagnosisCases } from '../../../support/sessions/diagnosisCases';
import { EXAMPLES } from './examples';
import { goodLogsOfSampleFarm } from './goodLogs';
import { harmlessLines, ruleOf } from './tables';

const causes = new Map(RULES.map(({ id, cause }) => [id, cause]));

describe('the rules of the diagnosis', () => {
  it('are at least 250, each with its own ID', () => {
    assert.ok(RULES.length >= 250, `${RULES.length} rules`);
    assert.equal(causes.size, RULES.length);
  });

  it('are proven by words that fail and words that mean nothing', () => {
    const missing = RULES.filter(({ id }) => {
      const example = EXAMPLES[id];
      return !example?.source || example.fails.length === 0 || example.harmless.length === 0;
    });
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
    assert.deepEqual(
      Object.keys(EXAMPLES).filter((id) => !causes.has(id)),
      [],
    );
  });

  it('match their failing examples', () => {
    const wrong = Object.entries(EXAMPLES).flatMap(([id, { fails }]) =>
      fails
        .filter((line) => {
          const found = ruleOf(line);
          return found !== id && causes.get(found ?? '') !== causes.get(id);
        })
        .map((line) => `${id}: ${line} → ${ruleOf(line) ?? 'none'}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('match no harmless line', async () => {
    const lines = [...Object.values(EXAMPLES).flatMap(({ harmless }) => harmless), ...(await harmlessLines())];
    assert.deepEqual(
      lines.flatMap((line) => (ruleOf(line) === undefined ? [] : [`${ruleOf(line) ?? ''}: ${line}`])),
      [],
    );
  });

  it('match no line of an action that succeeded, but the well-known words that stand there on purpose', () => {
    const found = new Set<string>();
    for (const { name, input } of diagnosisCases().filter(({ name }) => !ON_PURPOSE.has(name))) {
      for (const { action, events } of input.siblings ?? []) {
        const { lines, program } = linesOfAction(events, action);
        for (const line of action.status === 'SUCCEEDED' ? program : []) {
          const text = lines[line]?.text ?? '';
          const id = ruleOf(text);
          if (id !== undefined && weakness(programWords(text).words) === undefined) {
            found.add(`${name}: ${id}: ${text}`);
          }
        }
      }
    }
    assert.deepEqual([...found], []);
  });

  it('match no line of a session that succeeded', () => {
    const folder = path.join(import.meta.dirname, '../../../fixtures/session-logs');
    const texts = readdirSync(folder)
      .filter((file) => file.startsWith('succeeded'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
    assert.ok(texts.length > 0);
    const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
    assert.deepEqual(
      lines.flatMap((line) => ruleOf((JSON.parse(line) as { readonly message: string }).message) ?? []),
      [],
    );
  });

  it('match no line of a task of the sample farm that succeeded', function () {
    this.timeout(60_000);
    const found = new Set<string>();
    let actions = 0;
    for (const lines of goodLogsOfSampleFarm()) {
      actions++;
      for (const line of lines) {
        const id = ruleOf(line);
        if (id !== undefined) {
          found.add(`${id}: ${line}`);
        }
      }
    }
    assert.ok(actions > 200, `${actions} actions`);
    assert.deepEqual([...found], []);
  });

  it('are linear', function () {
    this.timeout(120_000);
    const slow = RULES.flatMap(({ id, pattern: { source, flags } }) =>
      analyse({ source, flags }).reports.map(
        ({ type, exponential }) => `${id}: ${type}${exponential ? ', exponential' : ''}`,
      ),
    );
    assert.deepEqual(slow, []);
  });

  it('keep no state and require words that the index can look for', () => {
    assert.deepEqual(
      RULES.filter(
        ({ pattern }) => pattern.global || pattern.sticky || requiredLiterals(pattern.source) === undefined,
      ).map(({ id }) => id),
      [],
    );
  });

  it('of a studio that can take forever are refused, with the reason', () => {
    for (const pattern of ['(a+)+$', '(a|ab)*c', '(\\w+\\s?)*x', '(x)\\1', 'a.*b.*c', '[', '', 'x'.repeat(501)]) {
      assert.notEqual(unsafeReason(pattern), undefined, pattern);
    }
    for (const pattern of [
      'no plate for \\d+',
      'Failed to load (.*) for (.*)',
      '(?:seat|token)s? left: 0',
      'a{1,3}b',
    ]) {
      assert.equal(unsafeReason(pattern), undefined, pattern);
    }
  });
});

/** Cases in whose good tasks the words of a known failure stand on purpose. */
const ON_PURPOSE: ReadonlySet<string> = new Set([
  'karma-xpu-then-missing',
  'same-first-license-server-down',
  'same-plugin-missing-then-texture',
]);
