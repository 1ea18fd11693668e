import { hash } from '../random';
import type { Sequence } from '../sequence';
import type { Call } from './operation';
import { type Fields, integerText, text } from './rules';
import { invalid } from './serviceError';

/** What every list takes. */
export const PAGED: Fields = { nextToken: text(0, 4096), maxResults: integerText(1, 100) };

const TOKEN_LIFE_SECONDS = 24 * 3_600;

/**
 * A page of a list. The token holds where to go on, so that what is added at the end meanwhile is found and nothing comes twice.
 *
 * @param subject what is listed, so that a token is good for no other list
 */
export function pageOf<T, R>(
  call: Call,
  subject: readonly string[],
  all: Sequence<T>,
  toItem: (item: T) => R | undefined,
): { readonly items: readonly R[]; readonly nextToken: string | undefined } {
  const { sealer } = call.world;
  const list = hash(call.operation, ...subject);
  const nowSeconds = Math.floor(call.nowMs / 1_000);
  const max = Number(call.query.maxResults ?? 100);
  const items: R[] = [];
  let index = startOf(call, list, nowSeconds);
  for (; index < all.length && items.length < max; index++) {
    const item = toItem(all.at(index));
    if (item !== undefined) {
      items.push(item);
    }
  }
  return {
    items,
    nextToken: index < all.length ? sealer.seal('token', list, index, nowSeconds).slice('token-'.length) : undefined,
  };
}

function startOf({ world, query }: Call, list: number, nowSeconds: number): number {
  const token = query.nextToken;
  if (token === undefined || token === '') {
    return 0;
  }
  const [forList, index, issuedSeconds] = world.sealer.open('token', `token-${token}`) ?? [];
  if (forList !== list || index === undefined || nowSeconds - (issuedSeconds ?? 0) > TOKEN_LIFE_SECONDS) {
    throw invalid([{ name: 'nextToken', message: 'The nextToken is not valid, or has expired' }]);
  }
  return index;
}
