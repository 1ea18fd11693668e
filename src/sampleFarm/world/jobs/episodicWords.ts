/** The last words of the episodic jobs: what programs print when they fail, in their own grammar. */
const OUT = 'ADAPTOR_OUTPUT: STDOUT: ';
const ERR = 'ADAPTOR_OUTPUT: STDERR: ';

export const LICENSE_SERVER_DOWN: readonly string[] = [
  `${OUT}00:00:03   131MB WARNING | [rlm] license server 5053@license1 is slow to answer, trying the next one`,
  `${OUT}00:00:33   131MB ERROR   | [rlm] error checking out license for arnold: Communications error with license server (-17)`,
  `${OUT}00:00:33   131MB ERROR   |  [rlm] connect() failed: Connection refused, 5053@license1:5053@license2`,
  `${ERR}Error: Rendering aborted: license could not be checked out`,
  'openjd_fail: Error encountered while running adaptor: Maya encountered an error and was not able to complete the render.',
];

export const GPU_OUT_OF_MEMORY: readonly string[] = [
  'STDOUT: Redshift Warning: Out-of-core texture cache is full, 1312 MB evicted',
  'STDOUT: Redshift Error: Insufficient GPU memory: geometry needs 25310 MB, 22489 MB are free on device 0 (NVIDIA A10G)',
  'STDOUT: Rendering failed: Out of memory',
  'STDOUT: Redshift Info: Context: Unlocked',
  'openjd_fail: Error encountered while running adaptor: Cinema4D Encountered an Error: STDOUT: Rendering failed: Out of memory',
];

export const HOST_OUT_OF_MEMORY: readonly string[] = [
  'Fra:1107 Mem:58211.40M (Peak 58211.40M) | Time:04:11.02 | Updating Geometry BVH crowd_agents.0412',
  'Fra:1107 Mem:61890.02M (Peak 61890.02M) | Time:04:32.87 | Updating Geometry BVH crowd_agents.0518',
  '/sessions/run_blender.sh: line 22:  6120 Killed                  blender -b "$SCENE" -f "$FRAME" -- --cycles-device CPU',
];

export const MISSING_TEXTURE_BEHIND_ADAPTOR: readonly string[] = [
  `${OUT}00:00:12  1822MB WARNING |   [texturesys] auto-tx is off, textures are read as they are`,
  `${OUT}00:00:12  1823MB ERROR   |   [texturesys] "/mnt/assets/ep102/tex/v031/hullPaint_rough.1004.tx" could not be opened: file not found`,
  `${OUT}00:00:12  1824MB ERROR   | render terminated with errors: BAD_TEXTURE`,
  `${ERR}RuntimeError: (kFailure): Render of frame failed`,
  'openjd_fail: Error encountered while running adaptor: Maya encountered an error and was not able to complete the render.',
];

export const DISK_FULL: readonly string[] = [
  '[11:02:18] Lap=1:14.02 Left=0:48 Mem=19.11 GB',
  'Error writing /mnt/cache/smoke_v009/density.1014.vdb: No space left on device',
  'hou.OperationFailed: The attempted operation failed.',
  'Error:       Failed to save output to file "/mnt/cache/smoke_v009/density.1014.vdb".',
];

export const MISSING_MODULE: readonly string[] = [
  'Traceback (most recent call last):',
  '  File "/opt/studio/aurora/bin/publish", line 31, in <module>',
  '    from aurora.review import slates',
  '  File "/opt/studio/aurora/python/aurora/review/__init__.py", line 4, in <module>',
  '    import opentimelineio as otio',
  "ModuleNotFoundError: No module named 'opentimelineio'",
];

export const SCRIPT_ERROR: readonly string[] = [
  'Traceback (most recent call last):',
  '  File "/opt/studio/aurora/bin/qc", line 118, in main',
  '    report.add(check.run(shot, frame))',
  '  File "/opt/studio/aurora/python/aurora/qc/edges.py", line 52, in run',
  '    left, right = self._windows[frame % len(self._windows)]',
  'ZeroDivisionError: integer modulo by zero',
];

export const SPOT_TAKEN_BACK: readonly string[] = [
  '00:06:31  9120MB WARNING |  render terminating early:  received abort signal',
  '00:06:31  9120MB ERROR   | signal caught: SIGTERM -- Terminated',
];

export const TERMINATED: readonly string[] = ['Terminated'];
