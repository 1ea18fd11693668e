import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

import { SIGN_IN_DEADLINE_MS } from '../../../../src/aws/credentials/ownCredentials';
import type { Connection } from '../../../../src/core/session/sessionKey';
import { FARM, JOB, QUEUE } from '../../../support/aws/handFarm';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { createTemporaryHome } from '../../../support/aws/temporaryHome';

interface ProgramOptions {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}
type Done = (error: Error | null, stdout: string, stderr: string) => void;

describe('a credential_process', () => {
  const { exec } = childProcess;
  const asked: ProgramOptions[] = [];

  /** As Node does with a program that was ended because it took too long. */
  const endAsTooLong = (_command: string, options: ProgramOptions, done: Done): void => {
    asked.push(options);
    done(Object.assign(new Error('Command failed'), { killed: true, code: null, signal: 'SIGTERM' }), '', '');
  };
  afterEach(() => {
    childProcess.exec = exec;
    syncBuiltinESMExports();
  });

  it('is ended after the time in which a person can sign in, or with the service, and the message says so', async () => {
    childProcess.exec = endAsTooLong as never;
    syncBuiltinESMExports();
    const home = await createTemporaryHome({ '.aws/config': '[profile p]\ncredential_process = /opt/agent get\n' });
    const { service } = createTestService(() => assert.fail('the sample farm was asked'), { homeDirectory: home.path });
    const connection: Connection = { source: 'aws', profile: 'p', region: 'us-west-2' };
    const { message } = await refusal(service.interactive.sessions(connection, FARM, QUEUE, JOB, signal).page());
    assert.match(message, /took too long/);
    assert.deepEqual(
      asked.map(({ timeout }) => timeout),
      [SIGN_IN_DEADLINE_MS],
    );
    assert.equal(asked[0]?.signal?.aborted, false);
    service.dispose();
    assert.equal(asked[0].signal.aborted, true);
    await home.remove();
  });
});
