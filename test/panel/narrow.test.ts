import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import { jobLanes } from '../../src/core/timeline/jobLanes';
import { comparisonResult } from '../../src/render/panel/comparisonPicture';
import { jobPicture } from '../../src/render/panel/jobPicture';
import { lanesPicture } from '../../src/render/panel/lanesPicture';
import type { PageName } from '../../src/render/panel/panelHtml';
import { comparison } from '../support/sessions/comparisons';
import { crowdedRun } from '../support/sessions/jobRuns';
import {
  activeSession,
  DENIED,
  failedSession,
  KEY,
  NOT_FOUND,
  NOW_MS,
  partialSession,
  UNREACHABLE,
  unreadSession,
} from '../support/sessions/sessions';
import { SIGNS, stuckSession } from '../support/sessions/stuckSessions';
import { canceledSession, hugeSession } from '../support/sessions/timelines';
import { DONE, jobTriage, wreck } from '../support/sessions/triages';
import { PanelHost, type PanelPage } from './panelPage';
import { THEMES, type ThemeName } from './themes';
import { WHOLE } from './wholePage';

/** The narrowest window, and one of 1,100 pixels at 200 %. */
const WIDTHS = [320, 550];
const LONG = 'rack2-node40.lighting.render.farm.aurora-studios.internal.example';

type Scene = (panel: PanelPage) => Promise<void>;

/** What pages show, by page and name: each with all its tables and lists. */
const SCENES: Readonly<Record<PageName, Readonly<Record<string, Scene>>>> = {
  session: {
    whole: (panel) => panel.send(failedSession(), NOW_MS, WHOLE),
    running: (panel) => panel.send(activeSession()),
    stuck: (panel) => panel.send(stuckSession(...SIGNS)),
    canceled: (panel) => panel.send(canceledSession()),
    huge: (panel) => panel.send(hugeSession(5000)),
    partial: (panel) => panel.send(partialSession()),
    stale: (panel) => panel.send(activeSession({ watched: { fault: UNREACHABLE } })),
    unread: (panel) => panel.send(unreadSession(NOT_FOUND)),
    loading: (panel) => panel.send(unreadSession(undefined)),
    endless: (panel) => panel.send(endless(failedSession()), NOW_MS, endless(WHOLE)),
  },
  job: {
    causes: (panel) => panel.tell({ type: 'job', picture: drawJob(wreck()) }),
    tasks: async (panel) => {
      const picture = drawJob(wreck());
      await panel.tell({ type: 'job', picture });
      await panel.page.getByRole('button', { name: 'Show All 390 Tasks' }).click();
      const row = {
        label: 'Frame 1001 · Layer fog',
        host: LONG,
        when: '2026-11-22 09:41',
        isSampled: true,
        opens: true,
      };
      await panel.tell({ type: 'tasks', group: picture.groups[0]?.id ?? '', from: 0, total: 390, rows: [row, row] });
    },
    partial: (panel) =>
      panel.tell({ type: 'job', picture: drawJob(wreck({ unread: [{ what: 'logs', count: 12, fault: DENIED }] })) }),
    gone: (panel) => {
      const unread = [{ what: 'job', count: 1, fault: NOT_FOUND }] as const;
      return panel.tell({
        type: 'job',
        picture: drawJob(jobTriage([], { job: undefined, progress: { ...DONE, state: 'failed' }, unread })),
      });
    },
    lanes: async (panel) => {
      await panel.tell({ type: 'job', picture: drawJob(jobTriage([])) });
      const run = crowdedRun(300, 12);
      const lanes = lanesPicture(run, jobLanes(run, NOW_MS));
      await panel.tell({ type: 'lanes', lanes });
    },
    endless: async (panel) => {
      await panel.tell({ type: 'job', picture: endless(drawJob(wreck())) });
      const run = crowdedRun(300, 12);
      await panel.tell({ type: 'lanes', lanes: endless(lanesPicture(run, jobLanes(run, NOW_MS))) });
    },
  },
  comparison: {
    done: (panel) => panel.tell({ type: 'comparison', picture: COMPARISON }),
    same: async (panel) => {
      await panel.tell({ type: 'comparison', picture: COMPARISON });
      await panel.page.getByRole('button', { name: /That Are the Same$/ }).click();
    },
    reading: (panel) =>
      panel.tell({
        type: 'comparison',
        picture: { ...COMPARISON, result: undefined, isReading: true, progress: 'Reading' },
      }),
    fault: (panel) =>
      panel.tell({ type: 'comparison', picture: { ...COMPARISON, result: undefined, fault: NOT_FOUND } }),
    endless: (panel) => panel.tell({ type: 'comparison', picture: endless(COMPARISON) }),
  },
};

const COMPARISON = {
  request: { subject: { key: KEY, actionId: undefined }, reference: undefined },
  title: 'Frame 1003 · Render compared',
  isSample: true,
  isReading: false,
  progress: '',
  fault: undefined,
  result: comparisonResult(comparison(), NOW_MS),
};

function drawJob(triage: Parameters<typeof jobPicture>[0]): ReturnType<typeof jobPicture> {
  return jobPicture(triage, {
    nowMs: NOW_MS,
    names: { farm: 'Aurora', queue: 'lighting' },
    mayRetry: true,
    mostGroups: 25,
    seen: () => ({ words: 'Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.', note: 'Ask Mira' }),
  });
}

/** The same with names of 4,096 characters without a space. */
function endless<T>(message: T): T {
  const names = /sh\d+_\w+|sq11_wreck_v001|ip-10-[\w.-]+|rack2-node\d\d|Frame 100\d|Rendering tile/g;
  return JSON.parse(JSON.stringify(message).replaceAll(names, 'N'.repeat(4096))) as T;
}

/** Parts that a person cannot see whole: beside the page, or cut off where nothing scrolls. Runs in the page. */
function partsOutOfSight(): readonly string[] {
  const isScrolled = (one: Element): boolean => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
  const problems: string[] = [];
  for (const one of document.querySelectorAll<HTMLElement>('body *')) {
    if (!one.checkVisibility() || one.closest('.unseen, [popover], .timeline-tip, svg, canvas')) {
      continue;
    }
    const name = `${one.localName}.${one.className}: ${one.textContent.slice(0, 60)}`;
    const { left, right } = one.getBoundingClientRect();
    const { overflowX, textOverflow } = getComputedStyle(one);
    const isWider = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
    // Lines of a log keep their length; their box is scrolled.
    const box = one.closest('pre');
    if ((right > window.innerWidth + 1 || left < -1) && !(box && isScrolled(box))) {
      problems.push(`beside the page: ${name}`);
    } else if (
      isWider &&
      ['hidden', 'clip'].includes(overflowX) &&
      !(textOverflow === 'ellipsis' && one.title !== '')
    ) {
      problems.push(`cut: ${name}`);
    } else if (isWider && isScrolled(one) && (one.localName !== 'pre' || one.tabIndex < 0)) {
      problems.push(`has to be scrolled: ${name}`);
    }
  }
  return problems;
}

describe('panel › narrow windows', () => {
  let host: PanelHost;

  before(async () => {
    host = await PanelHost.start();
  });
  after(async () => {
    await host.stop();
  });

  for (const page of Object.keys(SCENES) as PageName[]) {
    for (const width of WIDTHS) {
      it(`show all of a ${page}’s page at ${width} pixels, with nothing cut and nothing beside the page`, async () => {
        for (const [name, scene] of Object.entries(SCENES[page])) {
          const panel = await host.open({ page, width });
          await scene(panel);
          assert.deepStrictEqual(await panel.page.evaluate(partsOutOfSight), [], name);
          assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width, name);
          await panel.close();
        }
      });
    }

    it(`have targets of at least 24 pixels on a ${page}’s page`, async () => {
      for (const [name, scene] of Object.entries(SCENES[page])) {
        const panel = await host.open({ page, width: 320 });
        await scene(panel);
        const small = await panel.page
          .locator('button:visible, summary')
          .evaluateAll((targets) =>
            targets
              .filter((target) => Math.min(target.clientWidth, target.getBoundingClientRect().height) < 22)
              .map((target) => target.outerHTML),
          );
        assert.deepStrictEqual(small, [], name);
        await panel.close();
      }
    });

    for (const theme of Object.keys(THEMES) as ThemeName[]) {
      it(`have nothing that axe complains about on a ${page}’s page in the theme ${theme}`, async () => {
        for (const [name, scene] of Object.entries(SCENES[page])) {
          const panel = await host.open({ page, theme, width: 320 });
          await panel.page.evaluate(axeSource);
          await scene(panel);
          const violations = await panel.page.evaluate(async () => {
            const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
            const results = await axe.run();
            return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
          });
          assert.deepStrictEqual(violations, [], name);
          await panel.close();
        }
      });
    }
  }

  it('leave tables tables to those who listen, with their titles read once', async () => {
    for (const [page, scene, cell] of [
      ['job', SCENES.job.lanes, '53 min 52 s'],
      ['comparison', SCENES.comparison.done, 'c6i.8xlarge'],
    ] as const) {
      const panel = await host.open({ page, width: 320 });
      await scene?.(panel);
      const browser = await panel.page.context().newCDPSession(panel.page);
      const { nodes } = await browser.send('Accessibility.getFullAXTree');
      const named = (role: string): readonly string[] =>
        nodes.filter((node) => node.role?.value === role).map((node) => String(node.name?.value ?? ''));
      assert.ok(named('table').length > 0 && named('row').length > 5 && named('columnheader').length >= 2, page);
      assert.ok(named('rowheader').length > 4, page);
      assert.ok([...named('cell'), ...named('gridcell')].includes(cell), page);
      await panel.close();
    }
  });
});
