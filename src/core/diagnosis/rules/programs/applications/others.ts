import type { Rule } from '../../../matching/rule';

/** What Cinema 4D, 3ds Max, After Effects, KeyShot, Katana and further applications report. */
export const OTHERS_RULES: readonly Rule[] = [
  {
    id: 'c4d-project',
    pattern: /^(?:Error: )?(?:Project|Document) not found\b|\bERROR: (?:Project|Document) not found/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'c4d-asset',
    pattern: /\bAsset missing\b|\bAsset Error: (?<subject>.{1,200})|\bAssets? (?:are|is) missing\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  { id: 'c4d-load', pattern: /\bError loading (?:project|document)\b/i, cause: 'bad-scene', certainty: 'likely' },
  {
    id: 'c4d-resolution',
    pattern: /\boutput resolution is too high for the selected render engine\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'c4d-output',
    pattern:
      /^(?!.{0,300}(?:no space|quota)).{0,80}(?:\bFiles cannot be written\b|\bUnable to write file\b|\bThere were 1 or more errors with the output\b)/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'c4d-memory',
    pattern:
      /\bRendering failed: (?:Out of memory|Not enough memory)\b|\bNot enough memory to (?:render|complete|open)\b/i,
    cause: 'memory',
    certainty: 'likely',
  },
  {
    id: 'c4d-plugin',
    pattern:
      /\b(?:render engine|plug-?in)s? (?:is |are )?missing:? (?<subject>.{1,100})|\bUnknown (?:plug-?in|render engine|object type):? (?<name>.{1,80})|\bmissing plug-?ins?:? (?<list>.{1,100})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'max-scene',
    pattern:
      /\bScene file "?(?<subject>[^"]{1,300}\.max)"? (?:could not be found|not found|does not exist)|\b(?:could not|cannot|can't|unable to|failed to|error) open(?:ing)? (?:max |scene )?(?:file )?"?(?<file>[^"]{1,300}\.max)\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'max-plugin',
    pattern:
      /\bmissing (?:\.?dlls?|plug-?in dlls?)\b|\bmissing (?<subject>[\w ]{1,40}\.(?:dlr|dlo|dlm|dlt|dlu|gup)) class\b|\bDLL (?<dll><?[\w.]{1,60}\.dl\w>?) failed to initialize/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'max-map',
    pattern:
      /\b(?:missing|couldn't find|could not find|unable to find) (?:external |map |xref |bitmap )?(?:map|bitmap|xref|external|dependency|point cache)(?: file)?s?:? "?(?<subject>[^"]{2,300}\.\w{2,5})\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'ae-comp',
    pattern:
      /\baerender ERROR: No (?:comp|render settings template|output module template) was found with the given name\b|\baerender ERROR: No comps? to render\b|\baerender ERROR: Composition .{1,100} not found\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'ae-footage',
    pattern:
      /\bFootage not found:? ?(?<subject>.{0,300})|\baerender ERROR: no project file at\b|\bAfter Effects error: .{0,200}(?:file .{1,200} (?:does not exist|could not be found|is missing)|missing footage)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'ae-dependency',
    pattern: /\ba layer has missing dependenc|\bfollowing layer dependencies are missing\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'ae-effect',
    pattern: /\breferences? to (?:an? |the |these )?missing effects?\b|\bmissing effect:? (?<subject>.{1,80})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'ae-project',
    pattern:
      /\bAfter Effects error: .{0,120}(?:damaged|not a valid|created (?:with|by|in) a newer|cannot be opened|unsupported|wrong format)|\bproject file (?:may be|is) damaged\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'ae-source',
    pattern: /\baerender Error: Could not read from source\b/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'ae-died',
    pattern:
      /\baerender ERROR:? (?:An existing connection was forcibly closed|Une connexion existante)|\bunexpected failure during application startup\b|\bAfter Effects can't continue\b|\bAEsend failed to send apple event\b/i,
    cause: 'crash',
    certainty: 'likely',
  },
  {
    id: 'ae-memory',
    pattern:
      /\bAfter Effects error: .{0,80}(?:out of memory|unable to allocate)|\bUnable to allocate enough memory to render the current frame\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'keyshot-scene',
    pattern:
      /\b(?:Can't|Cannot|Could not|Unable to) open scene file\b|\bScene file could not be (?:opened|found|loaded)\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'katana-renderer',
    pattern:
      /\bno valid Renderer plug-?ins available\b|\b(?:cannot|can't|unable to|could not) (?:find|load) (?:the )?renderer plug-?in\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'katana-node',
    pattern:
      /\b(?:cannot|can't|unable to|could not) find (?:the )?(?:Render|RenderNode|render) node\b|\bgaffer execute\b.{0,20}Node "(?<subject>[^"]{1,100})" does not exist|\b"(?<name>[^"]{1,100})" does not exist\.$/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'modo-failed',
    pattern: /!scene\.open\b.{0,200}failed with -?\d{1,12}/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'lightwave-file',
    pattern: /^Can't find "(?<subject>[^"]{1,300})"\./,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'substance',
    pattern: /\bsbs(?:render|cooker|baker): ?.{0,20}(?:error|failed)\b.{0,200}/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'start-script',
    pattern:
      /\bAn error occurred during the Startup Script\b|\bSCRIPT ERROR: |\b(?:MAXScript|pre-?render script|post-?render script) .{0,20}(?:exception|error|failed)\b/i,
    cause: 'script-error',
    certainty: 'likely',
  },
];
