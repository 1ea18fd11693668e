/** One page of a listing. */
export interface Page<T, Token = string> {
  readonly items: readonly T[];
  /** What to ask with for the next page; undefined at the end. */
  readonly next: Token | undefined;
}

/**
 * The pages of a listing, each asked for only when somebody wants it. Empty pages in between are skipped; a token that comes
 * back twice in a row ends the listing, because it would never end by itself.
 */
export async function* pages<T, Token extends string | number = string>(
  fetchPage: (token: Token | undefined) => Promise<Page<T, Token>>,
): AsyncGenerator<readonly T[], void, undefined> {
  let token: Token | undefined;
  for (;;) {
    const page: Page<T, Token> = await fetchPage(token);
    if (page.items.length > 0) {
      yield page.items;
    }
    if (page.next === undefined || page.next === token) {
      return;
    }
    token = page.next;
  }
}
