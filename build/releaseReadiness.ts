import type { Manifest } from './manifest';

/** What is known before a release. */
export interface ReleaseFacts {
  readonly manifest: Manifest;
  readonly changelog: string;
  /** Files with changes that are not committed. */
  readonly changedFiles: readonly string[];
  /** Tags of the commit that is checked out. */
  readonly tags: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is missing for a release: a sentence each, none when it may go on. */
export function missingForRelease({ manifest, changelog, changedFiles, tags, env }: ReleaseFacts): string[] {
  const { name, publisher, version, repository } = manifest;
  const checks: readonly (readonly [isMissing: boolean, sentence: string])[] = [
    [publisher === name, `"publisher" in package.json is still the placeholder ${publisher}.`],
    [
      !/^https:\/\/(?:github|gitlab)\.com\/[^/]+\/./.test(repository?.url.replace(/^git\+/, '') ?? ''),
      '"repository" in package.json has no "url" on github.com or gitlab.com, from which the pictures of README.md would be shown.',
    ],
    [!changelog.includes(`\n## [${version}] - 20`), `CHANGELOG.md has no section "[${version}] - date".`],
    [changedFiles.length > 0, `These files have changes that are not committed: ${changedFiles.join(', ')}.`],
    [!tags.includes(`v${version}`), `The commit that is checked out has no tag v${version}.`],
    [!env.VSCE_PAT, 'The environment variable VSCE_PAT has no token for the Visual Studio Marketplace.'],
    [!env.OVSX_PAT, 'The environment variable OVSX_PAT has no token for the Open VSX Registry.'],
  ];
  return checks.flatMap(([isMissing, sentence]) => (isMissing ? [sentence] : []));
}
