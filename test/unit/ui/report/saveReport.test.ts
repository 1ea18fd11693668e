import assert from 'node:assert/strict';
import type { App } from '../../../../src/ui/app';
import { saveReport } from '../../../../src/ui/report/saveReport';
import { UserError } from '../../../../src/core/errors';
import { MemoryService } from '../../../support/farm/memoryService';
import { failedSession, NOW_MS, STARTED_MS, UNREACHABLE } from '../../../support/sessions/sessions';
import { answers, resetVSCode, shown, run } from '../../../support/vscode/shown';

describe('saving a report', () => {
  let service: MemoryService;
  let app: App;

  beforeEach(() => {
    resetVSCode();
    service = new MemoryService();
    service.log.push({ timestampMs: STARTED_MS + 330_000, message: 'Segmentation fault in libshader.so' });
    app = {
      service: () => service,
      now: () => NOW_MS,
      run,
      output: { error: () => undefined, debug: () => undefined },
    } as unknown as App;
  });

  it('writes a page with the end of the failed action’s log, in one call, and opens it in a browser', async () => {
    answers.save = () => '/out/report.html';
    answers.message = (_text, [open]) => open;
    await saveReport(app, failedSession());
    const page = shown.files['/out/report.html'] ?? '';
    assert.match(page, /^<!doctype html>.*Segmentation fault in libshader\.so/s);
    assert.deepEqual(service.calls, ['between']);
    assert.equal(shown.opened.length, 1);
  });

  it('writes JSON where the file is called so', async () => {
    answers.save = () => '/out/report.json';
    await saveReport(app, failedSession());
    assert.equal((JSON.parse(shown.files['/out/report.json'] ?? '') as { version: number }).version, 1);
  });

  it('says what is known where the log cannot be read', async () => {
    answers.save = () => '/out/report.html';
    service.failure = new UserError(UNREACHABLE);
    await saveReport(app, failedSession());
    const page = shown.files['/out/report.html'] ?? '';
    assert.match(page, /The host ran out of memory\./);
    assert.doesNotMatch(page, /The last lines of its log/);
  });

  it('does nothing where the person names no file', async () => {
    await saveReport(app, failedSession());
    assert.deepEqual([shown.files, service.calls], [{}, []]);
  });
});
