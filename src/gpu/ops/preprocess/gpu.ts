import type { NetworkGrid, Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import code from './kernel.wgsl?raw';
import { type ResampleAxis, resampleAxis } from './resample';

export type PreprocessGpu = (
  picture: Size & { buffer: GPUBuffer },
  grid: NetworkGrid,
  mean: readonly number[],
  std: readonly number[],
) => GPUBuffer;

/**
 * Builds the operation; each call returns a buffer `[3, paddedHeight, paddedWidth]` float32 that
 * the caller owns.
 */
export async function createPreprocess(device: GPUDevice): Promise<PreprocessGpu> {
  const rows = await Kernel.create(device, 'preprocess', code, 'rows');
  const columns = await Kernel.create(device, 'preprocess', code, 'columns');
  return (picture, grid, mean, std) => {
    const horizontal = resampleAxis(picture.width, grid.width);
    const vertical = resampleAxis(picture.height, grid.height);
    const words = new ArrayBuffer(64);
    new Uint32Array(words).set([
      picture.width,
      picture.height,
      grid.width,
      grid.height,
      grid.paddedWidth,
      grid.paddedHeight,
      horizontal.taps,
      vertical.taps,
    ]);
    new Float32Array(words, 32).set([...mean, 0, ...std, 1]);
    const params = uniform(device, 'preprocess params', words);
    const upload = (name: string, data: Int32Array<ArrayBuffer>) =>
      uploadStorage(device, `preprocess ${name}`, data);
    const tablesOf = (axis: ResampleAxis) => [
      upload('first', axis.first),
      upload('count', axis.count),
      upload('weights', axis.weights),
    ];
    const [across, down] = [tablesOf(horizontal), tablesOf(vertical)];
    const bytes = createStorage(device, 'preprocess rows', grid.width * picture.height * 4);
    const planes = createStorage(
      device,
      'network input',
      3 * grid.paddedWidth * grid.paddedHeight * 4,
    );
    submitPass(device, 'preprocess', (pass) => {
      rows.record(pass, [params, picture.buffer, ...across, bytes], grid.width * picture.height);
      columns.record(pass, [params, bytes, ...down, planes], grid.paddedWidth * grid.paddedHeight);
    });
    for (const buffer of [...across, ...down, bytes]) destroyStorage(buffer);
    params.destroy();
    return planes;
  };
}
