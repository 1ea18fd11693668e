import type { RuleExamples } from '../../example';

export const NUKE_EXAMPLES: RuleExamples = {
  'nuke-read': {
    source: 'Nuke batch tools in public repositories, lists of its errors',
    fails: [
      'ERROR: /mnt/plates/bg.1001.exr: Read error: No such file or directory',
      '[10:02.33] ERROR: Read1: Read error: No such file or directory',
      "Read_plate: can't find /mnt/plates/bg.1001.dpx",
    ],
    harmless: ['Reading /mnt/prod/aurora/sq120_0040/plate/sq120_0040_bg.1031.dpx'],
  },
  'nuke-frame': {
    source:
      'Nuke batch tools in public repositories, lists of its errors; applemin/Deadline_Development plugins/Fusion/Fusion.py',
    fails: ['Read2: missing frame 1043', 'Unable to find any images in clip D:\\plates\\bg.####.exr'],
    harmless: ['missing frames: none'],
  },
  'nuke-channel': {
    source: 'Nuke batch tools in public repositories, lists of its errors',
    fails: ['ERROR: Shuffle1: Missing input channel', 'There are no active Write operators in this script'],
    harmless: ['active Write operators: 2'],
  },
  'nuke-node': {
    source: 'sosoyan/aton issue 69; Foundry Nuke messages',
    fails: [
      'OFXcom.genarts.sapphire.glow_v1: unknown command. This is most likely from a corrupt .nk file, or from a missing plugin or gizmo.',
      'ERROR: Aton: Unknown command',
    ],
    harmless: ['unknown command line flags: none'],
  },
  'nuke-lut': {
    source:
      'Nuke batch tools in public repositories, lists of its errors; AcademySoftwareFoundation/OpenColorIO src/OpenColorIO',
    fails: [
      'Vectorfield1: Error reading LUT file. /mnt/luts/show.cube: unable to open file.',
      "The specified file reference 'show.spi1d' could not be located. The following attempts were made:",
      'oiiotool ERROR: --colorconfig : Requested non-existent OCIO config "missing.ocio"',
    ],
    harmless: ['Using OCIO config /opt/ocio/config.ocio'],
  },
  'ocio-space': {
    source: 'AcademySoftwareFoundation/OpenColorIO src/OpenColorIO',
    fails: ["Color space 'ACES - ACEScg' could not be found.", 'OCIOColorSpace1: Color space "srgb_texture" not found'],
    harmless: ['[ocio] role "scene_linear" not found, using "ACEScg"'],
  },
  'nuke-version': {
    source: 'Foundry Nuke messages',
    fails: ['/mnt/comp/a.nk is for nuke16.0v1; this is nuke13.2v5'],
    harmless: ['Nuke 15.1v3, 64 bit, built Sep 12 2024.'],
  },
  'fusion-loader': {
    source: 'Blackmagic Fusion render log; CGRU/cgru afanasy/python/parsers/fusion.py',
    fails: ['Loader1 failed at time 1001', 'Loader2: could not open file D:\\plates\\bg.1001.exr'],
    harmless: ['Loader1: 1001'],
  },
  'natron-node': {
    source: 'NatronGitHub/Natron Engine, Renderer',
    fails: [
      'Viewer1 is not an output node! It cannot render anything.',
      'Project file loading failed.',
      'Error while loading project: bad version',
    ],
    harmless: ['Loading project: a.ntp'],
  },
  'natron-plugin': {
    source: 'NatronGitHub/Natron Engine',
    fails: ['Failed to create an instance of net.sf.openfx.BlurPlugin: plug-in not found'],
    harmless: ['Created an instance of net.sf.openfx.BlurPlugin'],
  },
  'natron-opengl': {
    source: 'NatronGitHub/Natron Engine',
    fails: ['Error creating OpenGL context.', 'Error while creating OpenGL context: no display'],
    harmless: ['Created OpenGL context 4.6'],
  },
  'natron-memory': {
    source: 'NatronGitHub/Natron Engine',
    fails: ['Blur1 failed to allocate memory (512 MiB).'],
    harmless: ['allocated memory (512 MiB)'],
  },
};
