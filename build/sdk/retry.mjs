/**
 * In the place of `@smithy/core/retry`. Requests to Deadline Cloud and CloudWatch Logs are repeated by `src/aws/calls/calls.ts`, so what
 * is left are the sign-in services: whoever does not answer, or is in trouble, is asked once more.
 */
export const RETRY_MODES = { STANDARD: 'standard', ADAPTIVE: 'adaptive' };
export const DEFAULT_RETRY_MODE = RETRY_MODES.STANDARD;
export const NODE_MAX_ATTEMPT_CONFIG_OPTIONS = { default: 2 };
export const NODE_RETRY_MODE_CONFIG_OPTIONS = { default: DEFAULT_RETRY_MODE };

export const resolveRetryConfig = (config) => config;

/** Others find their place in the stack by this one's name. */
export const getRetryPlugin = ({ maxAttempts }) => ({
  applyToStack: (stack) => {
    stack.add(repeat(maxAttempts), { name: 'retryMiddleware', step: 'finalizeRequest', priority: 'high' });
  },
});

const repeat = (maxAttempts) => (next) => async (args) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await next(args);
    } catch (error) {
      const { name, $metadata: { httpStatusCode: status, clockSkewCorrected } = {} } = error;
      const isWorthwhile = status === undefined || status === 429 || status >= 500 || clockSkewCorrected;
      if (attempt >= (typeof maxAttempts === 'number' ? maxAttempts : 2) || name === 'AbortError' || !isWorthwhile) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
