import type { Rule } from '../../../matching/rule';

/** What Blender reports outside of Cycles. */
export const BLENDER_RULES: readonly Rule[] = [
  {
    id: 'blender-damaged',
    pattern:
      /\bnot a blend file\b|\bfailed to read blend file\b(?!.{0,300}no such file)|\bincomplete header, may be from a newer version\b|\bLoading ['"].{1,300}\.blend['"] failed\b|\bMissing DNA block\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'blender-file',
    pattern:
      /\b(?:cannot|can't|failed to|unable to) read (?:blend )?file ['"]?(?<subject>[^'"]{1,300}\.blend)['"]?:?,? ?\(?No such file/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'blender-no-file',
    pattern: /\bfailed to read blend file ['"]?(?<subject>[^'"]{1,300})['"]?.{0,40}no such file\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'blender-camera',
    pattern: /\bCannot render, no camera\b|\bNo camera found in scene\b|\bno active camera in (?:the )?scene\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'blender-layer',
    pattern:
      /\bAll render ?layers are disabled\b|\bNo (?:render|view) layers? (?:enabled|to render)\b|\bFrame render failed: (?<subject>.{1,100})|\bCannot render, (?!no camera)(?<reason>.{1,100})/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'blender-save',
    pattern:
      /^(?!.{0,600}(?:no space|quota|no such file|stale|read-only)).{0,80}\b(?:Render error:? cannot save|Failed to save image|Error: Could not save|Could not write image:?) ?:? ?['"]?(?<subject>[^'"]{0,300})/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'blender-memory',
    pattern: /\b(?:M|C)alloc(?:N|_array)? returns null\b|\bMem_?(?:malloc|calloc)\w{0,8}:? returns null\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'blender-crash',
    pattern: /^Writing: (?<subject>.{1,300}\.(?:crash|x{5})\.txt)/i,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'blender-window',
    pattern:
      /\bGHOST\b.{0,80}(?:fail|unable|could not|no valid)|\bfailed to initialize display for back-?end|\bGPU backend not (?:available|supported)|\bEEVEE.{0,60}(?:requires|not supported|failed to initialize)/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
];
