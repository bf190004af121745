import { AnomalensError } from '#src/core/errors';

/**
 * Whether a request failed because its worker went, with all that it held. The next request waits
 * for another one (`Engine.request`).
 */
export function isLoss(error: unknown): error is AnomalensError {
  return (
    error instanceof AnomalensError &&
    (error.code === 'engine-crashed' || error.code === 'device-lost')
  );
}
