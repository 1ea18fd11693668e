import assert from 'node:assert/strict';
import fc from 'fast-check';

import { onlyGroup, triageCsv, triageMarkdown } from '../../../src/render/triage/triageExport';
import { NOW_MS } from '../../support/sessions/sessions';
import {
  environmentFailure,
  evidence,
  failedTask,
  failureGroup,
  jobTriage,
  wreck,
} from '../../support/sessions/triages';

const LINKS = {
  job: () => 'vscode://aurora.sessions/job?job=1',
  session: () => 'vscode://aurora.sessions/session?session=1',
};

/** The cells of a CSV file, as RFC 4180 reads them. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push((quoted ?? plain ?? '').replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push([]);
    }
  }
  assert.deepEqual(rows.pop(), []);
  return rows;
}

describe('a triage as Markdown', () => {
  const text = triageMarkdown(wreck(), LINKS, NOW_MS);

  it('links to the job, says how many tasks failed, and has a numbered part for each cause', () => {
    assert.match(text, /^\*\*\[sq11\\_wreck\\_v001\]\(vscode:\/\/aurora\.sessions\/job\?job=1\)\*\*: 998 failed tasks/);
    assert.match(text, /^1\. \*\*390 tasks: No license was available\.\*\*/m);
    assert.match(text, /^2\. \*\*240 tasks: An input file was not found: wetRock/m);
  });

  it('can be of one cause alone', () => {
    const [, texture] = wreck().groups;
    assert.ok(texture);
    const alone = triageMarkdown(onlyGroup(wreck(), texture), LINKS, NOW_MS);
    assert.match(alone, /: 240 failed tasks, 1 cause$/m);
    assert.match(alone, /^1\. \*\*240 tasks: An input file was not found/m);
    assert.doesNotMatch(alone, /^2\.|rack2\\-node40/m);
  });

  it('quotes a line of each as code, and links to its session', () => {
    assert.match(text, /^ {7}ERROR \| \[texturesys\] cannot open/m);
    assert.match(text, /Example: \[Frame 1001 · Layer fog\]\(vscode:/);
  });

  it('is bounded, and says what it leaves out', () => {
    const groups = Array.from({ length: 30 }, (_, index) =>
      failureGroup([failedTask(1001 + index, 'fog', 1, 5), failedTask(2001 + index, 'fog', 1, 5)]),
    );
    const long = triageMarkdown(jobTriage(groups), LINKS, NOW_MS);
    assert.match(long, /^20\. /m);
    assert.doesNotMatch(long, /^21\. /m);
    assert.match(long, /… and 20 tasks in 10 more groups\./);
  });

  it('takes no Markdown or HTML from names and lines', () => {
    const task = failedTask(1001, '[x](https://evil)', 1, 5);
    const group = failureGroup([{ ...task, parameters: { '<b>': '**x**' } }], {
      subjects: ['](command:x) <img>'],
      evidence: [evidence(task, '# title\n</pre><script>')],
    });
    const hostile = triageMarkdown(jobTriage([group]), LINKS, NOW_MS);
    assert.doesNotMatch(hostile, /<img>|<b>|\*\*x\*\*|(?<!\\)\]\\?\(command/);
    assert.match(hostile, /^ {7}# title <\/pre><script>$/m);
  });
});

describe('a triage as CSV', () => {
  it('has a row for each failed task', () => {
    const [header = [], ...rows] = parsed(triageCsv(wreck()));
    assert.equal(rows.length, wreck().failedTasks);
    assert.equal(
      new Set(rows.map((row) => row[header.indexOf('Task ID')])).size,
      new Set(wreck().groups.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))).size,
    );
    assert.ok(rows.every((row) => row.length === header.length));
    const [first = []] = rows;
    assert.equal(first[header.indexOf('Cause')], 'license');
    assert.equal(first[header.indexOf('Task')], 'Frame 1210 · Layer beauty');
  });

  it('has a row for each kind of failure outside of tasks, with its example', () => {
    const failure = environmentFailure();
    const [header = [], ...rows] = parsed(triageCsv({ ...wreck(), sessionFailures: [failure] }));
    const row = rows.at(-1) ?? [];
    const cell = (column: string): string | undefined => row[header.indexOf(column)];
    assert.equal(rows.length, wreck().failedTasks + 1);
    assert.equal(row.length, header.length);
    assert.equal(cell('Cause'), failure.diagnosis.cause);
    assert.equal(cell('Session ID'), failure.example.key.sessionId);
    assert.equal(cell('Session action ID'), failure.example.action.sessionActionId);
    assert.equal(cell('Task ID'), '');
  });

  it('is read back by any reader, and no cell of it begins like a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '=', '+', '-', '@', '\t', ' ='), (text, sign) => {
        const task = { ...failedTask(1001, `${sign}${text}`, 1, 5), parameters: { [`${sign}a`]: `${sign}${text}` } };
        const group = failureGroup([task], {
          subjects: [`${sign}${text}`],
          said: { exitCode: undefined, message: `${sign}${text}` },
        });
        const [header = [], row = [], ...others] = parsed(triageCsv(jobTriage([group])));
        assert.deepEqual(others, []);
        assert.equal(row.length, header.length);
        assert.ok(
          [...header, ...row].every((cell) => !/^\s*[=+\-@\t\r]/.test(cell)),
          row.join('|'),
        );
      }),
    );
  });
});
