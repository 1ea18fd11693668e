import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** What each room may import: other rooms by name, packages by what their names begin with. */
const ROOMS: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  core: { rooms: ['core'], packages: [] },
  render: { rooms: ['render', 'core'], packages: [] },
  aws: { rooms: ['aws', 'core'], packages: ['@aws-sdk/', '@smithy/', 'js-ini', 'node:'] },
  sampleFarm: { rooms: ['sampleFarm', 'core'], packages: [] },
  watch: { rooms: ['watch', 'core'], packages: [] },
  ui: { rooms: ['ui', 'core', 'render', 'watch'], packages: ['vscode', 'node:', 'fflate'] },
  panel: { rooms: ['panel', 'core', 'render'], packages: ['preact'] },
  agentTools: { rooms: ['ui'], packages: [] },
  failureCauses: { rooms: ['core'], packages: [] },
  supportBundle: { rooms: ['ui'], packages: [] },
  extension: { rooms: ['app', 'ui'], packages: ['vscode'] },
  app: {
    rooms: ['core', 'render', 'agentTools', 'aws', 'failureCauses', 'sampleFarm', 'supportBundle', 'watch', 'ui'],
    packages: ['vscode', 'node:'],
  },
};

/** The room of a file of ours, e.g. `core` of `src/core/ids.ts`; `extension` of `src/extension.ts`. */
function roomOf(file: string): string {
  const [top, second = ''] = relative(ROOT, file).split(sep);
  return top === 'media' ? second : second.replace(/\.ts$/, '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(ROOT, folder, name));
}

/** Every import that breaks the table, as `file imports thing`. */
function trespasses(file: string, text: string): string[] {
  const rules = ROOMS[roomOf(file)];
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    const allowed = fileName.startsWith('.')
      ? rules?.rooms.includes(roomOf(normalize(join(dirname(file), fileName))))
      : rules?.packages.some((begin) => fileName === begin || fileName.startsWith(begin));
    return allowed ? [] : [`${relative(ROOT, file)} imports ${fileName}`];
  });
}

describe('rooms', () => {
  const files = [...filesBelow('src'), ...filesBelow('media')];

  it('import only what the map allows', () => {
    assert.ok(files.length > 30);
    assert.deepEqual(
      files.flatMap((file) => trespasses(file, readFileSync(file, 'utf8'))),
      [],
    );
  });

  const check = (file: string, text: string, expected: string[]): void => {
    it(`refuse ${expected.length === 0 ? 'nothing in' : ''} ${file}: ${text}`, () => {
      assert.deepEqual(trespasses(join(ROOT, file), text), expected);
    });
  };
  check('src/core/a.ts', `import * as vscode from 'vscode'`, ['src/core/a.ts imports vscode']);
  check('src/core/a.ts', `import { x } from '../render/time'`, ['src/core/a.ts imports ../render/time']);
  check('src/core/a.ts', `export * from 'node:fs'`, ['src/core/a.ts imports node:fs']);
  check('src/core/a.ts', `const x = import('../aws')`, ['src/core/a.ts imports ../aws']);
  check('src/sampleFarm/a.ts', `import type { x } from '../aws/index'`, ['src/sampleFarm/a.ts imports ../aws/index']);
  check('src/aws/a.ts', `import { x } from '../sampleFarm/random'`, ['src/aws/a.ts imports ../sampleFarm/random']);
  check('src/ui/a.ts', `import { x } from '@aws-sdk/client-deadline'`, [
    'src/ui/a.ts imports @aws-sdk/client-deadline',
  ]);
  check('src/watch/a.ts', `import * as vscode from 'vscode'`, ['src/watch/a.ts imports vscode']);
  check('media/panel/a.tsx', `import { x } from '../../src/ui/app'`, ['media/panel/a.tsx imports ../../src/ui/app']);
  check('src/unheardOf/a.ts', `import { x } from '../core/ids'`, ['src/unheardOf/a.ts imports ../core/ids']);
  check('src/ui/a.ts', `import { x } from '../core/ids'`, []);

  it('have no files that import each other in a circle', () => {
    const importsOf = (file: string): readonly string[] =>
      ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.flatMap(({ fileName }) => {
        const path = normalize(join(dirname(file), fileName));
        return [`${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].filter((one) => known.has(one));
      });
    const known = new Set(files);
    const imports = new Map(files.map((file) => [file, importsOf(file)]));
    // Whoever imports nobody that is left is in no circle.
    for (let before = Infinity; known.size < before;) {
      before = known.size;
      for (const file of [...known].filter((one) => !imports.get(one)?.some((imported) => known.has(imported)))) {
        known.delete(file);
      }
    }
    assert.deepEqual(
      [...known].map((file) => relative(ROOT, file)),
      [],
    );
  });

  it('have no file that is imported by the name of a bundle, but the bundles themselves', () => {
    // The build leaves out `./agentTools`, `./app`, `./aws`, `./failureCauses`, `./sampleFarm` and `./supportBundle` by the text of the import: another file of that name would be missing.
    const bundles = new Set(['./agentTools', './app', './aws', './failureCauses', './sampleFarm', './supportBundle']);
    const valueImports = (text: string): string[] =>
      [...text.matchAll(/^import (?!type )[^;]*? from '([^']+)'/gm)].map(([, from = '']) => from);
    assert.deepEqual(
      files
        .filter((file) => dirname(file) !== join(ROOT, 'src'))
        .flatMap((file) => valueImports(readFileSync(file, 'utf8')).map((from) => [relative(ROOT, file), from]))
        .filter(([, from = '']) => bundles.has(from)),
      [],
    );
  });

  it('have a map that names only files and folders that exist', () => {
    const missing: string[] = [];
    const table = readFileSync(join(ROOT, 'src/README.md'), 'utf8').split('## Where to change what')[1] ?? '';
    for (const row of table.split('\n').filter((line) => line.startsWith('| '))) {
      // A name without its folder stands in the folder of the name before it.
      let folder = join(ROOT, 'src');
      for (const [, name = ''] of row.matchAll(/`([\w./-]+(?:\.(?:tsx?|mjs|wat|json)|\/))`/g)) {
        const found = [join(ROOT, 'src', name), join(ROOT, name), join(folder, name)].find((path) => existsSync(path));
        if (found === undefined) {
          missing.push(name);
        } else {
          folder = dirname(found);
        }
      }
    }
    assert.deepEqual(missing, []);
  });

  it('go on with commands of ours directly, not through VS Code', () => {
    const through = /executeCommand\(\s*(?:\w+\.)?(?:COMMANDS|REMEDY_COMMANDS)\b/;
    assert.match('vscode.commands.executeCommand(COMMANDS.lookUp)', through);
    assert.deepEqual(
      files.filter((file) => through.test(readFileSync(file, 'utf8'))).map((file) => relative(ROOT, file)),
      [],
    );
  });

  it('have no folder with more than 16 files', () => {
    const counts = new Map<string, number>();
    for (const file of files) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 16).map(([folder, count]) => `${relative(ROOT, folder)}: ${count}`),
      [],
    );
  });

  it('have every file of the source in one of them', () => {
    assert.deepEqual(
      files.filter((file) => !(roomOf(file) in ROOMS)),
      [],
    );
  });
});
