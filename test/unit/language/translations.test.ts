import assert from 'node:assert/strict';
import { manifestTexts } from '../../../build/manifest';
import {
  collectMessages,
  messagesOf,
  pseudoMessages,
  translatedLanguages,
  translationOf,
  translationProblems,
} from '../../../build/messages';
import { pseudoText } from '../../../build/pseudoLanguage';

describe('translations', () => {
  const { messages, problems } = collectMessages();

  it('are made of texts that are literals', () => {
    assert.ok(messages.size > 20);
    assert.deepEqual(problems, []);
  });

  for (const language of translatedLanguages()) {
    it(`are complete in ${language}`, () => {
      const translation = translationOf(language);
      assert.deepEqual(translationProblems(messages, translation.messages), []);
      assert.deepEqual(translationProblems(new Map(Object.entries(manifestTexts())), translation.manifest), []);
    });
  }

  it('keep all placeholders in the pseudo-language', () => {
    const manifest = new Map(Object.entries(manifestTexts()));
    for (const texts of [messages, manifest]) {
      assert.deepEqual(translationProblems(texts, pseudoMessages(texts)), []);
    }
  });

  const checkCollected = (source: string, expected: Readonly<Record<string, string>>, literal = true): void => {
    it(`are made ${literal ? '' : 'of no text '}of ${source}`, () => {
      const collected = messagesOf('a.ts', source);
      assert.deepEqual(Object.fromEntries(collected.messages), expected);
      assert.equal(collected.problems.length, literal ? 0 : 1);
    });
  };
  checkCollected(`t('Open {0}', t('Log'))`, { 'Open {0}': 'Open {0}', Log: 'Log' });
  checkCollected(`vscode.l10n.t('Open')`, { Open: 'Open' });
  checkCollected(`t({ message: 'Open', comment: 'a state' })`, { 'Open/a state': 'Open' });
  checkCollected(`plural(1, { one: '{0} log', other: '{0} logs' })`, { '{0} log': '{0} log', '{0} logs': '{0} logs' });
  checkCollected('t(text)', {}, false);
  checkCollected('t(`Open ${name}`)', {}, false);
  checkCollected('plural(1, forms)', {}, false);
  checkCollected(`plural(1, { one, other: 'x' })`, { x: 'x' }, false);

  const checkProblem = (translation: Readonly<Record<string, string>>, ...expected: readonly string[]): void => {
    it(`have ${expected.join(', ') || 'no problem'} with ${JSON.stringify(translation)}`, () => {
      assert.deepEqual(translationProblems(new Map([['Open {0}', 'Open {0}']]), translation), expected);
    });
  };
  checkProblem({ 'Open {0}': '{0} öffnen' });
  checkProblem({}, 'missing: Open {0}');
  checkProblem({ 'Open {0}': '' }, 'missing: Open {0}');
  checkProblem({ 'Open {0}': 'Öffnen' }, 'other parts: Open {0}');
  checkProblem({ 'Open {0}': '{0} öffnen', Close: 'Schließen' }, 'not used: Close');

  it('in the pseudo-language are longer, in brackets, and keep what programs read', () => {
    assert.equal(pseudoText('Frame {0} failed'), '⟦Frámé {0} fáíléd ~~~~⟧');
    assert.equal(pseudoText('$(error) [Open](command:a.b)'), '⟦$(error) [Öpéñ](command:a.b) ~⟧');
  });
});
