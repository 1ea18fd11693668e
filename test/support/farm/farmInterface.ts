import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HttpRequest } from '../../../src/core/service/http';

/** The service's interface, as facts: what goes where in a request, and what shape everything has. */
export interface Interface {
  readonly service: 'deadline' | 'logs';
  readonly operations: Readonly<Record<string, OperationFacts>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface OperationFacts {
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input: string;
  readonly output: string;
  readonly errors: readonly string[];
  readonly endpoint?: { readonly hostPrefix: string };
}

export interface Shape {
  readonly type: string;
  readonly union?: boolean;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly error?: { readonly httpStatusCode?: number };
}

interface Member {
  readonly shape: string;
  readonly location?: 'uri' | 'querystring' | 'header';
  readonly locationName?: string;
}

export const DEADLINE = load('deadline');
export const LOGS = load('logs');

/** The interface that has an operation, and what it says of it. */
export function factsOf(operation: string): { readonly api: Interface; readonly facts: OperationFacts } {
  for (const api of [DEADLINE, LOGS]) {
    const facts = api.operations[operation];
    if (facts) {
      return { api, facts };
    }
  }
  throw new Error(`The interface has no operation ${operation}`);
}

/** The request that an operation's input becomes, signed as far as the farm looks. */
export function toRequest(operation: string, input: Readonly<Record<string, unknown>>): HttpRequest {
  const { api, facts } = factsOf(operation);
  const members = api.shapes[facts.input]?.members ?? {};
  const query: Record<string, string> = {};
  const headers: Record<string, string> = {
    authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261123/us-west-2/${api.service}/aws4_request, SignedHeaders=host, Signature=00`,
  };
  const body: Record<string, unknown> = {};
  let path = facts.http.requestUri;
  for (const [name, value] of Object.entries(input)) {
    const { location, locationName = name } = members[name] ?? { shape: '' };
    if (location === 'uri') {
      path = path.replace(`{${locationName}}`, encodeURIComponent(String(value)));
    } else if (location === 'querystring') {
      query[locationName] = String(value);
    } else if (location === 'header') {
      headers[locationName.toLowerCase()] = String(value);
    } else {
      body[name] = value;
    }
  }
  if (api.service === 'logs') {
    headers['x-amz-target'] = `Logs_20140328.${operation}`;
  }
  return {
    method: facts.http.method,
    hostname: `${facts.endpoint?.hostPrefix ?? ''}${api.service}.us-west-2.amazonaws.com`,
    path,
    query,
    headers,
    body: facts.http.method === 'GET' ? '' : JSON.stringify(body),
  };
}

/** All that is wrong with a value of a shape, each with where it is; nothing where all is well. */
export function problemsOf(api: Interface, shapeName: string, value: unknown, where = shapeName): readonly string[] {
  const shape = api.shapes[shapeName];
  if (!shape) {
    return [`${where}: there is no shape ${shapeName}`];
  }
  switch (shape.type) {
    case 'structure':
      return structureProblems(api, shape, value, where);
    case 'list':
      return Array.isArray(value)
        ? [
            ...rangeProblems(shape, value.length, where),
            ...value.flatMap((item, index) => problemsOf(api, shape.member ?? '', item, `${where}[${index}]`)),
          ]
        : [`${where}: not a list`];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, item]) => [
            ...problemsOf(api, shape.key ?? '', key, `${where} key ${key}`),
            ...problemsOf(api, shape.value ?? '', item, `${where}.${key}`),
          ])
        : [`${where}: not a map`];
    case 'string':
      return stringProblems(shape, value, where);
    case 'timestamp':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?Z$/.test(value)
        ? []
        : [`${where}: not a time: ${String(value)}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${where}: not a boolean`];
    case 'integer':
    case 'long':
      return Number.isSafeInteger(value)
        ? rangeProblems(shape, value as number, where)
        : [`${where}: not a whole number: ${String(value)}`];
    case 'float':
    case 'double':
      return typeof value === 'number' && Number.isFinite(value)
        ? rangeProblems(shape, value, where)
        : [`${where}: not a number: ${String(value)}`];
    default:
      return [`${where}: unknown type ${shape.type}`];
  }
}

function structureProblems(api: Interface, shape: Shape, value: unknown, where: string): readonly string[] {
  if (!isRecord(value)) {
    return [`${where}: not a structure`];
  }
  const members = shape.members ?? {};
  const inBody = (name: string): boolean => members[name]?.location === undefined;
  return [
    ...(shape.required ?? [])
      .filter((name) => inBody(name) && (value[name] === undefined || value[name] === null))
      .map((name) => `${where}.${name}: missing`),
    ...(shape.union && Object.keys(value).length !== 1
      ? [`${where}: a union with ${Object.keys(value).length} members`]
      : []),
    ...Object.entries(value).flatMap(([name, item]) => {
      const member = members[name];
      return member && inBody(name)
        ? problemsOf(api, member.shape, item, `${where}.${name}`)
        : [`${where}.${name}: not in the interface`];
    }),
  ];
}

function stringProblems(shape: Shape, value: unknown, where: string): readonly string[] {
  if (typeof value !== 'string') {
    return [`${where}: not a text`];
  }
  return [
    ...rangeProblems(shape, value.length, where),
    ...(shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 's').test(value)
      ? [`${where}: ${value} is not ${shape.pattern}`]
      : []),
    ...(shape.enum && !shape.enum.includes(value) ? [`${where}: ${value} is none of ${shape.enum.join(', ')}`] : []),
  ];
}

function rangeProblems({ min = -Infinity, max = Infinity }: Shape, size: number, where: string): readonly string[] {
  return size >= min && size <= max ? [] : [`${where}: ${size} is not within ${min} and ${max}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function load(name: string): Interface {
  return JSON.parse(readFileSync(join(__dirname, `../../fixtures/api/${name}.json`), 'utf8')) as Interface;
}
