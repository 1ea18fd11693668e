/**
 * Room for what is too much for memory: bytes are put at its end and read back from where they were put. What is in it is gone
 * with the process, whatever way that ends.
 */
export interface Spool {
  /** Resolves with where the bytes begin, once they are not needed any more. Calls are carried out one after the other. */
  append(bytes: Uint8Array): Promise<number>;
  /** @throws {Error} where there are fewer bytes than asked for */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Gives the room back; what is still asked for fails. */
  dispose(): void;
}

/** Opens a room of one's own. Rejects where there is no space for one; then all stays in memory. */
export type OpenSpool = () => Promise<Spool>;
