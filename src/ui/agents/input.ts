/** What a model has sent: VS Code does not hold it to the schema. Each of these throws a {@link Refusal} that says what is wanted. */
import { isId, type SessionActionId } from '../../core/ids';
import type { LogPart } from '../../render/agents/logAnswer';
import { wrongInput } from '../../render/agents/refusal';
import { Refusal } from './refuse';

/** An input, whatever a model has sent. */
export type Input = Readonly<Record<string, unknown>>;

export const LONGEST_TEXT = 4_000;

/** The input without fields that say nothing: models send `null` and empty texts for what they leave out. */
export function givenIn(input: object): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== ''));
}

export function textIn(input: Input, name: string): string {
  const text = input[name];
  if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_TEXT) {
    throw new Refusal(wrongInput(name, `a text of 1 to ${LONGEST_TEXT} characters`));
  }
  return text;
}

export function numberIn(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value))) {
    throw new Refusal(wrongInput(name, 'a number'));
  }
  return value;
}

export function oneOf<T extends string>(input: Input, name: string, values: readonly T[]): T | undefined {
  const value = input[name];
  const found = values.find((one) => one === value);
  if (value !== undefined && found === undefined) {
    throw new Refusal(wrongInput(name, `one of ${values.join(', ')}, or left out`));
  }
  return found;
}

export function partIn(input: Input): LogPart {
  const { aroundTime } = input;
  if (aroundTime === undefined) {
    return oneOf(input, 'part', ['failure', 'beginning', 'end'] as const) ?? 'failure';
  }
  const text = typeof aroundTime === 'string' ? aroundTime : '';
  const aroundMs = Date.parse(text);
  if (!/\dT\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(aroundMs)) {
    throw new Refusal(wrongInput('aroundTime', 'a time with its zone, e.g. 2026-11-23T09:02:27.000Z'));
  }
  return { aroundMs };
}

export function actionIn({ sessionActionId }: Input): SessionActionId | undefined {
  if (sessionActionId !== undefined && !isId('sessionaction', sessionActionId)) {
    throw new Refusal(
      wrongInput('sessionActionId', 'the whole ID of a session action, e.g. sessionaction-<32 digits>-3'),
    );
  }
  return sessionActionId;
}
