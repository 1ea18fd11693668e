import type { Rule } from '../../matching/rule';

/** What AWS services answer, and their SDKs and tools print. */
export const AWS_RULES: readonly Rule[] = [
  // Refused.
  {
    id: 'aws-denied',
    pattern:
      /\bAn error occurred \((?:AccessDenied\w*|Access Denied|Unauthorized\w*|NotAuthorized\w*|Forbidden|40[13]|AuthorizationError\w*|OptInRequired|AllAccessDisabled|InvalidPayer|AccountProblem)\) when calling the (?<subject>\w{1,80}) operation/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-not-authorized',
    pattern:
      /\bis not authorized to perform: (?<subject>[\w-]{1,40}:\w{1,80})|\bwith an explicit deny in an? [\w-]{1,40} policy\b|\bbecause no (?:identity|resource|session)-based policy allows the\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'cloud-other-denied',
    pattern:
      /\bAuthorization(?:PermissionMismatch|Failure)\b|\bThis request is not authorized to perform this operation\b|\bdoes not have (?:storage|iam|compute)\.[\w.]{3,60} access to\b|\bInsufficientAccountPermissions\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-access-denied',
    pattern:
      /^(?!.*\bretry)(?!.*java\.nio).*(?:\bAccessDenied(?:Exception)?\b|\bAccess Denied \(Service: |\bAccessDenied: Access Denied\b|\(AccessDenied\)|\bapi error (?:AccessDenied|Forbidden|Unauthorized)\b|\bForbidden \(Service: |\bS3Exception: Forbidden\b)/,
    cause: 'cloud-access',
    certainty: 'likely',
  },
  // Credentials.
  {
    id: 'aws-token',
    pattern:
      /\b(?:ExpiredToken(?:Exception)?|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|InvalidAccessKeyId|TokenRefreshRequired|RequestExpired|RequestTimeTooSkewed|MissingAuthenticationToken(?:Exception)?|IncompleteSignature|AuthFailure)\b(?!.*\bretry)/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-token-words',
    pattern:
      /\bThe (?:security token included in the request|provided token) (?:is|has) (?:expired|invalid)\b|\bThe AWS Access Key Id you provided does not exist\b|\bThe request signature we calculated does not match\b|\bSignature expired: |\bThe SSO session (?:associated with this profile )?has expired\b|\bError loading SSO Token\b|\bToken has expired and refresh failed\b|\bproblem refreshing your current auth tokens\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-no-credentials',
    pattern:
      /\bUnable to locate credentials\b|\bNoCredentialsError\b|\bPartialCredentialsError\b|\bPartial credentials found in\b|\bCould not load credentials from any providers\b|\bUnable to load (?:AWS )?credentials from any (?:of the )?providers?\b|\bNoCredentialProviders: |\bno EC2 IMDS role found\b|\bfailed to (?:refresh cached|retrieve) credentials\b|\bno providers in chain provided credentials\b|\bUnable to get IAM security credentials\b|\bCredentialsProviderError\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-credential-process',
    pattern:
      /\bError when retrieving credentials from (?<subject>[\w-]{1,60})|\bCredentialRetrievalError\b|\bMetadataRetrievalError\b|\bTokenRetrievalError\b|\bUnauthorizedSSOTokenError\b|\bSSOTokenLoadError\b|\bRefreshWithMFAUnsupportedError\b|\bcredential_process\b.{0,120}(?:failed|error|non-zero)/i,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-profile',
    pattern:
      /\bThe config profile \((?<subject>.{1,100}?)\) could not be found\b|\bProfileNotFound\b|\bNoRegionError\b|\bYou must specify a region\b|\bRegion is missing\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'aws-wrong-region',
    pattern:
      /\b(?:PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)\b|\bThe bucket you are attempting to access must be addressed using the specified endpoint\b/,
    cause: 'cloud-access',
    certainty: 'likely',
  },
  // The object or bucket is not there: attachments where the key is theirs, else an input of the job.
  {
    id: 'aws-no-such-bucket',
    pattern: /\bNoSuchBucket\b|\bThe specified bucket does not exist\b/,
    cause: 'attachments',
    certainty: 'likely',
  },
  {
    id: 'aws-no-such-attachment',
    pattern:
      /\bDeadlineCloud\/(?:Data|Manifests)\b.{0,300}(?:NoSuchKey|\(404\)|does not exist|Not Found)|(?:NoSuchKey|\(404\)).{0,300}\bDeadlineCloud\/(?:Data|Manifests)\b/,
    cause: 'attachments',
    certainty: 'likely',
  },
  {
    id: 'aws-no-such-key',
    pattern:
      /\bNoSuchKey\b|\bThe specified key does not exist\b|\bAn error occurred \(404\) when calling the (?:HeadObject|GetObject) operation\b/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'aws-throttled',
    pattern:
      /^(?!.*\bretry)(?!.*\bbacking off).*\b(?:ThrottlingException|TooManyRequestsException|RequestLimitExceeded|ProvisionedThroughputExceededException|SlowDown|Throttling|LimitExceededException|ServiceQuotaExceededException)\b.{0,40}(?:when calling|:|\))/,
    cause: 'cloud-access',
    certainty: 'likely',
  },
  // The service could not be reached.
  {
    id: 'aws-endpoint',
    pattern:
      /^(?!.*\bretry).*(?:\bCould not connect to the endpoint URL\b|\b(?:Connect|Read) timeout on endpoint URL\b|\bFailed to connect to proxy URL\b|\bSSL validation failed for\b|\bConnection was closed before we received a valid response\b|\b(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|ResponseStreamingError|IncompleteReadError)\b)/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'aws-request-failed',
    pattern:
      /\bAn issue occurred with AWS service request while\b|\bUnable to execute HTTP request: |\bhttp response error StatusCode: 0\b|\brequest send failed, (?:Get|Put|Post|Head) "https:\/\/\S{1,200}amazonaws/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'aws-service-error',
    pattern:
      /\bAn error occurred \((?:Internal\w{0,30}|ServiceUnavailable|50[0234]|RequestTimeout)\) when calling the\b/,
    cause: 'network',
    certainty: 'likely',
  },
];
