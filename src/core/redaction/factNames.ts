/** Names of people and hosts in the service's answers, by what their members are called. */
import type { LearnedNames } from './learnedNames';

const OF_PERSON = /^(?:createdBy|updatedBy|user|user_?name|artist|owner|submitter|submitted_?by)$/i;
const OF_HOST = /^(?:host_?name|computer_?name|private_?dns_?name)$/i;
/** No answer is nested deeper. */
const DEEPEST = 30;

/** Takes the names out of an answer: `{"createdBy": "mira"}`, `{"parameters": {"Artist": {"string": "mira"}}}`. */
export function learnFactNames(names: LearnedNames, value: unknown, name = '', depth = 0): void {
  if (typeof value === 'string') {
    if (OF_PERSON.test(name)) {
      names.addUser(value);
    } else if (OF_HOST.test(name)) {
      names.addHost(value);
    }
  } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    for (const [key, inside] of Object.entries(value)) {
      // The type of a parameter's value, and the place in a list, are no names of their own.
      const isPlain = Array.isArray(value) || /^(?:string|path)$/.test(key);
      learnFactNames(names, inside, isPlain ? name : key, depth + 1);
    }
  }
}
