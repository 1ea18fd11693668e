/** The causes of failures by their IDs, which views and files name; `causes.ts` has their words. */
export const CAUSE_IDS = [
  'gpu-memory',
  'memory',
  'crash',
  'license',
  'missing-input',
  'bad-scene',
  'component-missing',
  'program-missing',
  'incompatible',
  'software-install',
  'script-error',
  'job-said',
  'disk-full',
  'permission',
  'storage',
  'network',
  'cloud-access',
  'attachments',
  'gpu-display',
  'time-limit',
  'canceled',
  'interrupted',
  'worker-setup',
  'unknown',
] as const;

/** e.g. `gpu-memory`. */
export type CauseId = (typeof CAUSE_IDS)[number];

/** Whether a text is the ID of a cause. */
export function isCauseId(text: string): text is CauseId {
  return (CAUSE_IDS as readonly string[]).includes(text);
}

/** Who can do something about a cause. */
export type Concern = 'scene' | 'machine' | 'farm' | 'network' | 'storage' | 'person';
