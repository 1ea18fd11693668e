/** The filters, sorting and pages by offset that all searches have. */
import type { Call } from '../http/operation';
import { invalid } from '../http/serviceError';
import { type Sequence, computed, itemsOf, sequenceOf } from '../sequence';

/** What filters and sorting can ask for, by name; computed only when a filter asks. */
export type SearchFields<T> = Readonly<Record<string, (thing: T) => string | number | undefined>>;

interface SearchOptions<T> {
  /** Whether the things come in the order of their creation: then pages in this order cost no more than a page. */
  readonly byCreation?: boolean;
  /** The value of a task's parameter as text; empty where it has none of that name. */
  readonly parameterOf?: (thing: T, name: string) => string;
}

interface SearchBody {
  readonly itemOffset: number;
  readonly pageSize?: number;
  readonly filterExpressions?: Group;
  readonly sortExpressions?: readonly Sort[];
}

interface Sort {
  readonly fieldSort?: { readonly name: string; readonly sortOrder: string };
  readonly parameterSort?: { readonly name: string; readonly sortOrder: string };
  readonly userJobsFirst?: { readonly userIdentityId: string };
}

interface Group {
  readonly operator: string;
  readonly filters: readonly Filter[];
}

interface Filter {
  readonly dateTimeFilter?: { readonly name: string; readonly operator: string; readonly dateTime: string };
  readonly parameterFilter?: { readonly name: string; readonly operator: string; readonly value: string };
  readonly searchTermFilter?: { readonly searchTerm: string; readonly matchType?: string };
  readonly stringFilter?: { readonly name: string; readonly operator: string; readonly value: string };
  readonly stringListFilter?: { readonly name: string; readonly operator: string; readonly values: readonly string[] };
  readonly groupFilter?: Group;
}

/** A page of the things that a search's filters let pass, in its order. */
export function search<T>(
  call: Call,
  things: Sequence<T>,
  fields: SearchFields<T>,
  { byCreation = false, parameterOf }: SearchOptions<T> = {},
): { readonly items: readonly T[]; readonly totalResults: number; readonly nextItemOffset: number | undefined } {
  const { itemOffset, pageSize = 100, filterExpressions, sortExpressions = [] } = call.body as SearchBody;
  const [sort, ...others] = sortExpressions;
  const inOrder = sort === undefined || (byCreation && others.length === 0 && sort.fieldSort?.name === 'CREATED_AT');
  const found =
    inOrder && !filterExpressions
      ? sort?.fieldSort?.sortOrder === 'DESCENDING'
        ? computed(things.length, (index) => things.at(things.length - 1 - index))
        : things
      : sequenceOf(
          sortExpressions.reduceRight(
            (list, one) => sortedBy(list, one, fields, parameterOf),
            [...itemsOf(things)].filter(
              (thing) => !filterExpressions || matches(filterExpressions, fields, thing, parameterOf),
            ),
          ),
        );
  const totalResults = Math.min(found.length, 10_000);
  const end = Math.min(itemOffset + pageSize, totalResults);
  return {
    items: Array.from({ length: Math.max(0, end - itemOffset) }, (_, index) => found.at(itemOffset + index)),
    totalResults,
    nextItemOffset: end < totalResults ? end : undefined,
  };
}

function matches<T>(
  { operator, filters: all }: Group,
  fields: SearchFields<T>,
  thing: T,
  parameterOf: SearchOptions<T>['parameterOf'],
): boolean {
  const holds = (filter: Filter): boolean => {
    const { dateTimeFilter, parameterFilter, searchTermFilter, stringFilter, stringListFilter, groupFilter } = filter;
    if (groupFilter) {
      return matches(groupFilter, fields, thing, parameterOf);
    }
    if (parameterFilter) {
      const { name, operator: how, value } = parameterFilter;
      return compare(toNumber(parameterOf?.(thing, name) ?? ''), how, [toNumber(value)]);
    }
    if (searchTermFilter) {
      const term = searchTermFilter.searchTerm.toLowerCase();
      return String(fieldOf(fields, 'NAME', thing) ?? '')
        .toLowerCase()
        .includes(term);
    }
    if (dateTimeFilter) {
      return compare(fieldOf(fields, dateTimeFilter.name, thing), dateTimeFilter.operator, [
        Date.parse(dateTimeFilter.dateTime),
      ]);
    }
    const words = stringFilter ?? stringListFilter;
    return (
      !words ||
      compare(fieldOf(fields, words.name, thing), words.operator, 'values' in words ? words.values : [words.value])
    );
  };
  return operator === 'AND' ? all.every(holds) : all.some(holds);
}

function compare(field: string | number | undefined, operator: string, values: readonly (string | number)[]): boolean {
  if (operator === 'NOT_EQUAL' || operator === 'ALL_NOT_EQUALS') {
    return !values.some((value) => String(field) === String(value));
  }
  return values.some((value) => {
    if (field === undefined) {
      return false;
    }
    const order = typeof field === 'number' ? field - Number(value) : field < value ? -1 : field > value ? 1 : 0;
    switch (operator) {
      case 'GREATER_THAN':
        return order > 0;
      case 'GREATER_THAN_EQUAL_TO':
        return order >= 0;
      case 'LESS_THAN':
        return order < 0;
      case 'LESS_THAN_EQUAL_TO':
        return order <= 0;
      default:
        return order === 0;
    }
  });
}

/** Numbers compare as numbers: frame 9 comes before frame 10. */
function toNumber(text: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function sortedBy<T>(
  things: T[],
  { fieldSort, parameterSort, userJobsFirst }: Sort,
  fields: SearchFields<T>,
  parameterOf: SearchOptions<T>['parameterOf'],
): T[] {
  const keyOf = (thing: T): string | number => {
    if (userJobsFirst) {
      return fieldOf(fields, 'CREATED_BY', thing) === userJobsFirst.userIdentityId ? 0 : 1;
    }
    if (parameterSort) {
      return toNumber(parameterOf?.(thing, parameterSort.name) ?? '');
    }
    return (fieldSort && fieldOf(fields, fieldSort.name, thing)) ?? 0;
  };
  const direction = (fieldSort ?? parameterSort)?.sortOrder === 'DESCENDING' ? -1 : 1;
  return things
    .map((thing) => ({ thing, key: keyOf(thing) }))
    .sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ thing }) => thing);
}

function fieldOf<T>(fields: SearchFields<T>, name: string, thing: T): string | number | undefined {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) {
    throw invalid([{ name: 'filterExpressions', message: `Cannot filter or sort by ${name}` }]);
  }
  return field(thing);
}
