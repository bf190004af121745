/**
 * Sessions of networks that pass named tensors in and out, on the CPU: those of a promptable
 * segmenter and its prompt generator, the graph that compares an embedding with words, and the encoder that
 * reads them.
 */
import type { InferenceSession, Tensor as OnnxValue } from 'onnxruntime-web/webgpu';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { PromptModelEntry } from '#src/models/manifest';
import {
  closeSession,
  differsFromManifest,
  inTurn,
  loadOrt,
  ON_PROCESSOR,
  openSession,
  optionsOnDevice,
} from '#src/models/ort';

export interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}
/** By their names in the file. */
export type Tensors = Readonly<Record<string, Tensor>>;

export interface TensorSessionRequest {
  entry: PromptModelEntry;
  /** The ONNX file. */
  bytes: Uint8Array;
  /** Size of the padded picture: a graph on WebGPU is built for one. */
  frame: Size;
  /** Where it runs; null for the processor. */
  device: GPUDevice | null;
}

export interface TensorSession {
  /**
   * One run. @throws AnomalensError `internal` for a tensor whose length is not that of its shape,
   * and of onnxruntime.
   */
  run(feeds: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

/**
 * What the page feeds and reads. `masks` of a decoder is not read: the page enlarges
 * `low_res_masks` itself.
 */
const PORTS = {
  'mask-encoder': { inputs: [], outputs: ['image_embeddings'] },
  'mask-decoder': {
    inputs: [
      'image_embeddings',
      'point_coords',
      'point_labels',
      'mask_input',
      'has_mask_input',
      'orig_im_size',
    ],
    outputs: ['iou_predictions', 'low_res_masks'],
  },
  'prompt-generator': { inputs: [], outputs: ['heat', 'box'] },
  similarity: { inputs: ['embedding', 'concepts'], outputs: ['similarities'] },
  'sentence-encoder': { inputs: ['ids', 'mask'], outputs: ['vector'] },
} as const;

/** Names of a network's inputs and of the outputs that are read. */
export function portsOf(entry: PromptModelEntry): { inputs: string[]; outputs: string[] } {
  const { inputs, outputs } = PORTS[entry.kind];
  return {
    inputs: 'input' in entry ? [entry.input.name] : [...inputs],
    outputs: [...outputs],
  };
}

/**
 * @throws AnomalensError as `openSession`; `model-invalid` also when the file lacks an input or
 * output of its kind.
 */
export async function createTensorSession({
  entry,
  bytes,
  frame,
  device,
}: TensorSessionRequest): Promise<TensorSession> {
  const ort = await loadOrt();
  const onDevice = device && {
    ...optionsOnDevice(device, frame),
    extra: entry.allNodesOnGpu ? { session: { disable_cpu_ep_fallback: '1' } } : undefined,
  };
  const session = await openSession(bytes, onDevice ?? ON_PROCESSOR, (made) =>
    checkPorts(made, entry),
  );
  const { outputs } = portsOf(entry);
  return {
    run: (feeds) =>
      inTurn('run', async () => {
        const tensors = Object.entries(feeds).map(([name, { data, dims }]) => {
          if (data.length !== dims.reduce((a, b) => a * b, 1))
            throw new AnomalensError(
              'internal',
              `${name} has ${data.length} values, not ${dims.join(' x ')}.`,
            );
          return [name, new ort.Tensor('float32', data, dims)] as const;
        });
        const results = await session.run(Object.fromEntries(tensors), outputs);
        return Object.fromEntries(
          outputs.map((name) => {
            const { data, dims } = results[name] as OnnxValue;
            return [name, { data: data as Float32Array, dims }];
          }),
        );
      }),
    release: () => closeSession(session),
  };
}

/** A file that passes its hash can still be another network than the manifest says. */
function checkPorts(session: InferenceSession, entry: PromptModelEntry): void {
  const { inputs, outputs } = portsOf(entry);
  const isThere = (list: InferenceSession['inputMetadata'], name: string) =>
    list.some((tensor) => tensor.name === name && tensor.isTensor && tensor.type === 'float32');
  for (const name of inputs)
    if (!isThere(session.inputMetadata, name))
      throw differsFromManifest(entry.title, name, 'a float32 input');
  for (const name of outputs)
    if (!isThere(session.outputMetadata, name))
      throw differsFromManifest(entry.title, name, 'a float32 output');
  const unknown = session.inputNames.find((name) => !inputs.includes(name));
  if (unknown) throw differsFromManifest(entry.title, unknown, 'an input');
}
