import assert from 'node:assert/strict';
import { RowChoices } from '../../../../src/ui/commands/rowChoices';

const PREVIEWED = { isPreview: true, keepFocus: true };
const KEPT = { isPreview: false, keepFocus: false };

describe('a row that is chosen', () => {
  let nowMs = 0;
  let choices: RowChoices;
  beforeEach(() => {
    nowMs = 1_000_000;
    choices = new RowChoices(() => nowMs);
  });

  it('is previewed after one click, and the keyboard stays in the tree', () => {
    assert.deepEqual(choices.choose('a'), PREVIEWED);
    nowMs += 5_000;
    assert.deepEqual(choices.choose('a'), PREVIEWED);
  });

  it('is kept after a double click', () => {
    choices.choose('a');
    nowMs += 200;
    assert.deepEqual(choices.choose('a'), KEPT);
    nowMs += 200;
    assert.deepEqual(choices.choose('a'), PREVIEWED);
  });

  it('is previewed after quick clicks on two rows', () => {
    choices.choose('a');
    nowMs += 200;
    assert.deepEqual(choices.choose('b'), PREVIEWED);
  });

  it('is kept after Enter, but not the row that is clicked next', () => {
    choices.enter();
    nowMs += 50;
    assert.deepEqual(choices.choose('a'), KEPT);
    nowMs += 50;
    assert.deepEqual(choices.choose('b'), PREVIEWED);
  });

  it('is previewed when Enter opened nothing before', () => {
    choices.enter();
    nowMs += 3_000;
    assert.deepEqual(choices.choose('a'), PREVIEWED);
  });
});
