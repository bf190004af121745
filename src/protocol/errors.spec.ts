import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { leaveTrace, restoreError, serialiseError } from './errors';

const write = vi.spyOn(console, 'error');

beforeEach(() => {
  write.mockReset();
});

afterEach(() => {
  write.mockReset();
});

describe('an error on its way between the threads', () => {
  it('keeps code, message and whether trying again can help', () => {
    const error = new AnomalensError('model-download', 'The network could not be loaded.', true);
    expect(restoreError(serialiseError(error))).toMatchObject({
      code: 'model-download',
      message: 'The network could not be loaded.',
      retryable: true,
    });
    expect(write).not.toHaveBeenCalled();
  });

  it('is internal and not to be tried again where nobody expected it', () => {
    write.mockImplementation(() => undefined);
    expect(serialiseError(new TypeError('x is not a function'))).toEqual({
      code: 'internal',
      message: 'Something unexpected went wrong: x is not a function',
      retryable: false,
    });
    expect(serialiseError('a text')).toMatchObject({
      code: 'internal',
      message: 'Something unexpected went wrong: a text',
    });
  });

  it('may say itself that trying again helps', () => {
    write.mockImplementation(() => undefined);
    const error = new AnomalensError('internal', 'The network could not be run.', true);
    expect(serialiseError(error).retryable).toBe(true);
  });
});

describe('the trace of an unexpected error', () => {
  it('is the object itself, with stack and cause, once', () => {
    write.mockImplementation(() => undefined);
    const error = new Error('deep down', { cause: new RangeError('the reason') });
    serialiseError(error);
    serialiseError(error);
    leaveTrace(error);
    expect(write.mock.calls).toEqual([[error]]);
    expect(write.mock.calls[0]?.[0]).toBe(error);
  });

  it('is left by an internal error with a code as well, and by what is no error', () => {
    write.mockImplementation(() => undefined);
    const error = new AnomalensError('internal', 'A GPU buffer without a device.');
    leaveTrace(error);
    leaveTrace('a text');
    expect(write.mock.calls).toEqual([[error], ['a text']]);
  });

  it('is not left again on the other side', () => {
    serialiseError(restoreError({ code: 'internal', message: 'unexpected', retryable: false }));
    expect(write).not.toHaveBeenCalled();
  });
});
