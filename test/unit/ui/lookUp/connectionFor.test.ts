import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import { type Connection, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { createSampleFarm } from '../../../../src/sampleFarm';
import { connectionFor } from '../../../../src/ui/lookUp/connectionFor';
import { KEY, NOW_MS } from '../../../support/sessions/sessions';
import { answers, resetVSCode, shown, run } from '../../../support/vscode/shown';

const AWS: Connection = { source: 'aws', profile: 'studio', region: 'us-west-2' };
const NO_HINT = { region: undefined, profile: undefined };

describe('the connection of a look-up', () => {
  const farm = createSampleFarm({ now: () => NOW_MS, startedAtMs: NOW_MS });
  let current: Connection | undefined = SAMPLE_CONNECTION;
  let asked: number;
  const app = {
    isSampleId: (id: string) => farm.owns(id),
    run,
    currentConnection: {
      with: () =>
        current
          ? Promise.resolve(current)
          : Promise.reject(new UserError({ kind: 'noRegion', message: 'No Region.', remedies: [] })),
    },
  };
  const connectTo = (connection: Connection | undefined) => (): Promise<void> => {
    asked++;
    current = connection ?? current;
    return Promise.resolve();
  };
  beforeEach(() => {
    resetVSCode();
    current = SAMPLE_CONNECTION;
    asked = 0;
  });

  it('is the sample farm for IDs that the sample farm made', async () => {
    for (const { key } of farm.examples) {
      const { sessionId, jobId, farmId } = key;
      for (const ids of [{ sessionId }, { jobId }, { farmId }, key]) {
        assert.equal(await connectionFor(app, ids, NO_HINT, connectTo(AWS)), SAMPLE_CONNECTION);
      }
    }
    assert.deepEqual([asked, shown.messages], [0, []]);
  });

  it('is never the sample farm for an ID of a real farm: the person connects, and the look-up goes on', async () => {
    answers.message = (_text, [button]) => button;
    assert.equal(await connectionFor(app, { sessionId: KEY.sessionId }, NO_HINT, connectTo(AWS)), AWS);
    assert.equal(asked, 1);
    assert.equal(shown.messages[0]?.text, 'You’re not connected to AWS. This ID isn’t part of the sample farm.');
    assert.deepEqual(shown.messages.map(({ buttons }) => buttons)[0], ['Connect to AWS…']);
  });

  it('is none when the person does not connect', async () => {
    assert.equal(await connectionFor(app, { jobId: KEY.jobId }, NO_HINT, connectTo(AWS)), undefined);
    assert.equal(asked, 0);
    answers.message = (_text, [button]) => button;
    assert.equal(await connectionFor(app, { jobId: KEY.jobId }, NO_HINT, connectTo(undefined)), undefined);
  });

  it('is asked for where no Region is set, without a failure first', async () => {
    current = undefined;
    assert.equal(await connectionFor(app, { sessionId: KEY.sessionId }, NO_HINT, connectTo(AWS)), AWS);
    assert.deepEqual([asked, shown.messages], [1, []]);
  });

  it('is the present one while no ID is known', async () => {
    assert.equal(await connectionFor(app, {}, NO_HINT, connectTo(AWS)), SAMPLE_CONNECTION);
  });
});
