import { expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { ownNetworkError } from './own-errors';

const said = (text: string, code: 'model-invalid' | 'internal' | 'out-of-memory' = 'internal') =>
  ownNetworkError(new AnomalensError(code, 'in general', false, { cause: new Error(text) }));

it.each([
  [
    'Failed to load external data file ""model.onnx_data"", error: Module.MountedFiles is not available.',
    'other files',
  ],
  [
    '[ShapeInferenceError] Cannot parse data from external tensors. Please load external data into raw data',
    'size_threshold of 1024',
  ],
  ['No Op registered for GridSampler with domain_version of 11', 'operator GridSampler'],
  ["No opset import for domain 'mmdeploy'", '"mmdeploy"'],
  [
    'Could not find an implementation for ConvInteger(10) node',
    'operator ConvInteger (version 10)',
  ],
  [
    'Unexpected input data type. Actual: (tensor(uint8)) , expected: (tensor(float))',
    'another type than uint8',
  ],
  [
    'Got invalid dimensions for input: x for the following indices index: 1 Got: 32 Expected: 3',
    'wants 3 in axis 1, and 32',
  ],
  [
    'Attempting to broadcast an axis by a dimension other than 1. 23 by 24',
    'input.size.multipleOf',
  ],
  ['ERROR_CODE: 6, ERROR_MESSAGE: something else entirely.', '(something else entirely)'],
])('%s', (text, reason) => {
  expect(said(text)).toMatchObject({
    code: 'network-unsupported',
    message: expect.stringContaining(reason),
  });
});

it('a damaged file is no network', () => {
  expect(said('protobuf parsing failed', 'model-invalid')).toMatchObject({
    code: 'network-unreadable',
  });
});

it('what is about the machine stays', () => {
  expect(said('bad_alloc', 'out-of-memory')).toMatchObject({
    code: 'out-of-memory',
    message: 'in general',
  });
});
