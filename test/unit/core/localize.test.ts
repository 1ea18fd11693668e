import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber, listOf, plural, setLanguage, t } from '../../../src/core/text/localize';

const GERMAN = {
  language: 'de',
  messages: {
    'Frame {0} failed on {1}.': 'Auf {1} ist Bild {0} fehlgeschlagen.',
    'Open/a command': 'Öffnen',
    'Open/a state': 'Offen',
    '{0} session': '{0} Sitzung',
    '{0} sessions': '{0} Sitzungen',
  },
};
const JAPANESE = { language: 'ja', messages: { '{0} sessions': '{0} 件のセッション' } };
const sessions = (count: number): string => plural(count, { one: '{0} session', other: '{0} sessions' });

describe('a text', () => {
  afterEach(() => {
    setLanguage(undefined);
  });

  it('stays English without a translation', () => {
    assert.equal(t('Frame {0} failed on {1}.', 12, 'rack-1'), 'Frame 12 failed on rack-1.');
    setLanguage(GERMAN);
    assert.equal(t('Frame {0} is ready.', 12), 'Frame 12 is ready.');
  });

  it('is in the language of the editor, with its values where that language wants them', () => {
    setLanguage(GERMAN);
    assert.equal(t('Frame {0} failed on {1}.', 12, 'rack-1'), 'Auf rack-1 ist Bild 12 fehlgeschlagen.');
  });

  it('that means several things in English has a translation for each', () => {
    assert.equal(t({ message: 'Open', comment: 'a state' }), 'Open');
    setLanguage(GERMAN);
    assert.equal(t({ message: 'Open', comment: 'a state' }), 'Offen');
    assert.equal(t({ message: 'Open', comment: 'a command' }), 'Öffnen');
  });

  it('takes placeholders in its values as text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        assert.equal(t('{0}|{1}', one, other), `${one}|${other}`);
      }),
    );
    assert.equal(t('{0}{1}', '{1}$&', 'x'), '{1}$&x');
  });

  it('has the form for its count, and digits in groups', () => {
    assert.deepEqual([0, 1, 2, 4321].map(sessions), ['0 sessions', '1 session', '2 sessions', '4,321 sessions']);
    setLanguage(GERMAN);
    assert.deepEqual([0, 1, 4321].map(sessions), ['0 Sitzungen', '1 Sitzung', '4.321 Sitzungen']);
    setLanguage(JAPANESE);
    assert.deepEqual([0, 1, 4321].map(sessions), ['0 件のセッション', '1 件のセッション', '4,321 件のセッション']);
  });

  it('has its other values after its count', () => {
    assert.equal(plural(2, { one: '{0} line in {1}', other: '{0} lines in {1}' }, 'a.log'), '2 lines in a.log');
  });

  it('lists things as its language does', () => {
    assert.equal(listOf(['a', 'b', 'c']), 'a, b and c');
    assert.equal(listOf(['a', 'b'], 'disjunction'), 'a or b');
    setLanguage(GERMAN);
    assert.equal(listOf(['a', 'b', 'c']), 'a, b und c');
    setLanguage(JAPANESE);
    assert.equal(listOf(['a', 'b', 'c']), 'a、b、c');
  });

  it('has English numbers where Intl does not know the language', () => {
    for (const language of ['qps-ploc', 'not a tag', '']) {
      setLanguage({ language, messages: {} });
      assert.equal(formatNumber(4321), '4,321', language);
      assert.equal(sessions(1), '1 session', language);
    }
  });
});
