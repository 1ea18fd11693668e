import assert from 'node:assert/strict';
import { createClock } from '@sinonjs/fake-timers';
import { UserError } from '../../../../../src/core/errors';
import type { LogEvent } from '../../../../../src/core/service/ports';
import { FindBox } from '../../../../../src/ui/logs/find/findBox';
import type { FoundLine, SearchedLog } from '../../../../../src/ui/logs/find/foundLines';
import type { LogChunk } from '../../../../../src/watch/logs/logSegments';
import { KEY, NOW_MS } from '../../../../support/sessions/sessions';
import { type QuickPickStandIn, resetVSCode, shown } from '../../../../support/vscode/shown';

type FindApp = ConstructorParameters<typeof FindBox>[0];

const at = (second: number, message: string): LogEvent => ({ timestampMs: NOW_MS - 60_000 + second * 1000, message });
const EARLIER = [at(1, 'Error in the beginning'), at(2, 'nothing')];
const LOADED = [
  at(10, 'Opening scene'),
  at(11, 'ERROR one'),
  at(12, 'two lines\nwith an error'),
  at(13, 'Error three'),
];

describe('the box that finds text in a log', () => {
  const clock = createClock(NOW_MS);
  let asked: string[];
  let refused: boolean;

  const chunk: LogChunk = {
    id: 1,
    firstLine: 100,
    lineCount: 5,
    eventCount: 4,
    fromMs: LOADED[0]?.timestampMs ?? 0,
    toMs: LOADED[3]?.timestampMs ?? 0,
    events: () => Promise.resolve(LOADED),
  };
  const log = (before: NonNullable<SearchedLog['store']>['before']): SearchedLog => ({
    kind: 'session',
    location: { connection: KEY.connection } as unknown as NonNullable<SearchedLog['location']>,
    span: undefined,
    store: {
      before,
      segments: [{ id: 0, chunks: [chunk], firstLine: 100, lineCount: 5, eventCount: 4 }],
    },
  });
  const app = {
    clock,
    now: () => NOW_MS,
    output: { error: () => undefined, debug: () => undefined },
    service: () => ({
      async *search(_location: unknown, query: { text: string; untilMs?: number }) {
        asked.push(`search ${query.text}`);
        assert.equal(query.untilMs, chunk.fromMs);
        await Promise.resolve();
        if (refused) {
          throw new UserError({ kind: 'accessDenied', message: 'You don’t have permission.' });
        }
        yield EARLIER.filter(({ message }) => message.includes(query.text));
      },
    }),
    async *wholeLog() {
      asked.push('wholeLog');
      await Promise.resolve();
      yield EARLIER;
    },
  } as unknown as FindApp;

  beforeEach(() => {
    resetVSCode();
    asked = [];
    refused = false;
  });

  function open(
    before: NonNullable<SearchedLog['store']>['before'] = { kind: 'beginning' },
    query = { text: '', matchesCase: false, isRegex: false },
  ): { box: FindBox; picker: QuickPickStandIn; chosen: Promise<number | undefined> } {
    const box = new FindBox(app, log(before), { query, cursor: 102 });
    const chosen = box.choose();
    const picker = shown.picks.at(-1);
    assert.ok(picker);
    return { box, picker, chosen };
  }

  const settle = (): Promise<unknown> => clock.tickAsync(1000);
  const texts = ({ items }: QuickPickStandIn): string[] => items.flatMap((item) => item.description ?? []);

  it('finds loaded lines while one types, and begins with the one below the cursor', async () => {
    const { box, picker, chosen } = open();
    picker.type('err');
    picker.type('error');
    await settle();
    assert.deepEqual(texts(picker), ['ERROR one', 'with an error', 'Error three']);
    assert.deepEqual(
      box.lines.map(({ line }: FoundLine) => line),
      [101, 103, 104],
    );
    assert.equal((picker.activeItems[0] as { description?: string }).description, 'with an error');
    picker.hide();
    assert.equal(await chosen, undefined);
  });

  it('chooses the line that is shown where Enter comes before the last letter was searched for', async () => {
    const { box, picker, chosen } = open();
    picker.type('erro');
    await settle();
    picker.type('error');
    picker.accept(new RegExp(picker.activeItems[0]?.label ?? ''));
    assert.equal(box.lines[(await chosen) ?? -1]?.text, 'with an error');
  });

  it('matches case and takes regular expressions where its buttons say so', async () => {
    const { box, picker, chosen } = open();
    picker.type('Error');
    picker.press('Match Case');
    await settle();
    assert.deepEqual(texts(picker), ['Error three']);
    assert.match(picker.title, /Match Case/);
    picker.type('^E(rror|RROR)');
    picker.press('Use Regular Expression');
    await settle();
    assert.deepEqual(texts(picker), ['ERROR one', 'Error three']);
    picker.type('^E(');
    await settle();
    assert.deepEqual(
      picker.items.map(({ label }) => label),
      ['$(error) Not a regular expression.'],
    );
    picker.hide();
    await chosen;
    assert.deepEqual(box.query, { text: '^E(', matchesCase: true, isRegex: true });
  });

  it('lets the service search what is not loaded, where capitals matter', async () => {
    const { box, picker, chosen } = open(
      { kind: 'more', aboutLines: 900 },
      { text: 'Error', matchesCase: true, isRegex: false },
    );
    await settle();
    assert.deepEqual(asked, ['search Error']);
    assert.deepEqual(texts(picker), ['Error in the beginning', 'Error three']);
    picker.accept(/:\d\d/);
    assert.equal(await chosen, 0);
    assert.equal(box.lines[0]?.line, undefined);
  });

  it('reads what is not loaded where the service may not search it', async () => {
    refused = true;
    const { picker } = open({ kind: 'more', aboutLines: 900 }, { text: 'Error', matchesCase: true, isRegex: false });
    await settle();
    assert.deepEqual(asked, ['search Error', 'wholeLog']);
    assert.deepEqual(texts(picker), ['Error in the beginning', 'Error three']);
    picker.hide();
  });

  it('reads what is not loaded only when asked to', async () => {
    const { picker } = open({ kind: 'more', aboutLines: 900 }, { text: 'error', matchesCase: false, isRegex: false });
    await settle();
    assert.deepEqual(asked, []);
    picker.accept(/about 900 earlier lines/);
    await settle();
    assert.deepEqual(asked, ['wholeLog']);
    assert.deepEqual(texts(picker), ['Error in the beginning', 'ERROR one', 'with an error', 'Error three']);
    picker.hide();
  });

  it('says that nothing is found', async () => {
    const { picker } = open();
    picker.type('texture');
    await settle();
    assert.deepEqual(
      picker.items.map(({ label }) => label),
      ['No results'],
    );
    picker.hide();
  });
});
