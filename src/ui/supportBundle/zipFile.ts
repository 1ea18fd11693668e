import { Zip, ZipDeflate } from 'fflate';
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import type { Sink } from '../logs/saving/fileSink';

/** The format counts bytes with 32 bits. Nothing is written beyond, so that what is there can be opened. */
const MOST_BYTES = 4_000_000_000;

/** A zip that is written as it comes: no more of it is in memory than one piece. */
export class ZipFile {
  readonly #sink: Sink;
  readonly #mtime: Date;
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];
  #failure: Error | undefined;
  #bytes = 0;

  /** @param nowMs when its files were made, as the zip says */
  constructor(sink: Sink, nowMs: number) {
    this.#sink = sink;
    this.#mtime = new Date(nowMs);
    this.#zip = new Zip((error, bytes) => {
      this.#failure ??= error ?? undefined;
      this.#ready.push(bytes);
    });
  }

  /**
   * Adds a file.
   * @throws {UserError} the zip would be too large
   */
  async add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = this.#mtime;
    this.#zip.add(file);
    for await (const piece of pieces) {
      file.push(piece);
      await this.#write();
    }
    file.push(new Uint8Array(), true);
    await this.#write();
  }

  async finish(): Promise<void> {
    this.#zip.end();
    await this.#write();
  }

  async #write(): Promise<void> {
    const pieces = this.#ready;
    this.#ready = [];
    for (const piece of pieces) {
      this.#bytes += piece.length;
      if (this.#bytes > MOST_BYTES) {
        const message = t('The support bundle would be larger than 4 GB. Leave a log out.');
        throw new UserError({ kind: 'invalid', message, remedies: [] });
      }
      await this.#sink.write(piece);
    }
    if (this.#failure) {
      throw this.#failure;
    }
  }
}
