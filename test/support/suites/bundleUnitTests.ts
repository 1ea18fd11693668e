import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { build, type Plugin } from 'esbuild';

import { PROJECT_DIR } from './results';

const UNIT_TESTS = path.join(PROJECT_DIR, 'test/unit');

/** Packages that find files of their own beside them. */
const LEFT_OUTSIDE = ['esbuild', 'fast-check', 'mocha', 'scslre', 'typescript', 'wabt'];

/**
 * Bundles the unit tests for Node into `out/unit`, a file for each of theirs and what they share in further ones: loaded so, they are
 * there in a fraction of the time that it takes to transform each file of the source when it is imported.
 */
export function bundleUnitTests(): Promise<void> {
  return (bundled ??= bundle());
}

/** Several suites of one run share it. */
let bundled: Promise<void> | undefined;

async function bundle(): Promise<void> {
  const outdir = path.join(PROJECT_DIR, 'out/unit');
  await rm(outdir, { recursive: true, force: true });
  const tests = readdirSync(UNIT_TESTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  await build({
    entryPoints: tests.map((file) => path.join(UNIT_TESTS, file)),
    outdir,
    outbase: UNIT_TESTS,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: LEFT_OUTSIDE,
    sourcemap: 'linked',
    logLevel: 'warning',
    // Packages in the older form of modules ask for `require`.
    banner: {
      js: `import * as nodeModule from 'node:module'; const require = nodeModule.createRequire(import.meta.url);`,
    },
    plugins: [STAND_IN, ITS_OWN_FOLDER],
  });
}

/** Tests in plain Node get a stand-in for the module `vscode`. */
const STAND_IN: Plugin = {
  name: 'stand-in',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^vscode$/ }, () => ({ path: path.join(PROJECT_DIR, 'test/support/vscode/index.ts') }));
  },
};

/** Files that look for others beside them look beside their source. */
const ITS_OWN_FOLDER: Plugin = {
  name: 'its-own-folder',
  setup: (bundler) => {
    bundler.onLoad({ filter: /[\\/](build|src|test)[\\/].*\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replaceAll(
        /\b(?:import\.meta\.dirname|__dirname)\b/g,
        JSON.stringify(path.dirname(file)),
      ),
    }));
  },
};
