import assert from 'node:assert/strict';

import { isLoopback, readEndpoints, readVariants } from '../../../../src/aws/network/endpoint';
import { UserError } from '../../../../src/core/errors';

describe('the endpoint', () => {
  const of = (setting: string) => readEndpoints(setting, {}, {}, undefined);

  describe('is asked as it is', () => {
    for (const [setting, address] of [
      ['https://deadline.example', 'https://deadline.example'],
      ['https://deadline.example/', 'https://deadline.example'],
      ['https://deadline.example/a/', 'https://deadline.example/a'],
      ['https://deadline.example/a//b', 'https://deadline.example/a//b'],
      ['HTTPS://Deadline.Example:443', 'https://deadline.example'],
      ['https://10.0.0.1:8443', 'https://10.0.0.1:8443'],
      ['http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
      ['http://127.255.1.2', 'http://127.255.1.2'],
      ['http://localhost:1', 'http://localhost:1'],
      ['http://[::1]:1', 'http://[::1]:1'],
      // The URL standard’s ways to write 127.0.0.1.
      ['http://2130706433', 'http://127.0.0.1'],
      ['http://0x7f.1', 'http://127.0.0.1'],
    ] as const) {
      it(setting, () => {
        assert.deepEqual(of(setting), { deadline: address, logs: address });
      });
    }
  });

  describe('is refused', () => {
    for (const setting of [
      'http://deadline.example',
      'http://169.254.169.254',
      'http://[fd00:ec2::254]',
      'http://[::ffff:169.254.169.254]',
      'http://10.0.0.1',
      'http://0.0.0.0',
      'http://128.0.0.1',
      'http://1127.0.0.1.example',
      'http://127.0.0.1.example.com',
      'http://x127.0.0.1',
      'http://xlocalhost',
      'http://localhost.example',
      'http://[::1:1]',
      'http://[1::1]',
      'http://127.0.0.1@deadline.example',
      'https://user@deadline.example',
      'https://:secret@deadline.example',
      'https://user:secret@deadline.example',
      'ftp://127.0.0.1',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'httpss://deadline.example',
      'deadline.example',
      '127.0.0.1:4566',
      'https://',
      'https://a b',
      '//deadline.example',
    ]) {
      it(setting, () => {
        assert.throws(
          () => of(setting),
          (error) => {
            assert.ok(error instanceof UserError);
            const { kind, message, remedies } = error.fault;
            assert.deepEqual(
              { kind, message, remedies },
              {
                kind: 'invalid',
                message:
                  'The endpoint must be an https address, or http on this computer, such as http://127.0.0.1:4566. Correct the setting.',
                remedies: ['chooseConnection', 'showOutput'],
              },
            );
            return true;
          },
        );
      });
    }
  });

  it('knows the names of this computer', () => {
    const hosts = [
      'localhost',
      '[::1]',
      '127.0.0.1',
      '127.12.345.67',
      'x127.0.0.1',
      'localhosts',
      '::1',
      '127.0.0',
      '127.0.0.x',
      '1270.0.1',
    ];
    assert.deepEqual(hosts.filter(isLoopback), ['localhost', '[::1]', '127.0.0.1', '127.12.345.67']);
  });

  const A = 'https://a.example';
  const B = 'https://b.example';
  const C = 'https://c.example';
  const D = 'https://d.example';
  const E = 'https://e.example';
  const check = (
    fact: string,
    expected: unknown,
    ...[setting, environment, sections, profile]: Parameters<typeof readEndpoints>
  ) => {
    it(fact, () => {
      assert.deepEqual(readEndpoints(setting, environment, sections, profile), expected);
    });
  };
  const none = { deadline: undefined, logs: undefined };
  const variables = {
    AWS_ENDPOINT_URL_DEADLINE: B,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: C,
    AWS_ENDPOINT_URL: D,
  };
  const services = { 'deadline.endpoint_url': A, 'cloudwatch_logs.endpoint_url': B };
  describe('comes', () => {
    check('from nowhere', none, undefined, {}, {}, undefined);
    check('from nowhere but blanks', none, ' ', { AWS_ENDPOINT_URL: '' }, { p: { endpoint_url: '\t' } }, 'p');
    check('from the setting before all', { deadline: A, logs: A }, A, variables, { p: { endpoint_url: E } }, 'p');
    check(
      'from each service’s variable',
      { deadline: B, logs: C },
      undefined,
      variables,
      { p: { endpoint_url: E } },
      'p',
    );
    check(
      'from the variable for all',
      { deadline: D, logs: D },
      undefined,
      { AWS_ENDPOINT_URL: D },
      { p: { endpoint_url: E } },
      'p',
    );
    check(
      'from the profile’s services',
      { deadline: A, logs: B },
      undefined,
      {},
      { p: { services: 's', endpoint_url: E }, 'services.s': services },
      'p',
    );
    check(
      'from no services of others',
      { deadline: E, logs: E },
      undefined,
      {},
      { p: { endpoint_url: E }, 'services.s': services },
      'p',
    );
    check('from the profile', { deadline: E, logs: E }, undefined, {}, { p: { services: 's', endpoint_url: E } }, 'p');
    check(
      'from the profile that a variable names',
      { deadline: E, logs: E },
      undefined,
      { AWS_PROFILE: 'v' },
      { v: { endpoint_url: E }, default: { endpoint_url: A } },
      undefined,
    );
    check(
      'from the default profile',
      { deadline: A, logs: A },
      undefined,
      {},
      { default: { endpoint_url: A } },
      undefined,
    );
    check('from no profile that is not there', none, undefined, {}, { default: { endpoint_url: A } }, 'p');
  });

  describe('leaves out what is to be ignored', () => {
    const p = { p: { endpoint_url: E } };
    check(
      'by a variable',
      none,
      undefined,
      { AWS_ENDPOINT_URL: D, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      p,
      'p',
    );
    check(
      'by the profile',
      none,
      undefined,
      variables,
      { p: { ...p.p, ignore_configured_endpoint_urls: 'true' } },
      'p',
    );
    check(
      'but never the setting',
      { deadline: A, logs: A },
      A,
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      p,
      'p',
    );
    check(
      'but not for any other word',
      { deadline: E, logs: E },
      undefined,
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' },
      p,
      'p',
    );
  });

  describe('of AWS’s own has another kind', () => {
    const variants = (
      fact: string,
      expected: readonly [fips: boolean, dual: boolean],
      ...given: Parameters<typeof readVariants>
    ) => {
      it(fact, () => {
        assert.deepEqual(readVariants(...given), { useFipsEndpoint: expected[0], useDualstackEndpoint: expected[1] });
      });
    };
    variants('where nobody says so: none', [false, false], {}, {}, 'p');
    variants('where variables say so', [true, false], { AWS_USE_FIPS_ENDPOINT: 'true' }, {}, 'p');
    variants('where the other variable says so', [false, true], { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, {}, undefined);
    variants(
      'where the profile says so',
      [true, true],
      {},
      { p: { use_fips_endpoint: 'true', use_dualstack_endpoint: 'true' } },
      'p',
    );
    variants(
      'where the profile of a variable says so',
      [true, false],
      { AWS_PROFILE: 'v' },
      { v: { use_fips_endpoint: 'true' } },
      undefined,
    );
    variants(
      'where the default profile says so',
      [false, true],
      {},
      { default: { use_dualstack_endpoint: 'true' } },
      undefined,
    );
    variants(
      'unless a variable says otherwise',
      [false, true],
      { AWS_USE_FIPS_ENDPOINT: 'false', AWS_USE_DUALSTACK_ENDPOINT: ' ' },
      { p: { use_fips_endpoint: 'true', use_dualstack_endpoint: 'true' } },
      'p',
    );
  });
});
