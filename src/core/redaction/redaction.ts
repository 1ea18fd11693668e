import { LearnedNames } from './learnedNames';
import { isIpV6, type Redactable, redactedText } from './patterns';

/** How many different ones were replaced. */
export type RedactionCounts = Readonly<Record<Redactable, number>>;

/** Addresses that are the same on every computer. */
const EVERYWHERE = new Set(['127.0.0.1', '0.0.0.0', '255.255.255.255', '169.254.169.254', '169.254.170.2']);
/** Hosts of public documentation and of the services that everybody calls. */
const PUBLIC_HOST = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws|api\.aws|aws\.dev|localhost)$/i;
/** Different ones that are told apart: a log with more of them must not fill the memory. */
const MOST_STAND_INS = 300_000;
/** What stands behind a path without being part of it. */
const BEHIND = /[.,;:!)\]}]+$/;

/**
 * Replaces account IDs, addresses, user names and paths, each by the same stand-in wherever it occurs, e.g. `redacted-account-1`.
 * Names are found by how some texts mention them: let it learn from all texts before it redacts the first.
 */
export class Redaction {
  readonly names = new LearnedNames();
  readonly #chosen: ReadonlySet<Redactable>;
  readonly #standIns = new Map<string, string>();
  readonly #counts: Record<Redactable, number> = { account: 0, address: 0, user: 0, path: 0 };
  #pattern: RegExp | undefined;

  /** @param chosen what to replace; nothing else is touched */
  constructor(chosen: ReadonlySet<Redactable>) {
    this.#chosen = chosen;
  }

  /** Whether there is anything to replace. */
  get isNeeded(): boolean {
    return this.#chosen.size > 0;
  }

  get counts(): RedactionCounts {
    return this.#counts;
  }

  /** Takes the names of people and hosts out of a text. */
  learn(text: string): void {
    if (this.isNeeded) {
      this.names.learn(text);
    }
  }

  /** A text without what was chosen. */
  redact(text: string): string {
    if (!this.isNeeded) {
      return text;
    }
    this.#pattern ??= redactedText(this.#chosen, this.names.users, this.names.hosts);
    return text.replace(this.#pattern, (found: string, ...rest: readonly unknown[]) => {
      const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
      return this.#replaced(kind, found);
    });
  }

  /** The same of plain data: of all texts in it, and of the names of fields. */
  redactData<T>(data: T): T {
    return this.#data(data) as T;
  }

  #data(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.redact(value);
    }
    if (Array.isArray(value)) {
      return value.map((one) => this.#data(one));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [this.redact(name), this.#data(one)]));
    }
    return value;
  }

  #replaced(kind: string | undefined, found: string): string {
    switch (kind) {
      case 'url':
        return this.#url(found);
      case 'path':
        return this.#path(found);
      case 'mail':
      case 'host':
        return this.#standIn('address', found.toLowerCase());
      case 'address':
        return EVERYWHERE.has(found) ? found : this.#standIn('address', found.toLowerCase());
      case 'colons':
        return isIpV6(found) ? this.#standIn('address', found.toLowerCase()) : found;
      case 'user':
        return this.#standIn('user', found.toLowerCase());
      case 'account':
        return this.#standIn('account', found.replaceAll('-', ''));
      default:
        return found;
    }
  }

  /** An address of the web keeps its scheme, and its host where that is a public one; any other is a path. */
  #url(found: string): string {
    const behind = BEHIND.exec(found)?.[0] ?? '';
    const url = found.slice(0, found.length - behind.length);
    const {
      scheme = '',
      host = '',
      port = '',
      rest = '',
    } = /^(?<scheme>[^:]+:\/\/)(?<host>[^/?#]*?)(?<port>:\d{1,5})?(?<rest>[/?#][^]*)?$/.exec(url)?.groups ?? {};
    if (!/^(?:https?|wss?|ftp):/i.test(scheme)) {
      return (
        (this.#chosen.has('path') ? this.#path(url) : this.#hostOf(scheme, host, port) + this.#inUrl(rest)) + behind
      );
    }
    const shownRest = this.#chosen.has('path') && rest.length > 1 ? `/${this.#path(rest)}` : this.#inUrl(rest);
    return this.#hostOf(scheme, host, port) + shownRest + behind;
  }

  #hostOf(scheme: string, host: string, port: string): string {
    const isKept = host === '' || PUBLIC_HOST.test(host) || EVERYWHERE.has(host) || !this.#chosen.has('address');
    // Buckets and endpoints have account IDs in their names.
    return `${scheme}${isKept ? this.#inUrl(host) : this.#standIn('address', host.toLowerCase())}${port}`;
  }

  /** What else is in a part of an address of the web. It has no scheme, so this ends. */
  #inUrl(part: string): string {
    return part.includes('://') ? this.#standIn('path', part) : part === '' ? '' : this.redact(part);
  }

  #path(found: string): string {
    const behind = BEHIND.exec(found)?.[0] ?? '';
    const path = found.slice(0, found.length - behind.length);
    const extension = /\.[a-z][a-z0-9]{0,7}$/i.exec(path)?.[0] ?? '';
    const same = path.replace(/[\\/]+/g, '/').replace(/(.)\/$/, '$1');
    return `${this.#standIn('path', same)}${extension.toLowerCase()}${behind}`;
  }

  #standIn(kind: Redactable, found: string): string {
    const id = `${kind} ${found}`;
    let standIn = this.#standIns.get(id);
    if (standIn === undefined) {
      if (this.#standIns.size >= MOST_STAND_INS) {
        return `redacted-${kind}`;
      }
      this.#counts[kind] += 1;
      standIn = `redacted-${kind}-${this.#counts[kind]}`;
      this.#standIns.set(id, standIn);
    }
    return standIn;
  }
}
