import type { Rule } from '../../../matching/rule';

/** What Redshift and Octane report. */
export const REDSHIFT_RULES: readonly Rule[] = [
  {
    id: 'redshift-no-devices',
    pattern:
      /\bNo devices found\. Aborting|\bRedshift.{0,60}no (?:compatible |supported )?(?:GPU|CUDA device|device)s? (?:found|available).{0,40}(?:abort|cannot|stop)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'redshift-vram',
    pattern:
      /\bRedshift cannot operate with less than\b|\bless than \d{1,6} ?MB of free VRAM\b|\b(?:out of|not enough|insufficient|ran out of) (?:free |GPU |video )?VRAM\b|\b(?:could not|failed to|cannot|unable to) allocate .{0,60}\bVRAM\b|\bRedshift.{0,80}out of (?:GPU|video|device) memory|\bout of memory \(GPU\)|\b(?:unable|failed) to allocate .{1,40}\b(?:GPU|device|video) memory\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'redshift-device-id',
    pattern:
      /\bredshiftSelectCudaDevices\b.{0,60}\bInvalid device id\b|\bRedshift has detected that the selected GPU .{1,40} is invalid/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'redshift-fault',
    pattern:
      /\berror:? an illegal memory access was encountered\b|\bRedshift.{0,80}(?:device lost|unspecified launch failure|GPU .{0,20}stopped responding)/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  { id: 'redshift-assert', pattern: /\bASSERT FAILED\b/, cause: 'crash', certainty: 'likely' },
  {
    id: 'redshift-driver',
    pattern:
      /\bRedshift.{0,80}(?:requires? (?:an? )?(?:NVIDIA |newer |at least )?.{0,20}driver|driver .{0,40}(?:too old|unsupported|out of date|must be updated))/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'redshift-layer',
    pattern: /\bUnable to sw(?:i)?t(?:i)?ch to render layer:? ?(?<subject>.{0,100})/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'redshift-resource',
    pattern:
      /^(?!.{0,400}\b(?:warning|skipping|using)\b).{0,200}\b(?:missing|could not (?:find|load|open)|failed to (?:find|load|open)|unable to (?:find|load|open|locate)) (?:resource|texture|proxy|asset(?! manifest)|ocio config|vdb|volume|ies)s?(?: file)?s?:? "?(?<subject>[^"]{0,200}[./\\\\][^"]{1,100})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'octane-memory',
    pattern:
      /\bCUDA error (?:2|720)\b.{0,40}on device|\bOctane.{0,80}(?:out of|not enough|insufficient) (?:GPU |device |video )?memory|\bdevice \d{1,2}:.{0,30}out of memory/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'octane-device',
    pattern:
      /\bCUDA error (?:7(?:00|02|16|17|18|19)|999|100|35|46|803)\b.{0,40}on device|\bOctane.{0,60}(?:no (?:compatible|supported) (?:GPU|device)|render device .{0,20}failed)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
];
