/** The wire form of errors: an Error object does not keep its code on the way between threads. */
import { AnomalensError, type ErrorCode } from '#src/core/errors';

/** What crosses the thread boundary instead of an Error object. */
export interface SerialisedError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

/** Errors whose trace stands in the console: told on by several callers, each leaves one. */
const traced = new WeakSet<object>();

/**
 * Any thrown value as a serialised error. What nobody expected becomes `internal`, which trying
 * again does not mend, with its own text for a person and, as neither code nor text says where it
 * came from, with its stack and its cause in the console.
 */
export function serialiseError(error: unknown): SerialisedError {
  leaveTrace(error);
  if (error instanceof AnomalensError)
    return { code: error.code, message: error.message, retryable: error.retryable };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something unexpected went wrong: ${message}`,
    retryable: false,
  };
}

/** For an unexpected error that may end in a place where nobody serialises it. */
export function leaveTrace(error: unknown): void {
  if (error instanceof AnomalensError && error.code !== 'internal') return;
  if (typeof error === 'object' && error !== null) {
    if (traced.has(error)) return;
    traced.add(error);
  }
  console.error(error); // the object, not its text: the console shows stack and causes
}

/** The inverse of `serialiseError`. The trace was left where the error arose. */
export function restoreError(serialised: SerialisedError): AnomalensError {
  const error = new AnomalensError(serialised.code, serialised.message, serialised.retryable);
  traced.add(error);
  return error;
}
