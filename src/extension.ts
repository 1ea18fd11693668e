/**
 * The composition root: the only file that knows all rooms. It builds what the features share, then the features, and waits for
 * nothing. The SDK and the sample farm are bundles of their own, loaded when something is first asked of them.
 */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type * as awsBundle from './aws';
import { systemClock } from './core/clock';
import type { Service } from './core/ports';
import type { SessionKey } from './core/sessionKey';
import type * as sampleFarmBundle from './sampleFarm';
import type { SampleFarm } from './sampleFarm';
import type { App } from './ui/app';
import { openSampleFarm, registerCommands } from './ui/commands';
import { DetailsPanels } from './ui/detailsPanel';
import { logError } from './ui/faults';
import { SessionHover } from './ui/hover';
import { Logs } from './ui/logs';
import { Places } from './ui/places';
import { SessionList } from './ui/sessionList';
import { SessionsView } from './ui/sessionsView';
import { connectionSettings } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { SessionStore } from './watch/sessionStore';

/** How many of the sample farm's examples are shown to begin with: they come the most telling first. */
const FEATURED = 6;

export function activate(context: vscode.ExtensionContext): void {
  const owned = <T extends { dispose(): unknown }>(one: T): T => {
    context.subscriptions.push(one);
    return one;
  };
  const output = owned(vscode.window.createOutputChannel('Deadline Sessions', { log: true }));
  const farm = lazy(() => createFarm(context));
  const service = lazy(() => owned(createService(farm, output)));
  const store = owned(
    new SessionStore({
      service,
      clock: systemClock,
      random: Math.random,
      onError: (error) => {
        logError({ output }, error);
      },
    }),
  );
  const list = owned(new SessionList(context, store));
  const places = owned(new Places(service));
  const featuredSessions = (): readonly SessionKey[] =>
    farm()
      .examples.slice(0, FEATURED)
      .map(({ key }) => key);
  const app: App = { context, service, store, list, places, output, featuredSessions, now: Date.now };

  const view = owned(new SessionsView(app));
  const panels = owned(new DetailsPanels(app));
  const logs = owned(new Logs(app));
  const statusBar = owned(new StatusBar(app));
  const features = { view, panels, logs, statusBar };
  owned(new SessionHover(app));
  owned(registerCommands(app, features));

  // Only what a person can see is kept up to date: the window has the focus, and a view or the status bar shows sessions.
  let seen = false;
  const look = (): void => {
    seen ||= view.visible || panels.anyVisible;
    store.setAttention(vscode.window.state.focused && seen);
    if (
      view.visible &&
      list.keys.length === 0 &&
      connectionSettings().source === 'sampleFarm' &&
      !context.globalState.get('sampleFarmShown')
    ) {
      void context.globalState.update('sampleFarmShown', true);
      void openSampleFarm(app, features);
    }
  };
  owned(vscode.window.onDidChangeWindowState(look));
  owned(view.onDidChangeVisibility(look));
  owned(panels.onDidChangeVisibility(look));
  owned(list.onDidChange(look));
  look();
}

function createService(farm: () => SampleFarm, output: vscode.LogOutputChannel): Service {
  const aws = require('./aws') as typeof awsBundle;
  return aws.createService({
    sampleFarm: () => farm().handle,
    clock: systemClock,
    endpoint: () => connectionSettings().endpoint,
    environment: process.env,
    homeDirectory: homedir(),
    onCall: ({ operation, durationMs, status, requestId, attempts }) => {
      output.debug(
        `${operation} ${status} in ${Math.round(durationMs)} ms, attempt ${attempts}, request ${requestId ?? 'none'}`,
      );
    },
  });
}

/** The farm's stories begin when it is first opened and go on from there, over windows and days. */
function createFarm(context: vscode.ExtensionContext): SampleFarm {
  const sampleFarm = require('./sampleFarm') as typeof sampleFarmBundle;
  const stored = context.globalState.get('sampleFarmStartedAtMs');
  const startedAtMs = typeof stored === 'number' ? stored : Date.now();
  if (stored !== startedAtMs) {
    void context.globalState.update('sampleFarmStartedAtMs', startedAtMs);
  }
  return sampleFarm.createSampleFarm({ now: Date.now, startedAtMs });
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
