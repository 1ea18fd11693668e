import type { Rule } from '../../../matching/rule';

/** What Maya, MotionBuilder and their plug-ins report. */
export const MAYA_RULES: readonly Rule[] = [
  {
    id: 'maya-scene',
    pattern:
      /\bCannot load scene "?(?<subject>[^"]{1,300}?)"?\. Please check|\bError: (?:file: .{1,300} line \d{1,6}: )?File not found:? (?<file>.{1,300})|\bScene file (?<scene>\S{1,300}) (?:not found|does not exist)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'maya-cannot-load',
    pattern: /^(?:Error: |Fatal Error: )?Cannot load scene\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'maya-newer',
    pattern:
      /\bfile (?:is|was) (?:from|created (?:by|with|in|using)|saved (?:by|with|in)) (?:an? )?(?:newer|later|more recent|future) version(?: of (?<subject>[\w ]{2,40}))?\b|\bUnrecognized file type\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'maya-camera',
    pattern: /\bNo renderable cameras? (?:were |was )?found\b|\bno renderable camera\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'maya-object',
    pattern:
      /\bNo (?:valid )?object matches name: (?<subject>.{1,200})|\bThe render ?layer .{1,100} (?:does not exist|was not found)/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'maya-renderer-plugin',
    pattern:
      /\b(?<subject>mtoa|vrayformaya|redshift4maya|RenderMan_for_Maya|OctanePlugin|bifrostGraph|pgYetiMaya|xgenToolkit|mayaUsdPlugin|3delight_for_maya\w{0,6}|maxwell|krakatoa\w{0,10})(?:\.(?:so|mll|py|bundle))?"?,? was not found on MAYA_PLUG_IN_PATH/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'maya-renderer-module',
    pattern:
      /\bThe specified (?:module|procedure) could not be found\.? ?:? .{0,20}?(?<subject>(?:mtoa|vrayformaya|redshift4maya|RenderMan_for_Maya|OctanePlugin|pgYetiMaya|maxwell)\.mll)/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'maya-dynamic-load',
    pattern: /\bUnable to dynamically load ?: ?(?<subject>\S{1,300})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'maya-renderer',
    pattern:
      /\b(?:renderer|render engine) ['"]?(?<subject>[\w -]{2,40})['"]? is not (?:registered|available|installed|loaded|supported)\b|\bThe renderer .{1,40} used by this scene\b.{0,40}not\b|\bEngine '(?<engine>[^']{1,60})' not available\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'maya-arguments',
    pattern:
      /^Usage: Render \[|\bError: (?:line \d{1,6}: )?Invalid flag '|\bFlag '.{1,40}' must be passed a|\bcould not parse the command line\b/i,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'maya-crash',
    pattern:
      /\bFatal Error\. Attempting to save in\b|\bMaya exited with status (?:-?11|134|136|139|-?1073741819)\b|\bMaya encountered a fatal error\b|\bencountered a fatal error\b.{0,40}(?:exit|terminat|crash)/i,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'maya-reference',
    pattern:
      /\bReference file not found:? (?<subject>[^,]{1,300})$|\bError: .{0,60}Could not open file:? (?<file>.{1,300}\.m[ab])\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'maya-xgen',
    pattern:
      /\bXGen: {1,3}(?:Failed to (?:find|open|load)|Could not (?:find|open|load)|Unable to (?:find|open|load)) (?<subject>.{1,300})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
];
