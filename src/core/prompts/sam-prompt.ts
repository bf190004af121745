/**
 * A prompt as the decoder of a promptable segmenter takes it (Kirillov et al. 2023, the exported
 * interface).
 */
import { networkGrid } from '#src/core/geometry';
import type { Prompt } from '#src/core/prompts/prompt';
import type { NetworkGrid, Size } from '#src/core/types';

const LABELS = { negative: 0, positive: 1, topLeft: 2, bottomRight: 3, padding: -1 } as const;

/**
 * How a picture is put into the frame: its long side is `longSide`, padded to a square or to the
 * next multiple.
 */
export type FrameRule = { longSide: number } & (
  | { padTo: 'square' }
  | { padTo: 'multiple'; multipleOf: number }
);

/** The frame of a picture. Small pictures are enlarged, as the segmenter was trained. */
export function frameGrid(picture: Size, rule: FrameRule): NetworkGrid {
  if (rule.padTo === 'multiple') return networkGrid(picture, rule.longSide, rule.multipleOf);
  return {
    ...networkGrid(picture, rule.longSide, 1),
    paddedWidth: rule.longSide,
    paddedHeight: rule.longSide,
  };
}

/** `coords [1, n, 2]` (x, y in frame pixels, before the padding) and `labels [1, n]`. */
export interface PointTensors {
  coords: Float32Array<ArrayBuffer>;
  labels: Float32Array<ArrayBuffer>;
}

/**
 * Points first, then a box as its top-left and bottom-right corners. Without a box one padding
 * point follows, as the published export wants it. Continuous coordinates are scaled and nothing
 * else, which is what the published code does with boxes.
 */
export function pointTensors(
  { box, points }: Pick<Prompt, 'box' | 'points'>,
  picture: Size,
  grid: NetworkGrid,
): PointTensors {
  const scale = { x: grid.width / picture.width, y: grid.height / picture.height };
  const coords: number[] = [];
  const labels: number[] = [];
  const add = (x: number, y: number, label: number) => {
    coords.push(x * scale.x, y * scale.y);
    labels.push(label);
  };
  for (const { x, y, positive } of points) add(x, y, positive ? LABELS.positive : LABELS.negative);
  if (box) {
    add(box.x, box.y, LABELS.topLeft);
    add(box.x + box.width, box.y + box.height, LABELS.bottomRight);
  } else add(0, 0, LABELS.padding);
  return { coords: Float32Array.from(coords), labels: Float32Array.from(labels) };
}

/** Two prompts with the same key have the same mask, whatever they are called and painted with. */
export function promptKey({ box, points }: Pick<Prompt, 'box' | 'points'>): string {
  const corners = box ? [box.x, box.y, box.width, box.height] : [];
  return `${corners.join(' ')}|${points.map(({ x, y, positive }) => `${x} ${y} ${positive ? '+' : '-'}`).join('|')}`;
}
