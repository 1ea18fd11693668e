import type { RuleExamples } from '../../example';

export const ARNOLD_EXAMPLES: RuleExamples = {
  'arnold-scene': {
    source: 'CGRU/cgru afanasy/python/parsers/arnold.py; studio wrappers of kick',
    fails: [
      "[ass] can't open /mnt/prod/ass/sh020.1009.ass",
      "[kick] Can't read input file",
      "[ass] can't read in /mnt/prod/ass/sh020.1010.ass.gz",
    ],
    harmless: ['[ass] read 55453304 bytes, 336 lines in 0:00.37'],
  },
  'arnold-scene-syntax': {
    source: 'Arnold user guide, kick and .ass files (help.autodesk.com/view/ARNOL)',
    fails: ['[ass] line 4411: syntax error near "}"', '[ass] /mnt/a.ass:12: unexpected end of file'],
    harmless: ['[ass] line 4411: parameter "ramp" is deprecated'],
  },
  'arnold-texture-named': {
    source: 'Autodesk/arnold-usd issue 1875; studio wrappers of kick',
    fails: [
      '[texturesys] "/mnt/assets/sq11/tex/wallPlaster_disp.1003.tx" could not be opened: file not found',
      '[texturesys] /a/image1: Image file "D:/tex/a.exr" not found',
    ],
    harmless: ['[texturesys] "/mnt/assets/sq11/tex/wallPlaster_disp.1003.tx" opened in 0:00.02'],
  },
  'arnold-texture': {
    source: 'Autodesk/arnold-usd issue 1875; studio wrappers of kick',
    fails: ['[texturesys] /shop/skin/image4: Could not open file "/mnt/prod/aurora/tex/skin_disp.1011.tx"'],
    harmless: ['[texturesys] tree_oak_disp.1028.tx: 46K x 3 tiles'],
  },
  'arnold-texture-name': {
    source: 'Autodesk/arnold-usd issue 1875; AcademySoftwareFoundation/OpenImageIO src/libOpenImageIO',
    fails: [
      '[texturesys] /materials/arnold_utility/image1: Invalid image file "": ImageInput::create() called with no filename',
    ],
    harmless: ['ImageInput::create took 0.2 ms'],
  },
  'arnold-texture-damaged': {
    source: 'CGRU/cgru afanasy/python/parsers/arnold.py',
    fails: [
      '[texturesys] unspecified OIIO error (filename = "Y:/tex/body_col08.jpg")',
      'Error reading pixel data from image file "/mnt/plates/a.1001.exr". Scan line 3 is missing.',
      '[texturesys] /a/image2: Invalid image file "/mnt/tex/a.tx": read error: Unexpected end of file',
    ],
    harmless: ['reading pixel data from image file "/mnt/plates/a.1001.exr"'],
  },
  'arnold-node': {
    source: 'studio wrappers of kick in public repositories',
    fails: ['[ass] line 120: node "alSurface" is not installed', "don't know how to create node cryptomatte"],
    harmless: ['node "aiAOV_driver1" is already installed'],
  },
  'arnold-plugin': {
    source: 'Arnold user guide, plug-in loading (help.autodesk.com/view/ARNOL)',
    fails: [
      'unable to load dynamic library /opt/shaders/alShaders.so: libOpenImageIO.so.1.6: cannot open shared object file',
      '[plugins] could not load /opt/shaders/lentil.so',
    ],
    harmless: ['loaded 214 plugins from 3 lib(s) in 0:00.02'],
  },
  'arnold-cache': {
    source: 'CGRU/cgru afanasy/python/parsers/arnold.py; Autodesk/arnold-usd libs/translator/reader/reader.cpp',
    fails: [
      '[alembic] invalid archive: /mnt/cache/fox_v016.abc',
      '[usd] Failed to open file (/mnt/usd/set.usd)',
      '[openvdb] could not open /mnt/vdb/smoke.0101.vdb',
      '[procedural] xgen1: cannot open /mnt/xgen/fur.xgen',
    ],
    harmless: [
      '[alembic] loading /mnt/cache/fox_v016.abc',
      '[alembic] tree_oak_geo: object has no velocity attribute, motion blur disabled',
    ],
  },
  'arnold-usd-stage': {
    source: 'Autodesk/arnold-usd libs/translator/reader/reader.cpp',
    fails: ['[usd] Unable to create USD stage from /mnt/usd/sh010.usda', 'Failed to open stage: /mnt/usd/sh010.usd'],
    harmless: ['[usd] stage opened in 0.2 s'],
  },
  'arnold-camera': {
    source: 'Arnold user guide, options node; kick',
    fails: ['no camera was found, aborting render', 'options.camera "cam_a" not found'],
    harmless: ['using camera /shot/cam_a'],
  },
  'arnold-output': {
    source: 'studio wrappers of kick; CGRU/cgru afanasy/python/parsers/arnold.py',
    fails: [
      '[driver_exr] Cannot open image file "/mnt/renders/a.1001.exr"',
      "[driver_exr] can't create file `R:/renders/a.exr'",
    ],
    harmless: ["[driver_exr] writing file `/mnt/renders/a.1012.exr'"],
  },
  'arnold-crash': {
    source: 'CGRU/cgru afanasy/python/parsers/arnold.py',
    fails: [
      'signal caught: SIGSEGV -- Invalid memory access',
      'signal caught: SIGABRT -- Abnormal process abort',
      '* CRASHED in AiRender at 00:01:22',
    ],
    harmless: ['signal caught: SIGTERM -- Terminated'],
  },
  'arnold-gpu-memory': {
    source: 'Arnold user guide, GPU limits (help.autodesk.com/view/ARNOL)',
    fails: [
      '[gpu] out of memory while building acceleration structures',
      '[gpu] an error happened during rendering. OptiX error is: Failed to allocate 412 MB on the device',
    ],
    harmless: ['[gpu] using 3210 MB of 24564 MB device memory'],
  },
  'arnold-gpu-device': {
    source: 'Arnold user guide, GPU requirements (help.autodesk.com/view/ARNOL)',
    fails: [
      '[gpu] no suitable GPU devices found',
      '[gpu] driver version 525.60 is too old, 535.86 is required',
      '[gpu] selected device list is empty',
    ],
    harmless: ['[gpu] using device 0: NVIDIA A10G'],
  },
  'arnold-color': {
    source: 'Arnold user guide, color_manager_ocio',
    fails: ['[ocio] could not load config "/opt/ocio/studio/config.ocio"'],
    harmless: ['[ocio] role "scene_linear" not found, using "ACEScg"'],
  },
};
