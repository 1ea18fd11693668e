import assert from 'node:assert/strict';
import fc from 'fast-check';
import { REDACTABLE, type Redactable } from '../../../../src/core/redaction/patterns';
import { Redaction } from '../../../../src/core/redaction/redaction';
import { runs } from '../../../support/thorough';

const ALL: ReadonlySet<Redactable> = new Set(REDACTABLE);

function redacted(text: string, chosen = ALL): string {
  const redaction = new Redaction(chosen);
  redaction.learn(text);
  return redaction.redact(text);
}

describe('redaction', () => {
  const check = (text: string, expected: string): void => {
    it(`makes ${expected} of ${text}`, () => {
      assert.equal(redacted(text), expected);
    });
  };

  check('in account 123456789012, not 123456789013', 'in account redacted-account-1, not redacted-account-2');
  check('1234-5678-9012 is 123456789012', 'redacted-account-1 is redacted-account-1');
  check(
    'arn:aws:ec2:us-west-2:123456789012:instance/i-0abc1234',
    'arn:aws:ec2:us-west-2:redacted-account-1:instance/i-0abc1234',
  );
  check(
    'https://123456789012.dkr.ecr.us-west-2.amazonaws.com',
    'https://redacted-account-1.dkr.ecr.us-west-2.amazonaws.com',
  );
  check('took 1795428151250 ms, 1234567890123', 'took 1795428151250 ms, 1234567890123');
  check('job-0123456789012345678901234567890a runs', 'job-0123456789012345678901234567890a runs');
  check('request 8c1f0a5e-1111-2222-3333-123456789012', 'request 8c1f0a5e-1111-2222-3333-123456789012');

  check('host 10.0.1.20 (10.0.1.20)', 'host redacted-address-1 (redacted-address-1)');
  check('127.0.0.1, 169.254.169.254 and 0.0.0.0', '127.0.0.1, 169.254.169.254 and 0.0.0.0');
  check('ip-10-0-1-20.us-west-2.compute.internal', 'redacted-address-1');
  check('from fe80::1ff:fe23:4567:890a%eth0!', 'from redacted-address-1!');
  check('at 12:30:05 std::vector a::b ::1', 'at 12:30:05 std::vector a::b ::1');
  check('2001:db8:0:0:0:0:2:1', 'redacted-address-1');
  check('ether 0a:1b:2c:3d:4e:5f up', 'ether redacted-address-1 up');
  check('mail jane.doe@studio.example.com.', 'mail redacted-address-1.');
  check('checkout from 27000@licenses1 failed', 'checkout from 27000@redacted-address-1 failed');
  check('HOSTNAME=render-07\non RENDER-07', 'HOSTNAME=redacted-address-1\non redacted-address-1');
  check('GET https://intranet.example.com:8080/', 'GET https://redacted-address-1:8080/');
  check('GET https://s3.us-west-2.amazonaws.com', 'GET https://s3.us-west-2.amazonaws.com');

  check(
    'USER=mmuster, scene mmuster_v2 by MMuster',
    'USER=redacted-user-1, scene redacted-user-1_v2 by redacted-user-1',
  );
  check('uid=1001(mmuster) gid=1001', 'uid=1001(redacted-user-1) gid=1001');
  check('USER=anna in savannah', 'USER=redacted-user-1 in savannah');
  check('USER=root, USER=job-user', 'USER=root, USER=job-user');
  check('Submitted by: mmuster', 'Submitted by: redacted-user-1');
  check("user 'Max Muster' and Max Muster", "user 'redacted-user-1' and redacted-user-1");
  check(
    'arn:aws:sts::123456789012:assumed-role/Admin/mmuster',
    'arn:aws:sts::redacted-account-1:assumed-role/Admin/redacted-user-1',
  );

  check('open /mnt/projects/dragon/a.ma: no such file', 'open redacted-path-1.ma: no such file');
  check('open "/mnt/my projects/a b.ma", again', 'open "redacted-path-1.ma", again');
  check('File "/opt/tool/x.py", line 488', 'File "redacted-path-1.py", line 488');
  check(String.raw`C:\Program Files\Maya 2027\bin\maya.exe -v`, 'redacted-path-1.exe -v');
  check(String.raw`from C:\a\b.ma to D:\c\d.ma`, 'from redacted-path-1.ma to redacted-path-2.ma');
  check(String.raw`"C:\\a\\b.ma" is C:\a\b.ma`, '"redacted-path-1.ma" is redacted-path-1.ma');
  check(String.raw`\\nas01\projects\a b\c.exr`, 'redacted-path-1.exr');
  check('PATH=/usr/bin:/opt/maya/bin', 'PATH=redacted-path-1:redacted-path-2');
  check('-I/usr/include/x -o ../out/x.o', '-Iredacted-path-1 -o redacted-path-2.o');
  check('s3://bucket/assets/a.usd and shots/sq1/b.exr', 'redacted-path-1.usd and redacted-path-2.exr');
  check('(see /mnt/a/b.)', '(see redacted-path-1.)');
  check('/aws/deadline/farm-x/queue-y', '/aws/deadline/farm-x/queue-y');
  check('and/or 10/100 <br /> </p> // note', 'and/or 10/100 <br /> </p> // note');
  check('https://docs.aws.amazon.com/deadline-cloud/latest', 'https://docs.aws.amazon.com/redacted-path-1');

  it('replaces only what was chosen', () => {
    const text = 'USER=mmuster 123456789012 10.0.1.20 /home/mmuster/a.ma';
    assert.equal(redacted(text, new Set()), text);
    assert.equal(redacted(text, new Set(['account'])), text.replace('123456789012', 'redacted-account-1'));
    assert.equal(redacted(text, new Set(['user'])), text.replaceAll('mmuster', 'redacted-user-1'));
    assert.equal(redacted(text, new Set(['path'])), text.replace('/home/mmuster/a.ma', 'redacted-path-1.ma'));
    assert.equal(redacted(text, new Set(['address'])), text.replace('10.0.1.20', 'redacted-address-1'));
  });

  it('learns from all texts before it redacts the first', () => {
    const redaction = new Redaction(ALL);
    redaction.names.addUser('arn:aws:iam::123456789012:user/artists/jdoe');
    redaction.names.addUser(String.raw`STUDIO\kroe`);
    redaction.learn('LOGNAME=lpoe');
    assert.equal(redaction.redact('jdoe, kroe, lpoe'), 'redacted-user-1, redacted-user-2, redacted-user-3');
    assert.deepEqual(redaction.counts, { account: 0, address: 0, user: 3, path: 0 });
  });

  it('replaces in all texts of data', () => {
    const redaction = new Redaction(ALL);
    assert.deepEqual(redaction.redactData({ a: ['10.0.1.20', 5, null], '10.0.1.20': { b: true } }), {
      a: ['redacted-address-1', 5, null],
      'redacted-address-1': { b: true },
    });
  });

  // Letters in which no pattern sees a word of its own, so that a leak is found as it is.
  const name = fc.stringMatching(/^[g-z]{4,10}$/).map((letters) => `zq${letters}`);
  const digits = fc.stringMatching(/^[1-9]\d{11}$/);
  const byte = fc.integer({ min: 1, max: 254 });
  const secrets = fc.record({
    account: digits,
    address: fc.tuple(byte, byte, byte, byte).map((bytes) => `11${bytes[0] % 10}.${bytes.slice(1).join('.')}`),
    user: name,
    file: name,
  });
  const noise = fc.stringMatching(/^[ \t"'(),;=[\]{}<>|A-Z]{0,6}$/);
  const shape = fc.constantFrom<(one: { account: string; address: string; user: string; file: string }) => string>(
    ({ account }) => `arn:aws:iam::${account}:role/X`,
    ({ account }) => account,
    ({ account }) => `bucket-${account}-us-west-2`,
    ({ address }) => address,
    ({ address }) => `http://${address}:8080/x`,
    ({ address }) => `ip-${address.replaceAll('.', '-')}.ec2.internal`,
    ({ user }) => `USER=${user}`,
    ({ user }) => `${user}_scene.ma`,
    ({ user, address }) => `${user}@${address}`,
    ({ user, file }) => `/home/${user}/${file}/a.exr`,
    ({ user, file }) => `C:\\Users\\${user}\\${file}\\a.exr`,
    ({ file }) => `\\\\nas\\${file}\\a`,
    ({ file }) => `s3://${file}/x/${file}.usd`,
    ({ file }) => `/mnt/${file}/b`,
    ({ account, user }) => `arn:aws:sts::${account}:assumed-role/R/${user}`,
  );

  it('leaves no account ID, address, user name or path, whatever stands around them', () => {
    fc.assert(
      fc.property(secrets, fc.array(fc.tuple(noise, shape), { minLength: 1, maxLength: 12 }), (secret, pieces) => {
        const lines = pieces.map(([around, make]) => `${around} ${make(secret)} ${around}`);
        const redaction = new Redaction(ALL);
        redaction.names.addUser(secret.user);
        lines.forEach((line) => {
          redaction.learn(line);
        });
        const left = lines.map((line) => redaction.redact(line)).join('\n');
        for (const value of [
          secret.account,
          secret.address,
          secret.address.replaceAll('.', '-'),
          secret.user,
          secret.file,
        ]) {
          assert.ok(!left.toLowerCase().includes(value), `${value} in ${left}`);
        }
        const standIns = new Set(left.match(/redacted-account-\d+/g));
        assert.ok(standIns.size <= 1, left);
      }),
      runs(200),
    );
  });

  it('is the same after another redaction, and never loses a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const redaction = new Redaction(ALL);
        redaction.learn(text);
        const once = redaction.redact(text);
        assert.equal(once.split('\n').length, text.split('\n').length);
      }),
      runs(500),
    );
  });

  for (const piece of [
    'a',
    '/',
    '/a',
    '-',
    'a-',
    '.',
    'a.',
    ':',
    'a:',
    '1.',
    '\\',
    '@',
    'a@',
    ' ',
    'C:\\ a',
    "'",
    '://',
  ]) {
    it(`takes time in proportion to the length of a text of ${piece}`, () => {
      const begin = performance.now();
      redacted(piece.repeat(Math.ceil(200_000 / piece.length)));
      assert.ok(performance.now() - begin < 2_000, `${performance.now() - begin} ms`);
    });
  }
});
