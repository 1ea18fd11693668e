import * as vscode from 'vscode';

/** A file as it is now: text that VS Code has not asked for yet, and how long it is. */
interface Drawn {
  readonly changedAtMs: number;
  bytes: Uint8Array | undefined;
  size: number;
  /** The text is being made: VS Code asks for its length and for itself. */
  work?: Promise<Uint8Array> | undefined;
}

/** Texts that are drawn when they are read, as read-only files. Each is kept until the editor has it. */
export class LogFiles {
  readonly #drawn = new Map<string, Drawn>();
  readonly #changes: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly #now: () => number;
  readonly #draw: (uri: vscode.Uri) => Promise<Uint8Array>;

  /** @param draw makes a file's text; throws where there is no such file */
  constructor(
    changes: vscode.EventEmitter<vscode.FileChangeEvent[]>,
    now: () => number,
    draw: (uri: vscode.Uri) => Promise<Uint8Array>,
  ) {
    this.#changes = changes;
    this.#now = now;
    this.#draw = draw;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { changedAtMs, size } = await this.#read(uri, ({ bytes, size }) => bytes === undefined && size === 0);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: changedAtMs,
      size,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const drawn = await this.#read(uri, ({ bytes }) => bytes === undefined);
    const { bytes } = drawn;
    // The editor has it now; it asks again only after a change.
    drawn.bytes = undefined;
    return bytes ?? new Uint8Array();
  }

  /** These are to be drawn anew. */
  change(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      this.#begin(uri);
    }
    if (uris.length > 0) {
      this.#changes.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
    }
  }

  /** No editor shows it any more. */
  close(uri: vscode.Uri): void {
    this.#drawn.delete(uri.toString());
  }

  async #read(uri: vscode.Uri, isMissing: (drawn: Drawn) => boolean): Promise<Drawn> {
    const drawn = this.#drawn.get(uri.toString()) ?? this.#begin(uri);
    if (isMissing(drawn)) {
      try {
        drawn.bytes = await (drawn.work ??= this.#draw(uri));
        drawn.size = drawn.bytes.length;
      } finally {
        drawn.work = undefined;
      }
    }
    return drawn;
  }

  #begin(uri: vscode.Uri): Drawn {
    const before = this.#drawn.get(uri.toString())?.changedAtMs ?? 0;
    const drawn: Drawn = { changedAtMs: Math.max(before + 1, this.#now()), bytes: undefined, size: 0 };
    this.#drawn.set(uri.toString(), drawn);
    return drawn;
  }
}
