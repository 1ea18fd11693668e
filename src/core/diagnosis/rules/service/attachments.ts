import type { Rule } from '../../matching/rule';

/** What job attachments print, and report instead of a log. */
export const ATTACHMENTS_RULES: readonly Rule[] = [
  // AWS refuses the bucket or its key.
  {
    id: 'attachments-kms',
    pattern:
      /\bThe ciphertext refers to a customer master key that does not exist\b|\bkms:(?:Decrypt|DescribeKey|GenerateDataKey\w*|Encrypt)\b|\bKMS(?:\.|)(?:Disabled|InvalidState|NotFound|AccessDenied|KeyDisabled|InvalidKeyUsage)\w*Exception\b|\bKMS key (?:\S{1,200} )?(?:is disabled|does not exist|is pending deletion|that does not exist)\b/i,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'attachments-forbidden',
    pattern:
      /\bHTTP Status Code: 40[13]\b|\bForbidden or Access denied\. Please check your AWS credentials\b|\bAccess denied\. Ensure that the bucket is in (?:the|your) (?:AWS )?account\b/i,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  // The object or manifest is not there, or damaged.
  {
    id: 'attachments-not-found',
    pattern:
      /\bHTTP Status Code: (?:404|400|412|416)\b|\bNot found\. Please (?:check your bucket name and object key|ensure that the bucket and key\/prefix exists)\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-check-cache',
    pattern:
      /\bS3 check cache on the submitting machine is out of date\b|\bs3_check_cache\.db\) and try submitting again\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-manifest',
    pattern:
      /\bUnable to find asset manifest in s3:\/\/|\b(?:MissingManifestError|ManifestDecodeValidationError|ManifestOutdatedError|ManifestMismatchError|MissingAssetRootError|UnsupportedHashingAlgorithmError)\b|\bManifest is missing the required\b|\bUnknown manifest version\b|\bFailed to get asset root from metadata\b|\bMerging manifests with different hash algorithms\b|\bManifest not found at \S/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-hash',
    pattern:
      /\b(?:hash|checksum|digest) (?:mismatch|does not match|did not match)\b.{0,200}\b(?:manifest|s3|DeadlineCloud|xxh128)\b|\bmanifest\b.{0,60}\b(?:hash|checksum|digest)\b.{0,30}\b(?:mismatch|does not match|is wrong)|\bxxh128\b.{0,200}\b(?:mismatch|does not match|corrupt)/i,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-no-mapping',
    pattern: /\bNo path mapping rule found for the source path (?<subject>.{1,300})/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-settings',
    pattern:
      /\b(?:MissingS3BucketError|MissingS3RootPrefixError|MissingJobAttachmentSettingsError|MalformedAttachmentSettingError)\b|'(?:s3BucketName|rootPrefix)' must be set in your queue's JobAttachmentSettings|\bJob attachment settings were not contained in JOB_DETAILS\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-outside',
    pattern:
      /\b(?:PathOutsideDirectoryError|AssetOutsideOfRootError|MisconfiguredInputsError)\b|\bThe provided path (?:'.{1,300}' )?is not under the root directory\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-dependency',
    pattern: /\bJob attachments must be synchronized before downloading Step dependencies\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-long-path',
    pattern: /\bYour file path is longer than what Windows allow\b|\blong path registry not enabled\b/,
    cause: 'attachments',
    certainty: 'likely',
  },
  // The virtual file system. Where it is missing, job attachments usually fall back to copies.
  {
    id: 'attachments-vfs-error',
    pattern:
      /\bVFS(?:ExecutableMissing|LaunchScriptMissing|FailedToMount|OSUserNotSet|RunPathNotSet)Error\b|\bVFS can only be mounted\b|\binput manifest not found for mount at\b/,
    cause: 'attachments',
    certainty: 'sure',
  },
  {
    id: 'attachments-vfs-mount',
    pattern:
      /\bFailed to mount, shutting down\b|\bFailed to find both executables\b|\bFailed to find deadline_vfs\b|\bfusermount3?: |\bfuse: (?:device not found|failed to|mount failed|bad mount point|mountpoint is not empty)|\bFailed to mount (?:the )?virtual file system\b/i,
    cause: 'attachments',
    certainty: 'likely',
  },
  {
    id: 'attachments-vfs-gone',
    pattern: /\bassetroot-[0-9a-f]{4,}.{0,200}(?:Transport endpoint is not connected|Errno 107|os error 107)/,
    cause: 'attachments',
    certainty: 'likely',
  },
  // Room and rate.
  {
    id: 'attachments-no-room',
    pattern: /\bTotal file size required for download \(.{1,40}\) is larger than available disk space\b/,
    cause: 'disk-full',
    certainty: 'sure',
  },
  {
    id: 'attachments-slow',
    pattern:
      /\bsuccessive low transfer rates\b|\bInsufficient download speed\b|\btransfer rate was below the threshold\b/i,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'attachments-service',
    pattern: /\bHTTP Status Code: (?:408|429|5\d\d)\b/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'attachments-failed',
    pattern:
      /(?:\bFailed to sync job output attachments for\b|\b(?:AssetSyncError|JobAttachmentsError|JobAttachmentsS3ClientError): |\bjob attachments (?:download|upload|sync) failed\b|\b(?:failed|unable) to (?:download|fetch|sync)\b.{0,80}\bjob attachments\b)(?!.{0,1500}(?:AccessDenied|Forbidden|40[13]|ExpiredToken|redentials|Errno|WinError|os error|No space|endpoint|timed out|timeout|kms:))/i,
    cause: 'attachments',
    certainty: 'likely',
  },
  {
    id: 'attachments-permissions',
    pattern: /\bFailed to set permissions for file or directory \((?<subject>.{1,300}?)\)/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'attachments-canceled',
    pattern: /\bFile (?:download|upload|hashing) cancell?ed\b|\bAssetSyncCancelledError\b/,
    cause: 'canceled',
    certainty: 'likely',
  },
];
