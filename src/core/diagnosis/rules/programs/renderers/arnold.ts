import type { Rule } from '../../../matching/rule';

/** What Arnold and its plug-ins report. */
export const ARNOLD_RULES: readonly Rule[] = [
  {
    id: 'arnold-scene',
    pattern: /\[(?:ass|kick)\] {0,2}can't (?:open|read)(?: in| input file| file)?:? (?<subject>.{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'arnold-scene-syntax',
    pattern: /\[ass\] .{0,200}(?:syntax error|parse error|unexpected token|unexpected end of file|premature end)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'arnold-texture-named',
    pattern:
      /\[texturesys\] [^"]{0,300}"(?<subject>[^"]{1,300})" (?:was |could )?(?:not be opened|not found|does not exist)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'arnold-texture',
    pattern:
      /\[texturesys\] .{0,300}?(?:could not open file|file not found|no such file|does not exist|not found:?) ?"?(?<subject>[^"]{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'arnold-texture-name',
    pattern: /\bImageInput::create\(\) called with no filename\b/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'arnold-texture-damaged',
    pattern:
      /^(?!.{0,600}(?:put\/output error|stale file|permission denied|timed out)).{0,400}(?:error reading pixel data from image file|\[texturesys\] unspecified OIIO error|\[texturesys\] .{0,300}Invalid image file "[^"]{1,300}")/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'arnold-node',
    pattern:
      /\bnode "?(?<subject>[\w:.-]{1,80})"? is not installed\b|\bdon't know how to create node\b|\bunknown node type:? "?(?<type>[\w:.-]{1,80})/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'arnold-plugin',
    pattern:
      /\b(?:unable|failed) to load dynamic library\b|\[plugins?\] .{0,60}(?:could not|failed to|cannot) (?:load|open) (?<subject>\S{1,300})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'arnold-cache',
    pattern:
      /\[(?:alembic|proc|procedural|openvdb|volume|xgen|yeti|usd|vdb)\] .{0,200}?(?:invalid archive|could not open|cannot open|can't open|failed to open|unable to open|no such file|file not found|does not exist)(?!.{0,300}(?:stale|permission denied|put\/output))/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'arnold-usd-stage',
    pattern:
      /\[usd\] Unable to create USD stage from (?<subject>\S{1,300})|\bFailed to open stage: (?<stage>\S{1,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'arnold-camera',
    pattern:
      /\bno camera (?:was )?(?:found|specified|set)\b(?! in init data)|\boptions\.camera\b.{0,60}(?:not found|not set|invalid|missing)/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'arnold-output',
    pattern:
      /^(?!.{0,600}(?:no space|quota|stale|put\/output|no such file|read-only)).{0,200}\[driver_\w{2,12}\] .{0,60}(?:cannot open image file|can't create file|error writing file|could not (?:open|create)|unable to (?:open|create|write))/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'arnold-crash',
    pattern: /\bsignal caught: (?:error )?(?:SIGSEGV|SIGABRT|SIGFPE|SIGILL|SIGBUS)\b|\* CRASHED\b/,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'arnold-gpu-memory',
    pattern:
      /\[gpu\] .{0,160}(?:out of (?:device |gpu )?memory|not enough (?:gpu |device )?memory|ran out of memory|failed to allocate)/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'arnold-gpu-device',
    pattern:
      /\[gpu\] .{0,120}(?:no (?:suitable|compatible|supported|usable) (?:gpu|device)s?|driver .{0,40}(?:too old|not supported|is required)|device list is empty|unable to (?:create|initialize))/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'arnold-color',
    pattern:
      /\[(?:ocio|color_manager\w{0,10})\] .{0,60}(?:could not|cannot|failed to|unable to) (?:open|load|read|find) .{0,20}config/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
];
