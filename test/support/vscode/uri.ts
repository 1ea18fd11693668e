/** As much of VS Code's `Uri` as the user interface uses. */
export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;

  private constructor({ scheme, authority = '', path = '', query = '' }: UriParts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
  }

  get fsPath(): string {
    return this.path;
  }

  static from(parts: UriParts): Uri {
    return new Uri(parts);
  }

  static file(path: string): Uri {
    return new Uri({ scheme: 'file', path });
  }

  static parse(text: string): Uri {
    const match = /^([a-z-]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(text);
    const [, scheme = '', authority = '', path = '', query = ''] = match ?? [];
    return new Uri({ scheme, authority, path: decodeURIComponent(path), query: decodeURIComponent(query) });
  }

  static joinPath(base: Uri, ...names: readonly string[]): Uri {
    return base.with({ path: [base.path, ...names].join('/') });
  }

  with(parts: Partial<UriParts>): Uri {
    const { scheme, authority, path, query } = this;
    return new Uri({ scheme, authority, path, query, ...parts });
  }

  toString(): string {
    const query = this.query === '' ? '' : `?${encodeURIComponent(this.query)}`;
    return `${this.scheme}://${this.authority}${this.path}${query}`;
  }
}

interface UriParts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
}
