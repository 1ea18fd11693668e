/** The environment variables and package versions of a run, as its log shows them. */
import { programWords } from '../diagnosis/lines/logLine';
import { withoutSecrets } from '../text/redact';

/** Names and values, as the log has them last. Hostile until rendered as text. */
export interface LoggedFacts {
  /** e.g. `CONDA_PREFIX` → `/sessions/conda/envs/shot` */
  readonly variables: ReadonlyMap<string, string>;
  /** e.g. `openvdb` → `11.0.0`; programs that name their version first are among them. */
  readonly packages: ReadonlyMap<string, string>;
}

/** More of either is no longer read. */
const MOST_FACTS = 2_000;
const LONGEST_VALUE = 500;
/** Programs say their version when they begin; later, numbers are measures. */
const BANNER_LINES = 100;

/** Reads the facts out of lines, as the service keeps them. Linear. */
export function loggedFacts(lines: readonly string[]): LoggedFacts {
  const variables = new Map<string, string>();
  const packages = new Map<string, string>();
  const table = new PackageTable();
  let programLines = 0;
  for (const line of lines) {
    const text = line.slice(0, LONGEST_VALUE + 200);
    const { words } = programWords(text);
    readVariable(words, variables);
    const found = table.read(words) ?? packagesIn(words) ?? (programLines < BANNER_LINES ? bannerIn(words) : undefined);
    programLines = RUNTIME.test(words) ? 0 : programLines + 1;
    for (const [name, version] of found ?? []) {
      keep(packages, name, version);
    }
  }
  return { variables, packages };
}

/** The program's own lines come after this one. */
const RUNTIME = /^(?:Output:$|Command started as pid: )/;

/** As the runtime writes what it sets, programs print their environment and shells export it. */
const VARIABLE =
  /^(?:(?<set>openjd_env: "?|openjd_redacted_env: "?|Setting: |export |declare -x |SET |set )(?<name>[A-Za-z_]\w{0,99})|(?<bare>[A-Z_][A-Z0-9_]{1,99}))=(?<value>.*)$/;
const UNSET = /^openjd_unset_env: (?<name>[A-Za-z_]\w{0,99})\s*$/;

function readVariable(words: string, variables: Map<string, string>): void {
  const { name, bare, value } = VARIABLE.exec(words)?.groups ?? {};
  const known = name ?? bare;
  if (known !== undefined && value !== undefined) {
    const shown = withoutSecrets(`${known}=${value}`).slice(known.length + 1);
    keep(variables, known, shown.replace(/^(["'])(.*)\1$/, '$2').slice(0, LONGEST_VALUE));
    return;
  }
  const unset = UNSET.exec(words)?.groups?.name;
  if (unset !== undefined) {
    variables.delete(unset);
  }
}

function keep(facts: Map<string, string>, name: string, value: string): void {
  if (facts.size < MOST_FACTS || facts.has(name)) {
    facts.set(name, value);
  }
}

type Package = readonly [name: string, version: string];

/** The tables of `conda list` and `pip list`: rows below a head, until a line that is none. */
class PackageTable {
  #isInside = false;

  read(words: string): readonly Package[] | undefined {
    if (/^#? ?(?:Name|Package) {2,}Version\b/.test(words)) {
      this.#isInside = true;
      return [];
    }
    if (!this.#isInside || /^[-─\s]+$/.test(words)) {
      return undefined;
    }
    const { name, version } =
      /^ {0,4}(?<name>[\w.-]{1,80})\s{1,60}(?<version>\d[\w.+!*-]{0,60})(?:\s|$)/.exec(words)?.groups ?? {};
    this.#isInside = name !== undefined;
    return name === undefined || version === undefined ? undefined : [[name, version]];
  }
}

const NAMED = String.raw`(?<name>[A-Za-z][\w.]{0,60}(?:-[A-Za-z]\w{0,40}){0,5})`;
const VERSION = String.raw`(?<version>\d{1,9}(?:\.[\w+!]{1,30}){1,5})`;
/** `Downloading openvdb-11.0.0`, `Linking python-3.11.9-h955ad1f_0`. */
const HANDLED = new RegExp(
  String.raw`^\s{0,8}(?:Downloading|Extracting|Installing|Fetching|Linking|Unpacking|Collecting|Using)\s{1,8}${NAMED}-${VERSION}`,
);
/** `numpy==2.1.3` of `pip freeze`, alone in its line. */
const FROZEN = /^(?<name>[A-Za-z][\w.-]{0,80})==(?<version>\d[\w.+!]{0,60})$/;
/** `  + openvdb  11.0.0  h3b1f0a0_0  conda-forge` of mamba. */
const ADDED = /^\s{0,8}\+ (?<name>[\w.-]{1,80})\s{1,40}(?<version>\d[\w.+!]{0,60})\s{1,20}\S/;
/** `  openvdb:  11.0.0-h3b1f0a0_0 conda-forge` and `  openvdb  conda-forge/linux-64::openvdb-11.0.0-h3b1f0a0_0` of conda. */
const NEW_CONDA =
  /^ {2,8}(?<name>[a-z][\w.-]{0,80}):? {1,40}(?:[\w./-]{1,100}::[\w.-]{1,80}?-)?(?<version>\d[\w.+!]{0,60})-\w{1,40}(?:\s|$)/;
/** `lumina-5.1.2  /packages/lumina/5.1.2` of rez. */
const RESOLVED = new RegExp(String.raw`^${NAMED}-${VERSION}\s{1,40}[/A-Z]\S*(?:\s+\(\w+\))?$`);

function packagesIn(words: string): readonly Package[] | undefined {
  if (words.startsWith('Successfully installed ')) {
    return words
      .split(' ')
      .slice(2, 2 + MOST_FACTS)
      .flatMap((word) => {
        const { name, version } = /^(?<name>[A-Za-z][\w.-]*)-(?<version>\d[\w.+!]*)$/.exec(word)?.groups ?? {};
        return name === undefined || version === undefined ? [] : [[name, version] as const];
      });
  }
  for (const pattern of [HANDLED, FROZEN, ADDED, NEW_CONDA, RESOLVED]) {
    const { name, version } = pattern.exec(words)?.groups ?? {};
    if (name !== undefined && version !== undefined) {
      return [[name, version]];
    }
  }
  return undefined;
}

/** `Lumina 5.1.2 (build 8c41f0e)`, `husk version 20.5.410`, `Nuke 15.1v3, 64 bit`: a name, then a version that is no measure. */
const BANNER =
  /^(?<name>[A-Za-z][\w+]{1,30}(?: [A-Z][\w+]{1,20}){0,2}),? (?:[Vv]ersion:? |[Vv])?(?<version>\d{1,9}(?:\.\w{1,12}){1,4})(?=$|[\s,;)])(?! ?(?:[kKMGT]i?B?|ms|s|sec|seconds|min|minutes|fps|%|x|FPS)\b)/;

function bannerIn(words: string): readonly Package[] | undefined {
  const { name, version } = BANNER.exec(words)?.groups ?? {};
  return name === undefined || version === undefined ? undefined : [[name, version]];
}

/** A fact of two runs. */
export interface FactRow {
  readonly name: string;
  /** Undefined where that run does not tell. */
  readonly subject: string | undefined;
  readonly reference: string | undefined;
  readonly differs: boolean;
}

/**
 * Facts of two runs side by side, those that differ first, each part in the order of names.
 *
 * @param plain what makes two values the same, see `withoutNames`
 */
export function sideBySide(
  subject: ReadonlyMap<string, string>,
  reference: ReadonlyMap<string, string>,
  plain: (text: string) => string = (text) => text,
): readonly FactRow[] {
  const names = [...new Set([...subject.keys(), ...reference.keys()])].sort();
  const rows = names.map((name): FactRow => {
    const [one, other] = [subject.get(name), reference.get(name)];
    const differs = one === undefined || other === undefined ? one !== other : plain(one) !== plain(other);
    return { name, subject: one, reference: other, differs };
  });
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}
