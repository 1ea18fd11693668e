import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { localizedManifest } from '../../../build/manifest';

const ROOT = join(import.meta.dirname, '../../..');

/** Folders whose texts are plain English by now; others join them as they are revised. */
const ROOMS = ['src/ui', 'src/render/farms'];
/** Words that no text of VS Code or AWS uses this way: people report, show and list; nothing is said "anew". */
const ODD =
  /\b(tells?|told|anew|no more than|whoever|nobody|somebody|lest|whence|thrice|colou?rful|colours?|licence|cancelled)\b/i;
/** "ID" is written in capitals where people read it; in identifiers and placeholders of code it is not. */
const LOWER_ID = /\b[Aa]n? id\b|\bids\b of|\bthe id\b/;

/** The texts of a file: strings and templates with a space in them. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter((text) => text.includes(' '));
}

describe('text that people read', () => {
  const odd = (where: string, texts: readonly string[]): string[] =>
    texts.filter((text) => ODD.test(text) || LOWER_ID.test(text)).map((text) => `${where}: ${text}`);

  for (const room of ROOMS) {
    it(`is plain English in ${room}`, () => {
      const files = readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(ROOT, room, name));
      assert.deepEqual(
        files.flatMap((file) => odd(relative(ROOT, file), textsOf(file))),
        [],
      );
    });
  }

  it('is plain English in the manifest', () => {
    const manifest = localizedManifest() as {
      readonly description: string;
      readonly contributes: unknown;
    };
    const texts: string[] = [manifest.description];
    JSON.stringify(manifest.contributes, (_key, value: unknown) => {
      if (typeof value === 'string' && value.includes(' ')) {
        texts.push(value);
      }
      return value;
    });
    assert.ok(texts.length > 50);
    assert.deepEqual(odd('package.json', texts), []);
  });

  it('is refused with odd words', () => {
    const texts = ['Nothing tells of it', 'Nobody is signed in', 'An id is missing', 'the licence server'];
    assert.equal(odd('x', texts).length, texts.length);
    assert.deepEqual(odd('x', ['No failures found in this log.', 'Enter the session ID']), []);
  });
});
