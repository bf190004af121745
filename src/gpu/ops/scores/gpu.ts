import { AnomalensError } from '#src/core/errors';
import type { NetworkGrid, Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import { kindConstants, knownNumbers, mixOf, SCORE_KINDS, type ScoreRequest } from './formulas';
import code from './kernel.wgsl?raw';
import { logitTaps, packTaps } from './sampling';

/** The kernel keeps one pixel's logits in registers. */
export const MOST_CLASSES = 64;

export interface LogitsBuffer extends Size {
  /** `[classes, height, width]` float32; may be larger than that. */
  buffer: GPUBuffer;
  classes: number;
  stride: number;
  grid: NetworkGrid;
}

export type ScoresGpu = (
  logits: LogitsBuffer,
  target: Size,
  requests: readonly ScoreRequest[],
) => { scores: GPUBuffer[]; classes: GPUBuffer };

/** Words of four bytes of a request. */
const REQUEST = 5;

/**
 * Per request the place of its kind in the list (2^32 - 1: in none), temperature, beta, gamma and the number
 * of known classes; at least one.
 */
function packRequests(requests: readonly ScoreRequest[]): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(Math.max(1, requests.length) * REQUEST);
  const words = new Uint32Array(floats.buffer);
  for (const [i, request] of requests.entries()) {
    words[REQUEST * i] = SCORE_KINDS.indexOf(request.kind);
    floats[REQUEST * i + 1] = request.temperature;
    words[REQUEST * i + 4] = request.known ?? 0;
    if (request.kind === 'eds-mix') {
      const { beta, gamma } = mixOf(request);
      floats.set([beta, gamma], REQUEST * i + 2);
    }
  }
  return floats;
}

/**
 * Builds the operation; each call returns one score buffer `[H, W]` float32 per request and classes
 * `[H, W]` u32, owned by the caller.
 */
export async function createScores(device: GPUDevice): Promise<ScoresGpu> {
  const kernel = await Kernel.create(device, 'scores', `${code}\n${kindConstants()}`);
  return (logits, target, requests) => {
    if (logits.classes > MOST_CLASSES)
      throw new AnomalensError(
        'internal',
        `The score kernel takes ${MOST_CLASSES} classes at most.`,
      );
    knownNumbers(requests, logits.classes);
    const pixels = target.width * target.height;
    const taps = logitTaps(target, logits.grid, logits.stride);
    const words = new Uint32Array([
      target.width,
      target.height,
      logits.width,
      logits.height,
      logits.classes,
      requests.length,
    ]);
    const params = uniform(device, 'scores params', words.buffer);
    const wanted = packRequests(requests);
    const columns = uploadStorage(device, 'scores columns', packTaps(taps.columns));
    const rows = uploadStorage(device, 'scores rows', packTaps(taps.rows));
    const list = uploadStorage(device, 'scores requests', wanted);
    const planes = createStorage(
      device,
      'scores planes',
      Math.max(1, requests.length) * pixels * 4,
    );
    const classes = createStorage(device, 'classes', pixels * 4);
    const size = logits.classes * logits.width * logits.height * 4;
    submitPass(device, 'scores', (pass) =>
      kernel.record(
        pass,
        [params, { buffer: logits.buffer, size }, columns, rows, list, planes, classes],
        pixels,
      ),
    );
    // One buffer per score, so that each can be released on its own.
    const encoder = device.createCommandEncoder({ label: 'scores split' });
    const scores = requests.map(({ kind }, i) => {
      const score = createStorage(device, `score ${kind}`, pixels * 4);
      encoder.copyBufferToBuffer(planes, i * pixels * 4, score, 0, pixels * 4);
      return score;
    });
    device.queue.submit([encoder.finish()]);
    for (const buffer of [columns, rows, list, planes]) destroyStorage(buffer);
    params.destroy();
    return { scores, classes };
  };
}
