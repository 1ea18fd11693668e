/** A server on loopback that does to every request what no service should: raw sockets, so that nothing sets it right again. */
import { type AddressInfo, type Socket, createServer } from 'node:net';

/** What a fault does once a whole request has come. */
export type Fault = (socket: Socket, request: RawRequest) => void;

/** A request as it came. */
export interface RawRequest {
  /** e.g. `GET /2023-10-12/farms HTTP/1.1` */
  readonly line: string;
  readonly headers: string;
}

/** The server. */
export interface FaultServer {
  /** e.g. `http://127.0.0.1:41337` */
  readonly url: string;
  /** What is done from now on. */
  fault: Fault;
  /** How many requests have come so far. */
  readonly requests: number;
  close(): Promise<void>;
}

/** Starts the server; it resets connections until it is told something else. */
export async function startFaultServer(): Promise<FaultServer> {
  const open = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1] ?? 0);
      if (end >= 0 && text.length >= end + 4 + length) {
        const headers = text.slice(0, end);
        text = '';
        requests++;
        started.fault(socket, { line: headers.split('\r\n', 1)[0] ?? '', headers });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started: FaultServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: FAULTS['a connection that is cut'],
    get requests() {
      return requests;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        open.forEach((socket) => socket.destroy());
      }),
  };
  return started;
}

/** Answers with that status, head and body, all of it in order. */
export function answering(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  const all = {
    'content-type': 'application/json',
    'x-amzn-requestid': 'request-1',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  return (socket) => {
    socket.write(`${head(status, all)}\r\n`);
    socket.write(body);
  };
}

/** An error as the service makes them. */
export function refusing(
  status: number,
  type: string,
  members: object = {},
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return answering(status, JSON.stringify({ message: 'No', ...members }), { 'x-amzn-errortype': type, ...headers });
}

const HTML = { 'content-type': 'text/html' };
const PAGE = '<!DOCTYPE html><title>Welcome</title>';

/** Every kind of fault, by what a person would call it. */
export const FAULTS = {
  'a connection that is cut': (socket) => {
    socket.resetAndDestroy();
  },
  'a connection that is closed': (socket) => socket.end(),
  'no answer': () => undefined,
  'a status line that never ends': (socket) => socket.write('HTTP/1.1 20'),
  'a head that never ends': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'),
  'an answer that is always being worked on': (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(20)),
  'an answer of another protocol': (socket) => socket.write('220 mail.example ESMTP\r\n'),
  'an endless head': (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`),
  'two lengths': (socket) => socket.write(`${head(200, { 'content-length': '2' })}content-length: 3\r\n\r\n{} `),
  'chunks of no size': (socket) => socket.write(`${head(200, { 'transfer-encoding': 'chunked' })}\r\nzz\r\n{}`),
  'a body that stalls': (socket) => socket.write(`${head(200, { 'content-length': '1000' })}\r\n{"sessions":[`),
  'a body in drops': (socket) => {
    socket.write(`${head(200, { 'transfer-encoding': 'chunked' })}\r\n`);
    for (const letter of '{"sess') {
      socket.write(`1\r\n${letter}\r\n`);
    }
  },
  'a body that is cut': (socket) => {
    socket.write(`${head(200, { 'content-length': '1000' })}\r\n{"sessions":[`, () => socket.resetAndDestroy());
  },
  'a body that is too short': (socket) => socket.end(`${head(200, { 'content-length': '1000' })}\r\n{"sessions":[]}`),
  'a body that is longer than it says': (socket) => socket.write(`${head(200, { 'content-length': '2' })}\r\n{}{}{}`),
  'an empty answer': answering(200, ''),
  'an answer without content': (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  'an empty object': answering(200, '{}'),
  null: answering(200, 'null'),
  'a list': answering(200, '[1, 2]'),
  'a number': answering(200, '7'),
  'half of an object': answering(200, '{"sessions":[{"sessionId"'),
  'bytes that are no text': answering(200, Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x7b])),
  'a compressed body': answering(200, Buffer.from('1f8b0800000000000003ab0500', 'hex'), { 'content-encoding': 'gzip' }),
  'the page of a captive portal': answering(200, PAGE, HTML),
  'a redirect': answering(302, '', { location: 'http://127.0.0.1:9/' }),
  'a page for a sign-in': answering(401, PAGE, HTML),
  'a proxy that wants a sign-in': answering(407, PAGE, HTML),
  'the page of a firewall': answering(403, PAGE, HTML),
  'a page that was not found': answering(404, PAGE, HTML),
  'a teapot': answering(418, ''),
  'a missing permission': refusing(403, 'AccessDeniedException'),
  'an expired token': refusing(403, 'ExpiredTokenException'),
  'unknown keys': refusing(403, 'UnrecognizedClientException'),
  'a wrong signature': refusing(403, 'InvalidSignatureException'),
  'a wrong clock': (socket, request) => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    refusing(403, 'RequestTimeTooSkewed', {}, { date })(socket, request);
  },
  'something that does not exist': refusing(404, 'ResourceNotFoundException', {
    resourceType: 'job',
    resourceId: 'job-1',
  }),
  'something without a name that does not exist': refusing(404, 'ResourceNotFoundException'),
  'a request that makes no sense': refusing(400, 'ValidationException', { reason: 'OTHER', fieldList: [{}, null, 5] }),
  'a conflict': refusing(409, 'ConflictException', { reason: 'STATUS_CONFLICT', message: '' }),
  'a quota': refusing(402, 'ServiceQuotaExceededException'),
  'too many requests': refusing(429, 'ThrottlingException'),
  'too many requests, for a second': refusing(429, 'ThrottlingException', {}, { 'retry-after': '1' }),
  'too many requests, for an hour': refusing(429, 'ThrottlingException', {}, { 'retry-after': '3600' }),
  'too many requests, until whenever': refusing(429, 'ThrottlingException', {}, { 'retry-after': 'soon' }),
  'a failure inside': refusing(500, 'InternalServerErrorException'),
  'an outage with a page': answering(503, PAGE, HTML),
  'an outage without a word': answering(502, ''),
  'an error of no known kind': refusing(400, '__proto__'),
  'an error that is markup': refusing(400, '<script>', { message: '[x](command:y)\u202e\u0007' }),
  'an error whose message is no text': refusing(400, 'ValidationException', { message: { a: [undefined] } }),
} as const satisfies Readonly<Record<string, Fault>>;

function head(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Something\r\n${lines.join('')}`;
}
