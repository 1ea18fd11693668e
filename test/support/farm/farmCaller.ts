import assert from 'node:assert/strict';

import type { HttpRequest } from '../../../src/core/service/http';
import { type SampleFarm, type SampleFarmOptions, createSampleFarm } from '../../../src/sampleFarm/index';
import { toRequest } from './farmInterface';

/** When the farm of a test is opened. */
export const OPENED_MS = Date.UTC(2026, 10, 23, 10, 0, 0);

/** An answer, parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A farm whose clock the test moves, and short ways to call it. */
export class FarmCaller {
  nowMs = OPENED_MS;
  readonly farm: SampleFarm;

  constructor(options: Partial<SampleFarmOptions> = {}) {
    this.farm = createSampleFarm({ now: () => this.nowMs, startedAtMs: OPENED_MS, ...options });
  }

  async send(request: HttpRequest, signal?: AbortSignal): Promise<Answer> {
    const { status, headers, body } = await this.farm.handle(request, signal);
    return { status, headers, body: JSON.parse(body) as unknown };
  }

  async call(operation: string, input: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.send(toRequest(operation, input));
  }

  /** The body of an answer that must be a good one. */
  async ask(operation: string, input: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const { status, body } = await this.call(operation, input);
    assert.equal(status, 200, `${operation}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Every item of a list, over all its pages. */
  async list(operation: string, member: string, input: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    let nextToken: unknown;
    do {
      const page = await this.ask(operation, { ...input, ...(nextToken === undefined ? {} : { nextToken }) });
      items.push(...listAt(page, member));
      nextToken = find(page, 'nextToken');
    } while (nextToken !== undefined);
    return items;
  }

  /** The four ids of an example. */
  ids(name: string): { farmId: string; queueId: string; jobId: string; sessionId: string } {
    const { farmId, queueId, jobId, sessionId } = this.example(name).key;
    return { farmId, queueId, jobId, sessionId };
  }

  /** An example's log, as CloudWatch Logs wants it named. */
  logOf(name: string): { logGroupName: string; logStreamName: string } {
    const { farmId, queueId, sessionId } = this.ids(name);
    return { logGroupName: `/aws/deadline/${farmId}/${queueId}`, logStreamName: sessionId };
  }

  private example(name: string): SampleFarm['examples'][number] {
    const found = this.farm.examples.find((example) => example.name === name);
    assert.ok(found, `There is no example ${name}`);
    return found;
  }
}

/** A part of an answer; undefined where it is not there. */
export function find(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    found = typeof found === 'object' && found !== null ? (found as Record<string | number, unknown>)[step] : undefined;
  }
  return found;
}

/** A list in an answer. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = find(value, ...path);
  assert.ok(Array.isArray(found), `No list at ${path.join('.')}`);
  return found as readonly unknown[];
}

/** A text in an answer. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = find(value, ...path);
  assert.ok(typeof found === 'string', `No text at ${path.join('.')}`);
  return found;
}

/** A number in an answer. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number {
  const found = find(value, ...path);
  assert.ok(typeof found === 'number', `No number at ${path.join('.')}`);
  return found;
}
