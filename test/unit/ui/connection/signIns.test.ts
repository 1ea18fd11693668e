import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import { UserError } from '../../../../src/core/errors';
import type { Connection } from '../../../../src/core/session/sessionKey';
import { SignIns } from '../../../../src/ui/connection/signIns';
import { resetVSCode, shown } from '../../../support/vscode/shown';

const CONNECTION: Connection = { source: 'aws', profile: 'studio', region: 'us-west-2' };
const SIGNED_OUT = new UserError({ kind: 'signedOut', message: 'Signed out.', remedies: ['signIn'] });

describe('a refusal for want of a sign-in', () => {
  let signedIn: number;
  const signInsWith = (way: object): SignIns =>
    new SignIns(
      {
        service: () => ({
          connectionStatus: () => Promise.resolve({ way, state: { kind: 'signedOut' }, connection: CONNECTION }),
          signIn: () => {
            signedIn++;
            return Promise.resolve();
          },
        }),
        store: { all: () => [], retry: () => undefined },
        currentConnection: { onDidReadConnection: new EventEmitter().event, here: CONNECTION },
        output: {},
      } as unknown as ConstructorParameters<typeof SignIns>[0],
      () => ({ dispose: () => undefined }),
    );
  beforeEach(() => {
    resetVSCode();
    signedIn = 0;
  });

  it('starts no program and no browser by itself', async () => {
    const signIns = signInsWith({ kind: 'command', argv: ['/nonexistent/aws', 'sso', 'login'] });
    assert.equal(await signIns.askFor(SIGNED_OUT, CONNECTION), false);
    assert.deepEqual([signedIn, shown.progress], [0, []]);
    signIns.dispose();
  });

  it('asks at once where a question is all it takes', async () => {
    const signIns = signInsWith({ kind: 'ask' });
    assert.equal(await signIns.askFor(SIGNED_OUT, CONNECTION), true);
    assert.equal(signedIn, 1);
    signIns.dispose();
  });

  it('is no other failure', async () => {
    const signIns = signInsWith({ kind: 'ask' });
    const other = new UserError({ kind: 'accessDenied', message: 'No.', remedies: [] });
    assert.equal(await signIns.askFor(other, CONNECTION), false);
    assert.equal(signedIn, 0);
    signIns.dispose();
  });
});
