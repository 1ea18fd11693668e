/** The network as VS Code's own extension host has it: its proxy, its certificates, and how few connections that takes. */
import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { createSampleFarm, type SampleFarm } from '../../src/sampleFarm/index';
import { farmListener } from '../support/farm/farmServer';
import { findPanel } from '../support/ui/editor';
import { eventually } from '../support/ui/window';
import { type CountedServer, makeCertificate, startProxy, startSecureServer } from '../support/farm/secureServer';
import { readTrustedCertificate } from '../support/farm/trustedCertificate';
import { keyOfFarm, setCredentials } from './support/farms';
import { cleanWindow, openUntitled, useSettings } from './support/window';

const CALLS = 100;

describe('the network of the extension host', () => {
  let farm: SampleFarm;
  let server: CountedServer;
  let proxy: CountedServer;
  let batches = 0;

  beforeEach(async () => {
    await cleanWindow();
    farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() - 3_600_000, seed: Date.now() % 1_000_000 });
    server = await startSecureServer(readTrustedCertificate(), farmListener(farm));
    proxy = await startProxy(true);
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: server.url });
  });
  afterEach(async () => {
    await useProxy(undefined);
    await cleanWindow();
    setCredentials(false);
    await Promise.all([server.close(), proxy.close()]);
  });

  async function useProxy(url: string | undefined): Promise<void> {
    await vscode.workspace.getConfiguration('http').update('proxy', url, vscode.ConfigurationTarget.Global);
  }

  /** Points at a hundred jobs of which nothing is known yet, a call each; one after the other, or at all of them at once. */
  async function ask(order: 'serial' | 'parallel'): Promise<void> {
    const { farmId, queueId } = keyOfFarm(farm, 'failedTask');
    batches += 1;
    const jobs = Array.from(
      { length: CALLS },
      (_, index) => `job-${(batches * 1000 + index).toString(16).padStart(32, 'e')}`,
    );
    const { document } = await openUntitled(jobs.map((job) => `${farmId}/${queueId}/${job}`).join('\n'));
    const point = (line: number): Thenable<unknown> =>
      vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        document.uri,
        document.lineAt(line).range.end.translate(0, -2),
      );
    if (order === 'parallel') {
      await Promise.all(jobs.map((_, line) => point(line)));
    } else {
      for (const line of jobs.keys()) {
        await point(line);
      }
    }
    assert.equal(farm.meter.calls.filter(({ operation }) => operation === 'GetJob').length, CALLS);
  }

  for (const way of ['directly', 'through http.proxy'] as const) {
    it(`asks a hundred times, one after the other, over one or two connections, ${way}`, async () => {
      await useProxy(way === 'directly' ? undefined : proxy.url);
      await ask('serial');
      const [handshakes, connects] = [server.traffic().handshakes, proxy.traffic().handshakes];
      console.log(`      ${handshakes} TLS handshakes and ${connects} CONNECTs for ${CALLS} calls`);
      assert.ok(handshakes >= 1 && handshakes <= 2, `${handshakes} handshakes`);
      assert.ok(way === 'directly' ? connects === 0 : connects >= 1 && connects <= 2, `${connects} CONNECTs`);
    });
  }

  it('asks over eight connections at most, whatever is wanted at once', async () => {
    await useProxy(undefined);
    await ask('parallel');
    const { mostSockets } = server.traffic();
    console.log(`      ${mostSockets} sockets at most for ${CALLS} calls at once`);
    assert.ok(mostSockets >= 1 && mostSockets <= 8, `${mostSockets} sockets`);
  });

  it('says so where a proxy wants a sign-in', async () => {
    const strict = await startProxy(false);
    await useProxy(strict.url);
    void vscode.commands.executeCommand('deadlineSessions.openDetails', keyOfFarm(farm, 'failedTask'));
    await faultOnPage(/The proxy wants a sign-in \(407\)|Could not reach Deadline Cloud in us-west-2/);
    assert.equal(server.traffic().handshakes, 0);
    await strict.close();
  });

  it('refuses a certificate that nobody vouches for, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const impostor = await startSecureServer(await makeCertificate(), farmListener(farm));
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: impostor.url });
      void vscode.commands.executeCommand('deadlineSessions.openDetails', keyOfFarm(farm, 'failedTask'));
      await faultOnPage(/The connection to Deadline Cloud could not be verified/);
      assert.deepEqual(farm.meter.calls, []);
    } finally {
      if (before === undefined) {
        delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      } else {
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      }
      await impostor.close();
    }
  });
});

/** Waits until the page of the session in front says this. */
async function faultOnPage(fault: RegExp): Promise<void> {
  await eventually(
    `the page says ${fault.source}`,
    async () =>
      (await findPanel(/^session-…/))
        .locator('.fault.loud')
        .first()
        .innerText({ timeout: 5_000 })
        .catch(() => ''),
    (text) => fault.test(text),
  );
}
