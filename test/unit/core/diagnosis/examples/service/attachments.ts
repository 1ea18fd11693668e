import type { RuleExamples } from '../example';

export const ATTACHMENTS_EXAMPLES: RuleExamples = {
  'attachments-kms': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/download.py',
    fails: [
      'User: arn:aws:sts::111122223333:assumed-role/Queue/session is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext',
      'An error occurred (KMS.DisabledException) when calling the GetObject operation: arn:aws:kms:us-west-2:111122223333:key/1 is disabled.',
    ],
    harmless: ['Bucket encryption: aws:kms'],
  },
  'attachments-forbidden': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: [
      "Error listing bucket contents in bucket 'studio-bucket', Target key or prefix: 'DeadlineCloud/Manifests', HTTP Status Code: 403, Forbidden or Access denied. Please check your AWS credentials, and ensure that your AWS IAM Role or User has the 's3:ListBucket' permission for this bucket.",
      "Error uploading file in bucket 'studio-bucket', Target key or prefix: 'DeadlineCloud/Data/1.xxh128', HTTP Status Code: 403",
    ],
    harmless: ['HTTP Status Code: 200'],
  },
  'attachments-not-found': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/download.py',
    fails: [
      "Error downloading binary file in bucket 'studio-bucket', Target key or prefix: 'DeadlineCloud/Manifests/a_input', HTTP Status Code: 404, Not found. Please check your bucket name and object key, and ensure that they exist in the AWS account. An error occurred (404) when calling the HeadObject operation: Not Found",
    ],
    harmless: ['thumbnails: status 404, no thumbnail yet'],
  },
  'attachments-check-cache': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/asset_sync.py',
    fails: [
      'This can happen if the S3 check cache on the submitting machine is out of date. Please delete the cache file from the submitting machine, usually located in the home directory (~/.deadline/cache/s3_check_cache.db) and try submitting again.',
    ],
    harmless: ['S3 check cache is used: 312 objects are known'],
  },
  'attachments-manifest': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/asset_manifests/decode.py',
    fails: [
      'deadline.job_attachments.exceptions.ManifestDecodeValidationError: Manifest is missing the required "manifestVersion" field',
      'Unable to find asset manifest in s3://studio-bucket/DeadlineCloud/Manifests/farm-1/queue-1',
      'Manifest not found at /sessions/session-1/manifests/manifest_a.json',
    ],
    harmless: ['Creating local manifest file: /sessions/session-1/manifests/a_job'],
  },
  'attachments-hash': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/caches/hash_cache.py',
    fails: [
      'Hash mismatch for tex/a.tx: the manifest has 1f0c, the file has 2a11',
      'DeadlineCloud/Data/1f0c.xxh128 is corrupt: size does not match',
    ],
    harmless: ['312 hashes match the manifest'],
  },
  'attachments-no-mapping': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/asset_sync.py',
    fails: [
      'Error occurred while attempting to sync input files: No path mapping rule found for the source path /Users/ana/shot',
    ],
    harmless: ['No path mapping rules in this session'],
  },
  'attachments-settings': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: ["To use Job Attachments, the 's3BucketName' must be set in your queue's JobAttachmentSettings"],
    harmless: ['Job attachment settings: bucket studio-bucket, prefix DeadlineCloud'],
  },
  'attachments-outside': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: [
      'deadline.job_attachments.exceptions.PathOutsideDirectoryError: The provided path is not under the root directory: ../tex/a.tx',
    ],
    harmless: ["Input path '/a' resolving to '/b' does not exist. Adding to referenced paths."],
  },
  'attachments-dependency': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: ['Job attachments must be synchronized before downloading Step dependencies.'],
    harmless: ['Job attachments are synchronized'],
  },
  'attachments-long-path': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/download.py',
    fails: ['Your file path is longer than what Windows allow.'],
    harmless: ['Long paths are enabled'],
  },
  'attachments-vfs-error': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: [
      'deadline.job_attachments.exceptions.VFSFailedToMountError: VFS failed to mount at /sessions/session-1/assetroot-1',
    ],
    harmless: ['Virtual File System not found, falling back to COPIED for JobAttachmentsFileSystem.'],
  },
  'attachments-vfs-mount': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/vfs.py',
    fails: [
      'Failed to mount, shutting down',
      'fusermount3: mount failed: Operation not permitted',
      "fuse: device not found, try 'modprobe fuse' first",
    ],
    harmless: ['VFS pid file not found at /sessions/session-1/vfs_pids.txt'],
  },
  'attachments-vfs-gone': {
    source: 'libfuse/libfuse lib/fuse.c',
    fails: ["ls: cannot access '/sessions/session-1/assetroot-0f2a91c4': Transport endpoint is not connected"],
    harmless: ['ls /sessions/session-1/assetroot-0f2a91c4'],
  },
  'attachments-no-room': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/asset_sync.py',
    fails: [
      'Error occurred while attempting to sync input files: Total file size required for download (182.4 GB) is larger than available disk space (96.1 GB)',
    ],
    harmless: ['Total file size required for download: 1.2 GB'],
  },
  'attachments-slow': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: [
      'Input syncing failed due to successive low transfer rates (< 10.0 KB/s). The transfer rate was below the threshold for the last 4 minutes.',
      'Insufficient download speed: low transfer rate',
    ],
    harmless: ['Downloaded 142.0 B / 186.0 B of 2 files (Transfer rate: 0.0 B/s)'],
  },
  'attachments-service': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: [
      "Error downloading file in bucket 'studio-bucket', Target key or prefix: 'DeadlineCloud/Data/1.xxh128', HTTP Status Code: 503, Service unavailable. AWS S3 might be down or experiencing high traffic. Please consider retrying after some time.",
    ],
    harmless: ['HTTP Status Code: 204'],
  },
  'attachments-failed': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: [
      'Failed to download asset with hash 8f3a0c from the job attachments bucket',
      'Failed to sync job output attachments for sessionaction-3269375e07144dd3ca50a72f65481a24-3: list index out of range',
      'deadline.job_attachments.exceptions.AssetSyncError: File upload failed.',
    ],
    harmless: ['Uploading output files to Job Attachments'],
  },
  'attachments-permissions': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/os_file_permission.py',
    fails: [
      "Failed to set permissions for file or directory (C:\\ProgramData\\Amazon\\OpenJD\\a.tx): (5, 'SetFileSecurity', 'Access is denied.')",
    ],
    harmless: ['Set permissions for 312 files'],
  },
  'attachments-canceled': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/download.py',
    fails: ['deadline.job_attachments.exceptions.AssetSyncCancelledError: File download cancelled.'],
    harmless: ['0 uploads cancelled'],
  },
};
