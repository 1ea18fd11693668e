/** One of a worker agent's JSON messages, as a person reads it. */
export interface WorkerMessage {
  /** e.g. `INFO`, `CRITICAL`; empty where the message has none. */
  readonly level: string;
  /** e.g. `Action.Start`, `API.Req`; empty where the message has none. */
  readonly type: string;
  /** e.g. `Action started.`; what it is about, where the agent wrote no sentence. May hold newlines. */
  readonly text: string;
  /** Texts of several lines besides that, e.g. an exception with its traceback; they begin with a newline, or are empty. */
  readonly more: string;
  /** All else it says, e.g. `kind=EnvEnter action_id=sessionaction-…-0`, in its order. */
  readonly facts: string;
  /** How what it is about stands, e.g. `FAILED` at an action's end; missing where it does not say. */
  readonly status: string | undefined;
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
  const others = Object.entries(value).filter(
    ([name, fact]) => !PLACED.has(name) || (typeof fact !== 'string' && fact !== null),
  );
  return {
    level: text('level'),
    type: [text('type'), text('subtype')].filter((part) => part !== '').join('.'),
    text: [text('operation'), text('message')].filter((part) => part !== '').join(' '),
    more: others.map(([, fact]) => (isLong(fact) ? `\n${fact}` : '')).join(''),
    facts: others
      .filter(([, fact]) => !isLong(fact))
      .map(([name, fact]) => `${name}=${written(fact)}`)
      .join(' '),
    status: typeof value.status === 'string' ? value.status : undefined,
  };
}

/**
 * As lines of a log: level, type and sentence first, the facts behind them; below it further lines of the sentence, then the
 * other texts of several lines.
 * @example 'INFO Action.Start: Action started. session_id=session-… kind=EnvEnter'
 */
export function workerMessageText({ level, type, text, more, facts }: WorkerMessage): string {
  const end = text.search(/[\r\n]/);
  const [head, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  const begin = [level, type === '' ? '' : `${type}:`, head, facts].filter((part) => part !== '').join(' ');
  return `${begin}${rest}${more}`;
}

function isLong(fact: unknown): fact is string {
  return typeof fact === 'string' && /[\r\n]/.test(fact);
}

function written(fact: unknown): string {
  return typeof fact === 'string' && /^[^\s"\\]+$/.test(fact) ? fact : JSON.stringify(fact);
}
