import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { type Connection, type JobKey, parseJobKey, type SessionKey } from '../../../../src/core/session/sessionKey';
import { jobUri, openLink } from '../../../../src/ui/sessions/sessionUri';
import { KEY } from '../../../support/sessions/sessions';
import { hasLink, HOSTILE } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

const OWN: Connection = { source: 'aws', profile: 'studio', region: 'us-west-2' };
const app = { currentConnection: { current: () => Promise.resolve(OWN) } };

function linkTo(profile: string): Uri {
  const { farmId: farm, queueId: queue, jobId: job, sessionId: session } = KEY;
  const query = new URLSearchParams({ farm, queue, job, session, region: 'us-west-2', profile });
  return Uri.from({ scheme: 'vscode', authority: 'a.b', path: '/session', query: query.toString() });
}

describe('a link that opens a session', () => {
  const opened: SessionKey[] = [];
  const jobs: JobKey[] = [];
  const open = {
    session: (key: SessionKey): void => {
      opened.push(key);
    },
    job: (key: JobKey): void => {
      jobs.push(key);
    },
  };
  beforeEach(() => {
    resetVSCode();
    opened.length = 0;
    jobs.length = 0;
  });

  it('opens a session of the present connection without a question', async () => {
    await openLink(app, linkTo('studio'), open);
    assert.deepEqual(
      opened.map(({ sessionId }) => sessionId),
      [KEY.sessionId],
    );
    assert.deepEqual(shown.messages, []);
  });

  it('asks before it uses another profile, and opens nothing when the question is closed', async () => {
    await openLink(app, linkTo('other'), open);
    assert.equal(opened.length, 0);
    assert.equal(
      shown.messages[0]?.text,
      'Open a session of other · us-west-2? A link asks for it. You are connected to studio · us-west-2.',
    );
    answers.message = () => 'Open';
    await openLink(app, linkTo('other'), open);
    assert.deepEqual(
      opened.map(({ connection }) => connection.profile),
      ['other'],
    );
  });

  for (const profile of HOSTILE.filter((text) => !text.includes('\n'))) {
    it(`asks without a live link for the profile ${JSON.stringify(profile)}`, async () => {
      await openLink(app, linkTo(profile), open);
      const [question] = shown.messages;
      assert.ok(question);
      assert.equal(hasLink(question.text), false);
      assert.doesNotMatch(question.text, /[\u202e\u202c]/);
      assert.equal(opened.length, 0);
    });
  }

  it('keeps the question in sight however long the profile is', async () => {
    await openLink(app, linkTo('x '.repeat(124)), open);
    assert.ok((shown.messages[0]?.text.length ?? Infinity) < 200);
  });

  it('opens why a job failed, and reads from a link what it wrote', async () => {
    const own = { ...parseJobKey(KEY), connection: OWN } as JobKey;
    const uri = jobUri({ context: { extension: { id: 'a.b' } } } as unknown as Parameters<typeof jobUri>[0], own);
    assert.match(uri, /^vscode:\/\/a\.b\/job\?farm=farm-/);
    await openLink(app, Uri.parse(uri), open);
    assert.deepEqual(jobs, [own]);
    assert.deepEqual(opened, []);
    await openLink(app, Uri.parse(uri.replace('/job?', '/session?')), open);
    assert.equal(jobs.length, 1, 'a job’s IDs are no session');
  });

  it('asks before it opens a job of another profile', async () => {
    await openLink(app, linkTo('other').with({ path: '/job' }), open);
    assert.equal(jobs.length, 0);
    assert.match(shown.messages[0]?.text ?? '', /^Open a job of other · us-west-2\?/);
    await openLink(app, Uri.parse('vscode://a.b/job?farm=farm-1'), open);
    assert.match(shown.messages[1]?.text ?? '', /does not identify a job/);
  });

  it('says what a link lacks', async () => {
    await openLink(app, Uri.parse('vscode://a.b/session?farm=farm-1'), open);
    assert.equal(
      shown.messages[0]?.text,
      'This link does not identify a session. It needs the IDs of a farm, queue, job and session.',
    );
    assert.equal(opened.length, 0);
  });
});
