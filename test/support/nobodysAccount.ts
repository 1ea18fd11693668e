import path from 'node:path';

/** An environment in which this machine's own AWS and Deadline Cloud configuration cannot be found. */
export function nobodysAccount(folder: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: path.join(folder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'no-aws-credentials'),
    DEADLINE_CONFIG_FILE_PATH: path.join(folder, 'no-deadline-config'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_REGION: '',
    AWS_DEFAULT_REGION: '',
  };
}
