import type { Rule } from '../../../matching/rule';

/** What FFmpeg and its tools report. */
export const FFMPEG_RULES: readonly Rule[] = [
  {
    id: 'ffmpeg-moov',
    pattern:
      /\bmoov atom not found\b|\bHeader missing in .{0,40}stream|\bOutput file (?:#\d{1,3} )?does not contain any stream\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-invalid',
    pattern:
      /^(?!.{0,200}\b(?:decoding stream|submitting packet|while decoding|packet to decoder)).{0,400}\bInvalid data found when processing input\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-input',
    pattern:
      /\bImpossible to open '(?<subject>[^']{1,300})'|\bCould find no file (?:or sequence )?with path '(?<path>[^']{1,300})'|\bError opening input(?: file| files)?:? ?(?<input>.{0,300}?)(?:: |\. ?|$)(?:Error opening input files?: )?No such file|\bError opening input: No such file/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-file',
    pattern:
      /^(?:\[\w{2,12} @ 0x[0-9a-f]{1,16}\] )?(?<subject>[^\s'"]{1,300}\.(?:mov|mp4|mxf|mkv|avi|webm|wav|mp3|aac|aif|aiff|flac|png|jpg|jpeg|exr|dpx|tif|tiff|y4m|txt))?: No such file or directory$/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'ffmpeg-codec',
    pattern:
      /\bUnknown (?:encoder|decoder|input format|output format|protocol):? ?'?(?<subject>[\w-]{2,40})|\bNo such filter: '(?<filter>[^']{1,60})'|\bAutomatic encoder selection failed\b|\b(?:Encoder|Decoder|Requested output format) .{0,40}not found\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-options',
    pattern:
      /\bUnrecognized option '(?<subject>[^']{1,60})'|\bError (?:splitting the argument list|parsing (?:global )?options)\b|\bAt least one output file must be specified\b|\bTrailing option\(s\) found in the command: may be ignored\.? ?Error/i,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-size',
    pattern:
      /\b(?:width|height) not divisible by \d\b|\bIncorrect codec parameters\b|\bCould not write header (?:for output file|\(incorrect)|\bError (?:while opening encoder|initializing output stream)\b|\bOutput file is empty, nothing was encoded\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-nvenc',
    pattern:
      /\bCannot load (?:libcuda|libnvcuvid|nvcuda|libnvidia-encode)\b|\bOpenEncodeSessionEx failed\b|\bNo (?:capable|NVENC capable) devices found\b|\bDriver does not support the required nvenc API\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'ffmpeg-exists',
    pattern: /\bFile '(?<subject>[^']{1,300})' already exists\. Exiting\b/i,
    cause: 'script-error',
    certainty: 'likely',
  },
];
