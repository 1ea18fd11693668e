/**
 * The client tokens of what a person asked for with one click. A request keeps its token until the service has answered it, however
 * often it is sent: the service carries it out once. A request that was answered and is made again is a new one.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_BatchUpdateTask.html
 */
export class ClientTokens {
  readonly #unanswered = new Map<string, string>();
  readonly #makeToken: () => string;

  /** @param makeToken another one each time, 1 to 64 characters */
  constructor(makeToken: () => string) {
    this.#makeToken = makeToken;
  }

  /**
   * Sends a request with its token.
   *
   * @param request all that it asks for, as one string: the operation, the target and the IDs
   */
  async send<T>(request: string, send: (clientToken: string) => Promise<T>): Promise<T> {
    const token = this.#unanswered.get(request) ?? this.#makeToken();
    this.#unanswered.set(request, token);
    const answer = await send(token);
    this.#unanswered.delete(request);
    return answer;
  }
}
