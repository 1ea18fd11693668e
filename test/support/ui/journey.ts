import { press, typeText } from './window';

/** What a person does on the way to something, counted: each chord, letter and click is one action. */
export class Journey {
  readonly #name: string;
  readonly #done: string[] = [];
  #clicks = 0;
  #keys = 0;
  #beganMs: number | undefined;

  /** @param name as the scorecard calls it, e.g. `2a session ID` */
  constructor(name: string) {
    this.#name = name;
  }

  /** Presses keys, each of which may be a chord. */
  async press(...keys: readonly string[]): Promise<void> {
    this.#begin(...keys);
    this.#keys += keys.length;
    await press(...keys);
  }

  /** Types a text, a key a letter. */
  async type(text: string): Promise<void> {
    this.#begin(`type ${text}`);
    this.#keys += text.length;
    await typeText(text);
  }

  /** Clicks something. */
  async click(what: string, click: () => Promise<unknown>): Promise<void> {
    this.#begin(`click ${what}`);
    this.#clicks += 1;
    await click();
  }

  /** The person is there: reports the figures, and fails where it took more actions than it may. */
  arrive(mostActions: number): void {
    const seconds = ((Date.now() - (this.#beganMs ?? Date.now())) / 1_000).toFixed(1);
    console.log(`  journey ${this.#name}: ${this.#clicks} clicks, ${this.#keys} keys, ${seconds} s`);
    if (this.#clicks + this.#keys > mostActions) {
      throw new Error(`${this.#clicks + this.#keys} actions, ${mostActions} at most: ${this.#done.join(', ')}`);
    }
  }

  #begin(...actions: readonly string[]): void {
    this.#beganMs ??= Date.now();
    this.#done.push(...actions);
  }
}
