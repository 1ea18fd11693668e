/** Names of people and hosts that a text gives away by how it names them; elsewhere they look like any other word. */

/** What everybody calls accounts and folders: says nothing of anybody, and is in too many other words. */
const COMMON = new Set(
  (
    'root admin administrator administrators system localsystem user users username public default guest nobody daemon service ' +
    'ubuntu debian centos ec2 ec2-user job-user jobuser deadline deadline-worker deadline-worker-agent worker agent render renderer ' +
    'farm queue job step task session fleet host localhost local shared all all-users none null true false unknown ' +
    'the a an is was not in of to and or for with from by no home tmp var opt mnt data'
  ).split(' '),
);
/** A text that names more people than this is no log of a farm. */
const MOST_NAMES = 2_000;

const USERS: readonly RegExp[] = [
  /(?<![\p{L}\p{N}_.-])\/{1,2}(?:home|Users)\/{1,2}(?<name>[^\\/\s"'`:;,<>|()[\]{}$*?]{1,64})/gu,
  /[\\/]Users\\{1,4}(?<name>[^\\/"'<>|:*?\r\n]{1,64})(?=\\|["'\r\n]|$)/giu,
  /\b(?:USER|USERNAME|LOGNAME|SUDO_USER|user|username|login)=["']?(?<name>[\p{L}\p{N}_.@\\+-]{1,128})/gu,
  /\b(?:[Uu]ser(?:name)?|[Aa]rtist|[Ss]ubmitter|[Oo]wner|[Ss]ubmitted by|[Cc]reated by|[Ll]ogged in as)(?: name)?[ \t]{0,4}:?[ \t]{1,4}["'“‘](?<name>[^"'”’\r\n]{1,64})["'”’]/gu,
  /\b(?:[Uu]ser(?:name)?|[Aa]rtist|[Ss]ubmitter|[Oo]wner|[Ss]ubmitted by|[Cc]reated by|[Ll]ogged in as)[ \t]{0,4}:[ \t]{1,4}(?<name>[\p{L}\p{N}_.@\\+-]{1,128})[ \t]*(?:$|\r?\n)/gmu,
  /\buid=\d{1,10}\((?<name>[^)\s]{1,64})\)/gu,
  /\barn:aws[a-z-]{0,10}:(?:iam|sts)::\d{12}:(?:user|assumed-role|federated-user)\/(?:[\w+=,.@-]{1,128}\/){0,5}(?<name>[\w+=,.@-]{1,128})/gu,
];
const HOSTS: readonly RegExp[] = [
  /\b(?:HOSTNAME|COMPUTERNAME|HOST|hostname|computername)=["']?(?<name>[\p{L}\p{N}_.-]{2,253})/gu,
  /\b(?:[Hh]ost ?[Nn]ame|[Cc]omputer ?[Nn]ame|[Mm]achine ?[Nn]ame)[ \t]{0,4}:[ \t]{1,4}["']?(?<name>[\p{L}\p{N}_.-]{2,253})/gu,
];

/** Collects names; what was learned from one text holds for all others. */
export class LearnedNames {
  readonly #users = new Map<string, string>();
  readonly #hosts = new Map<string, string>();

  get users(): readonly string[] {
    return [...this.#users.values()];
  }

  get hosts(): readonly string[] {
    return [...this.#hosts.values()];
  }

  /** Takes the names out of a text that shows them to be names. */
  learn(text: string): void {
    for (const pattern of USERS) {
      for (const { groups } of text.matchAll(pattern)) {
        this.addUser(groups?.name ?? '');
      }
    }
    for (const pattern of HOSTS) {
      for (const { groups } of text.matchAll(pattern)) {
        this.addHost(groups?.name ?? '');
      }
    }
  }

  /** A person by name, e.g. `STUDIO\jdoe`, `jane.doe@example.com`, an Identity Center user ID, or an ARN that ends with one. */
  addUser(text: string): void {
    const own = text.trim().replace(/^arn:[^/]*\/(?:.*\/)?/, '');
    const name = own.slice(own.lastIndexOf('\\') + 1).replace(/[.,]+$/, '');
    add(this.#users, name);
    const [local = '', domain] = name.split('@');
    if (domain !== undefined) {
      add(this.#users, local);
    }
  }

  /** A host by its name; its first part alone means the same host. */
  addHost(text: string): void {
    const name = text.trim().replace(/\.+$/, '');
    add(this.#hosts, name);
    const [short = ''] = name.split('.');
    if (!/^\d+$/.test(short)) {
      add(this.#hosts, short);
    }
  }
}

function add(names: Map<string, string>, name: string): void {
  const known = name.toLowerCase();
  const isName =
    name.length >= 2 && /\p{L}|\d{3}/u.test(name) && !COMMON.has(known) && !/^i-[0-9a-f]{8,17}$/.test(known);
  if (isName && names.size < MOST_NAMES) {
    names.set(known, name);
  }
}
