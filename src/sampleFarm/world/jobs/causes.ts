/** What programs write when they fail, by cause. Lines name the frame, so that no two failures read quite the same. */

/** The planted causes, in the words of the diagnosis. */
export type PlantedCause = 'missing-input' | 'license' | 'gpu-memory' | 'script-error' | 'crash' | 'storage';

/** How a task ends, and what stands in its log. */
export interface Ending {
  readonly exitCode: number;
  /** What the service says; undefined where it says what the program said last. */
  readonly message: string | undefined;
  readonly lastWords: readonly string[];
  /** Whether another try fails as well. */
  readonly recurs: boolean;
}

/** What the adaptor says of whatever went wrong below it. */
const ADAPTOR_FAILED =
  'Error encountered while running adaptor: Maya encountered an error and was not able to complete the render.';

const OUT = 'ADAPTOR_OUTPUT: STDOUT: ';
const ERR = 'ADAPTOR_OUTPUT: STDERR: ';

function adaptorFails(recurs: boolean, ...lines: readonly string[]): Ending {
  return {
    exitCode: 1,
    message: ADAPTOR_FAILED,
    lastWords: [...lines, `openjd_fail: ${ADAPTOR_FAILED}`, 'ERROR: Entrypoint failed: MayaAdaptor'],
    recurs,
  };
}

export function plantedEnding(cause: PlantedCause, frame: number, variant: number): Ending {
  switch (cause) {
    case 'missing-input':
      return adaptorFails(
        true,
        `${OUT}00:00:12  2041MB WARNING |   [texturesys] tile cache miss`,
        `${OUT}00:00:13  2044MB ERROR   |   [texturesys] "/mnt/assets/sq11/tex/wallPlaster_disp.${1001 + (variant % 8)}.tx" could not be opened: file not found`,
        `${ERR}RuntimeError: file not found while rendering frame ${frame}: wallPlaster_disp`,
      );
    case 'license':
      return adaptorFails(
        false,
        `${OUT}00:00:02   120MB ERROR   | [clm] (44) product key not found, or no license server could be reached`,
        `${OUT}00:00:02   120MB ERROR   | [rlm] error checking out license for arnold: Communications error with license server (-17), connect() failed 10.3.0.${8 + (variant % 3)}:5053`,
        `${ERR}Error: render aborted, frame ${frame}: no license`,
      );
    case 'script-error':
      return adaptorFails(
        true,
        `${ERR}Traceback (most recent call last):`,
        `${ERR}  File "/opt/studio/aurora/layers/fog.py", line 88, in build_layer`,
        `${ERR}    density = settings["fog_density"][frame]`,
        `${ERR}KeyError: ${frame}`,
      );
    case 'gpu-memory':
      return {
        exitCode: 1,
        message: 'Render failed: out of GPU memory',
        lastWords: [
          `${OUT}00:01:${10 + (variant % 49)} 20${100 + (variant % 899)}MB WARNING | [gpu] texture cache is full, evicting`,
          `${OUT}00:01:${10 + (variant % 49)} 21${100 + (variant % 899)}MB ERROR   | [gpu] CUDA error: out of memory (2) while allocating ${900 + (variant % 99)} MB for hair_groom curves`,
          'openjd_fail: Render failed: out of GPU memory',
        ],
        recurs: true,
      };
    case 'crash':
      return {
        exitCode: 139,
        message: undefined,
        lastWords: [
          `${ERR}Fatal Error. Attempting to save in /tmp/job-user.${20_261_123 + (variant % 9)}.ma`,
          `/sessions/run_maya.sh: line 31: ${4_000 + (variant % 900)} Segmentation fault      (core dumped) maya-openjd run --frame ${frame}`,
        ],
        recurs: false,
      };
    case 'storage':
      return {
        exitCode: 1,
        message: '[Errno 116] Stale file handle: /mnt/assets/sq11',
        lastWords: [
          `${ERR}OSError: [Errno 116] Stale file handle: '/mnt/assets/sq11/cache/harbor_v0${10 + (variant % 20)}.abc'`,
          'openjd_fail: [Errno 116] Stale file handle: /mnt/assets/sq11',
        ],
        recurs: false,
      };
  }
}
