import assert from 'node:assert/strict';

import { forgetFailures } from '../../../../src/ui/jobs/forgetFailures';
import { FailureMemory } from '../../../../src/watch/jobs/failureMemory';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { NOW_MS } from '../../../support/sessions/sessions';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

const LICENSE = { fingerprint: '0123456789abcdef', cause: 'license', subject: undefined } as const;

describe('deleting what is remembered of failures', () => {
  let memory: FailureMemory;
  const note = (): string => memory.noteOn(LICENSE.fingerprint);

  beforeEach(() => {
    resetVSCode();
    const records = new SharedRecords({
      lines: new MemoryLines().open(),
      onError: (error) => assert.fail(String(error)),
    });
    memory = new FailureMemory(records, 'aws');
    memory.note(LICENSE, 'ask Ada', NOW_MS);
  });

  it('asks first, and changes nothing where the answer is no', async () => {
    await forgetFailures([memory]);
    assert.deepEqual(
      shown.messages.map(({ text, modal, buttons }) => ({ text, modal, buttons })),
      [{ text: 'Delete 0 failures and 1 note from this computer?', modal: true, buttons: ['Delete'] }],
    );
    assert.equal(note(), 'ask Ada');
  });

  it('deletes, and takes it back when asked', async () => {
    answers.message = (_text, [button]) => (button === 'Delete' ? button : undefined);
    await forgetFailures([memory]);
    assert.equal(shown.messages.at(-1)?.text, 'Deleted 0 failures and 1 note.');
    assert.equal(note(), '');

    memory.note(LICENSE, 'ask Ada', NOW_MS);
    answers.message = (_text, [button]) => button;
    await forgetFailures([memory]);
    assert.equal(note(), 'ask Ada');
  });

  it('says so where there is nothing', async () => {
    memory.forgetAll();
    await forgetFailures([memory]);
    assert.deepEqual(
      shown.messages.map(({ text }) => text),
      ['No failures are remembered on this computer.'],
    );
  });
});
