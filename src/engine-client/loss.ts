import { AnomalensError, type ErrorCode } from '#src/core/errors';

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

/** Whether the worker ended while it answered, so that the request itself may be why. */
export function isCrash({ code }: { code: ErrorCode }): boolean {
  return code === 'engine-crashed';
}

/** A worker went, or none could be had. */
const WITHOUT_WORKER: readonly ErrorCode[] = [
  'engine-crashed',
  'engine-start',
  'device-lost',
  'runtime-download',
];

/** Whether something failed for want of a worker, and can be tried again once there is one. */
export function isWithoutWorker({ code }: { code: ErrorCode }): boolean {
  return WITHOUT_WORKER.includes(code);
}
