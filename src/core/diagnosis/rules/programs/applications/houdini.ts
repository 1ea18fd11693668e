import type { Rule } from '../../../matching/rule';

/** What Houdini, hython and hbatch report. */
export const HOUDINI_RULES: readonly Rule[] = [
  {
    id: 'houdini-scene',
    pattern:
      /\b(?:unable|failed) to (?:open|read|load|access) (?:the )?(?:file|hip file|scene)?:? ?"?(?<subject>[^"]{1,300}\.hip(?:nc|lc)?)\b|\bNo such file:? (?<file>\S{1,300}\.hip(?:nc|lc)?)\b|\bUnable to access the scene file\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'houdini-node',
    pattern:
      /\bBad node type found: (?<subject>(?:Redshift_ROP|redshift_vopnet|arnold\w{0,20}|vray_renderer|octane\w{0,20}|RfHCamera|ris\w{0,12}|pxr\w{0,30}))\b|\bInvalid node type name\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'houdini-node-other',
    pattern: /\bBad node type found: (?<subject>[\w:.]{2,80})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'houdini-file',
    pattern:
      /^(?!.{0,800}(?:\b(?:skip|ignor|using)|for writing|permission denied|stale|put\/output|no space)).{0,200}\b(?:unable to (?:read|load|open)|could not (?:open|read|load)|failed to (?:read|load|open)) (?:the )?(?:file|geometry|alembic|cache|archive|texture|image|vdb|frame)(?: file| archive| cache)?:? ?"?(?<subject>[^"]{1,300}\.(?:bgeo|geo|abc|vdb|usd|sc|rat|exr|sim|pc|fbx|obj)\b[^" ]{0,20})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'houdini-output-node',
    pattern:
      /\b(?:cannot|can't|could not|unable to) find (?:the )?(?:rop|output (?:driver|node)|render node|driver|node):? ?['"]?(?<subject>\/[\w/.-]{1,120})|\bNo such (?:rop|render node|operator)\b|\bInvalid node path:? (?<path>\/\S{1,120})/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'houdini-camera',
    pattern:
      /\b(?:unable to|failed to|could not|cannot) (?:find|load|get|evaluate) (?:the |a )?(?:render )?camera\b ?['"]?(?<subject>[\w/.-]{0,120})|\bInvalid camera\b:? ?(?<name>\S{0,120})|\bNo (?:valid )?camera (?:specified|set|found|given)\b(?! in init data)/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'houdini-cook',
    pattern:
      /^(?:Error: {1,9}|hou\.\w{4,20}Error: )?(?:Error while cooking|Cook error in input: (?<subject>\/\S{1,200}))/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'houdini-crash',
    pattern:
      /\bFatal error: Segmentation fault\b|\bCaught exception: caught signal SIG(?:SEGV|ABRT|FPE|BUS|ILL)\b|\bSaving application data to\b.{0,60}houdini_temp|\bCrash log saved to\b/i,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'houdini-script',
    pattern:
      /\bhou\.(?:ObjectWasDeleted|NotAvailable|InvalidInput|InvalidSize|InvalidNodeName|NameConflict|KeyFrameValueNotSet|TypeError)\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
];
