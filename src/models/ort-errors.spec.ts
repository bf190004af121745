import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { fromOrtError } from './ort-errors';

describe("onnxruntime's errors", () => {
  it.each([
    ['std::bad_alloc', 'run', 'out-of-memory', false],
    [
      'no available backend found. ERR: [wasm] RangeError: could not allocate memory',
      'load',
      'out-of-memory',
      false,
    ],
    [
      'no available backend found. ERR: [wasm] RuntimeError: Aborted(CompileError)',
      'load',
      'runtime-download',
      true,
    ],
    [
      'no available backend found. ERR: [wasm] Error: WebAssembly backend initializing failed due to timeout: 60000ms',
      'load',
      'engine-crashed',
      true,
    ],
    ['memory access out of bounds', 'run', 'engine-crashed', true],
    ['Failed to create ShaderModule', 'run', 'webgpu-limit', false],
    ['protobuf parsing failed', 'load', 'model-invalid', false],
    ['Got invalid dimensions for input', 'run', 'internal', false],
  ] as const)('%s on %s is %s', (text, doing, code, retryable) => {
    const cause = new Error(text);
    expect(fromOrtError(cause, doing)).toMatchObject({ code, retryable, cause });
  });

  it('a broken instance of WebAssembly wants another worker', () => {
    const cause = new WebAssembly.RuntimeError('null function');
    expect(fromOrtError(cause, 'load')).toMatchObject({ code: 'engine-crashed', retryable: true });
  });

  it('leaves what is an error of this page as it is', () => {
    const error = new AnomalensError('cancelled', 'Cancelled.');
    expect(fromOrtError(error, 'run')).toBe(error);
  });
});
