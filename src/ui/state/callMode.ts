import type { Service } from '../../core/service/service';

/** How a feature's calls are made: in the background until a person asks for something of it. Only from then on may calls ask them back. */
export class CallMode {
  readonly #service: () => Service;
  #isInteractive = false;

  /** @param service makes calls in the background; loaded at first use */
  constructor(service: () => Service) {
    this.#service = service;
  }

  get isInteractive(): boolean {
    return this.#isInteractive;
  }

  /** A person asked for something: that a view or page is there is no reason to ask anybody for a code. */
  setInteractive(): void {
    this.#isInteractive = true;
  }

  /** What the feature asks now. */
  readonly service = (): Service => (this.#isInteractive ? this.#service().interactive : this.#service());
}
