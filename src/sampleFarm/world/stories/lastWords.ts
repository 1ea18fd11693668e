/** What programs wrote before they died: the lines that people look for in a log. */

export const MISSING_TEXTURE: readonly string[] = [
  '\u001b[33mWARNING\u001b[0m: texture cache miss: wetRock_basecolor.<UDIM>.exr, tile 1013',
  '\u001b[31mERROR\u001b[0m: cannot open /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr: No such file or directory',
  'Traceback (most recent call last):',
  '  File "/opt/studio/lumina/bin/render_shot.py", line 212, in main',
  '    renderer.render(frame, layers=options.layers)',
  '  File "/opt/studio/lumina/python/lumina/render.py", line 488, in render',
  '    self._bind_textures(shot.materials)',
  '  File "/opt/studio/lumina/python/lumina/textures.py", line 97, in _bind_textures',
  '    raise MissingTexture(material.name, path)',
  "lumina.textures.MissingTexture: material 'wetRock_mtl' needs /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr",
  'openjd_fail: Missing texture wetRock_basecolor.1013.exr',
];

export const OUT_OF_MEMORY: readonly string[] = [
  'Fra:1017 Mem:61874M (Peak 61874M) | Building BVH, 418 M primitives',
  '\u001b[33mWARNING\u001b[0m: memory is nearly used up: 63.1 GB of 64.0 GB',
  'Fra:1017 Mem:63310M (Peak 63310M) | Building BVH, 431 M primitives',
  '/sessions/run_render.sh: line 14:  8127 Killed                  lumina --frame 1017 --threads 32 "$SCENE"',
];

export const SEGMENTATION_FAULT: readonly string[] = [
  'Lumina received signal 11 (Segmentation fault)',
  'Backtrace:',
  '  #0 0x00007f6c1d2a44f1 in lumina::volume::SparseGrid::sample(Vec3f const&) const',
  '  #1 0x00007f6c1d2b09aa in lumina::volume::march(Ray const&, Sampler&)',
  '  #2 0x00007f6c1d1f3c10 in lumina::integrator::PathTracer::radiance(Ray, int)',
  '/sessions/run_render.sh: line 14:  9313 Segmentation fault      (core dumped) lumina --frame 1042 "$SCENE"',
];

export const NO_SUCH_PACKAGE: readonly string[] = [
  'Looking for: nukeworks 15.1 and 6 more',
  '\u001b[31merror\u001b[0m: no candidate for nukeworks 15.1.4 in channels: studio-conda, deadline-cloud',
  '  available versions: 15.0.2, 15.1.1, 15.1.3',
  '\u001b[31merror\u001b[0m: the environment could not be solved',
  'openjd_fail: Cannot create the environment: nukeworks 15.1.4 is in no channel',
];

export const ACCESS_VIOLATION: readonly string[] = [
  'Simulating agents 18000/24000',
  'Faulting application crowdsim.exe, version 3.8.0.114, exception code 0xc0000005',
  'Faulting module path: C:\\Program Files\\Studio\\CrowdSim 3.8\\navmesh.dll',
  'Minidump: C:\\ProgramData\\Amazon\\Sessions\\crowdsim-4120.dmp',
];

export const UNHEARD_TIMEOUT: readonly string[] = ['Caught SIGTERM, writing a checkpoint', 'Terminated'];

export const SPOT_RECLAIM: readonly string[] = ['Caught SIGTERM: the instance is being taken back'];
