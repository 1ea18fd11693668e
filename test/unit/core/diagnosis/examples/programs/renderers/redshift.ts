import type { RuleExamples } from '../../example';

export const REDSHIFT_EXAMPLES: RuleExamples = {
  'redshift-no-devices': {
    source: 'CGRU/cgru afanasy/python/parsers/redshift.py',
    fails: ['[Redshift]No devices found. Aborting rendering.', 'Redshift: no compatible GPUs found, aborting'],
    harmless: ['[Redshift] WARNING: No GPU found, plug-in loaded in CPU mode'],
  },
  'redshift-vram': {
    source:
      'applemin/Deadline_Development plugins/Houdini/Houdini.py; aws-deadline/deadline-cloud-samples containers/maya',
    fails: [
      'Redshift cannot operate with less than 128MB of free VRAM',
      "There's less than 128MB of free VRAM once fixed data (photon map, irradiance cache) are considered. Aborting the render",
      '[Redshift] Out of VRAM while allocating ray data',
      'Could not allocate 512 MB of VRAM',
    ],
    harmless: ['Redshift can use up to 20480 MB', 'Free VRAM: 18 GB'],
  },
  'redshift-device-id': {
    source: 'applemin/Deadline_Development plugins/MayaBatch/MayaBatch.py',
    fails: [
      'Error: file: redshiftSelectCudaDevices.mel line 42: Invalid device id: 3',
      "Redshift has detected that the selected GPU '3' is invalid.",
    ],
    harmless: ['Redshift selected device id 0'],
  },
  'redshift-fault': {
    source: 'CGRU/cgru afanasy/python/parsers/redshift.py',
    fails: ['Error an illegal memory access was encountered', '[Redshift] CUDA error: unspecified launch failure'],
    harmless: ['[Redshift] device 0 ready'],
  },
  'redshift-assert': {
    source: 'aws-deadline/deadline-cloud-for-cinema-4d issue 475',
    fails: ['ASSERT FAILED', 'Redshift: ASSERT FAILED: File Renderer.cpp line 811'],
    harmless: ['asserts: 0 failed'],
  },
  'redshift-driver': {
    source: 'Redshift help, system requirements (help.maxon.net)',
    fails: [
      '[Redshift] driver version 472.12 is too old, please update',
      'Redshift requires NVIDIA driver 527.56 or later',
    ],
    harmless: ['Redshift Info: driver 550.54'],
  },
  'redshift-layer': {
    source: 'log checkers for Redshift in public repositories',
    fails: ['[Redshift] Unable to swtich to render layer: fg', '[Redshift] Unable to switch to render layer: bg_key'],
    harmless: ['Switching to render layer: fg'],
  },
  'redshift-resource': {
    source: 'Redshift help, Abort on Missing Resource (help.maxon.net)',
    fails: [
      '[Redshift] Missing resource: /mnt/tex/a.1001.exr. Aborting render',
      '[Redshift] Failed to load proxy "/mnt/rs/oak.rs"',
      'Redshift Error: Could not open texture D:/tex/a.jpg',
    ],
    harmless: ['Redshift Warning: Proxy material override ignored'],
  },
  'octane-memory': {
    source: 'OctaneRender manual, troubleshooting (docs.otoy.com)',
    fails: ['CUDA error 2 on device 0: out of memory', 'Octane: not enough GPU memory for the scene'],
    harmless: ['Octane: device 0 used 4.1 GB'],
  },
  'octane-device': {
    source: 'OctaneRender manual, troubleshooting (docs.otoy.com)',
    fails: ['CUDA error 719 on device 0: unspecified launch failure', 'Octane: no compatible GPU found'],
    harmless: ['Octane: device 0: NVIDIA L40S'],
  },
};
