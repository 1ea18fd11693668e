import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { appendWords } from '../../../../src/ui/window/markdown';
import { runs } from '../../../support/thorough';
import { HOSTILE } from '../../../support/vscode/interpreted';

const markdownOf = (text: string): string => appendWords(new vscode.MarkdownString(), text).value;

describe('words of others in Markdown', () => {
  const examples: Readonly<Record<string, readonly [text: string, markdown: string]>> = {
    'have spaces between which lines wrap': ['Ask for more memory.', 'Ask for more memory.'],
    'keep columns together': ['Killed   lumina', 'Killed&nbsp;&nbsp;&nbsp;lumina'],
    'are no block of code': ['    rm', '&nbsp;&nbsp;&nbsp;&nbsp;rm'],
    'are no numbered list': ['a\n1. b', 'a\n\n1.&nbsp;b'],
    'are no element': ['<img src=x>', '&lt;img src=x\\>'],
    'are no link': ['[a](command:b)', '\\[a\\]\\(command:b\\)'],
  };
  for (const [fact, [text, markdown]] of Object.entries(examples)) {
    it(fact, () => {
      assert.equal(markdownOf(text), markdown);
    });
  }

  it('never are an element, a list, code or a line end of Markdown, whatever they are', () => {
    const piece = fc.constantFrom(...HOSTILE, '<b>', ' ', '  ', '1.', '\n', '\t', '|', 'word', '<span class="x">');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        assert.doesNotMatch(markdownOf(pieces.join('')), /<| {2}|^ | $|^\d+\. |\t/m);
      }),
      runs(300),
    );
  });
});
