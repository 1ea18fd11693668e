/** Writes the notices of all packages whose code is in the bundles: who holds the copyright, under which license, and what the license says. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Licenses that ask for no more than their text and the copyright. Any other has to be decided on before it is shipped. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Its text is the same for everybody, so a package need not bring it. */
const STANDARD_TEXT = 'Apache-2.0';

const COPYRIGHT = /^[ \t]*Copyright (?:\(c\) |© )?[\d[{].*$/gim;

/** The notices as text. Throws where a license is not allowed, or has to be quoted and is not there. */
export function thirdPartyNotices(metafiles) {
  const packages = bundledFolders(metafiles).map(readPackage);
  const groups = groupByLicense(packages);
  return [
    'Third-party notices',
    'This extension contains code of the following packages. Bundling left out the parts that are not used.',
    ...groups.flatMap(({ license, members, text }) => [
      `${'='.repeat(80)}\n${license}`,
      members.flatMap(({ title, copyrights }) => [title, ...copyrights.map((line) => `  ${line}`)]).join('\n'),
      text,
      ...members.flatMap(({ title, notice }) => (notice === undefined ? [] : [`Notice of ${title}:\n\n${notice}`])),
    ]),
    '',
  ].join('\n\n');
}

/** The folders of packages that left at least a byte in a bundle. */
function bundledFolders(metafiles) {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const folders = inputs.flatMap(([file]) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)];
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (!ALLOWED.includes(license)) {
    throw new Error(`${name} has the license ${license}, which is not one of ${ALLOWED.join(', ')}.`);
  }
  const files = readdirSync(folder).sort();
  const read = (pattern) => {
    const file = files.find((one) => pattern.test(one));
    return file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  };
  const text = read(/^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i);
  return {
    title: `${name} ${version}`,
    license,
    text: text
      ?.replace(COPYRIGHT, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    copyrights: (text?.match(COPYRIGHT) ?? []).map((line) => line.trim()).filter((line) => !/[[{]/.test(line)),
    notice: read(/^notice(?:\.(?:md|txt))?$/i)?.trim(),
  };
}

/** Packages whose license has the same words share one text. */
function groupByLicense(packages) {
  const groups = new Map();
  for (const one of packages.toSorted((a, b) => (a.title < b.title ? -1 : 1))) {
    const key =
      one.license === STANDARD_TEXT || one.text === undefined ? one.license : `${one.license} ${wordsOf(one.text)}`;
    const group = groups.get(key) ?? { license: one.license, members: [], text: undefined };
    groups.set(key, { ...group, members: [...group.members, one], text: group.text ?? one.text });
  }
  for (const { license, members, text } of groups.values()) {
    if (text === undefined) {
      throw new Error(`${members[0].title} has no text of its license ${license}.`);
    }
  }
  return [...groups.values()];
}

/** The words of a license without its title, which some write otherwise. */
function wordsOf(text) {
  return text.replace(/^.*License.*\n/, '').replace(/\s+/g, ' ');
}
