import type { RuleExamples } from '../../example';

export const FFMPEG_EXAMPLES: RuleExamples = {
  'ffmpeg-moov': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: ['[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d1] moov atom not found', 'Output file #0 does not contain any stream'],
    harmless: ['Stream #0:0: Video: h264'],
  },
  'ffmpeg-invalid': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: [
      'plate.mov: Invalid data found when processing input',
      'Error opening input file plate.mov: Invalid data found when processing input',
    ],
    harmless: [
      'Error while decoding stream #0:0: Invalid data found when processing input',
      '[vist#0:0/h264 @ 0x1] Error submitting packet to decoder: Invalid data found when processing input',
    ],
  },
  'ffmpeg-input': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec; CGRU/cgru afanasy/python/parsers/ffmpeg.py',
    fails: [
      "[concat @ 0x1] Impossible to open 'clip_03.mov'",
      "[image2 @ 0x1] Could find no file with path '/mnt/renders/a.%04d.png' and index in the range 0-4",
      '[in#0 @ 0x5] Error opening input: No such file or directory',
      'Error opening input file a.mov: No such file or directory',
    ],
    harmless: ['Opening input file a.mov'],
  },
  'ffmpeg-file': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: ['/mnt/edit/shot.mov: No such file or directory', '/mnt/renders/a.%04d.exr: No such file or directory'],
    harmless: ['/home/job-user/.config/ffmpeg: No such file or directory'],
  },
  'ffmpeg-codec': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: [
      "Unknown encoder 'libx265'",
      "[AVFilterGraph @ 0x1] No such filter: 'zscale'",
      'Automatic encoder selection failed Default encoder for format mxf (codec mpeg2video) is probably disabled.',
    ],
    harmless: ['encoder: Lavf60.3.100'],
  },
  'ffmpeg-options': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: [
      "Unrecognized option 'crff'.",
      'Error splitting the argument list: Option not found',
      'At least one output file must be specified',
    ],
    harmless: ['options: -crf 18'],
  },
  'ffmpeg-size': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec; CGRU/cgru afanasy/python/parsers/ffmpeg.py',
    fails: [
      '[libx264 @ 0x1] width not divisible by 2 (1919x1080)',
      'Could not write header for output file #0 (incorrect codec parameters ?): Invalid argument',
      'Error initializing output stream 0:0 -- Error while opening encoder for output stream #0:0',
      'Output file is empty, nothing was encoded (check -ss / -t / -frames parameters if used)',
    ],
    harmless: ['width 1920 height 1080'],
  },
  'ffmpeg-nvenc': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: [
      '[h264_nvenc @ 0x1] Cannot load libcuda.so.1',
      '[h264_nvenc @ 0x1] OpenEncodeSessionEx failed: unsupported device (2)',
      '[hevc_nvenc @ 0x1] No capable devices found',
    ],
    harmless: ['[h264_nvenc @ 0x1] using device 0'],
  },
  'ffmpeg-exists': {
    source: 'FFmpeg/FFmpeg fftools, libavformat, libavcodec',
    fails: ["File '/mnt/out/a.mov' already exists. Exiting."],
    harmless: ["File '/mnt/out/a.mov' already exists. Overwrite? [y/N] y"],
  },
};
