import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import { logitTaps, packTaps } from '#src/gpu/ops/scores/sampling';
import type { OpenRule } from './cpu';
import code from './kernel.wgsl?raw';

/** The kernel keeps one pixel's embedding in registers. */
const MOST_CLASSES = 64;
const [PROTOTYPE, HEAD] = [0, 1];

export type OpenClassesGpu = (
  logits: LogitsBuffer,
  target: Size,
  rules: readonly OpenRule[],
) => GPUBuffer;

interface PackedRules {
  /** Four words per rule; at least one rule. */
  words: Uint32Array<ArrayBuffer>;
  /** `[prototypes, classes]` */
  prototypes: Float32Array<ArrayBuffer>;
  /** `[outputs of all heads, h, w]` */
  heads: Float32Array<ArrayBuffer>;
}

function packRules(
  { classes, width, height }: LogitsBuffer,
  rules: readonly OpenRule[],
): PackedRules {
  const prototypes: number[] = [];
  const planes = rules.reduce((sum, rule) => sum + (rule.kind === 'head' ? rule.outputs : 0), 0);
  const heads = new Float32Array(Math.max(1, planes * width * height));
  const words = new Uint32Array(Math.max(1, rules.length) * 4);
  const floats = new Float32Array(words.buffer);
  let plane = 0;
  for (const [index, rule] of rules.entries()) {
    if (rule.kind === 'prototype') {
      if (rule.prototype.length !== classes)
        throw new AnomalensError('internal', `A prototype of ${classes} numbers was expected.`);
      words.set([PROTOTYPE, prototypes.length / classes, 0], index * 4);
      floats[index * 4 + 3] = rule.radius;
      prototypes.push(...rule.prototype);
    } else {
      if (rule.data.length !== rule.outputs * width * height)
        throw new AnomalensError(
          'internal',
          `Head logits of ${rule.outputs} x ${height} x ${width} were expected.`,
        );
      words.set([HEAD, plane, rule.outputs, 0], index * 4);
      heads.set(rule.data, plane * width * height);
      plane += rule.outputs;
    }
  }
  return { words, prototypes: Float32Array.from(prototypes.length > 0 ? prototypes : [0]), heads };
}

/** Builds the operation; each call returns classes `[H, W]` u32 that the caller owns. */
export async function createOpenClasses(device: GPUDevice): Promise<OpenClassesGpu> {
  const kernel = await Kernel.create(device, 'open classes', code);
  return (logits, target, rules) => {
    if (logits.classes > MOST_CLASSES)
      throw new AnomalensError('internal', `The kernel takes ${MOST_CLASSES} classes at most.`);
    const packed = packRules(logits, rules);
    const pixels = target.width * target.height;
    const taps = logitTaps(target, logits.grid, logits.stride);
    const size = logits.classes * logits.width * logits.height * 4;
    const words = new Uint32Array([
      target.width,
      target.height,
      logits.width,
      logits.height,
      logits.classes,
      rules.length,
    ]);
    const params = uniform(device, 'open classes params', words.buffer);
    const inputs = [
      uploadStorage(device, 'open classes columns', packTaps(taps.columns)),
      uploadStorage(device, 'open classes rows', packTaps(taps.rows)),
      uploadStorage(device, 'open classes rules', packed.words),
      uploadStorage(device, 'learnt prototypes', packed.prototypes),
      uploadStorage(device, 'head logits', packed.heads),
    ];
    const result = createStorage(device, 'open classes', pixels * 4);
    submitPass(device, 'open classes', (pass) =>
      kernel.record(pass, [params, { buffer: logits.buffer, size }, ...inputs, result], pixels),
    );
    for (const buffer of inputs) destroyStorage(buffer);
    params.destroy();
    return result;
  };
}
