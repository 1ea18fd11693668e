/** Which farms, queues and fleets there are. The order decides their ids: add at the end of each list. */
import type { Shift } from './generated';

export interface FarmLayout {
  readonly displayName: string;
  readonly description: string;
  readonly readable: boolean;
}

export interface QueueLayout {
  readonly farm: number;
  readonly displayName: string;
  readonly description: string;
  readonly readable?: boolean;
  readonly blocked?: boolean;
  readonly withoutRole?: boolean;
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
}

export const FARMS: readonly FarmLayout[] = [
  { displayName: 'Aurora', description: 'Feature animation, Vancouver', readable: true },
  { displayName: 'Lanternfish VFX', description: 'Nacht- und Wochenendrechnen für alle Standorte', readable: true },
  { displayName: 'Meridian Trailers', description: 'Another department', readable: false },
];

const ROUND_MS = 20 * 60_000;

export const QUEUES: readonly QueueLayout[] = [
  {
    farm: 0,
    displayName: 'lighting',
    description: 'Final frames',
    life: {
      fleet: 'spot-linux',
      firstSlot: 0,
      department: 'lighting',
      shift: { crew: 3, rounds: 3, roundMs: ROUND_MS, tasksPerSession: 8, program: 'render', environment: 'Conda' },
    },
  },
  { farm: 0, displayName: 'fx', description: 'Simulations and volumes' },
  {
    farm: 0,
    displayName: 'comp',
    description: 'Composites, on our own machines',
    life: {
      fleet: 'basement-rack',
      firstSlot: 0,
      department: 'comp',
      shift: { crew: 2, rounds: 4, roundMs: ROUND_MS, tasksPerSession: 12, program: 'composite', environment: 'Conda' },
    },
  },
  { farm: 0, displayName: 'crowds', description: 'Windows only' },
  { farm: 0, displayName: 'previz', description: 'Until the budget is used up', blocked: true },
  { farm: 0, displayName: 'client-confidential', description: 'Members only', readable: false },
  {
    farm: 1,
    displayName: 'environments',
    description: 'Layout and set dressing',
    withoutRole: true,
    life: {
      fleet: 'gpu-linux',
      firstSlot: 0,
      department: 'env',
      shift: { crew: 2, rounds: 2, roundMs: ROUND_MS, tasksPerSession: 5, program: 'bake', environment: 'Conda' },
    },
  },
  { farm: 1, displayName: '夜間レンダー', description: 'Overnight renders · رندر ليلي' },
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
