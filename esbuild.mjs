/**
 * Builds what is shipped. One tiny bundle is loaded when the extension starts; what stands behind it, the SDK and the sample farm are files of their
 * own that are required at first use; the panel's page runs in a browser.
 */
import { readFile } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const minify = !process.argv.includes('--dev') && !watch;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify,
  sourcemap: minify ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };

/**
 * The SDK describes every operation of a service in one file whose object keys are computed, and reads whole package files for
 * their version. Neither can be left out by a bundler; written plainly, both can.
 *
 * @type {import('esbuild').Plugin}
 */
const leanSdk = {
  name: 'lean-sdk',
  setup({ onLoad }) {
    onLoad({ filter: /dist-es[\\/](?:submodules[\\/][^\\/]+[\\/])?schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const names = new Map(
        Array.from(text.matchAll(/^const (_\w+) = ("[^"]*");$/gm), ([, name, value]) => [name, value]),
      );
      const contents = text.replace(/\[(_\w+)\]:/g, (key, name) => (names.has(name) ? `${names.get(name)}:` : key));
      return { contents, loader: 'js' };
    });
    onLoad({ filter: /node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

const bundles = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode', './app'],
  },
  { ...node, entryPoints: ['src/app.ts'], outfile: 'dist/app.js', external: ['vscode', './aws', './sampleFarm'] },
  { ...node, entryPoints: ['src/aws/index.ts'], outfile: 'dist/aws.js', charset: 'utf8', plugins: [leanSdk] },
  { ...node, entryPoints: ['src/sampleFarm/index.ts'], outfile: 'dist/sampleFarm.js' },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: { panel: 'media/panel/panel.tsx' },
    outdir: 'dist',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

if (watch) {
  await Promise.all(bundles.map(async (bundle) => (await context(bundle)).watch()));
} else {
  const results = await Promise.all(bundles.map((bundle) => build(bundle)));
  for (const { metafile } of results) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) {
        console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
      }
    }
  }
}
