/** What an input must be, said in a few words and checked before anything else, as the service does. */
import type { FieldProblem } from './serviceError';

/** Finds what is wrong with a value; `name` is where it stands, e.g. `identifiers.0.jobId`. */
export type Rule = (value: unknown, name: string) => readonly FieldProblem[];

export type Fields = Readonly<Record<string, Rule>>;

const HEX = '[0-9a-f]{32}';

/** e.g. `id('farm')` */
export function id(kind: string): Rule {
  return pattern(
    kind === 'task' || kind === 'sessionaction' ? `${kind}-${HEX}-(0|([1-9][0-9]{0,9}))` : `${kind}-${HEX}`,
  );
}

export function pattern(source: string): Rule {
  const whole = new RegExp(`^(?:${source})$`);
  return (value, name) =>
    typeof value === 'string' && whole.test(value)
      ? []
      : problem(value, name, `Member must satisfy regular expression pattern: ${source}`);
}

export function text(min: number, max: number): Rule {
  return (value, name) =>
    typeof value === 'string' && value.length >= min && value.length <= max
      ? []
      : problem(value, name, `Member must have length between ${min} and ${max}`);
}

export function integer(min: number, max: number): Rule {
  return (value, name) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? []
      : problem(value, name, `Member must be a whole number between ${min} and ${max}`);
}

/** A whole number in a query string. */
export function integerText(min: number, max: number): Rule {
  const rule = integer(min, max);
  return (value, name) => rule(typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value, name);
}

export function boolean(): Rule {
  return (value, name) => (typeof value === 'boolean' ? [] : problem(value, name, 'Member must be true or false'));
}

export function oneOf(...words: readonly string[]): Rule {
  return (value, name) =>
    words.some((word) => word === value)
      ? []
      : problem(value, name, `Member must satisfy enum value set: [${words.join(', ')}]`);
}

export function timestamp(): Rule {
  return (value, name) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
      ? []
      : problem(value, name, 'Member must be a date and time');
}

export function list(item: Rule, min: number, max: number): Rule {
  return (value, name) =>
    Array.isArray(value) && value.length >= min && value.length <= max
      ? value.flatMap((one, index) => item(one, `${name}.${index}`))
      : problem(value, name, `Member must have length between ${min} and ${max}`);
}

/** A structure; members that no rule names are ignored, as the service does. */
export function structure(required: Fields, optional: Fields = {}): Rule {
  return (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return problem(value, name, 'Member must be a structure');
    }
    const members = value as Readonly<Record<string, unknown>>;
    const path = (member: string): string => (name === '' ? member : `${name}.${member}`);
    return [
      ...Object.entries(required).flatMap(([member, rule]) => {
        const given = members[member];
        return given === undefined || given === null
          ? [
              {
                name: path(member),
                message: `Value at '${path(member)}' failed to satisfy constraint: Member must not be null`,
              },
            ]
          : rule(given, path(member));
      }),
      ...Object.entries(optional).flatMap(([member, rule]) => {
        const given = members[member];
        return given === undefined || given === null ? [] : rule(given, path(member));
      }),
    ];
  };
}

/** A union: exactly one of its members. */
export function union(choices: Fields): Rule {
  const members = structure({}, choices);
  return (value, name) => {
    const given = typeof value === 'object' && value !== null ? Object.keys(choices).filter((key) => key in value) : [];
    return given.length === 1 ? members(value, name) : problem(value, name, 'Member must have exactly one member set');
  };
}

function problem(value: unknown, name: string, constraint: string): readonly FieldProblem[] {
  const shown = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100);
  return [{ name, message: `Value '${shown}' at '${name}' failed to satisfy constraint: ${constraint}` }];
}
