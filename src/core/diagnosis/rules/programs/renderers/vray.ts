import type { Rule } from '../../../matching/rule';

/** What V-Ray and V-Ray GPU report. */
export const VRAY_RULES: readonly Rule[] = [
  {
    id: 'vray-scene',
    pattern:
      /\bno file "?(?<subject>[^"]{1,300}\.vrscene)"? exists\b|\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:find|open|load|read) (?:the )?(?:scene |input )?(?:file )?"?(?<scene>[^"]{1,300}\.vrscene)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'vray-scene-syntax',
    pattern:
      /\b(?:error|failure) (?:while )?(?:parsing|loading) (?:scene|file) "?(?<subject>[^"]{1,300}\.vrscene)|\.vrscene"?.{0,40}(?:syntax error|parse error|unexpected)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'vray-memory',
    pattern: /^Memory allocation failure;|\bV-?Ray\b.{0,60}(?:ran )?out of memory\b(?!.{0,60}(?:gpu|cuda|device))/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'vray-bitmap',
    pattern:
      /\b(?:could not|couldn't|cannot|failed to|unable to) (?:load|open|read|find) (?:the )?(?:bitmap|image|texture|proxy|mesh|cache|ies|geometry) (?:file )?"(?<subject>[^"]{1,300})"(?!.{0,300}(?:using|skipp|not an image|corrupt|end of file|permission denied|stale|put\/output|for writing))/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'vray-gpu-memory',
    pattern:
      /\bCUDA error 2\b|\bV-?Ray (?:GPU|RT)\b.{0,80}(?:out of|not enough|insufficient) (?:GPU |video |device )?memory|\bnot enough GPU memory\b|\bfailed to allocate .{1,40} on (?:GPU|CUDA device)/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'vray-gpu-device',
    pattern:
      /\bfailed to init the CUDA driver API\b|\bsystem does not support the required CUDA compute\b|\bCUDA_ERROR_UNKNOWN\b|\bNVAPI error\b|\bno (?:CUDA|RTX|OptiX)[ -]capable devices?\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'vray-output',
    pattern:
      /^(?!.{0,600}(?:no space|quota|no such file)).{0,200}(?:\bThe file path for .{1,200} cannot be created\b|\b(?:could not|cannot) (?:create|write|save) (?:output |image )?(?:file|image|directory) ")/i,
    cause: 'permission',
    certainty: 'likely',
  },
];
