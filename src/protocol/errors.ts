/** The wire form of errors: an Error object does not keep its code on the way between threads. */
import { AnomalensError, type ErrorCode } from '#src/core/errors';

/** What crosses the thread boundary instead of an Error object. */
export interface SerialisedError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

/** Any thrown value as a serialised error; unknown ones become `internal` with their own text. */
export function serialiseError(error: unknown): SerialisedError {
  if (error instanceof AnomalensError)
    return { code: error.code, message: error.message, retryable: error.retryable };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something unexpected went wrong: ${message}`,
    retryable: true,
  };
}

/** The inverse of `serialiseError`. */
export function restoreError(error: SerialisedError): AnomalensError {
  return new AnomalensError(error.code, error.message, error.retryable);
}
