import type { Rule } from '../../../matching/rule';

/** What RenderMan and other RIB renderers, Karma, Mantra and Hydra renderers report. */
export const RENDERMAN_RULES: readonly Rule[] = [
  {
    id: 'renderman-texture',
    pattern: /\bT02\d{3}\b.{0,20}(?:can't|cannot|could not|unable to) open (?:texture )?"?(?<subject>[^"]{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'renderman-texture-damaged',
    pattern: /\bT03\d{3}\b.{0,20}\bBad texture data in (?<subject>.{0,300})/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'renderman-archive',
    pattern:
      /\bcannot be opened by RiReadArchive\b|\b(?:R|P|S)0\d{4}\b.{0,40}(?:can't|cannot|could not|unable to) (?:open|find) (?:RIB|archive|file) ?"?(?<subject>[^"]{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'renderman-rib',
    pattern: /\bP0\d{4}\b.{0,30}\b(?:syntax|parse|unknown request|unexpected)|\bRIB (?:syntax |parse )?error\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'renderman-plugin',
    pattern:
      /\b(?:X0\d{4}|R0\d{4}|S0\d{4})\b.{0,30}(?:plugin error|(?:can't|cannot|could not|unable to|failed to) (?:load|find|open) (?:plug-?in|shader|bxdf|pattern|integrator|display))|\bUnable to find (?:shader|out device)\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: '3delight-file',
    pattern: /\b3DL (?:ERROR|SEVERE)\b.{0,60}(?:can't|cannot|could not|unable to) (?:open|find|read|load)\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'karma-output-folder',
    pattern: /\bFailed to create file "?(?<subject>[^"]{1,300}?) ?: No such file or directory/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'karma-output',
    pattern:
      /^(?!.{0,600}(?:no space|quota|no such file|stale|read-only)).{0,60}\b(?:Unable to write to image: (?<subject>\S{1,300})|Failed to create file "(?<file>[^"]{1,300})")/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'karma-geometry',
    pattern:
      /\bError loading geometry (?<subject>.{1,300}?) from stdin\b|\bmantra: (?:Bad Alembic Archive|Unable to (?:open|load|read)|Could not (?:open|load)) ?(?<archive>.{0,300})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'soho-camera',
    pattern: /\bUnable to initialize (?:UV )?rendering module\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'usd-asset',
    pattern:
      /\b(?:Could not|Failed to|Cannot|Unable to) (?:open|load|resolve|read) (?:USD )?(?:asset|layer|stage|root layer|sublayer)(?: file)? ?@?"?(?<subject>[^@"]{1,300})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'husk-usd',
    pattern:
      /\b(?:unable to|could not|cannot|failed to) (?:open|load|find|read) (?:the )?(?:USD|stage|input) ?(?:file)?:? "?(?<subject>[^"]{1,300}\.usd[acz]?)\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'husk-delegate',
    pattern:
      /\b(?:unable to|could not|couldn't|cannot|failed to) (?:find|load|create|initialize|instantiate) (?:the )?(?:hydra )?(?:render delegate|renderer|render plugin)\b ?:? ?['"]?(?<subject>[\w:-]{0,60})|\b(?:unknown|invalid) (?:render delegate|renderer)\b:? ?['"]?(?<name>[\w:-]{1,60})/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'husk-settings',
    pattern:
      /\bno (?:valid )?(?:render settings|render products?|RenderSettings)(?: prims?)? (?:were |was )?(?:found|specified|defined)|\brender settings prim .{1,200} (?:not found|does not exist|is invalid)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'xpu-devices',
    pattern:
      /\bKarmaXPU\b.{0,60}(?:no (?:usable |active )?devices|all devices (?:have )?failed)|\ball (?:render|XPU) devices (?:have )?failed\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
];
