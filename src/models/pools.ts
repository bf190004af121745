/** Which sessions are kept, and where they run. */
import type { InferencePath } from '#src/core/types';
import type { NetworkEntry, PromptModelEntry } from '#src/models/manifest';
import { createSession, type Session } from '#src/models/session';
import { SessionPool } from '#src/models/session-pool';
import { createTensorSession, type TensorSession } from '#src/models/tensor-session';

export type NetworkPool = SessionPool<NetworkEntry, Session>;
export type PromptPool = SessionPool<PromptModelEntry, TensorSession>;

/**
 * Five, for the trunk and the heads of four panes: together they hold fewer weights than two
 * networks with encoders of their own did. WASM needs one per network for all input sizes; WebGPU
 * one for each size, so twice as many, for two looks or pictures of two sizes in turn: with fewer,
 * a chain that goes round would compile every file for every picture.
 */
export function networkPool(path: InferencePath, device: GPUDevice | null): NetworkPool {
  return new SessionPool({
    create: ({ entry, bytes }, input) => createSession({ entry, bytes, input, path, device }),
    perSize: () => path === 'webgpu',
    most: path === 'webgpu' ? 10 : 5,
  });
}

/**
 * Four, which is one of each kind that a picture takes: it takes all of them in turn, and the networks of its source
 * scores would lose their place to them. Only the encoder runs on WebGPU. Boxes and masks come from
 * small graphs with inputs that change their shape with every prompt, which WebGPU would compile
 * again, and with sines that it computes to four digits only.
 */
export function promptPool(path: InferencePath, device: GPUDevice | null): PromptPool {
  const onDevice = ({ kind }: PromptModelEntry) => path === 'webgpu' && kind === 'mask-encoder';
  return new SessionPool({
    create: ({ entry, bytes }, frame) =>
      createTensorSession({ entry, bytes, frame, device: onDevice(entry) ? device : null }),
    perSize: onDevice,
    most: 4,
  });
}
