/** One of a worker agent's JSON messages, as a person reads it. */
export interface WorkerMessage {
  /** e.g. `INFO`, `CRITICAL`; empty where the message has none. */
  readonly level: string;
  /** e.g. `Action.Start`, `API.Req`; empty where the message has none. */
  readonly type: string;
  /** e.g. `Action started.`; what it is about, where the agent wrote no sentence. May hold newlines. */
  readonly text: string;
  /** All else it says, e.g. `kind=EnvEnter action_id=sessionaction-…-0`, in its order. */
  readonly facts: string;
}

/** Said elsewhere, or by the type. */
const PLACED = new Set(['level', 'ti', 'type', 'subtype', 'message', 'operation', 'time']);
const LONGEST = 256_000;

/** Reads a worker agent's JSON message; undefined for anything else. Never throws. */
export function parseWorkerMessage(message: string): WorkerMessage | undefined {
  if (!message.startsWith('{') || message.length > LONGEST) {
    return undefined;
  }
  let value: Readonly<Record<string, unknown>>;
  try {
    // What begins with a brace and is JSON is an object.
    value = JSON.parse(message) as typeof value;
  } catch {
    return undefined;
  }
  if (typeof value.level !== 'string' && typeof value.type !== 'string') {
    return undefined;
  }
  const text = (name: string): string => {
    const found = value[name];
    return typeof found === 'string' ? found : '';
  };
  return {
    level: text('level'),
    type: [text('type'), text('subtype')].filter((part) => part !== '').join('.'),
    text: [text('operation'), text('message')].filter((part) => part !== '').join(' '),
    facts: Object.entries(value)
      .filter(([name, fact]) => !PLACED.has(name) || (typeof fact !== 'string' && fact !== null))
      .map(([name, fact]) => `${name}=${written(fact)}`)
      .join(' '),
  };
}

/**
 * As lines of a log: level, type and sentence first, the facts behind them, further lines of the sentence below.
 * @example 'INFO Action.Start: Action started. session_id=session-… kind=EnvEnter'
 */
export function workerMessageText({ level, type, text, facts }: WorkerMessage): string {
  const end = text.search(/[\r\n]/);
  const [head, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  const begin = [level, type === '' ? '' : `${type}:`, head, facts].filter((part) => part !== '').join(' ');
  return `${begin}${rest}`;
}

function written(fact: unknown): string {
  return typeof fact === 'string' && /^[^\s"\\]+$/.test(fact) ? fact : JSON.stringify(fact);
}
