/** Takes pictures of the pages in every theme and two widths, to be looked at: `npx tsx test/panel/look.ts [theme…]`. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { comparisonResult } from '../../src/render/panel/comparisonPicture';
import { jobLanes } from '../../src/core/timeline/jobLanes';
import { jobPicture } from '../../src/render/panel/jobPicture';
import { lanesPicture } from '../../src/render/panel/lanesPicture';
import type { JobPace } from '../../src/core/timeline/jobPace';
import type { ToPage } from '../../src/render/panel/panelProtocol';
import { oneTry, threeTries } from '../support/sessions/tries';
import { PanelHost } from './panelPage';
import {
  DENIED,
  KEY,
  NOT_FOUND,
  NOW_MS,
  UNREACHABLE,
  activeSession,
  endedSession,
  failedSession,
  longSession,
  partialSession,
  unreadSession,
} from '../support/sessions/sessions';
import { canceledSession, hugeSession } from '../support/sessions/timelines';
import { comparison } from '../support/sessions/comparisons';
import { crowdedRun, smallRun } from '../support/sessions/jobRuns';
import { onlyFailures, SIGNS, stuckSession, WAITING } from '../support/sessions/stuckSessions';
import { DONE, jobTriage, NO_COMPARISON, wreck } from '../support/sessions/triages';
import { THEMES, type ThemeName } from './themes';

const OUT = path.resolve(__dirname, '../../out/panel');

const context = {
  nowMs: NOW_MS,
  names: { farm: 'Aurora', queue: 'lighting' },
  mayRetry: true,
  mostGroups: 25,
  seen: () => ({ words: 'Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.', note: '' }),
};
const reading = { ...DONE, state: 'reading', phase: 'logs', logsRead: 5, logsPlanned: 24 } as const;

const JOBS = {
  wreck: wreck(),
  reading: wreck({ progress: reading, goesOn: true, hosts: NO_COMPARISON }),
  partial: wreck({
    unread: [{ what: 'logs', count: 12, fault: { ...DENIED, permission: 'logs:GetLogEvents' } }],
    hosts: NO_COMPARISON,
  }),
  healthy: jobTriage([]),
  gone: jobTriage([], {
    job: undefined,
    progress: { ...DONE, state: 'failed' },
    unread: [{ what: 'job', count: 1, fault: NOT_FOUND }],
  }),
};

/** Drawn on the page of a job without failures. */
const RUNS = { small: smallRun(), some: crowdedRun(300, 12), huge: crowdedRun(13_000) };

const COMPARISON = {
  request: { subject: { key: KEY, actionId: undefined }, reference: undefined },
  title: 'Frame 1003 · Render compared',
  isSample: true,
  isReading: false,
  progress: '',
  fault: undefined,
  result: comparisonResult(comparison(), NOW_MS),
};

const COMPARISONS = {
  done: COMPARISON,
  reading: { ...COMPARISON, result: undefined, isReading: true, progress: 'Reading the logs: 24,000 lines' },
  fault: { ...COMPARISON, result: undefined, fault: NOT_FOUND },
};

/** The job's other sessions beside one. */
const PACE: JobPace = {
  isOfSameSteps: true,
  sessions: 12,
  tasks: 120,
  medianTaskMs: 80_000,
  slowestTaskMs: 400_000,
  busyShare: 0.91,
  startUpShare: 0.04,
  isWhole: true,
  readAtMs: NOW_MS,
};

/** What was read for some scenes besides the session. */
const MORE: Readonly<Record<string, Pick<ToPage, 'tries' | 'pace' | 'order' | 'folded'> | undefined>> = {
  failed: { tries: threeTries(), pace: PACE },
  partial: { tries: oneTry() },
  canceled: { pace: PACE },
  huge: { pace: { ...PACE, isWhole: false, busyShare: undefined, startUpShare: undefined } },
  arranged: { order: ['host', 'timeline', 'job', 'logs', 'actions', 'raw', 'lifecycle'], folded: ['actions', 'raw'] },
};

const SCENES = {
  failed: failedSession(),
  active: activeSession(),
  waiting: stuckSession(WAITING),
  stuck: stuckSession(...SIGNS),
  alone: onlyFailures(),
  ended: endedSession(),
  long: longSession('RUNNING'),
  canceled: canceledSession(),
  huge: hugeSession(5000),
  arranged: failedSession(),
  partial: partialSession(),
  fault: unreadSession(NOT_FOUND),
  stale: activeSession({ watched: { fault: UNREACHABLE } }),
  loading: unreadSession(undefined),
};

async function look(themes: readonly ThemeName[]): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const host = await PanelHost.start();
  for (const theme of themes) {
    for (const width of [1100, 320]) {
      const panel = await host.open({ theme, width, height: 800 });
      for (const [scene, session] of Object.entries(SCENES)) {
        await panel.send(session, NOW_MS, MORE[scene]);
        await panel.page.screenshot({ path: path.join(OUT, `${theme}-${scene}-${width}.png`), fullPage: true });
      }
      if (panel.problems.length > 0) {
        console.error(theme, width, panel.problems);
      }
      await panel.close();
      const job = await host.open({ page: 'job', theme, width, height: 800 });
      for (const [scene, triage] of Object.entries(JOBS)) {
        await job.tell({ type: 'job', picture: jobPicture(triage, context) });
        await job.page.screenshot({ path: path.join(OUT, `${theme}-job-${scene}-${width}.png`), fullPage: true });
      }
      await job.tell({ type: 'job', picture: jobPicture(JOBS.healthy, context) });
      for (const [scene, run] of Object.entries(RUNS)) {
        await job.tell({ type: 'lanes', lanes: lanesPicture(run, jobLanes(run, NOW_MS)) });
        await job.page.screenshot({ path: path.join(OUT, `${theme}-lanes-${scene}-${width}.png`), fullPage: true });
      }
      await job.close();
      const compared = await host.open({ page: 'comparison', theme, width, height: 800 });
      for (const [scene, picture] of Object.entries(COMPARISONS)) {
        await compared.tell({ type: 'comparison', picture });
        await compared.page.screenshot({
          path: path.join(OUT, `${theme}-comparison-${scene}-${width}.png`),
          fullPage: true,
        });
      }
      await compared.close();
    }
  }
  await host.stop();
}

const named = process.argv.slice(2) as ThemeName[];
void look(named.length > 0 ? named : (Object.keys(THEMES) as ThemeName[]));
