import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';

export interface UpsampleCase {
  name: string;
  output: LogitsData;
  target: Size;
}

/** Network pixels of `content`, padded to 32; `classes` channels at stride 4. */
function outputOf(classes: number, content: Size, value: (index: number) => number): LogitsData {
  const pad = (side: number) => Math.ceil(side / 32) * 32;
  const grid = { ...content, paddedWidth: pad(content.width), paddedHeight: pad(content.height) };
  const [width, height] = [grid.paddedWidth / 4, grid.paddedHeight / 4];
  return {
    data: Float32Array.from({ length: classes * width * height }, (_, i) => value(i)),
    classes,
    width,
    height,
    stride: 4,
    grid,
  };
}

const next = seeded(7);
const random = (range: number) => () => next() * range;

export const UPSAMPLE_CASES: UpsampleCase[] = [
  {
    name: 'one pixel',
    output: outputOf(1, { width: 4, height: 4 }, random(5)),
    target: { width: 1, height: 1 },
  },
  {
    name: 'prime sizes',
    output: outputOf(1, { width: 61, height: 37 }, random(80)),
    target: { width: 127, height: 71 },
  },
  {
    name: 'reduced',
    output: outputOf(1, { width: 96, height: 64 }, random(8)),
    target: { width: 9, height: 8 },
  },
  {
    name: 'constant',
    output: outputOf(1, { width: 32, height: 32 }, () => 2.5),
    target: { width: 63, height: 5 },
  },
  {
    name: 'zero',
    output: outputOf(1, { width: 32, height: 32 }, () => 0),
    target: { width: 64, height: 64 },
  },
  {
    name: 'the first of three channels',
    output: outputOf(3, { width: 40, height: 32 }, random(8)),
    target: { width: 101, height: 83 },
  },
];
