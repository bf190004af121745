/** What every measurement starts from: one sample at a wanted size, the network, its logits. */
import { networkGrid } from '#src/core/geometry';
import type { Size } from '#src/core/types';
import { preprocessCpu } from '#src/gpu/ops/preprocess/cpu';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { type ChainFiles, loadChain, openChain } from '#src/models/testing/open-chain';

/** The scores that the alternatives compute too, in their order. */
export const COMPARED_KINDS = ['msp', 'max-logit', 'entropy', 'energy', 'margin'] as const;

export const SAMPLE = 'samples/city-sofa.jpg';

/** The base head behind the trunk. */
export type Network = ChainFiles;

export interface Scene extends Size {
  rgba: Uint8ClampedArray;
  logits: LogitsData;
}

export const loadNetwork = (): Promise<Network> => loadChain('base');

export async function loadPicture({ width, height }: Size): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(await (await fetch(SAMPLE)).blob(), {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

export function inputOf({ entry }: Network, rgba: Uint8ClampedArray, size: Size, longSide: number) {
  const grid = networkGrid(size, longSide, entry.input.multipleOf);
  return { grid, data: preprocessCpu(rgba, size, grid, entry.input.mean, entry.input.std) };
}

export async function loadScene(network: Network, size: Size, longSide: number): Promise<Scene> {
  const rgba = await loadPicture(size);
  const { grid, data } = inputOf(network, rgba, size, longSide);
  const input = { width: grid.paddedWidth, height: grid.paddedHeight };
  const chain = await openChain(network, input, 'wasm', null);
  const { 'base/logits': logits } = await chain.run(data);
  await chain.release();
  const { channels, stride } = network.entry.outputs.logits;
  if (!(logits instanceof Float32Array)) throw new Error('The WebAssembly path gives arrays');
  return {
    ...size,
    rgba,
    logits: {
      data: logits.slice(),
      classes: channels,
      stride,
      grid,
      width: input.width / stride,
      height: input.height / stride,
    },
  };
}
