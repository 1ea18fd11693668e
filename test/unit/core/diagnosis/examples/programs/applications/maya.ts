import type { RuleExamples } from '../../example';

export const MAYA_EXAMPLES: RuleExamples = {
  'maya-scene': {
    source: 'studio error lists for Maya; Autodesk Maya Render command',
    fails: [
      'Cannot load scene "/mnt/prod/sh010.ma". Please check the scene name.',
      'Error: File not found: /mnt/prod/sh010.mb',
      'Error: file: /opt/render.mel line 4: File not found: "a.ma"',
    ],
    harmless: [
      'Scene /mnt/prod/sh010.ma completed.',
      'Warning: Reference file not found: /mnt/prod/aurora/ref/prop_lantern_proxy.ma, using proxy',
    ],
  },
  'maya-cannot-load': {
    source: 'studio error lists for Maya',
    fails: ['Cannot load scene', 'Error: Cannot load scene "D:/a.mb"'],
    harmless: ['Loading scene "D:/a.mb"'],
  },
  'maya-newer': {
    source: 'Autodesk Maya and 3ds Max help, file versions',
    fails: ['Error: The file was created with a newer version of Maya.', 'Unrecognized file type: /mnt/prod/sh010.mx'],
    harmless: ['file was created by an older version of Maya'],
  },
  'maya-camera': {
    source: 'log checkers for Redshift and Maya in public repositories',
    fails: ['Error: No renderable cameras found.', 'There is no renderable camera in the scene'],
    harmless: ['Renderable cameras: shotCamShape'],
  },
  'maya-object': {
    source: 'Autodesk Maya MEL error texts',
    fails: ['Error: No object matches name: shotCam', 'Error: The renderLayer fg_key does not exist'],
    harmless: ['object matches name: shotCam'],
  },
  'maya-renderer-plugin': {
    source: 'applemin/Deadline_Development plugins/MayaBatch/MayaBatch.py',
    fails: [
      'Plug-in, "mtoa", was not found on MAYA_PLUG_IN_PATH.',
      'Error: line 1: Plug-in, "redshift4maya", was not found on MAYA_PLUG_IN_PATH.',
    ],
    harmless: ['Warning: file: userSetup.mel line 3: "AbcBullet" was not found on MAYA_PLUG_IN_PATH.'],
  },
  'maya-renderer-module': {
    source: 'Autodesk Maya on Windows, loading of plug-ins',
    fails: [
      'RuntimeError: The specified module could not be found. : vrayformaya.mll',
      'Error: The specified procedure could not be found. redshift4maya.mll',
    ],
    harmless: ['mtoa.mll loaded'],
  },
  'maya-dynamic-load': {
    source: 'Autodesk Maya on Linux, loading of plug-ins',
    fails: ['Error: line 1: Unable to dynamically load : /opt/plugins/studioRig.so'],
    harmless: ['dynamically loaded /opt/plugins/studioRig.so'],
  },
  'maya-renderer': {
    source: 'Autodesk Maya; Blender source/blender/render',
    fails: [
      'The renderer "arnold" used by this scene, is not currently available.',
      "Error: Renderer 'vray' is not registered",
      "Engine 'OCTANE' not available for scene 'Scene' (an add-on may need to be installed or enabled)",
    ],
    harmless: ['renderer "arnold" is registered'],
  },
  'maya-arguments': {
    source: 'applemin/Deadline_Development plugins/MayaCmd/MayaCmd.py',
    fails: ['Usage: Render [options] filename', "Error: line 1: Invalid flag '-skipframes'"],
    harmless: ['flags: -r arnold -s 1 -e 10'],
  },
  'maya-crash': {
    source: 'CGRU/cgru afanasy/python/parsers/maya.py; studio error lists for Maya',
    fails: ['Fatal Error. Attempting to save in /var/tmp/job-user.20261123.1010.ma', '// Maya exited with status 139'],
    harmless: ['// Maya exited with status 0'],
  },
  'maya-reference': {
    source: 'Autodesk Maya, file references',
    fails: ['Error: Reference file not found: /mnt/prod/ref/fox_rig.ma'],
    harmless: ['Warning: Reference file not found: /mnt/prod/aurora/ref/char_fox_proxy.ma, using proxy'],
  },
  'maya-xgen': {
    source: 'Autodesk XGen messages',
    fails: ['XGen:  Failed to find Alembic file: /mnt/xgen/fur.abc', 'XGen: Could not open patch file /mnt/xgen/a.abc'],
    harmless: ['XGen: loaded palette fur'],
  },
};
