import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askMfaCode } from '../../../../src/ui/connection/signIns';
import { iconLabel, labelText, lensLabel, messageText } from '../../../../src/ui/window/safeText';
import * as messages from '../../../../src/ui/window/messages';
import { pick } from '../../../../src/ui/window/picker';
import { hasLink, HOSTILE, iconsIn } from '../../../support/vscode/interpreted';
import { resetVSCode, shown } from '../../../support/vscode/shown';

/** Texts that are made of what links and icons are made of. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '\\',
        '$',
        ' ',
        '\n',
        '"',
        '](',
        '$(',
        'command:x',
        'https://a',
        'file:/a',
        'zap',
        '\u2060',
        '\u202e',
      ),
      fc.string(),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('safe text', () => {
  it('has no links in messages, whatever the text', () => {
    fc.assert(fc.property(hostile, (text) => !hasLink(messageText(text))));
    for (const text of HOSTILE) {
      assert.equal(hasLink(messageText(text)), false, text);
    }
  });

  it('has no icons in labels, whatever the text', () => {
    fc.assert(fc.property(hostile, (text) => iconsIn(labelText(text)).length === 0));
    for (const label of [iconLabel, lensLabel]) {
      fc.assert(fc.property(hostile, (text) => iconsIn(label('error', text)).join() === '$(error)'));
    }
  });

  it('is one line without controls, and not too long', () => {
    fc.assert(
      fc.property(hostile, fc.nat(5_000), (text, length) => {
        const long = text.padEnd(length, text || 'x');
        return [messageText(long), labelText(long)].every((one) => !/[\n\r\u202e]/.test(one) && one.length < 3_000);
      }),
    );
  });

  it('leaves ordinary text as it is', () => {
    const text = 'Access denied (GetSession): add deadline:GetSession [or ask] $5 — “sh010”.';
    assert.equal(messageText(text), text);
    assert.equal(labelText(text), text);
  });
});

describe('messages, prompts and pickers', () => {
  beforeEach(resetVSCode);

  for (const text of HOSTILE) {
    it(`show no link or icon of ${JSON.stringify(text)}`, async () => {
      await messages.showInfo(text, 'OK');
      await messages.showWarning(text);
      await messages.showError(text);
      await messages.confirmModal(text, [text], 'End');
      await messages.withProgress(text, (_signal, report) => {
        report(text, 5);
        return Promise.resolve();
      });
      await messages.askText({ title: text, prompt: text, validate: () => text });
      await askMfaCode({ profile: text, serial: text });
      const chosen = pick([{ label: text, description: text, detail: text, value: 1 }, { heading: text }], {
        title: text,
        placeholder: text,
      });
      shown.picks[0]?.hide();
      await chosen;
      messages.showInStatusBar('check', text);
      await messages.withWindowProgress(text, () => Promise.resolve());

      const prompts = shown.prompts.flatMap(({ title, prompt, validate }) => [title ?? '', prompt, validate('x')]);
      const interpreted = [...shown.messages.map((one) => one.text), ...shown.progress, ...prompts];
      assert.equal(interpreted.length, 4 + 3 + 6);
      assert.deepEqual(
        interpreted.filter((one) => hasLink(String(one))),
        [],
      );
      const labels = shown.picks.flatMap(({ items }) =>
        items.flatMap(({ label, description = '', detail = '' }) => [label, description, detail]),
      );
      assert.ok(labels.length > 0);
      assert.deepEqual([...labels, shown.progress.at(-1) ?? ''].flatMap(iconsIn), []);
      assert.deepEqual(shown.statusBar.flatMap(iconsIn), ['$(check)']);
    });
  }
});
