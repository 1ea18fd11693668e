import type { Rule } from '../../matching/rule';

/** What license systems report, whatever program asks them: FlexNet, RLM, and their kind. */
export const LICENSE_SERVERS_RULES: readonly Rule[] = [
  {
    id: 'flexnet-code',
    pattern: /\bflex(?:net|lm)\b.{0,40}\berror:? {0,3}-\d{1,3}\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-code-short',
    pattern: /\blicen[sc].{0,120}\(-\d{1,3},\d{1,6}(?::\d{1,6})?\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-server-down',
    pattern:
      /\bcannot connect to (?:the )?license server\b|\blicense server (?:machine|system|manager) (?:is down|is not responding|does not|\(lmgrd\) has not)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-daemon-down',
    pattern: /\bvendor daemon (?:is down|can't be reached|is too old)|\bdesired vendor daemon\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-seats',
    pattern:
      /\blicensed number of users already reached|\ball licenses (?:are )?(?:reserved|in use)\b|\bcheckout exceeds max\b|\bmaximum number of (?:users|licenses|seats) (?:has been |was )?reached|\breached the maximum number of licenses/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-feature',
    pattern:
      /\bno such feature exists\b|\blicense server (?:system )?does not support this (?:feature|product|version)|\binvalid \(inconsistent\) license key|\bno server for this feature\b|\bfeature has expired\b|\bcannot find license file\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'flexnet-clock',
    pattern: /\bclock difference too large between client and (?:the )?(?:license )?server/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'license-checkout-failed',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|trying again)\b).{0,200}\blicense (?:checkout|check-out|request) (?:has )?(?:failed|error|denied|timed out|rejected)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'rlm-product',
    pattern: /\bno (?:license|authorization) for product\b|\bENT_STATUS_\w{0,20}LICENSE_(?!OK)\w{1,30}/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'rlm-server',
    pattern:
      /\b(?:communications? error with|error communicating with|cannot reach|lost connection to) (?:the )?license server\b|\bnetwork error.{0,30}license server\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'rlm-invalid',
    pattern:
      /\b(?:bad|invalid|wrong) (?:license|key in authorization|host for (?:license|authorization))\b.{0,60}\(-\d{1,3}\)|\blicense (?:for \S{1,60} )?has expired\b|\bauthorization has expired\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'rlm-arnold',
    pattern:
      /\[rlm\] {1,4}(?:could not connect|error (?:checking out|initializing)|wrong license version|no licenses?\b)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'adsk-not-obtained',
    pattern: /\blicense was not obtained\b|\bMaya ?IO license (?:error|not)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'adsk-clm',
    pattern:
      /\[(?:clm|clmhub|adlsdk|adclmhub)(?:\.v\d)?\].{0,120}(?:error|unable to connect|fail|not found|denied)|\bLICENSE_CHECKOUT_ERROR\b/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'arnold-license-abort',
    pattern:
      /\babort_on_license_fail (?:option )?(?:is |was )?enabled\b|\bABORT_ON_LICENSE_FAIL is set\b|\bArnold license not found\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'arnold-watermark',
    pattern: /\bcould not initialize license\b|\bfailed authorization:? .{0,80}(?:abort|stop)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-dongle',
    pattern:
      /\b(?:Sentinel|HASP|LDK)\b.{0,40}\b(?:key|HASP|feature)\b.{0,40}\b(?:not found|expired|denied|error)\b|\bCm(?:Container|Dongle|Stick|Act\w{0,7})\b.{0,40}\b(?:not found|Error \d)|\b(?:dongle|hardware key|security key) (?:is |was |has been )?(?:not (?:found|connected|present|detected)|missing|removed)\b/i,
    cause: 'license',
    certainty: 'sure',
  },
];
