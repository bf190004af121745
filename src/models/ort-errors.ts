import { AnomalensError } from '#src/core/errors';

/**
 * onnxruntime's errors in our own words: its texts name build paths and mean nothing to a person.
 * @param doing what was tried, for the message: 'load' or 'run'.
 */
export function fromOrtError(error: unknown, doing: 'load' | 'run'): AnomalensError {
  if (error instanceof AnomalensError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (/bad_alloc|out of memory|OutOfMemory|could not allocate memory/i.test(text)) {
    return new AnomalensError(
      'out-of-memory',
      'There is not enough memory for this network at this input size. Choose a smaller one.',
      false,
      options,
    );
  }
  if (text.includes('initializing failed due to timeout'))
    return new AnomalensError(
      'engine-crashed',
      'The inference engine did not start its threads.',
      true,
      options,
    );
  // Once it could not be set up, this worker's onnxruntime refuses every further session.
  if (text.includes('no available backend found')) {
    return new AnomalensError(
      'runtime-download',
      'The inference engine arrived damaged.',
      true,
      options,
    );
  }
  // After these the WebAssembly instance or its WebGPU side is in an unknown state: only a new
  // worker helps.
  if (
    error instanceof TypeError ||
    error instanceof WebAssembly.RuntimeError ||
    /memory access|unreachable|has_value\(\)/.test(text)
  ) {
    return new AnomalensError(
      'engine-crashed',
      'The inference engine failed and has to be started again.',
      true,
      options,
    );
  }
  if (/ShaderModule|exceeds|limit/i.test(text)) {
    return new AnomalensError(
      'webgpu-limit',
      'The network needs more than this graphics device allows.',
      false,
      options,
    );
  }
  if (doing === 'load')
    return new AnomalensError(
      'model-invalid',
      `The network could not be loaded: ${reasonOf(text)}.`,
      false,
      options,
    );
  // Another try would be refused too.
  return new AnomalensError(
    'internal',
    `The network could not be run: ${reasonOf(text)}.`,
    false,
    options,
  );
}

function reasonOf(text: string): string {
  if (/protobuf parsing failed|No graph was found/.test(text))
    return 'the file is not a sound ONNX model';
  if (/opset|IR version|not supported|Could not find an implementation/i.test(text))
    return 'it uses operators this version does not know';
  if (/CPU EP fallback|CPU Execution Provider|graph capture/i.test(text))
    return 'parts of it cannot run on the graphics device';
  if (/Got invalid dimensions|Invalid rank|Unexpected input/i.test(text))
    return 'its input has another shape';
  return 'the inference engine refused it';
}
