import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { diagnose } from '../../../../src/core/diagnosis';
import { diagnoserWith } from '../../../../src/core/diagnosis/diagnose';
import { RuleBook } from '../../../../src/core/diagnosis/matching/ruleBook';
import { RULES } from '../../../../src/core/diagnosis/rules';
import { diagnosisCases } from '../../../support/sessions/diagnosisCases';
import { sessionOf } from '../../../support/sessions/failingSessions/session';
import { STORIES } from '../../../support/sessions/failingSessions/stories';
import { judge, sharesOf, tableOf } from './figures';
import { ruleTopics } from './tables';

/** Where the tables of a run are written, for people to read. */
const OUT = path.join(import.meta.dirname, '../../../../out/diagnosis');

function write(name: string, text: string): void {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(path.join(OUT, `${name}.txt`), `${text}\n`);
}

describe('the diagnosis of failed sessions', () => {
  const groups = {
    cases: diagnosisCases(),
    stories: [1, 2, 3].flatMap((seed) => STORIES.map((story, index) => sessionOf(story, seed * 1000 + index))),
  };
  for (const [name, cases] of Object.entries(groups)) {
    const verdicts = judge(cases);
    const shares = sharesOf(verdicts);
    const table = tableOf(verdicts);
    write(name, `${table}\n${JSON.stringify(shares)}`);

    it(`finds the cause of at least 95 % of the ${name}`, () => {
      assert.ok(shares.right >= 0.95, table);
    });
    it(`is never wrong and sure about ${name}`, () => {
      assert.equal(shares.wrongAndSure, 0, table);
    });
    it(`quotes a line that matters of at least 95 % of the ${name}`, () => {
      assert.ok(shares.lineQuoted >= 0.95, table);
    });
    it(`quotes noise in at most 20 % of the ${name}`, () => {
      assert.ok(shares.noiseQuoted <= 0.2, table);
    });
  }

  it('stays honest where it lacks the rules of a topic', async function () {
    this.timeout(60_000);
    const rows: string[] = [];
    const all = [...groups.cases, ...groups.stories];
    const deciding = new Map(all.map((one) => [one, diagnose(one.input).ruleId]));
    let wrong = 0;
    let honest = 0;
    let tried = 0;
    for (const [topic, ids] of await ruleTopics()) {
      const changed = all.filter((one) => ids.has(deciding.get(one) ?? ''));
      if (changed.length === 0) {
        continue;
      }
      const verdicts = judge(changed, diagnoserWith(new RuleBook(RULES.filter(({ id }) => !ids.has(id)))));
      const { right, rightOrUnknown, wrongAndSure, lineQuoted } = sharesOf(verdicts);
      wrong += wrongAndSure;
      honest += rightOrUnknown * changed.length;
      tried += changed.length;
      const percent = (share: number): string => `${Math.round(share * 100)} %`.padStart(6);
      rows.push(
        `${topic.padEnd(16)}${String(changed.length).padStart(4)} cases: right${percent(right)}, right or unknown${percent(rightOrUnknown)}, wrong and sure ${wrongAndSure}, line quoted${percent(lineQuoted)}`,
      );
    }
    write('withoutTopics', rows.join('\n'));
    assert.equal(wrong, 0, rows.join('\n'));
    assert.ok(honest / tried >= 0.9, rows.join('\n'));
  });
});
