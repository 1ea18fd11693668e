import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import loadWabt from 'wabt';

const CORE = path.resolve(__dirname, '../../../../src/core/references');

describe('the inner loop of the scan', () => {
  it('is the translation of its source', async () => {
    const wabt = await loadWabt();
    const source = readFileSync(path.join(CORE, 'hexRuns.wat'), 'utf8');
    const { buffer } = wabt.parseWat('hexRuns.wat', source, { simd: true }).toBinary({});
    const shipped = readFileSync(path.join(CORE, 'hexRuns.ts'), 'utf8').matchAll(/^ {2}'([\w+/=]+)'/gm);
    assert.equal(Array.from(shipped, ([, part]) => part).join(''), Buffer.from(buffer).toString('base64'));
  });
});
