/** Where a path of a farm's hosts is on this computer, by the storage profiles of a queue. */
import { type MappedPath, partsOfPath } from './sourceTails';

/** Where the hosts of one kind, or the computers of some people, have the studio's files. */
export interface StorageProfile {
  readonly storageProfileId: string;
  /** `WINDOWS`, `LINUX`, `MACOS`, or what a newer service names. */
  readonly osFamily: string;
  readonly locations: readonly StorageLocation[];
}

/** A folder that every profile has under the same name. */
export interface StorageLocation {
  readonly name: string;
  /** Absolute, in the form of the profile's system. Hostile. */
  readonly path: string;
}

/** A folder of other hosts, and the same folder on this computer. */
export interface StorageRule {
  /** Names from the drive or the root down. */
  readonly from: readonly string[];
  /** Whether upper and lower case are one, as on Windows. */
  readonly ignoresCase: boolean;
  readonly root: string;
}

/**
 * A rule for each location that the person's own profile and another one have by the same name. None where the own profile is that of
 * another system than this computer's, and none to folders of other computers (`\\server\share`) or to all of a disk (`/`).
 *
 * @param platform e.g. `win32`, `linux`, `darwin`
 */
export function storageRules(
  own: StorageProfile,
  others: readonly StorageProfile[],
  platform: string,
): readonly StorageRule[] {
  if (platformOf(own) !== platform) {
    return [];
  }
  const roots = new Map(own.locations.map(({ name, path }) => [name, path]));
  return others
    .filter(({ storageProfileId }) => storageProfileId !== own.storageProfileId)
    .flatMap((other) =>
      other.locations.flatMap(({ name, path }): readonly StorageRule[] => {
        const root = roots.get(name);
        const from = partsOfPath(path);
        return root !== undefined && isOwnFolder(root, platform) && from.length > 0
          ? [{ from, ignoresCase: other.osFamily === 'WINDOWS', root }]
          : [];
      }),
    );
}

/** Where a path may be, the longest rule first; whole names are compared. Never above a rule's own folder. */
export function mapByRules(path: string, rules: readonly StorageRule[]): readonly MappedPath[] {
  const parts = partsOfPath(path);
  const found = rules
    .filter((rule) => rule.from.length < parts.length && beginsWith(parts, rule))
    .sort((one, other) => other.from.length - one.from.length)
    .map(({ from, root }) => ({ root, below: parts.slice(from.length) }));
  return found.filter(
    ({ root, below }, index) =>
      found.findIndex((one) => one.root === root && one.below.length === below.length) === index,
  );
}

function platformOf({ osFamily }: StorageProfile): string | undefined {
  return { WINDOWS: 'win32', LINUX: 'linux', MACOS: 'darwin' }[osFamily];
}

/** An absolute path with a drive, or one with at least one name below the root. */
function isOwnFolder(path: string, platform: string): boolean {
  const isAbsolute = platform === 'win32' ? /^[A-Za-z]:[\\/]/.test(path) : /^\/[^\\/]/.test(path);
  return isAbsolute && !path.includes('\0') && partsOfPath(path).length > 0;
}

function beginsWith(parts: readonly string[], { from, ignoresCase }: StorageRule): boolean {
  const same = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  return from.every((part, index) => same(part) === same(parts[index] ?? ''));
}
