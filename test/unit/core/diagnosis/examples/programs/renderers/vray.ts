import type { RuleExamples } from '../../example';

export const VRAY_EXAMPLES: RuleExamples = {
  'vray-scene': {
    source: 'log processors for V-Ray Standalone in public repositories',
    fails: [
      'No file "P:\\prj\\sh010.vrscene" exists',
      'error: Could not open scene file "/mnt/prod/sh020.vrscene"',
      'error: Failed to load "D:/x/a.vrscene"',
    ],
    harmless: ['Loading scene from "/mnt/prod/aurora/sh020/sh020_v027.vrscene"'],
  },
  'vray-scene-syntax': {
    source: 'V-Ray Standalone and V-Ray GPU documentation (docs.chaos.com)',
    fails: [
      'error: Error parsing scene "/mnt/prod/sh020.vrscene"',
      '"/mnt/prod/sh020.vrscene", line 421: syntax error',
    ],
    harmless: ['Parsing scene took 2.1 s'],
  },
  'vray-memory': {
    source: 'log processors for V-Ray Standalone in public repositories',
    fails: ['Memory allocation failure; 268435456 bytes', 'V-Ray: ran out of memory while building geometry'],
    harmless: ['Memory allocation: 2.1 GB'],
  },
  'vray-bitmap': {
    source: 'V-Ray Standalone and V-Ray GPU documentation (docs.chaos.com)',
    fails: [
      'error: Could not load bitmap file "/mnt/tex/a.1001.exr"',
      'error: Cannot open mesh file "P:/proxy/oak.vrmesh"',
      'Failed to open image "/mnt/hdr/sky.hdr"',
    ],
    harmless: [
      'Loading bitmap file "/mnt/prod/aurora/tex/char_fox_8.exr"',
      'warning: Unknown texture parameter "uvwgen_old"',
    ],
  },
  'vray-gpu-memory': {
    source: 'V-Ray Standalone and V-Ray GPU documentation (docs.chaos.com)',
    fails: ['error: CUDA error 2 : out of memory', '[V-Ray GPU] Not enough GPU memory to load the scene'],
    harmless: ['[V-Ray GPU] Free GPU memory: 20145 MB'],
  },
  'vray-gpu-device': {
    source: 'applemin/Deadline_Development plugins/VraySpawner and 3dsmax handlers',
    fails: [
      'Failed to init the CUDA driver API.',
      'The system does not support the required CUDA compute capabilities',
      'error: No RTX-capable devices found',
    ],
    harmless: ['CUDA driver API 12.4 initialized'],
  },
  'vray-output': {
    source: 'applemin/Deadline_Development plugins/3dsmax handlers',
    fails: [
      'V-Ray warning: The file path for R:\\renders\\a.exr cannot be created',
      'error: Could not create output directory "/mnt/renders/sh010"',
    ],
    harmless: ['Successfully written image file "/mnt/renders/sh020/vray.1015.exr"'],
  },
};
