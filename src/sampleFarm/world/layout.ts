/** Which farms, queues and fleets there are. The order decides their ids: add at the end of each list. */
import type { Shift } from './jobs/generated';

export interface FarmLayout {
  readonly displayName: string;
  readonly description: string;
  readonly readable: boolean;
  /** IAM actions that the caller may not perform here, e.g. `ListBudgets`. */
  readonly denied?: readonly string[];
}

export interface QueueLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly description: string;
  readonly readable?: boolean;
  readonly blocked?: boolean;
  readonly withoutRole?: boolean;
  /** The names of the fleets that work for it. */
  readonly fleets: readonly string[];
  /** IAM actions that the caller may not perform here, e.g. `UpdateTask`. */
  readonly denied?: readonly string[];
  /** What is rendered here day and night. */
  readonly life?: {
    readonly fleet: string;
    readonly firstSlot: number;
    readonly shift: Shift;
    readonly department: string;
  };
}

export interface FleetLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly description: string;
  readonly hosting: 'ec2' | 'onPremise';
  readonly os: 'linux' | 'windows';
  readonly instanceTypes?: readonly [string, ...string[]];
  /** Fixed hosts, in their number, that are there all the time. */
  readonly nodes?: number;
  /** A disk that a worker finds again after it was stopped. */
  readonly persistentVolume?: { readonly sizeGiB: number; readonly mountPath: string };
  /** Whether the options of its logs name their Region, as agents from 0.30.2 to 0.31 need. */
  readonly logsNameRegion?: boolean;
}

export const FARMS: readonly FarmLayout[] = [
  { displayName: 'Aurora', description: 'Feature animation, Vancouver', readable: true },
  {
    displayName: 'Lanternfish VFX',
    description: 'Nacht- und Wochenendrechnen für alle Standorte',
    readable: true,
    denied: ['ListBudgets', 'GetBudget', 'ListLimits', 'GetLimit', 'ListQueueLimitAssociations'],
  },
  { displayName: 'Meridian Trailers', description: 'Another department', readable: false },
];

const ROUND_MS = 20 * 60_000;

export const QUEUES: readonly QueueLayout[] = [
  {
    farm: 0,
    displayName: 'lighting',
    fleets: ['spot-linux'],
    description: 'Final frames',
    life: {
      fleet: 'spot-linux',
      firstSlot: 0,
      department: 'lighting',
      shift: { crew: 3, rounds: 3, roundMs: ROUND_MS, tasksPerSession: 8, program: 'render', environment: 'Conda' },
    },
  },
  { farm: 0, displayName: 'fx', description: 'Simulations and volumes', fleets: ['spot-linux', 'basement-rack'] },
  {
    farm: 0,
    displayName: 'comp',
    fleets: ['basement-rack'],
    description: 'Composites, on our own machines',
    life: {
      fleet: 'basement-rack',
      firstSlot: 0,
      department: 'comp',
      shift: { crew: 2, rounds: 4, roundMs: ROUND_MS, tasksPerSession: 12, program: 'composite', environment: 'Conda' },
    },
  },
  { farm: 0, displayName: 'crowds', description: 'Windows only', fleets: ['windows-ondemand'] },
  { farm: 0, displayName: 'previz', description: 'Until the budget is used up', blocked: true, fleets: ['spot-linux'] },
  {
    farm: 0,
    displayName: 'client-confidential',
    description: 'Members only',
    readable: false,
    fleets: ['basement-rack'],
  },
  {
    farm: 1,
    displayName: 'environments',
    fleets: ['gpu-linux'],
    description: 'Layout and set dressing',
    withoutRole: true,
    life: {
      fleet: 'gpu-linux',
      firstSlot: 0,
      department: 'env',
      shift: { crew: 2, rounds: 2, roundMs: ROUND_MS, tasksPerSession: 5, program: 'bake', environment: 'Conda' },
    },
  },
  { farm: 1, displayName: '夜間レンダー', description: 'Overnight renders · رندر ليلي', fleets: ['studio-rack'] },
  {
    farm: 0,
    displayName: 'episodic',
    description: 'A series: many jobs, many hosts',
    fleets: ['render-rack', 'gpu-nodes', 'burst-linux'],
  },
  {
    farm: 0,
    displayName: 'vendor-review',
    description: 'Yours to look at, not to change',
    fleets: ['gpu-nodes'],
    denied: ['UpdateTask', 'UpdateStep', 'UpdateJob', 'UpdateSession', 'SearchTasks'],
  },
];

export const FLEETS: readonly FleetLayout[] = [
  {
    farm: 0,
    displayName: 'spot-linux',
    description: 'Spot instances, service-managed',
    hosting: 'ec2',
    os: 'linux',
    instanceTypes: ['c6i.8xlarge', 'c6a.8xlarge', 'c7i.8xlarge'],
  },
  {
    farm: 0,
    displayName: 'windows-ondemand',
    description: 'Windows, service-managed',
    hosting: 'ec2',
    os: 'windows',
    instanceTypes: ['m6i.4xlarge'],
  },
  { farm: 0, displayName: 'basement-rack', description: 'Our own machines', hosting: 'onPremise', os: 'linux' },
  {
    farm: 1,
    displayName: 'gpu-linux',
    description: 'GPU instances',
    hosting: 'ec2',
    os: 'linux',
    instanceTypes: ['g5.4xlarge', 'g6.4xlarge'],
  },
  { farm: 1, displayName: 'studio-rack', description: 'Rechenraum 2', hosting: 'onPremise', os: 'linux' },
  {
    farm: 0,
    displayName: 'render-rack',
    description: 'Fifty nodes of our own',
    hosting: 'onPremise',
    os: 'linux',
    nodes: 50,
    logsNameRegion: true,
  },
  {
    farm: 0,
    displayName: 'gpu-nodes',
    description: 'GPU instances with a cache disk each',
    hosting: 'ec2',
    os: 'linux',
    instanceTypes: ['g5.8xlarge', 'g6.8xlarge'],
    persistentVolume: { sizeGiB: 500, mountPath: '/mnt/cache' },
  },
  {
    farm: 0,
    displayName: 'burst-linux',
    description: 'Many small instances',
    hosting: 'ec2',
    os: 'linux',
    instanceTypes: ['c7i.4xlarge'],
  },
];

export interface LimitLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly description: string;
  /** What steps ask for, e.g. `amount.lumina`. */
  readonly amount: string;
  readonly maxCount: number;
  readonly queues: readonly string[];
}

export const LIMITS: readonly LimitLayout[] = [
  {
    farm: 0,
    displayName: 'Lumina licenses',
    description: 'Floating licenses of the renderer',
    amount: 'amount.lumina',
    maxCount: 24,
    queues: ['lighting', 'fx', 'episodic'],
  },
  {
    farm: 0,
    displayName: 'Cache server',
    description: 'Heavy readers at a time',
    amount: 'amount.cacheserver',
    maxCount: 6,
    queues: ['fx', 'crowds'],
  },
];

export interface BudgetLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly queue: string;
  readonly dollars: number;
  readonly used: number;
}

export const BUDGETS: readonly BudgetLayout[] = [
  { farm: 0, displayName: 'Lighting, autumn', queue: 'lighting', dollars: 40_000, used: 23_418.75 },
  { farm: 0, displayName: 'Previz, this month', queue: 'previz', dollars: 500, used: 512.4 },
];

export interface StorageProfileLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly osFamily: 'LINUX' | 'WINDOWS' | 'MACOS';
  readonly locations: readonly { readonly name: string; readonly path: string; readonly type: 'SHARED' | 'LOCAL' }[];
}

export const STORAGE_PROFILES: readonly StorageProfileLayout[] = [
  {
    farm: 0,
    displayName: 'Artists on Windows',
    osFamily: 'WINDOWS',
    locations: [
      { name: 'Shots', path: 'P:\\shots', type: 'SHARED' },
      { name: 'Scratch', path: 'D:\\scratch', type: 'LOCAL' },
    ],
  },
  {
    farm: 0,
    displayName: 'Render nodes',
    osFamily: 'LINUX',
    locations: [
      { name: 'Shots', path: '/mnt/shots', type: 'SHARED' },
      { name: 'Scratch', path: '/var/scratch', type: 'LOCAL' },
    ],
  },
];

/** A queue and a fleet of any size, for tests of scale. */
export function scaledUp(
  jobs: number,
  sessionsPerJob: number,
): { queue: QueueLayout; fleet: FleetLayout; jobs: number } {
  const crew = Math.max(1, Math.ceil(sessionsPerJob / 10));
  return {
    jobs,
    fleet: {
      farm: 1,
      displayName: 'scale-fleet',
      description: 'As many workers as it takes',
      hosting: 'ec2',
      os: 'linux',
      instanceTypes: ['c6i.large'],
    },
    queue: {
      farm: 1,
      displayName: 'scale-queue',
      fleets: ['scale-fleet'],
      description: 'As many jobs as it takes',
      life: {
        fleet: 'scale-fleet',
        firstSlot: 0,
        department: 'scale',
        shift: {
          crew,
          rounds: Math.max(1, Math.round(sessionsPerJob / crew)),
          roundMs: 2 * 60_000,
          tasksPerSession: 2,
          program: 'composite',
          environment: 'Conda',
        },
      },
    },
  };
}
