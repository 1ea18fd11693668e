import type { LeaseFile, LeaseRecord } from '../../src/watch/shared/lease';

/** A lease's file in memory, shared by the windows of a test. */
export class MemoryLease implements LeaseFile {
  record: LeaseRecord | undefined;
  /** How often it was read and written. */
  uses = 0;
  /** Thrown by every write while it is set. */
  failure: Error | undefined;

  read(): Promise<LeaseRecord | undefined> {
    this.uses += 1;
    return Promise.resolve(this.record);
  }

  write(record: LeaseRecord): Promise<void> {
    this.uses += 1;
    if (this.failure) {
      return Promise.reject(this.failure);
    }
    this.record = record;
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.record = undefined;
    return Promise.resolve();
  }
}
