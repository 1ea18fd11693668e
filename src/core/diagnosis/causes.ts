/** The causes of failures, in words for a person. */
import type { CauseId, Concern } from './causeIds';
import { t } from '../text/localize';

export interface Cause {
  /** One sentence without what the log names, e.g. `The GPU ran out of memory.` */
  readonly sentence: string;
  /** What usually helps, e.g. `Use a GPU with more memory.`; empty where there is nothing to do. */
  readonly advice: string;
  /** Empty for `unknown`: nothing says who. */
  readonly concerns: readonly Concern[];
}

export const CAUSES: Readonly<Record<CauseId, Cause>> = {
  'gpu-memory': {
    sentence: t('The GPU ran out of memory.'),
    advice: t('Use smaller textures or out-of-core rendering, or a GPU with more memory.'),
    concerns: ['scene', 'machine'],
  },
  memory: {
    sentence: t('The host ran out of memory.'),
    advice: t(
      'Ask for a host with more memory (amount.worker.memory in the step), run fewer tasks at a time, or make the scene lighter.',
    ),
    concerns: ['scene', 'machine'],
  },
  crash: {
    sentence: t('The program crashed.'),
    advice: t(
      'Run the same task on another host: if it crashes there too, look at the scene and the program version, else at the host.',
    ),
    concerns: ['scene', 'farm'],
  },
  license: {
    sentence: t('No license was available.'),
    advice: t('Check the license server address and port, and how many seats are in use; retry when a seat is free.'),
    concerns: ['network', 'farm'],
  },
  'missing-input': {
    sentence: t('An input file was not found.'),
    advice: t('Attach the file to the job, or add a path mapping rule for its location.'),
    concerns: ['scene'],
  },
  'bad-scene': {
    sentence: t('The scene or an input file could not be used.'),
    advice: t('Open the scene with the program version that the farm uses, and check what the quoted line names.'),
    concerns: ['scene'],
  },
  'component-missing': {
    sentence: t('A plug-in, module or library is missing or could not be loaded.'),
    advice: t('Add it to the packages of the environment, in the version that the scene was submitted with.'),
    concerns: ['farm'],
  },
  'program-missing': {
    sentence: t('The program was not found on the host.'),
    advice: t('Check PATH, and the environment that should install the program.'),
    concerns: ['farm'],
  },
  incompatible: {
    sentence: t('The software does not run on this machine.'),
    advice: t('Use another host image, or a build for this operating system and processor.'),
    concerns: ['farm', 'machine'],
  },
  'software-install': {
    sentence: t('Software for the environment could not be installed.'),
    advice: t('Check package names, versions and channels.'),
    concerns: ['farm'],
  },
  'script-error': {
    sentence: t('A script or tool of the job has an error.'),
    advice: t('Ask the author of the script or of the submitter.'),
    concerns: ['farm'],
  },
  'job-said': {
    sentence: t('The job reported why it failed.'),
    advice: t('Read the quoted message.'),
    concerns: ['scene'],
  },
  'disk-full': {
    sentence: t('There was no space left on a disk, or a quota was reached.'),
    advice: t('Free space, or use a larger volume.'),
    concerns: ['machine', 'storage'],
  },
  permission: {
    sentence: t('The job user may not read or write a path.'),
    advice: t('Check owner and permissions of the path for the user that jobs run as.'),
    concerns: ['farm'],
  },
  storage: {
    sentence: t('A file share or disk did not respond or is read-only.'),
    advice: t('Check the mount on that host.'),
    concerns: ['network', 'storage'],
  },
  network: {
    sentence: t('A host or service could not be reached.'),
    advice: t('Check network, DNS, proxy and certificates of the worker.'),
    concerns: ['network'],
  },
  'cloud-access': {
    sentence: t('AWS refused access.'),
    advice: t('Check the permissions of the queue role, and the key policy where KMS is named.'),
    concerns: ['farm'],
  },
  attachments: {
    sentence: t('An attached file or its manifest could not be used.'),
    advice: t('Submit the job again; if that fails, check the job attachments bucket of the queue.'),
    concerns: ['scene', 'farm'],
  },
  'gpu-display': {
    sentence: t('The GPU or the display could not be used.'),
    advice: t('Check the GPU driver of the host, or start a virtual display.'),
    concerns: ['machine'],
  },
  'time-limit': {
    sentence: t('The time limit of the action was reached.'),
    advice: t('Set a longer limit if it was still making progress.'),
    concerns: ['scene', 'farm'],
  },
  canceled: {
    sentence: t('It was canceled.'),
    advice: '',
    concerns: ['person'],
  },
  interrupted: {
    sentence: t('The worker stopped before the action ended.'),
    advice: t('Nothing to do: Deadline Cloud runs it again.'),
    concerns: ['machine'],
  },
  'worker-setup': {
    sentence: t('The worker agent could not run the job.'),
    advice: t('Read the worker log.'),
    concerns: ['farm'],
  },
  unknown: {
    sentence: t('Neither the log nor the service says why it failed.'),
    advice: t('Read the log from where it stopped, or run the same task on another host.'),
    concerns: [],
  },
};
