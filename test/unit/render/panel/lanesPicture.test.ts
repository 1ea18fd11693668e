import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobLanes } from '../../../../src/core/timeline/jobLanes';
import type { JobRun } from '../../../../src/core/timeline/jobRun';
import { lanesPicture } from '../../../../src/render/panel/lanesPicture';
import { type LanesPicture, NUMBERS_AN_ACTION, STILL_RUNNING } from '../../../../src/render/panel/lanesProtocol';
import { BY_START, laneEnds, laneWords, orderedLanes } from '../../../../src/render/timeline/laneTips';
import { DENIED, NOW_MS } from '../../../support/sessions/sessions';
import {
  actionOf,
  crowdedRun,
  DONE_RUN,
  jobRun,
  sessionOf,
  smallRun,
  task,
  workerId,
} from '../../../support/sessions/jobRuns';
import { runs } from '../../../support/thorough';

function draw(run: JobRun): LanesPicture {
  return lanesPicture(run, jobLanes(run, NOW_MS));
}

describe('the picture of a job', () => {
  it('says its figures in words', () => {
    assert.deepStrictEqual(draw(crowdedRun(300, 12)).figures, [
      ['Sessions', '24 sessions on 12 workers'],
      ['Wall time', '1 h 38 min'],
      ['Work', '11 h 58 min of all workers together'],
      ['Utilization', '74 % of the time workers were held'],
      ['First task', '5 min 02 s after submission'],
      ['Ragged end', '25 min 17 s from the first worker done to the last'],
      ['Longest chain', 'Render → Comp: 7 min 17 s, the longest task of each step; more workers make it no shorter'],
      ['Failed', '4 actions'],
    ]);
  });

  it('says which lane is the longest where no chain of steps is known, and why', () => {
    const { figures, drawing } = draw(smallRun());
    assert.deepStrictEqual(figures.at(-2), [
      'Longest lane',
      'node10, busy 1 h 56 min; how steps depend on one another is not known',
    ]);
    assert.deepStrictEqual(drawing?.chain, { actions: [], lane: 1 });
  });

  it('has each action of a lane in four numbers, of which one names its label', () => {
    const { drawing } = draw(smallRun());
    assert.ok(drawing);
    const [row = []] = drawing.lanes[1]?.rows ?? [];
    assert.equal(row.length, 2 * NUMBERS_AN_ACTION);
    const [index = 0, from = 0, , status = 0] = row.slice(NUMBERS_AN_ACTION);
    assert.equal(drawing.labels[index], 'Frame 1004 · Render');
    assert.equal(drawing.baseMs + from, smallRun().actions[index]?.startedAtMs);
    assert.deepStrictEqual(drawing.statuses[status - STILL_RUNNING], { word: 'running', tone: 'running' });
  });

  it('stays small: 13,000 actions take less than a megabyte', () => {
    assert.ok(JSON.stringify(draw(crowdedRun(13_000))).length < 1_000_000);
  });

  it('says how far the reading is, why it stopped, and what is missing', () => {
    const words = (progress: Partial<JobRun['progress']>): string =>
      draw(smallRun({ progress: { ...DONE_RUN, ...progress } })).progress;
    assert.equal(words({}), '');
    assert.equal(words({ state: 'reading', phase: 'job' }), 'Reading the job and its steps');
    assert.equal(words({ state: 'reading', phase: 'sessions' }), 'Reading sessions: 2');
    assert.equal(words({ state: 'reading' }), 'Reading actions: 6 actions of 2 sessions');
    assert.equal(words({ state: 'stopped' }), 'Stopped. Read so far: 6 actions of 2 sessions; the rest is left out.');
    assert.equal(
      words({ state: 'stopped', isOverBudget: true, calls: 300 }),
      '300 calls were made. Read so far: 6 actions of 2 sessions; the rest is left out.',
    );
    const { notes } = draw(smallRun({ unread: [{ what: 'hosts', fault: DENIED }] }));
    assert.match(notes[0] ?? '', /^The names of hosts could not be read: /);
    assert.equal(notes[1], '1 action has not begun and is not drawn.');
  });

  it('tells workers apart that were the same host', () => {
    const run = jobRun({
      sessions: [sessionOf(1, 1, 0, 10), sessionOf(2, 2, 5, 10)],
      hostNames: new Map([
        [workerId(1), 'node1.studio.example'],
        [workerId(2), 'node1.studio.example'],
      ]),
    });
    assert.deepStrictEqual(
      draw(run).drawing?.lanes.map(({ name }) => name),
      ['node1 (3f4d0001)', 'node1 (3f4d0002)'],
    );
  });

  it('orders lanes as chosen', () => {
    const lanes = draw(smallRun()).drawing?.lanes ?? [];
    assert.deepStrictEqual(orderedLanes(lanes, BY_START), [0, 1]);
    assert.deepStrictEqual(orderedLanes(lanes, { by: 'name', descending: true }), [1, 0]);
    assert.deepStrictEqual(orderedLanes(lanes, { by: 'failed', descending: false }), [1, 0]);
    assert.deepStrictEqual(orderedLanes(lanes, { by: 'tasks', descending: true }), [0, 1]);
  });

  it('says exactly what a lane is', () => {
    const { drawing } = draw(smallRun());
    const [first, second] = drawing?.lanes ?? [];
    assert.ok(drawing && first && second);
    const words = laneWords(first, drawing.baseMs, NOW_MS);
    assert.deepStrictEqual(words.slice(0, 3), [
      'node2',
      '1 session, 2 task runs, 1 failed',
      'Busy 8 min 30 s, idle 1 min 30 s',
    ]);
    assert.equal(laneEnds(second, drawing.baseMs, NOW_MS)[1], 'still there');
  });

  it('draws names of any length and script as harmless text of bounded length', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 4, maxLength: 4 }), (names) => {
        const [host = '', step = '', parameter = '', status = ''] = names.map((name) => name.repeat(12));
        const run = jobRun({
          sessions: [sessionOf(1, 1, 0, 10)],
          actions: [
            actionOf(1, 0, task(1), 1, 2, status),
            actionOf(1, 1, { ...task(2), parameters: { [parameter]: parameter } } as never, 2, 3),
          ],
          hostNames: new Map([[workerId(1), host]]),
          stepNames: Object.fromEntries(Object.keys(jobRun().stepNames).map((stepId) => [stepId, step])),
        });
        const { drawing, figures } = draw(run);
        const texts = [
          ...(drawing?.labels ?? []),
          ...(drawing?.lanes ?? []).map(({ name }) => name),
          ...(drawing?.statuses ?? []).map(({ word }) => word),
          ...figures.flatMap(([name, value]) => [name, value]),
        ];
        for (const text of texts) {
          assert.ok(text.length < 900, text);
          assert.doesNotMatch(text, /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        }
      }),
      runs(60),
    );
  });
});
