/**
 * The composition root: the only file that knows all rooms. It builds what the features share, then the features, and waits for
 * nothing. The SDK and the sample farm are bundles of their own, loaded when something is first asked of them.
 */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type * as awsBundle from './aws';
import { systemClock } from './core/clock';
import { plainText } from './core/plainText';
import type { Service } from './core/service';
import { placeName, sharesSignIn } from './core/sessionKey';
import type * as sampleFarmBundle from './sampleFarm';
import type { App } from './ui/app';
import type { Features as CommandFeatures } from './ui/command';
import { openSampleFarm, runCommand } from './ui/commands';
import { DetailsPanels } from './ui/detailsPanel';
import { logError, reporting } from './ui/faults';
import { openFileSpool } from './ui/logs/fileSpool';
import { type FarmRow, FarmsView } from './ui/farms/farmsView';
import { IdHover } from './ui/hover';
import { documentLinks, openTerminalLink, resolveDocumentLink, terminalLinks } from './ui/links';
import { LogColours } from './ui/logs/logColours';
import { LogFailures } from './ui/logs/logFailures';
import { LogFollowing } from './ui/logs/logFollowing';
import { LogHeadings } from './ui/logs/logHeadings';
import { LogLenses } from './ui/logs/logLenses';
import { LogOutlines } from './ui/logs/logOutline';
import { Logs } from './ui/logs/logs';
import { LogStatus } from './ui/logs/logStatus';
import { LogTimes } from './ui/logs/logTimes';
import { LOG_SCHEME } from './ui/names';
import { Places } from './ui/places';
import { SessionList } from './ui/sessionList';
import { SeenSessions } from './ui/seenSessions';
import { openSessionUri } from './ui/sessionUri';
import { askMfaCode, SignIns } from './ui/signIns';
import { SessionsView, type TreeRow } from './ui/sessionsView';
import { connectionSettings } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { FarmTree } from './watch/farms/farmTree';
import { LogFollower } from './watch/logs/logFollower';
import { LogStore } from './watch/logs/logStore';
import { SessionStore } from './watch/sessionStore';
import { wholeLog } from './watch/logs/wholeLog';

/** What the doors are given by VS Code before anything else exists. */
export interface Doors {
  readonly context: vscode.ExtensionContext;
  readonly view: vscode.TreeView<TreeRow>;
  readonly rowChanges: vscode.EventEmitter<TreeRow | undefined>;
  readonly farmsView: vscode.TreeView<FarmRow>;
  readonly farmChanges: vscode.EventEmitter<FarmRow | FarmRow[] | undefined>;
  readonly fileChanges: vscode.EventEmitter<vscode.FileChangeEvent[]>;
}

/** What stands behind the doors. */
export interface Features extends CommandFeatures {
  readonly logOutlines: LogOutlines;
  readonly hover: IdHover;
  readonly links: {
    inDocument(document: vscode.TextDocument): vscode.DocumentLink[];
    resolve(link: vscode.DocumentLink): Promise<vscode.DocumentLink>;
    inTerminal(line: string): vscode.TerminalLink[];
    openTerminal(link: vscode.TerminalLink): Promise<void>;
  };
  /** Opens what a link from outside names, or says why not. */
  openUri(uri: vscode.Uri): Promise<void>;
  /** Carries a command out, and tells the person what went wrong if it could not. */
  run(id: string, args: readonly unknown[]): Promise<void>;
}

/** How many of the sample farm's examples are shown to begin with: they come the most telling first. */
const FEATURED = 6;

export function createApp({
  context,
  view: treeView,
  rowChanges,
  farmsView,
  farmChanges,
  fileChanges,
}: Doors): Features {
  const owned = <T extends { dispose(): unknown }>(one: T): T => {
    context.subscriptions.push(one);
    return one;
  };
  const output = owned(vscode.window.createOutputChannel('Deadline Sessions', { log: true }));
  const farm = lazy(() => createFarm(context));
  const service = lazy(() => {
    const made = owned(createService(farm, output));
    signIns.follow(made);
    return made;
  });
  const onError = (error: unknown): void => {
    logError({ output }, error);
  };
  const store = owned(new SessionStore({ service, clock: systemClock, random: Math.random, onError }));
  const seen = new SeenSessions(context.workspaceState);
  const list = owned(new SessionList(context, store, seen));
  const places = owned(new Places(service));
  const featuredSessions: App['featuredSessions'] = () =>
    farm()
      .examples.slice(0, FEATURED)
      .map(({ key }) => key);
  const background: App = {
    context,
    service,
    store,
    list,
    seen,
    places,
    output,
    featuredSessions,
    clock: systemClock,
    openLog: (options) => new LogStore({ ...options, reader: service(), clock: systemClock, openSpool: openFileSpool }),
    followLog: (poll) => new LogFollower({ clock: systemClock, random: Math.random, poll }),
    wholeLog: (location, span, signal) => wholeLog(service().interactive, location, span, signal),
    now: Date.now,
  };
  // What somebody asks for may ask them back, for an MFA code or a program's time; what a pointer passes over may not.
  const app: App = { ...background, service: () => service().interactive };

  const signIns = owned(new SignIns(app));
  const view = owned(new SessionsView(app, signIns, treeView, rowChanges));
  const tree = owned(
    new FarmTree({
      service: () => (farms.isAskedFor ? app : background).service(),
      background: service,
      clock: systemClock,
      random: Math.random,
      onError,
    }),
  );
  const farms: FarmsView = owned(new FarmsView(app, tree, farmsView, farmChanges));
  owned(
    signIns.onDidGoOn((place) => {
      tree.retry((at, { remedies }) => sharesSignIn(at, place) && remedies.includes('signIn'));
    }),
  );
  const panels = owned(new DetailsPanels(app));
  const logs = owned(new Logs(app, fileChanges));
  const logFollowing = owned(new LogFollowing(app, logs));
  const logOutlines = new LogOutlines(logs);
  const logFailures = owned(new LogFailures(app, logs, logOutlines));
  const logTimes = owned(new LogTimes(logs));
  const logLenses = owned(new LogLenses(logs, logFollowing));
  owned(vscode.languages.registerCodeLensProvider({ scheme: LOG_SCHEME }, logLenses));
  owned(new LogColours(logs));
  owned(new LogHeadings(logs, logOutlines));
  owned(new LogStatus(logs, logFollowing));
  const statusBar = owned(new StatusBar(app));
  const hover = owned(new IdHover(background));
  const features: Features = {
    view,
    farms,
    panels,
    logs,
    logFollowing,
    logFailures,
    logTimes,
    logOutlines,
    hover,
    statusBar,
    signIns,
    links: {
      inDocument: documentLinks,
      resolve: (link) => resolveDocumentLink(app, link),
      inTerminal: terminalLinks,
      openTerminal: openTerminalLink,
    },
    openUri: (uri) => reporting(app, () => openSessionUri(app, uri)),
    run: (id: string, args: readonly unknown[]) => runCommand(app, features, id, args),
  };

  // Only what a person can see is kept up to date: the window has the focus, and sessions have been looked at in it.
  let looked = false;
  const look = (): void => {
    looked ||= view.visible || farms.visible || panels.anyVisible || logs.all.length > 0;
    store.setAttention(vscode.window.state.focused && looked);
    tree.setAttention(vscode.window.state.focused && farms.visible);
  };
  owned(vscode.window.onDidChangeWindowState(look));
  owned(view.onDidChangeVisibility(look));
  owned(farms.onDidChangeVisibility(look));
  owned(panels.onDidChangeVisibility(look));
  owned(
    logs.onDidChange(() => {
      if (!looked) {
        look();
      }
    }),
  );
  look();
  if (connectionSettings().source === 'sampleFarm' && list.keys.length === 0 && list.recent.length === 0) {
    void openSampleFarm(app, features);
  }
  return features;
}

function createService(farm: () => sampleFarmBundle.SampleFarm, output: vscode.LogOutputChannel): Service {
  return (require('./aws') as typeof awsBundle).createService({
    sampleFarm: () => farm().handle,
    clock: systemClock,
    endpoint: () => connectionSettings().endpoint,
    environment: process.env,
    homeDirectory: homedir(),
    askMfaCode: async (question) => askMfaCode(question),
    onCall: (call) => {
      output[call.outcome === 'aborted' ? 'debug' : 'info'](callLine(call));
    },
  });
}

/** e.g. `GetSession ok 200 in 41 ms, 1 attempt, request 8c1f…, studio · us-west-2`: what support asks for, and nothing secret. */
function callLine({
  operation,
  outcome,
  status,
  durationMs,
  attempts,
  requestId,
  place,
}: awsBundle.CallRecord): string {
  return [
    `${operation} ${outcome}${status === undefined ? '' : ` ${status}`} in ${Math.round(durationMs)} ms`,
    `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    ...(requestId === undefined ? [] : [`request ${plainText(requestId)}`]),
    plainText(placeName(place)),
  ].join(', ');
}

/** The farm's stories begin when it is first opened and go on from there, over windows and days. */
function createFarm(context: vscode.ExtensionContext): sampleFarmBundle.SampleFarm {
  const stored = context.globalState.get('sampleFarmStartedAtMs');
  const startedAtMs = typeof stored === 'number' ? stored : Date.now();
  if (stored !== startedAtMs) {
    void context.globalState.update('sampleFarmStartedAtMs', startedAtMs);
  }
  return (require('./sampleFarm') as typeof sampleFarmBundle).createSampleFarm({ now: Date.now, startedAtMs });
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
