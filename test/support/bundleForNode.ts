import { readdirSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

const projectDir = path.resolve(__dirname, '../..');
const DIRS = ['test/unit/aws', 'test/network'];

/**
 * Bundles all tests of AWS with the SDK as they are shipped, minified, into one file for Mocha, and returns its path.
 * What bundling breaks in the product breaks there.
 */
export async function bundleForNode(): Promise<string> {
  const files = DIRS.flatMap((dir) =>
    readdirSync(path.join(projectDir, dir), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `import './${dir}/${file}';`),
  );
  const outfile = path.join(projectDir, 'out', 'bundled.js');
  await build({
    stdin: { contents: files.join('\n'), resolveDir: projectDir },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    charset: 'utf8',
    // The one file that asks is support/farm/farmInterface.ts.
    define: { __dirname: JSON.stringify(path.join(__dirname, 'farm')) },
    sourcemap: 'linked',
    logLevel: 'warning',
    external: ['@vscode/proxy-agent', '@sinonjs/fake-timers', 'fast-check', 'proxy', 'selfsigned'],
  });
  return outfile;
}
