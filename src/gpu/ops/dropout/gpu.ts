import { AnomalensError } from '#src/core/errors';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import { type Classifier, DROPOUT_STATISTICS, type DropoutStatistic } from './cpu';
import passCode from './pass.wgsl?raw';
import statisticCode from './statistic.wgsl?raw';

/** The kernel keeps one pixel's logits in registers. */
const MOST_CLASSES = 64;

export interface DropoutGpu {
  /** Sums over passes, zero: `[classes + 1, height, width]` float32, owned by the caller. */
  sums(features: LogitsBuffer, classifier: Classifier): GPUBuffer;
  /** Adds one pass with the mask `[channels]` to the sums. */
  addPass(
    features: LogitsBuffer,
    classifier: Classifier,
    mask: Float32Array,
    sums: GPUBuffer,
  ): void;
  /** One statistic `[pixels]` float32 of the sums of `passes` passes, owned by the caller. */
  statistic(
    sums: GPUBuffer,
    pixels: number,
    classes: number,
    passes: number,
    statistic: DropoutStatistic,
  ): GPUBuffer;
}

export async function createDropout(device: GPUDevice): Promise<DropoutGpu> {
  const [pass, readOff] = await Promise.all([
    Kernel.create(device, 'dropout pass', passCode),
    Kernel.create(device, 'dropout statistic', statisticCode),
  ]);
  return {
    sums({ buffer, width, height, classes: channels }, { weight, bias }) {
      const fits =
        buffer.size >= channels * width * height * 4 && weight.length === bias.length * channels;
      if (!fits || bias.length > MOST_CLASSES)
        throw new AnomalensError('internal', `A classifier of ${channels} channels was expected.`);
      return createStorage(device, 'dropout sums', (bias.length + 1) * width * height * 4); // WebGPU fills it with zeros
    },
    addPass({ buffer, width, height, classes: channels }, { weight, bias }, mask, sums) {
      const pixels = width * height;
      const params = uniform(
        device,
        'dropout params',
        new Uint32Array([pixels, channels, bias.length]).buffer,
      );
      const weights = uploadStorage(
        device,
        'dropout weights',
        Float32Array.from(weight, (value, i) => value * (mask[i % channels] as number)),
      );
      const offsets = uploadStorage(device, 'dropout bias', Float32Array.from(bias));
      const source = { buffer, size: channels * pixels * 4 };
      submitPass(device, 'dropout pass', (encoder) =>
        pass.record(encoder, [params, source, weights, offsets, sums], pixels),
      );
      for (const used of [weights, offsets]) destroyStorage(used);
      params.destroy();
    },
    statistic(sums, pixels, classes, passes, statistic) {
      const words = new Uint32Array([
        pixels,
        classes,
        passes,
        DROPOUT_STATISTICS.indexOf(statistic),
      ]);
      const params = uniform(device, 'dropout statistic params', words.buffer);
      const result = createStorage(device, `dropout ${statistic}`, pixels * 4);
      submitPass(device, 'dropout statistic', (encoder) =>
        readOff.record(encoder, [params, sums, result], pixels),
      );
      params.destroy();
      return result;
    },
  };
}
