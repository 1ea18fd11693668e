import assert from 'node:assert/strict';
import type { App } from '../../../src/ui/app';
import { UserError } from '../../../src/core/errors';
import { logError, presentError } from '../../../src/ui/showFault';
import { hasLink } from '../../support/vscode/interpreted';
import { resetVSCode, shown, run } from '../../support/vscode/shown';

const CANARY = 'wJalrXUtnFEMIK7MDENGbPxRfiCYCANARYKEY123';

function channel(): { lines: string[]; output: App['output'] } {
  const lines: string[] = [];
  const write = (line: string): number => lines.push(line);
  return { lines, output: { error: write, debug: write, info: write } as unknown as App['output'] };
}

describe('showing a failure', () => {
  beforeEach(resetVSCode);

  it('writes no secrets to the output channel, from the message, the cause or the stack', () => {
    const { lines, output } = channel();
    const secret = `aws_secret_access_key=${CANARY}`;
    logError(
      { output },
      new UserError({ kind: 'network', message: secret, remedies: [] }, { cause: new Error(secret) }),
    );
    logError({ output }, new Error(secret));
    assert.equal(lines.length, 3);
    assert.deepEqual(
      lines.filter((line) => line.includes(CANARY)),
      [],
    );
  });

  it('shows a message of others without a live link', async () => {
    const { output } = channel();
    const message = 'Refused: [Fix it](command:workbench.action.quit)';
    await presentError({ output, run }, new UserError({ kind: 'conflict', message, remedies: [] }));
    assert.equal(shown.messages.length, 1);
    assert.equal(hasLink(shown.messages[0]?.text ?? ''), false);
  });
});
