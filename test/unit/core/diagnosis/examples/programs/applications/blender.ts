import type { RuleExamples } from '../../example';

export const BLENDER_EXAMPLES: RuleExamples = {
  'blender-damaged': {
    source: 'Blender source/blender (projects.blender.org)',
    fails: [
      "Failed to read blend file '/mnt/a.blend', not a blend file",
      'Error: Loading "/mnt/a.blend" failed',
      "Failed to read blend file '/mnt/a.blend', incomplete header, may be from a newer version of Blender",
    ],
    harmless: ["Read blend: '/mnt/a.blend'"],
  },
  'blender-file': {
    source: 'Blender source/blender (projects.blender.org); applemin/Deadline_Development plugins/Blender/Blender.py',
    fails: [
      "Error: Cannot read file '/mnt/prod/sh010.blend': No such file or directory",
      'Cannot read file "/mnt/a.blend", No such file or directory',
    ],
    harmless: ['Read blend: "/mnt/prod/aurora/kit_int/kit_int_light_v025.blend"'],
  },
  'blender-no-file': {
    source: 'Blender source/blender (projects.blender.org)',
    fails: ["Failed to read blend file '/mnt/a.blend': No such file or directory"],
    harmless: ["Read blend: '/mnt/a.blend'"],
  },
  'blender-camera': {
    source: 'Blender source/blender (projects.blender.org)',
    fails: ['Error: Cannot render, no camera', 'RuntimeError: Error: No camera found in scene "Scene"'],
    harmless: ['Active camera: Camera.001'],
  },
  'blender-layer': {
    source: 'Blender source/blender (projects.blender.org)',
    fails: [
      'Error: No view layers enabled',
      'Error: All render layers are disabled',
      'Error: Cannot render, compositor is not set up',
    ],
    harmless: ['View layer: ViewLayer'],
  },
  'blender-save': {
    source: 'CGRU/cgru afanasy/python/parsers/blender.py; applemin/Deadline_Development plugins/Blender/Blender.py',
    fails: ["Render error: cannot save: '/mnt/renders/a.exr'", 'Failed to save image /mnt/renders/a.png'],
    harmless: ["Saved: '/mnt/renders/kit_int/beauty.1034.exr'"],
  },
  'blender-memory': {
    source: 'laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: [
      'Calloc returns null: len=7186416 in CDMLoopUV, total 2145859048',
      'Malloc returns null: len=3190672 in CDMTexPoly, total 2149293176',
    ],
    harmless: ['Malloc: 20 blocks, total 2145859048'],
  },
  'blender-crash': {
    source: 'laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: ['Writing: /tmp/sh010.crash.txt', 'Writing: C:\\Temp\\kit int.crash.txt'],
    harmless: ['Writing: /tmp/sh010.stats.txt'],
  },
  'blender-window': {
    source: 'Blender source/blender (projects.blender.org)',
    fails: ["GHOST: failed to initialize display for back-end(s): ['X11']", 'Error: GPU backend not supported'],
    harmless: ['GPU backend: OPENGL'],
  },
};
