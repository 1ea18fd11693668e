import assert from 'node:assert/strict';
import { failedSession, NOW_MS } from '../support/sessions/sessions';
import { PanelHost } from './panelPage';

/** 2026-11-23 09:14:31 UTC, as people read it; the last one in the hour that comes twice. */
const PEOPLE = [
  ['UTC', 'en-US', NOW_MS, '2026-11-23 09:14:30.000 +00:00'],
  ['Asia/Kolkata', 'de', NOW_MS, '2026-11-23 14:44:30.000 +05:30'],
  ['America/St_Johns', 'ja', NOW_MS, '2026-11-23 05:44:30.000 -03:30'],
  ['Pacific/Kiritimati', 'ar', NOW_MS, '2026-11-23 23:14:30.000 +14:00'],
  ['America/New_York', 'en-US', Date.UTC(2026, 10, 1, 5, 30), '2026-11-23 04:14:30.000 -05:00'],
] as const;

describe('panel › time zones and languages', () => {
  let host: PanelHost;

  before(async () => {
    host = await PanelHost.start();
  });
  after(async () => {
    await host.stop();
  });

  for (const [timeZone, locale, nowMs, read] of PEOPLE) {
    it(`shows the times of ${timeZone} to a reader of ${locale}`, async () => {
      const panel = await host.open({ timeZone, locale, nowMs });
      await panel.send(failedSession());
      const text = await panel.text();
      assert.ok(text.includes(read), text);
      assert.match(text, /\b\d+ min \d\d s\b/);
      assert.doesNotMatch(text, /NaN|Invalid|[\u0660-\u0669]/);
      assert.deepEqual(panel.problems, []);
      await panel.close();
    });
  }
});
