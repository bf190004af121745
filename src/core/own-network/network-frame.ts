/** How a picture is put before a person's own network. */
import { networkGrid } from '#src/core/geometry';
import type { NetworkGrid, Size } from '#src/core/types';
import type { CardSize } from './card';

/** What a network sees at first: the long side of its card, or else that of the page. */
export function firstLongSide(size: CardSize, usual: number): number {
  return (size.kind === 'free' ? size.longSide : null) ?? usual;
}

/**
 * Where the picture lies in the input. A fixed frame is filled, or keeps the aspect with grey at the right and
 * bottom.
 * @param longSide of the picture in a network that takes any size.
 */
export function ownGrid(picture: Size, size: CardSize, longSide: number): NetworkGrid {
  if (size.kind === 'free') return networkGrid(picture, longSide, size.multipleOf);
  const { width, height, fit } = size;
  const padded = { paddedWidth: width, paddedHeight: height };
  if (fit === 'stretch') return { width, height, ...padded };
  const scale = Math.min(width / picture.width, height / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
    ...padded,
  };
}

/**
 * Between black and white: what fills the rest of the input, whatever its numbers are normalised by. Zeros would
 * be the mean of one network and black of another.
 */
const GREY = 127 / 255;

/** Fills what the picture leaves of the input. @param planes `[3, paddedHeight, paddedWidth]`. */
export function fillRest(
  planes: Float32Array,
  { width, height, paddedWidth, paddedHeight }: NetworkGrid,
  { mean, std }: { mean: readonly number[]; std: readonly number[] },
): void {
  if (width === paddedWidth && height === paddedHeight) return;
  for (let channel = 0; channel < 3; channel++) {
    const value = (GREY - (mean[channel] as number)) / (std[channel] as number);
    for (let y = 0; y < paddedHeight; y++) {
      const row = (channel * paddedHeight + y) * paddedWidth;
      planes.fill(value, row + (y < height ? width : 0), row + paddedWidth);
    }
  }
}

/** Where the picture lies on the grid of a map that covers the whole input with `map` pixels. */
export function gridOfMap(input: NetworkGrid, map: Size): NetworkGrid {
  return {
    width: (input.width * map.width) / input.paddedWidth,
    height: (input.height * map.height) / input.paddedHeight,
    paddedWidth: map.width,
    paddedHeight: map.height,
  };
}
