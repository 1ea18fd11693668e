import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSections } from '../../../../src/aws/credentials/profiles';

describe('aws/profiles, from files as editors write them', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inspector-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (bytes: Uint8Array | string) => {
    const files = { configFilepath: join(folder, 'config'), filepath: join(folder, 'credentials') };
    await writeFile(files.configFilepath, bytes);
    return readSections(files);
  };
  const TEXT = '[profile studio]\nregion = us-west-2\n[profile other]\nregion = eu-west-1\n';
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

  for (const [name, bytes] of [
    ['UTF-8', TEXT],
    ['UTF-8 with a byte order mark', `\ufeff${TEXT}`],
    ['UTF-16, little end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, big end first', swapped(`\ufeff${TEXT}`)],
    ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 without a byte order mark, big end first', swapped(TEXT)],
    ['lines that end with a carriage return alone', TEXT.replaceAll('\n', '\r')],
    ['lines of Windows', TEXT.replaceAll('\n', '\r\n')],
  ] as const) {
    it(`reads ${name}`, async () => {
      const sections = await read(bytes);
      assert.deepEqual([sections.studio?.region, sections.other?.region], ['us-west-2', 'eu-west-1']);
    });
  }

  it('gives up a profile called __proto__ alone', async () => {
    const sections = await read(`[profile __proto__]\nregion = moon-1\n${TEXT}[__proto__]\nx = y\n`);
    assert.deepEqual(Object.keys(sections), ['studio', 'other']);
    assert.equal(sections.constructor, undefined);
  });

  it('parses the files once for each change', async () => {
    const first = await read(TEXT);
    const files = { configFilepath: join(folder, 'config'), filepath: join(folder, 'credentials') };
    assert.equal(await readSections(files), first);
    await writeFile(files.filepath, '[studio]\naws_access_key_id = A\n');
    const second = await readSections(files);
    assert.notEqual(second, first);
    assert.equal(second.studio?.aws_access_key_id, 'A');
  });
});
