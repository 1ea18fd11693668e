import { readdirSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

const projectDir = path.resolve(__dirname, '../../..');

/**
 * Bundles what VS Code is to run into one file and returns its path, e.g. `…/out/integration.js` for the name `integration`.
 *
 * `entry` is a file below `test/support` that exports `run()`. One file, so that all tests share one connection to the window.
 * Packages stay outside and are found from there.
 */
export async function bundleForVSCode(entry: string, name: string): Promise<string> {
  const dir = path.join(projectDir, 'test', 'integration');
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const entries = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`);
  const outfile = path.join(projectDir, 'out', `${name}.js`);
  await build({
    entryPoints: [path.join(projectDir, 'test', 'support', entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    external: ['vscode'],
    packages: 'external',
    plugins: [
      {
        name: 'test-files',
        setup: (bundler) => {
          bundler.onResolve({ filter: /^test-files$/ }, (wanted) => ({ path: wanted.path, namespace: 'test-files' }));
          bundler.onLoad({ filter: /.*/, namespace: 'test-files' }, () => ({
            contents: `export const testFiles = {\n${entries.join('\n')}\n};`,
            resolveDir: dir,
          }));
        },
      },
    ],
  });
  return outfile;
}
