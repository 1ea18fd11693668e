/** What VS Code keeps for an extension, in memory: values come back as JSON made them. */
export class MemoryMemento {
  readonly stored = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.stored.keys()];
  }

  get<T>(name: string, otherwise?: T): T {
    return (this.stored.has(name) ? JSON.parse(JSON.stringify(this.stored.get(name))) : otherwise) as T;
  }

  update(name: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.stored.delete(name);
    } else {
      this.stored.set(name, value);
    }
    return Promise.resolve();
  }
}
