import type { RuleExamples } from '../../example';

export const OTHERS_EXAMPLES: RuleExamples = {
  'c4d-project': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py; applemin/Deadline_Development plugins/Cinema4D/Cinema4D.py',
    fails: ['Project not found', 'Document not found: D:\\a.c4d'],
    harmless: ['Project found'],
  },
  'c4d-asset': {
    source: 'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py',
    fails: ['Asset missing', 'Asset Error: tex/wood.jpg (Mat.1)'],
    harmless: ['Asset count: 12'],
  },
  'c4d-load': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py; applemin/Deadline_Development plugins/Cinema4D/Cinema4D.py',
    fails: ['Error loading project', 'Error loading document D:\\a.c4d'],
    harmless: ['loading project D:\\a.c4d'],
  },
  'c4d-resolution': {
    source: 'applemin/Deadline_Development plugins/Cinema4D/Cinema4D.py',
    fails: ['The output resolution is too high for the selected render engine.'],
    harmless: ['output resolution is 1920x1080'],
  },
  'c4d-output': {
    source:
      'CGRU/cgru afanasy/python/parsers/c4d.py; aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py',
    fails: ['Files cannot be written - please check output paths!', 'Unable to write file R:/renders/a.exr'],
    harmless: ['Files written: 1'],
  },
  'c4d-memory': {
    source: 'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py',
    fails: ['Rendering failed: Out of memory', 'Not enough memory to render this image'],
    harmless: ['Rendering successful: '],
  },
  'c4d-plugin': {
    source: 'Cinema 4D help, missing plug-ins (help.maxon.net)',
    fails: ['Missing plug-ins: X-Particles', 'Render engine is missing: 1029525'],
    harmless: ['Xpresso: missing link in node "Object"'],
  },
  'max-scene': {
    source: 'applemin/Deadline_Development plugins/3dsmax and 3dsCmd',
    fails: ['Scene file "P:\\a.max" could not be found', 'Error opening file P:\\shots\\sh010.max'],
    harmless: ['Opening P:\\shots\\sh010.max'],
  },
  'max-plugin': {
    source: 'Autodesk 3ds Max help, Missing DLLs',
    fails: [
      'Missing DLLs: vrender2024.dlr',
      'Missing vrender2024.dlr class: VRayMtl SuperClass 0xC00',
      'DLL <forest.dlo> failed to initialize. Error code: 126',
    ],
    harmless: ['DLL forest.dlo initialized'],
  },
  'max-map': {
    source: 'Autodesk 3ds Max command line rendering, missing maps',
    fails: ['Missing map: P:\\tex\\wood.jpg', 'Error: could not find bitmap file: wood_col.tif'],
    harmless: ['0 missing maps'],
  },
  'ae-comp': {
    source: 'handlers for aerender in public repositories (libreflow)',
    fails: [
      'aerender ERROR: No comp was found with the given name.',
      'aerender ERROR: No output module template was found with the given name.',
      'aerender ERROR: Composition Main not found',
    ],
    harmless: ['PROGRESS: Starting composition "Main".'],
  },
  'ae-footage': {
    source: 'applemin/Deadline_Development plugins/AfterEffects/AfterEffects.py',
    fails: ['Footage not found: plate_[0001-0100].exr', 'After Effects error: file "D:\\plate.mov" does not exist.'],
    harmless: ['INFO:This project contains 1 reference to a missing font.'],
  },
  'ae-dependency': {
    source: 'applemin/Deadline_Development plugins/AfterEffects/AfterEffects.py',
    fails: ['a layer has missing dependencies', 'The following layer dependencies are missing'],
    harmless: ['layer dependencies: 4'],
  },
  'ae-effect': {
    source: 'applemin/Deadline_Development plugins/AfterEffects/AfterEffects.py',
    fails: [
      'This project contains a reference to a missing effect. Please install the following effect to restore this reference.',
      'This project contains 2 references to missing effects.',
    ],
    harmless: ['applied effect: Glow'],
  },
  'ae-project': {
    source: 'Adobe After Effects messages (helpx.adobe.com)',
    fails: [
      'After Effects error: file "a.aep" created with a newer version.',
      'After Effects error: the project file may be damaged.',
    ],
    harmless: ['After Effects warning: the project was converted from an older version.'],
  },
  'ae-source': {
    source: 'aws-deadline/deadline-cloud-samples conda_recipes/aftereffects, troubleshooting',
    fails: ['aerender Error: Could not read from source'],
    harmless: ['read from source plate.mov'],
  },
  'ae-died': {
    source:
      'handlers for aerender in public repositories (libreflow); applemin/Deadline_Development plugins/AfterEffects',
    fails: [
      'aerender ERROR An existing connection was forcibly closed by the remote host.',
      "After Effects can't continue: unexpected failure during application startup",
    ],
    harmless: ['After Effects successfully launched'],
  },
  'ae-memory': {
    source: 'Adobe After Effects messages (helpx.adobe.com)',
    fails: [
      'After Effects error: Out of memory. (64512K requested) (23 :: 40)',
      'Unable to allocate enough memory to render the current frame.',
    ],
    harmless: ['memory allocated: 64512K'],
  },
  'keyshot-scene': {
    source: 'applemin/Deadline_Development plugins/Rendition and KeyShot handlers',
    fails: ["Can't open scene file", 'Cannot open scene file: D:\\a.bip'],
    harmless: ['Open scene file: D:\\a.bip'],
  },
  'katana-renderer': {
    source: 'Katana logs in public repositories',
    fails: ['There are no valid Renderer plug-ins available.', 'Unable to find renderer plug-in "arnold"'],
    harmless: ['Renderer plug-ins: arnold, prman'],
  },
  'katana-node': {
    source: 'GafferHQ/gaffer apps/execute; Katana',
    fails: [
      'ERROR : gaffer execute : Node "ArnoldRender1" does not exist',
      '[ERROR RenderBoot]: Could not find the Render node "Render_fg"',
    ],
    harmless: ['gaffer execute : Node "ArnoldRender1"'],
  },
  'modo-failed': {
    source: 'applemin/Deadline_Development plugins/Modo/Modo.py',
    fails: ['!scene.open "/mnt/a.lxo" failed with -2147483648'],
    harmless: ['!scene.open "/mnt/a.lxo"'],
  },
  'lightwave-file': {
    source: 'applemin/Deadline_Development plugins/Lightwave/Lightwave.py',
    fails: ['Can\'t find "Objects/ship.lwo".'],
    harmless: ['Found "Objects/ship.lwo".'],
  },
  substance: {
    source: 'Substance Automation Toolkit documentation',
    fails: ['sbsrender: ERROR: no graph matches "wood"'],
    harmless: ['sbsrender: 4 outputs rendered'],
  },
  'start-script': {
    source: 'applemin/Deadline_Development plugins/3dsmax, Fusion and Maya',
    fails: [
      'An error occurred during the Startup Script.',
      'MAXScript exception: -- Unknown property: "foo" in undefined',
      'SCRIPT ERROR: nil value',
    ],
    harmless: ['Startup Script done'],
  },
};
