/**
 * The composition root: the only file that knows all rooms. It builds what the features share, then the features, and waits for
 * nothing. The SDK and the sample farm are bundles of their own, loaded when something is first asked of them.
 */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { t } from './core/text/localize';
import type * as agentToolsBundle from './agentTools';
import type * as awsBundle from './aws';
import { systemClock } from './core/async/clock';
import { Emitter } from './core/async/event';
import { plainText } from './core/text/plainText';
import type { Service } from './core/service/service';
import { connectionName, sharesSignIn } from './core/session/sessionKey';
import type * as failureCausesBundle from './failureCauses';
import type * as sampleFarmBundle from './sampleFarm';
import type * as supportBundle from './supportBundle';
import type { AgentTools } from './ui/agents/tools';
import type { App } from './ui/app';
import { watchAttention } from './ui/state/attention';
import type { Features as CommandFeatures } from './ui/commands/command';
import { openSampleFarm, runCommand } from './ui/commands/commands';
import { OwnCommands } from './ui/state/ownCommands';
import { isForGoneRow, sayRowIsGone } from './ui/sidebar/goneRows';
import { reveal } from './ui/commands/farmCommands';
import { openDetails } from './ui/commands/openDetails';
import { RowChoices } from './ui/commands/rowChoices';
import { DetailsPanels } from './ui/sessions/detailsPanel';
import { followFront } from './ui/sessions/followFront';
import { logError, reporting } from './ui/showFault';
import { showWarning } from './ui/window/messages';
import { openFileSpool } from './ui/logs/saving/fileSpool';
import { type FarmRow, FarmsView } from './ui/farms/farmsView';
import { IdHover } from './ui/editor/hover';
import { documentLinks, openTerminalLink, resolveDocumentLink, terminalLinks } from './ui/editor/links';
import { CausesFile } from './ui/causes/causesFile';
import { ComparisonPages } from './ui/compare/comparisonPages';
import { createJobFeatures } from './ui/jobs/jobFeatures';
import { createLogFeatures } from './ui/logs/logFeatures';
import type { LogOutlines } from './ui/logs/drawing/logOutline';
import { LogWaits } from './ui/logs/logWaits';
import { Notifications } from './ui/news/notifications';
import { seeNewsInFront } from './ui/news/seeNewsInFront';
import { RunStatusChanges } from './ui/runStatus/runStatusChanges';
import { CallMode } from './ui/state/callMode';
import { CurrentConnection } from './ui/state/currentConnection';
import { takeOverFirstVersion } from './ui/state/firstVersionList';
import { SessionList } from './ui/state/sessionList';
import { LeaseInFile } from './ui/state/leaseInFile';
import { SharedFile } from './ui/state/sharedFile';
import { markWatching } from './ui/state/watchMark';
import { SeenSessions } from './ui/state/seenSessions';
import { openLink } from './ui/sessions/sessionUri';
import { askMfaCode, SignIns } from './ui/connection/signIns';
import { SessionsView, type TreeRow } from './ui/sessions/sessionsView';
import {
  connectionSettings,
  onDidChangeWatching,
  refreshIntervalMs,
  rowsPerPageSetting,
  watchInBackgroundSetting,
} from './ui/state/settings';
import { StatusBar } from './ui/sessions/statusBar';
import { partNews, sessionNews } from './render/watching/news';
import { FarmTree } from './watch/farms/farmTree';
import { LogFollower } from './watch/logs/logFollower';
import { LogStore } from './watch/logs/logStore';
import { StorageRuleStore } from './watch/sessions/storageRuleStore';
import { JobPaceStore } from './watch/sessions/jobPaceStore';
import { MachineStore } from './watch/sessions/machineStore';
import { TriesStore } from './watch/sessions/triesStore';
import { CallCounts } from './watch/shared/callCounts';
import { SharedRecords } from './watch/shared/sharedRecords';
import { Watching } from './watch/watching/watching';
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
  /** What language models may call; loads its bundle when first called. */
  readonly agentTools: () => AgentTools;
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
/** The example whose page is shown first: a frame that failed, with its cause and the lines that show it. */
const TELLING = 'failedTask';

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
  const callCounts = new CallCounts(systemClock);
  const services = owned(new Emitter<Service>());
  const service = lazy(() => {
    const made = owned(createService(farm, output, callCounts));
    services.fire(made);
    return made;
  });
  const onError = (error: unknown): void => {
    logError({ output }, error);
  };
  const causes = owned(new CausesFile({ output, context }));
  const failureCauses = lazy(() => require('./failureCauses') as typeof failureCausesBundle);
  const folder = context.globalStorageUri.fsPath;
  const shared = (name: string): SharedRecords =>
    new SharedRecords({ lines: new SharedFile(join(folder, name), onError), onError });
  const lists = shared('lists');
  const watching = owned(
    new Watching({
      service,
      clock: systemClock,
      random: Math.random,
      causes: failureCauses,
      studioRules: () => causes.rules,
      onError,
      lists,
      readings: shared('sessions'),
      news: shared('news'),
      newsWords: {
        session: ({ kind }, session) => sessionNews(kind, session, Date.now()),
        part: partNews,
      },
      leaseFile: new LeaseInFile(join(folder, 'lease')),
      windowId: randomUUID(),
      windowName: () => vscode.workspace.name,
      lookingMs: refreshIntervalMs,
    }),
  );
  const { store, known } = watching;
  owned(causes.onDidChange(() => void store.diagnoseAgain()));
  const seen = new SeenSessions(context.workspaceState);
  const list = owned(
    new SessionList({ records: lists, known, store, seen, now: Date.now, pageSize: rowsPerPageSetting }),
  );
  takeOverFirstVersion(context, list, known);
  owned(markWatching(context, watching.list));
  const allowBackground = (): void => {
    watching.allowBackground(watchInBackgroundSetting());
  };
  allowBackground();
  owned(onDidChangeWatching(allowBackground));
  const currentConnection = owned(new CurrentConnection(service));
  const featuredSessions: App['featuredSessions'] = () =>
    farm()
      .examples.slice(0, FEATURED)
      .map(({ key }) => key);
  const commands = new OwnCommands();
  const background: App = {
    context,
    service,
    store,
    list,
    watchList: watching.list,
    watchedParts: watching.parts,
    watching,
    callCounts,
    known,
    seen,
    currentConnection,
    output,
    featuredSessions,
    tellingSession: () => farm().examples.find(({ name }) => name === TELLING)?.key,
    isSampleId: (id) => farm().owns(id),
    clock: systemClock,
    openLog: (options) => new LogStore({ ...options, reader: service(), clock: systemClock, openSpool: openFileSpool }),
    followLog: (poll) => new LogFollower({ clock: systemClock, random: Math.random, poll }),
    wholeLog: (location, span, signal) => wholeLog(service().interactive, location, span, signal),
    now: Date.now,
    run: commands.run,
  };
  // What somebody asks for may ask them back, for an MFA code or a program's time; what a pointer passes over may not.
  const app: App = { ...background, service: () => service().interactive };

  const signIns = owned(new SignIns(app, services.event));
  const view = owned(new SessionsView(app, signIns, treeView, rowChanges));
  const farmCalls = new CallMode(service);
  const tree = owned(
    new FarmTree({
      service: farmCalls.service,
      background: service,
      clock: systemClock,
      random: Math.random,
      onError,
      lookingMs: refreshIntervalMs,
    }),
  );
  const farms = owned(new FarmsView(app, tree, farmsView, farmChanges, farmCalls));
  owned(
    signIns.onDidSignIn((connection) => {
      tree.retry((at, { remedies }) => sharesSignIn(at, connection) && remedies.includes('signIn'));
      watching.signedIn(connection);
    }),
  );
  const runStatus = owned(
    new RunStatusChanges(app, {
      follow: (jobs) => void tree.follow(jobs),
      reveal: (path) => reveal(farms, path),
    }),
  );
  const tries = owned(new TriesStore({ service, clock: systemClock, onError }));
  const machines = owned(new MachineStore({ service, clock: systemClock, onError }));
  const paces = owned(new JobPaceStore(systemClock));
  const panels = owned(new DetailsPanels(app, tries, machines, paces));
  const logFeatures = createLogFeatures(app, fileChanges, owned);
  const { logs } = logFeatures;
  const { triages, ...jobFeatures } = createJobFeatures(
    {
      app,
      service,
      causes: failureCauses,
      studioRules: () => causes.rules,
      tree,
      logs,
      signIns,
      records: () => shared('failures'),
      onRun: (run) => {
        paces.learn(run);
      },
      onError,
    },
    owned,
  );
  const { jobs } = jobFeatures;
  owned(followFront({ app, panels, logs, view, farms }));
  owned(new LogWaits(app, logs, watching.stuck));
  const comparisons = owned(new ComparisonPages(app, logs));
  const statusBar = owned(new StatusBar(app));
  owned(new Notifications(app));
  owned(seeNewsInFront({ watching, panels, logs, jobs }));
  const hover = owned(new IdHover(background));
  const features: CommandFeatures = {
    view,
    farms,
    panels,
    ...jobFeatures,
    ...logFeatures,
    comparisons,
    causes,
    statusBar,
    signIns,
    runStatus,
    storageRules: new StorageRuleStore({
      service: () => app.service(),
      platform: process.platform,
      onRefused: ({ message }) => void showWarning(t('Paths in logs are not mapped by storage profiles. {0}', message)),
      onError,
    }),
    rowChoices: new RowChoices(app.now),
    supportBundle: lazy(() => require('./supportBundle') as typeof supportBundle),
  };

  commands.carryOutBy((id, args) => runCommand(app, features, id, args));
  const openSampleFarmOnce = once(() => openSampleFarm(app, features));
  const isUntouched = list.keys.length === 0 && list.recent.length === 0;
  owned(
    watchAttention({ watching, view, farms, panels, logs, tree, triages }, () => {
      // Chosen in the settings before anything was looked up: the first view that is seen shows what there is.
      if (isUntouched && connectionSettings().source === 'sampleFarm' && (view.visible || farms.visible)) {
        openSampleFarmOnce();
      }
    }),
  );
  return {
    ...features,
    agentTools: lazy(() =>
      (require('./agentTools') as typeof agentToolsBundle).createAgentTools({
        app: background,
        triages,
        causes: failureCauses,
        studioRules: () => causes.rules,
      }),
    ),
    logOutlines: logFeatures.logOutlines,
    hover,
    links: {
      inDocument: documentLinks,
      resolve: (link) => resolveDocumentLink(app, link),
      inTerminal: terminalLinks,
      openTerminal: (link) => openTerminalLink(app, link),
    },
    openUri: (uri) =>
      reporting(app, () =>
        openLink(app, uri, {
          session: (key) => openDetails(app, features, key),
          job: (key) => {
            jobs.show(key);
          },
        }),
      ),
    run: (id, args) => (isForGoneRow(args) ? sayRowIsGone() : runCommand(app, features, id, args)),
  };
}

function createService(
  farm: () => sampleFarmBundle.SampleFarm,
  output: vscode.LogOutputChannel,
  counts: CallCounts,
): Service {
  return (require('./aws') as typeof awsBundle).createService({
    sampleFarm: () => farm().handle,
    clock: systemClock,
    endpoint: () => connectionSettings().endpoint,
    environment: process.env,
    homeDirectory: homedir(),
    askMfaCode: async (question) => askMfaCode(question),
    onCall: (call) => {
      counts.add(call);
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
  connection,
}: awsBundle.CallRecord): string {
  return [
    `${operation} ${outcome}${status === undefined ? '' : ` ${status}`} in ${Math.round(durationMs)} ms`,
    `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    ...(requestId === undefined ? [] : [`request ${plainText(requestId)}`]),
    plainText(connectionName(connection)),
  ].join(', ');
}

/** The farm's stories begin when it is first opened and go on from there, over windows and days. */
function createFarm(context: vscode.ExtensionContext): sampleFarmBundle.SampleFarm {
  const stored = context.globalState.get('sampleFarmStartedAtMs');
  const startedAtMs = typeof stored === 'number' ? stored : Date.now();
  if (stored !== startedAtMs) {
    void context.globalState.update('sampleFarmStartedAtMs', startedAtMs);
  }
  const now = context.extensionMode === vscode.ExtensionMode.Test ? testClock(startedAtMs) : Date.now;
  return (require('./sampleFarm') as typeof sampleFarmBundle).createSampleFarm({ now, startedAtMs });
}

/** The sample farm's clock in tests: so many minutes after the farm was opened, as the environment variable says each time. */
function testClock(startedAtMs: number): () => number {
  return () => startedAtMs + Number(process.env.TEST_SAMPLE_FARM_MINUTES ?? 0) * 60_000;
}

function once(work: () => unknown): () => void {
  const begun = lazy(work);
  return () => {
    void begun();
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
