import type { RuleExamples } from './example';

export const GENERIC_EXAMPLES: RuleExamples = {
  'generic-input-open': {
    source: 'shape common to programs: Arnold, V-Ray, Houdini, FFmpeg, OpenImageIO',
    fails: [
      'lookdev: could not open texture /mnt/tex/skin.1001.tx',
      'Failed to read cache file "/mnt/cache/fox_v016.abc"',
      'render3d: cannot load image P:\\tex\\wood.jpg',
    ],
    harmless: [
      'Could not open "/mnt/tex/skin.1001.tx", using the default',
      'warning: could not find texture skin.1001.tx',
      'Loading texture /mnt/tex/skin.1001.tx',
      'Unable to load texture "old.rat", skipping',
    ],
  },
  'generic-input-state': {
    source: 'shape common to programs: Blender, C4D, Nuke, studio tools',
    fails: [
      'geometry /mnt/prod/cache/crowd_a_v011.1043.bgeo.sc not found',
      'texture "/mnt/tex/skin.1001.tx" does not exist',
      '/mnt/plates/bg.1031.dpx is missing',
    ],
    harmless: [
      '/mnt/tex/skin.1001.tx not found, using the proxy',
      'texture skin.1001.tx not found: using default gray',
    ],
  },
  'generic-scene-open': {
    source: 'shape common to programs: Maya, Houdini, Blender, Nuke, Katana',
    fails: [
      'studio_render: could not open scene /mnt/prod/sh010.katana',
      'Failed to load project file "D:\\jobs\\title.aep"',
      'Unable to find /mnt/usd/shot.usda',
    ],
    harmless: ['Could not read /mnt/prefs/layout.json, using defaults', 'Opening /mnt/prod/sh010.katana'],
  },
  'generic-scene-state': {
    source: 'shape common to programs: Maya, 3ds Max, C4D, VRED',
    fails: ['scene file /mnt/prod/sh010.gfr does not exist', 'ERROR: "/mnt/prod/sh010.lxo" not found'],
    harmless: ['prefs.xml not found, creating it'],
  },
  'generic-scene-noun': {
    source: 'shape common to programs: Maya, Cinema 4D, Fusion',
    fails: ['Error: scene file could not be opened', 'Input file does not exist', 'Footage files are missing'],
    harmless: ['project file not found, creating a new one'],
  },
  'generic-file-path': {
    source: 'shape common to programs: Maya, After Effects, Fusion',
    fails: ['RuntimeError: File not found: /mnt/prod/x.mb', 'Missing file: D:\\footage\\plate.mov'],
    harmless: ['missing files: 0', 'file not found: prefs.xml, creating it'],
  },
  'generic-scene-load': {
    source: 'shape common to programs: Fusion, Katana, Clarisse',
    fails: ['Could not load composition', 'Unable to open scene file: sh010'],
    harmless: ['Could not load project, creating a new one'],
  },
  'generic-range': {
    source: 'shape common to programs: Nuke, Unreal, Houdini',
    fails: [
      'Frame 1200 is outside of the animation range 1001-1150',
      '[ERROR] No renderable objects found in the scene',
      'Resolution 0x0 is invalid',
      'Invalid frame range',
      'Error: Render resolution is invalid (0 x 0)',
      'There is nothing to render.',
    ],
    harmless: ['frame 1200 is in the range 1001-1250', 'frame range is 1-10'],
  },
  'generic-code-open': {
    source: 'shape common to programs: Maya, Nuke, V-Ray, OpenFX hosts',
    fails: [
      'Failed to load /opt/plugins/studioShaders.so',
      'could not open plugin "C:\\ofx\\Sapphire.ofx"',
      'Unable to load HDA /mnt/hda/scatter.hda',
    ],
    harmless: [
      'Could not load /opt/plugins/studioShaders.so, continuing without it',
      'Error loading plugin library "/opt/vray/vrayplugins/libvray_GeomSpecialA.so": [loadLibEx] 127: undefined symbol',
      'libGL error: failed to load driver: swrast',
    ],
  },
  'generic-code-state': {
    source: 'shape common to programs: Maya, Nuke, 3ds Max',
    fails: ['studioShaders.mll not found', 'plugin /opt/plugins/lens.gizmo not available'],
    harmless: ['studioShaders.mll not found, skipping'],
  },
  'generic-plugin': {
    source: 'shape common to programs: Maya, Blender, Nuke, Cinema 4D',
    fails: [
      "Plug-in 'studioRig' could not be loaded",
      'renderer "prman" not found',
      'Shader studio_skin is not registered',
      "add-on 'flip_fluids' is not installed",
    ],
    harmless: [
      'warning: Plugin "settingsCamera" is not found!',
      'Plug-in, "AbcBullet", was not found on MAYA_PLUG_IN_PATH.',
      'plugin foo not found, disabled',
    ],
  },
  'generic-damaged': {
    source: 'shape common to programs: OpenImageIO, Maya, After Effects, Mitsuba',
    fails: [
      'Error: char_v012.abc is not a valid Alembic archive',
      'Error: file /mnt/cache/fox.abc is corrupt',
      'corrupted image header in plate 1031',
      'read failed: unexpected end of file',
    ],
    harmless: ['checked 40 images: 0 truncated files'],
  },
  'generic-missing-translated': {
    source: 'bminor/glibc po/de.po',
    fails: [
      'Das System kann den angegebenen Pfad nicht finden.',
      "cp: Aufruf von stat für '/mnt/plates/a.exr' nicht möglich: Datei oder Verzeichnis nicht gefunden",
      'Le fichier spécifié est introuvable.',
      "cp: cannot stat '/mnt/a.exr': Aucun fichier ou dossier de ce type",
      '指定されたファイルが見つかりません。',
      '系统找不到指定的路径。',
    ],
    harmless: ["rm: das Entfernen von 'a' ist nicht möglich: Datei oder Verzeichnis nicht gefunden"],
  },
  'generic-newer': {
    source: 'shape common to programs: Maya, Houdini, Blender, After Effects, Nuke',
    fails: [
      'scene was saved with a newer version of Clarisse',
      'Error: Unsupported file version 812',
      'File version 812 is newer than supported',
    ],
    harmless: ['saved with version 2025.1'],
  },
  'generic-camera': {
    source: 'shape common to programs: adaptors, Blender, Houdini, Katana, VRED',
    fails: [
      'camera "shotCam" not found',
      'Error: no active camera found in scene',
      'Render camera /cams/main does not exist',
    ],
    harmless: ['camera shotCam found', 'warning: camera "ref" not found'],
  },
  'generic-target': {
    source: 'shape common to programs: adaptors, After Effects, Katana, VRED',
    fails: [
      'The render element "beauty" is not defined',
      "Render layer 'fg' does not exist",
      'take "night" not found',
      'Composition Main could not be found',
    ],
    harmless: ["layer 'ref' not found, skipping"],
  },
  'generic-write': {
    source: 'shape common to programs: Blender, Cinema 4D, Nuke, V-Ray',
    fails: ['Could not save image R:/renders/a.exr', 'Failed to write output file /mnt/renders/a.exr'],
    harmless: ['Could not write log file /tmp/a.log', 'could not save image thumbnail'],
  },
  'generic-gpu-memory': {
    source: 'shape common to GPU renderers',
    fails: ['render3d: ran out of GPU memory', 'not enough video memory for frame 12'],
    harmless: ['GPU memory: 12 of 24 GB'],
  },
  'generic-crash': {
    source: 'shape common to programs: Maya, 3ds Max, Unreal, KeyShot',
    fails: ['Crash report written to C:\\Temp\\crash.dmp', 'The renderer has crashed'],
    harmless: ['crash reports: 0', 'no crash report'],
  },
  'generic-plugin-load': {
    source: 'shape common to programs: Maya, Nuke, Houdini, Natron',
    fails: [
      "Cannot locate renderer 'prman-26.1'",
      'Error: Could not load plugin vrayformaya',
      'Failed to initialize OFX plugin com.borisfx.Sapphire',
      'ERROR: Failed to load HDA library',
    ],
    harmless: ['could not load plugin foo, continuing without it', 'Warning: could not load plug-in old'],
  },
  'generic-plugin-needed': {
    source: 'shape common to programs: Houdini, Maya, Nuke',
    fails: [
      'Error: This scene requires the plug-in "bifrostGraph"',
      'Error: Missing operator type "studio::scatter::2.0"',
    ],
    harmless: [
      "Warning: Unrecognized node type for node 'mentalrayGlobals'; preserving node information during this session.",
    ],
  },
  'generic-gpu-device': {
    source: 'shape common to GPU renderers',
    fails: ['OptiX: driver version is insufficient', 'D3D11: device removed', 'No GPU devices selected for rendering'],
    harmless: ['driver version is 550.54'],
  },
  'generic-file-named': {
    source: 'OpenFOAM/OpenFOAM-11 src/OpenFOAM/global/fileOperations/uncollatedFileOperation; issues of OpenQBMM',
    fails: ['cannot find file "/mnt/jobs/bed/0/alpha.particles"'],
    harmless: [
      'cannot open file "/home/render/.config/tool.ini": using defaults',
      'Could not read file "/var/cache/tool/index"',
    ],
  },
  'generic-time-limit': {
    source: 'shape common to wrappers of renders and studio tools',
    fails: ['Render timed out after 3600 seconds', 'Task exceeded the maximum run time of 2 hours and was stopped'],
    harmless: ['job timed out after 30 s, retrying', 'render time 3600 s'],
  },
  'generic-rights': {
    source: 'shape common to programs of Windows and studio tools',
    fails: ['You do not have sufficient rights to write to D:\\renders'],
    harmless: ['You do not have sufficient rights to change the theme, using defaults'],
  },
  'generic-stopped': {
    source: 'shape common to services and scripts that trap signals',
    fails: ['Received SIGTERM, shutting down', 'Host is shutting down for maintenance'],
    harmless: ['installed a handler for SIGTERM'],
  },
};
