import assert from 'node:assert/strict';
import { issueBody } from '../../../../src/ui/commands/helpCommands';

describe('the report of an issue', () => {
  it('has versions and what one is connected to, and asks what happened', () => {
    const body = issueBody({ version: '0.1.0', editor: 'Visual Studio Code 1.100.0', where: 'local', source: 'aws' });
    assert.match(
      body,
      /Inspector 0\.1\.0, Visual Studio Code 1\.100\.0, Node \d+\.\S+, \w+ \w+, local, connected to AWS\./,
    );
    assert.match(body, /What did you do/);
  });

  it('tells nothing of whose farm it is', () => {
    const body = issueBody({ version: '1', editor: 'E', where: 'ssh-remote', source: undefined });
    assert.doesNotMatch(body, /farm-|queue-|profile|home|\d{12}/);
    assert.match(body, /connected to nothing/);
  });
});
