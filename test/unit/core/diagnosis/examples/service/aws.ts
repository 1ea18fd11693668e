import type { RuleExamples } from '../example';

export const AWS_EXAMPLES: RuleExamples = {
  'aws-denied': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the BatchGetJobEntity operation: User is not authorized',
      'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
    ],
    harmless: ['when calling the GetObject operation: done'],
  },
  'aws-not-authorized': {
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    fails: [
      'User: arn:aws:sts::111122223333:assumed-role/Queue/s is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::studio/x"',
    ],
    harmless: ['User is authorized to perform: s3:GetObject'],
  },
  'aws-access-denied': {
    source:
      'aws/aws-sdk-java-v2 core/sdk-core/src/main/java/software/amazon/awssdk/core/exception/SdkServiceException.java',
    fails: [
      'ERROR: S3 error: 403 (AccessDenied): Access Denied',
      'software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: X1)',
      'Error: AccessDeniedException: User is not allowed',
    ],
    harmless: ['AccessDenied, retrying with other credentials'],
  },
  'aws-token': {
    source: 'boto/botocore botocore/data/_retry.json',
    fails: [
      'An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.',
      'botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
      'An error occurred (RequestTimeTooSkewed) when calling the ListObjectsV2 operation: The difference between the request time and the current time is too large.',
    ],
    harmless: ['ExpiredToken, retrying with new credentials'],
  },
  'aws-token-words': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'ERROR: (gcloud.storage.cp) There was a problem refreshing your current auth tokens: invalid_grant',
      'The security token included in the request is expired',
      'The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
    ],
    harmless: ['The security token included in the request was renewed'],
  },
  'aws-no-credentials': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'fatal error: Unable to locate credentials',
      'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
      'operation error S3: GetObject, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found',
      'CredentialsProviderError: Could not load credentials from any providers',
    ],
    harmless: ['Credentials located: environment'],
  },
  'aws-credential-process': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'botocore.exceptions.CredentialRetrievalError: Error when retrieving credentials from custom-process: exit status 1',
    ],
    harmless: ['Found credentials from custom-process'],
  },
  'aws-profile': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'botocore.exceptions.ProfileNotFound: The config profile (queue-1) could not be found',
      'botocore.exceptions.NoRegionError: You must specify a region.',
    ],
    harmless: ['Using the config profile queue-1'],
  },
  'aws-wrong-region': {
    source: 'boto/botocore botocore/utils.py',
    fails: [
      'An error occurred (PermanentRedirect) when calling the ListObjectsV2 operation: The bucket you are attempting to access must be addressed using the specified endpoint.',
    ],
    harmless: ['S3 client configured for region us-west-2 but the bucket is in region us-east-1; using us-east-1'],
  },
  'aws-no-such-bucket': {
    source: 'boto/botocore botocore/data/s3/2006-03-01/service-2.json',
    fails: [
      'An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist',
    ],
    harmless: ['The specified bucket does exist'],
  },
  'aws-no-such-attachment': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/download.py',
    fails: [
      's3://studio-bucket/DeadlineCloud/Data/1f0c.xxh128: An error occurred (404) when calling the HeadObject operation: Not Found',
    ],
    harmless: ['s3://studio-bucket/DeadlineCloud/Data/1f0c.xxh128: 200 OK'],
  },
  'aws-no-such-key': {
    source: 'boto/botocore botocore/data/s3/2006-03-01/service-2.json',
    fails: [
      'fatal error: An error occurred (404) when calling the HeadObject operation: Key "plates/sh010.mov" does not exist',
      'NoSuchKey: The specified key does not exist.',
    ],
    harmless: ['The specified key does exist'],
  },
  'aws-throttled': {
    source: 'boto/botocore botocore/retries/special.py',
    fails: [
      'botocore.errorfactory.ThrottlingException: An error occurred (ThrottlingException) when calling the GetSecretValue operation: Rate exceeded',
      'An error occurred (SlowDown) when calling the PutObject operation (reached max retries: 4): Please reduce your request rate.',
    ],
    harmless: ['ThrottlingException, retrying in 4 s'],
  },
  'aws-endpoint': {
    source: 'boto/botocore botocore/exceptions.py',
    fails: [
      'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://s3.us-west-2.amazonaws.com/studio"',
      'Read timeout on endpoint URL: "https://studio.s3.us-west-2.amazonaws.com/a"',
      'upload failed: ./a.exr to s3://studio/a.exr Connection was closed before we received a valid response from endpoint URL: "https://studio.s3.amazonaws.com/a.exr".',
    ],
    harmless: [
      'ERROR    botocore.exceptions.ConnectionClosedError: Connection was closed before we received a valid response, retrying',
    ],
  },
  'aws-request-failed': {
    source: 'aws-deadline/deadline-cloud src/deadline/job_attachments/exceptions.py',
    fails: [
      'An issue occurred with AWS service request while downloading file: HTTP Client raised an unhandled exception',
      'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: connect timed out',
    ],
    harmless: ['No issue occurred with the AWS service request'],
  },
  'aws-service-error': {
    source: 'boto/botocore botocore/data/_retry.json',
    fails: [
      'An error occurred (503) when calling the GetObject operation (reached max retries: 4): Slow Down',
      'An error occurred (InternalServerErrorException) when calling the GetJob operation: internal',
    ],
    harmless: ['An error was corrected (503)'],
  },
  'cloud-other-denied': {
    source: 'Azure/azure-storage-azcopy issues; googleapis/google-cloud-python issues',
    fails: [
      'RESPONSE 403: 403 This request is not authorized to perform this operation using this permission. ERROR CODE: AuthorizationPermissionMismatch',
      'farm@studio.iam.gserviceaccount.com does not have storage.objects.get access to the Google Cloud Storage object.',
    ],
    harmless: ['authorized to perform this operation'],
  },
};
