import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { thirdPartyNotices } from '../../../build/thirdPartyNotices.mjs';

const MIT = 'MIT License\n\nCopyright (c) 2020 Ada\n\nPermission is granted.\n';

describe('third-party notices', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'notices-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** A package in `node_modules`, as an input of a bundle that kept so many bytes of it. */
  function bundled(name: string, license: string, files: Readonly<Record<string, string>>, bytesInOutput = 1) {
    const dir = path.join(root, 'node_modules', name);
    mkdirSync(dir, { recursive: true });
    for (const [file, text] of Object.entries({
      'package.json': JSON.stringify({ name, version: '1.0.0', license }),
      ...files,
    })) {
      writeFileSync(path.join(dir, file), text);
    }
    return { [`${dir.replaceAll('\\', '/')}/dist/index.js`]: { bytesInOutput } };
  }
  const notices = (...inputs: readonly Record<string, { bytesInOutput: number }>[]): string =>
    thirdPartyNotices([
      {
        outputs: {
          'dist/app.js': { bytes: 1, imports: [], exports: [], inputs: Object.assign({}, ...inputs) as never },
        },
      },
    ]);

  it('fail on a license that nobody has allowed', () => {
    assert.throws(
      () => notices(bundled('viral', 'GPL-3.0-only', { LICENSE: 'GPL' })),
      /^Error: viral has the license GPL-3\.0-only/,
    );
  });

  it('fail where a license has to be quoted and is not there', () => {
    assert.throws(() => notices(bundled('bare', 'MIT', {})), /^Error: bare 1\.0\.0 has no text of its license MIT\.$/);
  });

  it('leave out packages of which nothing is left in a bundle', () => {
    assert.doesNotMatch(notices(bundled('types', 'GPL-3.0-only', {}, 0)), /types/);
  });

  it('quote a text once for all packages that share it, and every copyright', () => {
    const text = notices(
      bundled('@scope/one', 'MIT', { LICENSE: MIT }),
      bundled('two', 'MIT', {
        'license.md': MIT.replace('MIT License', 'The MIT License (MIT)').replace('Ada', 'Bea'),
      }),
    );
    assert.match(
      text,
      /^@scope\/one 1\.0\.0\n {2}Copyright \(c\) 2020 Ada\ntwo 1\.0\.0\n {2}Copyright \(c\) 2020 Bea$/m,
    );
    assert.equal(text.split('Permission is granted.').length, 2);
  });

  it('quote different texts of one license each', () => {
    const text = notices(
      bundled('one', 'MIT', { LICENSE: MIT }),
      bundled('two', 'MIT', { LICENSE: MIT.replace('granted', 'granted to most') }),
    );
    assert.match(text, /Permission is granted\.[^]*Permission is granted to most\./);
  });

  it('take the Apache License from another package where one brings none, and quote its NOTICE', () => {
    const text = notices(
      bundled('one', 'Apache-2.0', { NOTICE: 'Made by One.' }),
      bundled('two', 'Apache-2.0', { LICENSE: 'Apache License\n\nTerms.\n\nCopyright [yyyy] [name]\n' }),
    );
    assert.match(
      text,
      /^one 1\.0\.0\ntwo 1\.0\.0\n\nApache License\n\nTerms\.\n\nNotice of one 1\.0\.0:\n\nMade by One\.$/m,
    );
  });
});
