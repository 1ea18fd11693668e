/** An error of the service on its way into an answer. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  /**
   * @param type e.g. `ResourceNotFoundException`
   * @param members what else the exception holds
   */
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export interface FieldProblem {
  readonly name: string;
  readonly message: string;
}

export function notFound(resourceType: string, resourceId: string): ServiceError {
  return new ServiceError(
    404,
    'ResourceNotFoundException',
    `Resource of type ${resourceType} with id ${resourceId} does not exist.`,
    { resourceType, resourceId },
  );
}

export function accessDenied(operation: string, resource: string): ServiceError {
  return new ServiceError(
    403,
    'AccessDeniedException',
    `User: ${CALLER} is not authorized to perform: deadline:${operation} on resource: ${resource}`,
  );
}

export function invalid(fieldList: readonly FieldProblem[]): ServiceError {
  const count = fieldList.length;
  return new ServiceError(
    400,
    'ValidationException',
    `${count} validation error${count === 1 ? '' : 's'} detected: ${fieldList.map(({ message }) => message).join('; ')}`,
    { reason: 'FIELD_VALIDATION_FAILED', fieldList },
  );
}

export function cannotParse(message: string): ServiceError {
  return new ServiceError(400, 'ValidationException', message, { reason: 'CANNOT_PARSE' });
}

export function unknownOperation(method: string, path: string): ServiceError {
  return new ServiceError(400, 'ValidationException', `No operation answers ${method} ${path}`, {
    reason: 'UNKNOWN_OPERATION',
  });
}

export function conflict(resourceType: string, resourceId: string, status: string, message: string): ServiceError {
  return new ServiceError(409, 'ConflictException', message, {
    reason: 'STATUS_CONFLICT',
    resourceType,
    resourceId,
    context: { status },
  });
}

/** CloudWatch Logs says all its errors with status 400. */
export function logsError(type: string, message: string): ServiceError {
  return new ServiceError(400, type, message);
}

/** The account and the role of every caller. */
export const ACCOUNT = '123456789012';
export const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/StudioArtist/artist`;
