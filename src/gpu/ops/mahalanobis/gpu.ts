import { AnomalensError } from '#src/core/errors';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import type { WhitenedClasses } from './cpu';
import code from './kernel.wgsl?raw';

/** The kernel keeps one pixel's projected features in registers. */
const MOST_COMPONENTS = 64;

export type MahalanobisGpu = (features: LogitsBuffer, whitening: WhitenedClasses) => GPUBuffer;

/**
 * Builds the operation; each call returns distances `[features.height, features.width]` float32
 * that the caller owns.
 */
export async function createMahalanobis(device: GPUDevice): Promise<MahalanobisGpu> {
  const kernel = await Kernel.create(device, 'mahalanobis', code);
  return ({ buffer, classes: channels, width, height }, { projection, centres }) => {
    const pixels = width * height;
    const size = channels * pixels * 4;
    const components = projection.length / channels;
    const classes = centres.length / components;
    const fits =
      buffer.size >= size &&
      components <= MOST_COMPONENTS &&
      Number.isInteger(components) &&
      Number.isInteger(classes);
    if (!fits)
      throw new AnomalensError('internal', `A whitening of ${channels} channels was expected.`);
    const params = uniform(
      device,
      'mahalanobis params',
      new Uint32Array([pixels, channels, components, classes]).buffer,
    );
    const matrix = uploadStorage(device, 'mahalanobis projection', Float32Array.from(projection));
    const means = uploadStorage(device, 'mahalanobis centres', Float32Array.from(centres));
    const distances = createStorage(device, 'mahalanobis distances', pixels * 4);
    submitPass(device, 'mahalanobis', (pass) =>
      kernel.record(pass, [params, { buffer, size }, matrix, means, distances], pixels),
    );
    for (const used of [matrix, means]) destroyStorage(used);
    params.destroy();
    return distances;
  };
}
