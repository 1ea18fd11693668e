/** Texts that are made to hold up whoever hovers over them: nothing but ids, braces, fields, flags or links. */

/** How much of them stands on either side of the id. */
const SIDE = 16_000;

const hex = (n: number): string => n.toString(16).padStart(32, '0');

/** The session that is pointed at. */
export const CROWDED_SESSION = `session-${hex(1)}`;

const PIECES: Readonly<Record<string, (n: number) => string>> = {
  'objects that are not closed': (n) => `{session-${hex(n)},job-${hex(n + 1)}`,
  'objects in objects': (n) => `{queue-${hex(n)},job-${hex(n % 3)},session-${hex(n % 2)}`,
  'objects of one session': (n) => `{${CROWDED_SESSION},job-${hex(n)}}\n`,
  'ids of all kinds': (n) => `{worker-${hex(n)},fleet-${hex(n)},queue-${hex(n)},job-${hex(n)},session-${hex(n)}`,
  'blocks of fields': (n) => `${' '.repeat(n % 40)}- job: job-${hex(n)}\n`,
  'a command of many lines': (n) => `aws job-${hex(n)} \\\n`,
  flags: (n) => `--profile a${n} --region us-west-${n % 9} `,
  links: (n) =>
    `https://a.us-west-2.deadlinecloud.amazonaws.com/farms/farm-${hex(n)}/queues/queue-${hex(n)}?jobId=job-${hex(n)} `,
  braces: () => '{',
  'braces in pairs': () => '{}',
};

/** By name: a text, and where in it the session begins that is pointed at. Objects are closed behind it. */
export const CROWDED_TEXTS: readonly (readonly [name: string, text: string, at: number])[] = Object.entries(PIECES).map(
  ([name, piece]) => {
    const before: string[] = [];
    for (let length = 0; length < SIDE; length += before.at(-1)?.length ?? 1) {
      before.push(piece(before.length));
    }
    const text = before.join('');
    const isNested = text.includes('{') && !text.includes('}') && name !== 'objects that are not closed';
    const after = isNested ? '}'.repeat(before.length) : text;
    return [name, `${text} ${CROWDED_SESSION} ${after}${text}`, text.length + 1];
  },
);
