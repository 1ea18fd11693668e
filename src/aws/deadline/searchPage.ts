/** What the service's searches have in common: pages by offset, up to where they reach. */
import { type Page, SEARCH_REACH } from '../../core/farm/farm';

import { toList } from './answers';

/**
 * A search's answer as a page. What lacks its required members is left out: in a search every member is optional.
 *
 * @param token where the page began: an offset as text, e.g. `100`; undefined for 0
 */
export function searchPage<T>(
  found: unknown,
  name: string,
  toItem: (item: object) => T,
  answer: { readonly nextItemOffset?: unknown; readonly totalResults?: unknown },
  token: string | undefined,
): Page<T> {
  const { nextItemOffset: next, totalResults } = answer;
  return {
    items: toList(found, name, toItem),
    next: typeof next === 'number' && next > Number(token ?? 0) && next < SEARCH_REACH ? String(next) : undefined,
    total: typeof totalResults === 'number' ? totalResults : undefined,
  };
}
