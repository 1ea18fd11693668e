import assert from 'node:assert/strict';
import { unlocalizedTexts, unlocalizedTextsBelow } from '../../../build/unlocalizedTexts';

/** Folders and files whose texts for people are all translated; others join them as they are done. */
const LOCALIZED = [
  'media/panel',
  'src/app.ts',
  'src/aws/faults',
  'src/aws/logs',
  'src/aws/network',
  'src/core/diagnosis/causes.ts',
  'src/core/diagnosis/diagnose.ts',
  'src/core/diagnosis/diagnoseRunning.ts',
  'src/core/diagnosis/exits',
  'src/core/diagnosis/facts.ts',
  'src/core/diagnosis/lines/contrast.ts',
  'src/core/diagnosis/measuredHost.ts',
  'src/core/diagnosis/studio',
  'src/core/errors.ts',
  'src/core/farm/farm.ts',
  'src/core/references',
  'src/core/session',
  'src/core/triage/taskRanges.ts',
  'src/extension.ts',
  'src/render/connection.ts',
  'src/render/copyable.ts',
  'src/render/diagnosis.ts',
  'src/render/farms',
  'src/render/logs',
  'src/render/panel',
  'src/render/remedies.ts',
  'src/render/report',
  'src/render/runStatus',
  'src/render/session',
  'src/render/task.ts',
  'src/render/time.ts',
  'src/render/timeline',
  'src/render/triage',
  'src/render/watching',
  'src/ui/causes',
  'src/ui/commands',
  'src/ui/compare',
  'src/ui/connection',
  'src/ui/editor',
  'src/ui/farms',
  'src/ui/jobs',
  'src/ui/logs',
  'src/ui/lookUp',
  'src/ui/news',
  'src/ui/report',
  'src/ui/runStatus',
  'src/ui/sessions',
  'src/ui/showFault.ts',
  'src/ui/sidebar',
  'src/ui/state',
  'src/ui/supportBundle',
  'src/ui/window',
  'src/watch',
];

/** Texts that are not translated, and why. */
const EXCEPTIONS: readonly { readonly text: RegExp; readonly why: string }[] = [
  {
    text: /triageExport\.ts.*(?:Group|group|Cause|Certainty|Sentence|Service says|Own log read|Task|Host|Started|Ended|Retries|ID)$/,
    why: 'columns of a file that programs read',
  },
  { text: /^src\/app\.ts:\d+: (?:Deadline Sessions|request …|… …… in … ms)$/, why: 'the output channel and its name' },
  { text: /^src\/ui\/.*: Deadline(?: Sessions)?$/, why: 'the name of the service and of the extension' },
  { text: /connection\.ts:\d+: (?:US|Europe|Asia Pacific) .*\(/, why: 'names of AWS Regions, as AWS writes them' },
  { text: /logColors\.ts:\d+: [A-Z][a-z]+$/, why: 'names of colors of a theme' },
  { text: /treeItem\.ts:\d+: (?:None|Collapsed|Expanded)$/, why: 'names of VS Code’s states of rows' },
  { text: /bundleContents\.ts|saveSupportBundle\.ts:\d+: support bundle …\.zip$/, why: 'what support reads' },
  {
    text: /helpCommands\.ts:\d+: (?:the sample farm|Deadline Session Inspector …)/,
    why: 'what those who answer an issue read',
  },
  {
    text: /(?:showFault|runProgram)\.ts:\d+:.*(?:because …|request …|Running …|ended with …)$/,
    why: 'the output channel',
  },
  {
    text: /(?:fileSink|fileSpool|logFailures|readRequest)\.ts:\d+: (?:… is not a file|The spool ends|There is a session|Both were)/,
    why: 'errors for programmers in the user interface',
  },
  { text: /logUri\.ts:\d+:/, why: 'names of files, by which logs are recognized' },
  {
    text: /(?:comparisonPages|jobPage|detailsPanel)\.ts:\d+: .*sent a message that is none\.$/,
    why: 'errors for programmers',
  },
  {
    text: /faultTable\.ts.*: (?:console login|Deadline Cloud monitor)$/,
    why: 'kinds of profiles, as the code calls them',
  },
  {
    text: /failureFacts\.ts.*(?:Error|no error was thrown)$/,
    why: 'the name and the message of an error for programmers',
  },
  { text: /copyable\.ts.*(?:aws deadline|deadline job logs)/, why: 'commands' },
  { text: /farmLayout\.ts.*(?:fault|gap) …$/, why: 'IDs of rows' },
  { text: /(?:farmRows|taskRows)\.ts.*not compatible$/, why: 'the name of a group in code' },
  { text: /faultTable\.ts.*(?:explicit deny|Conflict)$/, why: 'words of the service that are looked for' },
  { text: /reportStyle\.ts:|sessionReport\.ts:\d+: <span class="bar"/, why: 'the style and markup of a report' },
  {
    text: /panel\/.*: (?:.*\btone-….*|lane-failed tone-failed|seen known|icon icon-…|button (?:quiet bare|…)|fault loud|actions long|mark mark-before|\(forced-colors: active\))$/,
    why: 'classes of the pages’ styles',
  },
  { text: /operations\.ts.*(?:CloudWatch Logs|Deadline Cloud)$/, why: 'names of products' },
  { text: /logSource\.ts.*is missing$/, why: 'the members of an answer, as the API names them' },
  { text: /nodeTransport\.ts.*in clear$/, why: 'an error for programmers' },
  {
    text: /session\/outline\.ts.*(?:session …|action wentWrong)$|watching\/.*(?:watchedJob|…) watched$/,
    why: 'words that menus are chosen by',
  },
  { text: /readComparison\.ts.*nothing to compare with\.$/, why: 'an error for programmers' },
];

describe('text for people', () => {
  for (const folder of LOCALIZED) {
    it(`can be translated in ${folder}`, () => {
      assert.deepEqual(
        unlocalizedTextsBelow(folder).filter((found) => !EXCEPTIONS.some(({ text }) => text.test(found))),
        [],
      );
    });
  }

  it('has no exceptions that are not needed', () => {
    const found = LOCALIZED.flatMap((folder) => unlocalizedTextsBelow(folder));
    assert.deepEqual(
      EXCEPTIONS.filter(({ text }) => !found.some((one) => text.test(one))).map(({ why }) => why),
      [],
    );
  });

  const check = (source: string, ...expected: readonly string[]): void => {
    it(`is ${expected.length === 0 ? 'not ' : ''}found in ${source}`, () => {
      assert.deepEqual(
        unlocalizedTexts('a.tsx', source).map(({ text }) => text),
        expected,
      );
    });
  };
  check(`show('This log was deleted.')`, 'This log was deleted.');
  check(`const label = 'Group'`, 'Group');
  check('show(`${count} lines`)', '… lines');
  check('show(`Open ${name}`)', 'Open …');
  check(`const page = <p title="Open it">Failed</p>`, 'Open it', 'Failed');
  check(`const page = <p class="wide row">{t('Failed')}</p>`);
  check(`show(t('This log was deleted.'))`);
  check(`show(t('Of {0}', isOne ? 'this log' : name))`, 'this log');
  check(`plural(count, { one: '{0} line', other: '{0} lines' })`);
  check(`import { x } from 'Some Module'; type X = 'Not Read'`);
  check(`switch (status) { case 'Not Read': return words['Not Read']; }`);
  check(`if (chosen === 'Undo') { undo(); }`, 'Undo');
  check(`send('GetSession', 'logGroup', 'log-group', '#panel', 'editor.action.x')`);
  check('open(`options/${name}`, `${one} · ${other}`)');
});
