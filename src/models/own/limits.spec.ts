import { describe, expect, it } from 'vitest';
import { LATEST_IR, LATEST_OPSET } from '#src/core/onnx/read-header';
import { buildModel } from '#src/core/onnx/testing/build-model';
import { openOwnSession } from './own-session';
import { NODE_RUNTIME } from './testing/node-runtime';

const open = (irVersion: number, opset: number) =>
  openOwnSession(NODE_RUNTIME, {
    bytes: buildModel({
      irVersion,
      opsets: { '': opset },
      nodes: [{ op: 'Sigmoid', inputs: ['x'], outputs: ['y'] }],
      inputs: [{ name: 'x', shape: [1, 3, 'h', 'w'] }],
      outputs: [{ name: 'y', shape: [1, 3, 'h', 'w'] }],
    }),
    external: [],
    path: 'wasm',
    device: null,
  });

describe('what onnxruntime-web reads', () => {
  it('is what the header is held to', async () => {
    await (await open(LATEST_IR, LATEST_OPSET)).release();
  });

  it.each([
    [LATEST_IR + 1, LATEST_OPSET, `version ${LATEST_IR + 1}`],
    [LATEST_IR, LATEST_OPSET + 1, `opset ${LATEST_OPSET + 1}`],
  ])('ends there: format %d, opset %d', async (irVersion, opset, reason) => {
    await expect(open(irVersion, opset)).rejects.toMatchObject({
      code: 'network-unsupported',
      message: expect.stringContaining(reason),
    });
  });
});
