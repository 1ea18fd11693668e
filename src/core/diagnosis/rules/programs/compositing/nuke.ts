import type { Rule } from '../../../matching/rule';

/** What Nuke, Fusion, Natron and color management report. */
export const NUKE_RULES: readonly Rule[] = [
  {
    id: 'nuke-read',
    pattern:
      /\bRead error: No such file or directory|\bRead\w{0,40}: .{0,40}(?:no such file|file (?:not found|does not exist)|can't (?:find|open|read) (?:file )?)(?<subject>.{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'nuke-frame',
    pattern:
      /\b(?:missing frame|frame \d{1,7} is missing|no frames? (?:found|exist)|Unable to find any images in clip)\b(?! 0)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'nuke-channel',
    pattern:
      /\bMissing input channel\b|\bno active Write operators in this script\b|\b(?<subject>\w{1,40}): (?:is not|isn't) a (?:Write|Read) node\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'nuke-node',
    pattern:
      /\b(?<subject>[\w.:]{2,100}): unknown command\b|\bunknown command\. This is most likely from a corrupt|\bplug-?in ['"]?(?<plugin>OFX[\w.]{2,80}|[\w.]{2,60}\.(?:gizmo|so|dll|dylib))['"]? (?:is )?not (?:found|installed|loaded)/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'nuke-lut',
    pattern:
      /\bError reading LUT file\b.{0,300}(?:unable to open|not found|no such)|\bfile reference ['"]?(?<subject>[^'"]{1,300}?)['"]? could not be located\b|\bRequested non-existent OCIO config\b|\bError could not read ['"](?<config>[^'"]{1,300})['"] OCIO\b|\bError reading OCIO config\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'ocio-space',
    pattern:
      /\bColor ?space ['"]?(?<subject>[^'"]{1,100}?)['"]? (?:could not be found|was not found|not found|does not exist|is not in the config)\b(?!.{0,60}using)/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'nuke-version',
    pattern: /\bis for [Nn]uke ?\d[\w.]{0,12}[;,].{0,20}this is [Nn]uke/,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'fusion-loader',
    pattern: /\b(?:Loader|MediaIn)\d{1,4}\w{0,20}:? .{0,40}(?:failed|could not|cannot|unable to|can't)\b/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'natron-node',
    pattern:
      /\bis not an output node! It cannot render\b|\bis not a Read node! It cannot render\b|\bProject file loading failed\b|\bError while loading project: (?<subject>.{1,200})/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'natron-plugin',
    pattern: /\bFailed to create an instance of (?<subject>[\w.]{2,80})|\bkOfxActionDescribe\) failed while loading\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'natron-opengl',
    pattern: /\bError (?:while )?creating OpenGL context\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  { id: 'natron-memory', pattern: /\bfailed to allocate memory \(/i, cause: 'memory', certainty: 'sure' },
];
