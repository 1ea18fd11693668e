import type { Call } from '../http/operation';
import { type Fields, id, list, structure } from '../http/rules';
import { ServiceError } from '../http/serviceError';

/** The body of a BatchGet call: up to 100 identifiers, each with these ids. */
export function identifiers(...names: readonly string[]): Fields {
  const ids = Object.fromEntries(names.map((name) => [name, id(name.slice(0, -2).toLowerCase())]));
  return { identifiers: list(structure(ids), 1, 100) };
}

/** The body of a BatchUpdate call: up to 100 items under a name, each with these ids and members. */
export function items(
  member: 'jobs' | 'tasks',
  names: readonly string[],
  required: Fields,
  optional: Fields = {},
): Fields {
  const ids = Object.fromEntries(names.map((name) => [name, id(name.slice(0, -2).toLowerCase())]));
  return { [member]: list(structure({ ...ids, ...required }, optional), 1, 100) };
}

/**
 * Answers each identifier by itself: what cannot be answered is listed with its reason, and the call succeeds.
 *
 * @param codes the errors that the operation can list; any other fails the whole call
 */
export function batch<I extends object, R extends object>(
  call: Call,
  codes: readonly string[],
  answer: (identifier: I) => R,
): { readonly items: readonly (I & R)[]; readonly errors: readonly object[] } {
  const items: (I & R)[] = [];
  const errors: object[] = [];
  for (const identifier of (call.body as { readonly identifiers: readonly I[] }).identifiers) {
    try {
      call.itemFault?.(identifier);
      items.push({ ...identifier, ...answer(identifier) });
    } catch (error) {
      if (!(error instanceof ServiceError) || !codes.includes(error.type)) {
        throw error;
      }
      errors.push({ ...identifier, code: error.type, message: error.message });
    }
  }
  return { items, errors };
}

/**
 * Updates each item by itself. Only what was refused is listed: what is not in `errors` is done.
 *
 * @param codes the errors that an item can be listed with; any other fails the whole call
 */
export function batchUpdate<I extends object>(
  call: Call,
  items: readonly I[],
  codes: readonly string[],
  update: (item: I) => void,
): { readonly errors: readonly object[] } {
  const errors: object[] = [];
  for (const item of items) {
    try {
      call.itemFault?.(item);
      update(item);
    } catch (error) {
      if (!(error instanceof ServiceError) || !codes.includes(error.type)) {
        throw error;
      }
      const ids = Object.fromEntries(Object.entries(item).filter(([name]) => name.endsWith('Id')));
      errors.push({ ...ids, code: error.type, message: error.message });
    }
  }
  return { errors };
}

/** What sessions, their actions and workers can fail with in a batch. */
export const FEW_CODES = ['InternalServerErrorException', 'ResourceNotFoundException', 'ValidationException'] as const;
/** Jobs, steps and tasks can be refused one by one as well. */
export const ALL_CODES = [...FEW_CODES, 'AccessDeniedException', 'ThrottlingException'] as const;
/** What an item of a BatchUpdate call can fail with. */
export const UPDATE_CODES = [...ALL_CODES, 'ConflictException'] as const;
