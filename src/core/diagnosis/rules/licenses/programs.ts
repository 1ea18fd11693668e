import type { Rule } from '../../matching/rule';

/** What programs report when they get no license, each in its own words. */
export const LICENSE_PROGRAMS_RULES: readonly Rule[] = [
  {
    id: 'vray-license',
    pattern:
      /^(?!.{0,300}\bretry).{0,100}\bcould not obtain a license\b|\bV-Ray.{0,30}licen[sc]e error\b|\bno V-Ray.{0,30} licenses? (?:found|available)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'maxon-license',
    pattern: /\bMaxon licensing error\b|\bRedshift.{0,20}licen[sc]e error\b|\blicense error: .{0,60}Redshift/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'c4d-license',
    pattern:
      /\binvalid license\b(?! key length)|\blicense check error\b|\benter (?:registration data|license method)\b|\binvalid serial number\b|\bis using the same serial number\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'houdini-license',
    pattern: /\bno licenses could be found to run this application\b|\bcheck for a valid license server host\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'houdini-license-acquire',
    pattern:
      /\b(?:unable|failed) to (?:acquire|checkout|check out|obtain) an? (?:\w{1,20} )?license\b|\bhoudini encountered a license error\b|\bfailed to acquire a license\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'sesinetd-down',
    pattern:
      /\b(?:could not|cannot|unable to|failed to) (?:connect to|reach|contact) (?:the )?(?:sesinetd|hserver|houdini license server)\b|\bhserver is not running\b|\bNo license server (?:host|found)\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'foundry-license',
    pattern:
      /\ba license for [\w. -]{1,40} was not found\b|\bfoundry license error report\b|\ba suitable license does not exist\b|\b(?:Interactive|Render) License failed\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'renderman-license',
    pattern: /\{SEVERE\} {1,3}License\b|\bR5000[1-9]\b.{0,20}\blicense\b|\blicense location is not set\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'adaptor-license',
    pattern: /\btypically associated with a licensing error\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'adaptor-start-license',
    pattern: /\berror encountered when initializing (?:Maya|Houdini|Cinema ?4D)\b/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'vred-license',
    pattern: /\bno valid license (?:was )?(?:found|available)\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'keyshot-license',
    pattern: /\bpgLicenseCheck\b|\bKeyShot.{0,40}(?:license (?:not found|invalid|expired|error)|no license)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'clarisse-license',
    pattern:
      /\bunable to obtain a license\b|\bcheck your license server for available licenses\b|\bunable to find a valid license key\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'unity-license',
    pattern:
      /\bno valid Unity (?:Editor )?license\b|\bhas not been activated with a valid license\b|\bfailed to activate\/update license\b|\bno ulf license found\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'spm-license',
    pattern: /\bcan't connect to any SPM license server\b|\bcould not find any spm server\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'plugin-not-authorized',
    pattern:
      /\b(?!(?:user|caller|principal|role|account|it|this|which)\b)(?<subject>[A-Z]\w{2,30}) is not authorized(?: on this (?:machine|computer|host))?(?:[.!]|$)|\bproduct is not (?:activated|licensed)\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'ubl-license',
    pattern:
      /\bcould not find a license for (?:module )?['"]?(?<subject>[\w-]{2,40})|\bno (?:usage[ -]based|UBL) licenses? (?:left|available|remain)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'version-expired',
    pattern: /\bthis version of (?<subject>[\w .-]{2,60}) has expired\b|\btrial (?:period )?has (?:expired|ended)\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'octane-license',
    pattern:
      /\bOctane.{0,60}(?:not activated|activation failed|license (?:error|not)|no license)|\bauthentication with the OTOY server failed\b/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'corona-license',
    pattern: /\bCorona (?:licensing|license server|license) ?(?:error|is not running|not found|failed)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'yeti-license',
    pattern:
      /\b(?:yeti|golaem|ornatrix|phoenix ?fd|krakatoa|xmesh|fumefx|realflow|3delight|maxwell|clarisse|guerilla).{0,40}(?:no (?:valid )?license|licen[sc]e (?:not found|error|failed|denied|unavailable|could not))/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'adobe-license',
    pattern:
      /\b(?:After Effects|Adobe).{0,60}(?:licensing (?:has stopped|error|issue)|is not licensed|requires activation|subscription has expired)/i,
    cause: 'license',
    certainty: 'sure',
  },
  {
    id: 'license-generic-get',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|watermark|trying again|skipping)\b).{0,160}\b(?:could not|cannot|can't|unable to|failed to) (?:obtain|get|acquire|check ?out|find|retrieve|verify|validate|borrow) (?:an? |the |any )?(?:(?!licen[sc]e)[\w-]{1,20} ){0,3}licen[sc]e\b/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-not-got',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|watermark|trying again|skipping|released|returned)\b).{0,160}\blicen[sc]e (?:could not|cannot|can't|couldn't) be (?:acquired|obtained|checked out|found|retrieved|verified|validated|reserved)\b/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-none',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|watermark|trying again|skipping)\b).{0,160}\bno (?:(?:valid |free |available |floating |render )?licen[sc]es?(?: keys?)? (?:was |were |is |are )?(?:found|available|left|remaining|granted)\b|(?:valid|free|available) (?:licen[sc]es?|seats?|tokens?) for\b|(?:free|available) seats?\b)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-server',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|trying again|using)\b).{0,160}\blicen[sc]e server\b.{0,80}(?:\bnot (?:reachable|responding|available|running|found)|\bunreachable|\brefused|\bis down)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-connect',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|trying again|using)\b).{0,200}\b(?:could not|cannot|can't|unable to|failed to) (?:connect to|contact|reach|find|access) (?:the |any |a )?(?:\w{1,20} )?licen[sc]e server\b/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-error',
    pattern:
      /^(?!.{0,400}\b(?:retry|retrying|trying again|using|watermarks?)\b).{0,200}\b(?:licen[sc]e|licensing) (?:error|failure|denied|violation|(?:check|validation|verification|activation) (?:has )?failed|is not available|not (?:found|available)|(?:is )?invalid|has been revoked|could not be (?:found|obtained|validated|verified|checked out))\b(?!s? ?[:=]? ?0)/i,
    cause: 'license',
    certainty: 'likely',
  },
  {
    id: 'license-generic-expired',
    pattern:
      /\b(?:subscription|licen[sc]e|maintenance plan|trial)(?: period)? (?:has |is |was )?(?:expired|ended|lapsed)\b|\bnot (?:licen[sc]ed|authorized) to (?:run|render|use)\b/i,
    cause: 'license',
    certainty: 'likely',
  },
];
