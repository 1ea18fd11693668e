import type { RuleExamples } from '../../example';

export const RENDERMAN_EXAMPLES: RuleExamples = {
  'renderman-texture': {
    source: 'studio error lists for prman in public repositories',
    fails: [
      'Error: T02001 Can\'t open texture "/mnt/tex/skin.1001.tex"',
      'T02003 {ERROR} Cannot open texture /mnt/tex/a.tex',
    ],
    harmless: ['T02000 {INFO} texture cache 2048 MB'],
  },
  'renderman-texture-damaged': {
    source: 'studio error lists for prman in public repositories',
    fails: ['Error: T03007 Bad texture data in /mnt/tex/skin.1001.tex'],
    harmless: ['T03000 {INFO} texture statistics'],
  },
  'renderman-archive': {
    source: 'studio error lists for prman in public repositories',
    fails: [
      '"/mnt/rib/oak.rib" cannot be opened by RiReadArchive',
      'R08006 {ERROR} Could not open archive /mnt/rib/oak.rib',
    ],
    harmless: ['RiReadArchive: 12 archives'],
  },
  'renderman-rib': {
    source: 'applemin/Deadline_Development plugins/RenderMan and 3Delight handlers',
    fails: ['P05001 {ERROR} RIB parse error near line 12', 'RIB error: unexpected end of file'],
    harmless: ['RIB parsed in 1.2 s'],
  },
  'renderman-plugin': {
    source: 'studio error lists for prman in public repositories; applemin/Deadline_Development plugins/3Delight',
    fails: [
      'Error: X00002 Plugin error: PxrFur',
      'S01001 {ERROR} Cannot find shader lamaSurface',
      'Unable to find shader "studio_skin"',
    ],
    harmless: ['S01000 {INFO} loaded shader PxrSurface'],
  },
  '3delight-file': {
    source: 'applemin/Deadline_Development plugins/3Delight',
    fails: ["3DL ERROR L2371: cannot open file '/mnt/tex/a.tdl'"],
    harmless: ['3DL INFO L0000: rendering'],
  },
  'karma-output-folder': {
    source: 'ynput/ayon-houdini issue 209',
    fails: ['    Error:       Failed to create file "/mnt/renders/sh045/karma.1043.exr : No such file or directory".'],
    harmless: ['Created file "/mnt/renders/sh045/karma.1043.exr"'],
  },
  'karma-output': {
    source: 'CGRU/cgru afanasy/python/parsers/karma.py',
    fails: ['Unable to write to image: R:/renders/karma.1043.exr', 'Failed to create file "/mnt/renders/a.exr"'],
    harmless: ['Writing to image: R:/renders/karma.1043.exr'],
  },
  'karma-geometry': {
    source: 'CGRU/cgru afanasy/python/parsers/mantra.py; applemin/Deadline_Development plugins/Mantra',
    fails: [
      "Error loading geometry 'oak.bgeo.sc' from stdin",
      "mantra: Bad Alembic Archive: '/mnt/cache/fox.abc'",
      'mantra: Unable to open IFD file /mnt/ifd/a.0001.ifd',
    ],
    harmless: ['mantra: No velocity attribute found for motion blur', 'Loading geometry set_harbour.1009.bgeo.sc'],
  },
  'soho-camera': {
    source: 'SideFX Houdini soho scripts ($HH/soho) in public repositories',
    fails: [
      'Unable to initialize rendering module with given camera: /obj/cam1',
      'Unable to initialize rendering module',
    ],
    harmless: ['initialize rendering module: 0.2 s'],
  },
  'usd-asset': {
    source: 'PixarAnimationStudios/OpenUSD pxr/usd; sideeffects/HoudiniUsdBridge',
    fails: [
      'Could not open asset @/mnt/usd/set.usd@ for sublayer in layer @root.usd@.',
      'Failed to open layer @/mnt/usd/set.usdc@',
      'Failed opening stage @/a.usd@: Failed to open stage /a.usd',
    ],
    harmless: ['Opened asset @/mnt/usd/set.usd@ in 0.1 s'],
  },
  'husk-usd': {
    source: 'husk command line documentation (sidefx.com/docs/houdini/ref/utils/husk.html)',
    fails: ['Unable to load USD file: /mnt/usd/sh045.usd', 'husk: could not open USD file "/mnt/usd/sh045.usdc"'],
    harmless: ['Loading USD file: /mnt/usd/sh045.usd'],
  },
  'husk-delegate': {
    source: 'applemin/Deadline_Development plugins/Houdini/Houdini.py; husk documentation',
    fails: [
      "Couldn't find renderer 'HdArnoldRendererPlugin'",
      'Unable to load render delegate: BRAY_HdKarma',
      'Unknown renderer "HdPrmanLoaderRendererPlugin"',
    ],
    harmless: ['Render delegate: BRAY_HdKarma'],
  },
  'husk-settings': {
    source: 'husk documentation',
    fails: ['No render settings prim found', 'Render settings prim /Render/rendersettings does not exist'],
    harmless: ['Using render settings /Render/rendersettings'],
  },
  'xpu-devices': {
    source: 'Karma XPU documentation (sidefx.com)',
    fails: ['KarmaXPU: no usable devices left', 'All render devices have failed'],
    harmless: [
      'KarmaXPU: device Type:Optix ID:0 has registered a critical error [cudaErrorMemoryAllocation], so will now stop functioning. Future error messages will be suppressed',
    ],
  },
};
