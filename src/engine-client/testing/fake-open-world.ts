/** What the fake engine answers about annotations and learnt classes. */
import { pixelsOf } from '#src/core/annotation/combine-masks';
import { encodeRle } from '#src/core/rle/coco-rle';
import { SIZE } from '#src/engine-client/testing/fake-regions';
import type { OpenWorldRequests } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';

type Answers = {
  [N in keyof OpenWorldRequests]: (params: Requests[N]['params']) => Requests[N]['result'];
};

/** An object of 6 x 4 pixels. */
export const BLOB = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
  const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
  return Number(x >= 10 && x < 16 && y >= 5 && y < 9);
});

export const OPEN_WORLD_ANSWERS: Answers = {
  annotationMask: () => ({ mask: encodeRle(BLOB, SIZE) }),
  collectShot: ({ mask }) => ({ pixels: pixelsOf(mask) }),
  dropShots: () => null,
  learnClass: ({ shotIds, kind }) => ({
    rule:
      kind === 'prototype'
        ? { kind, prototype: [1, 2], radius: 1.5 }
        : { kind, weights: [1, 2, 3, 4, 5, 6], bias: [1, 2, 3] },
    pixels: 24 * shotIds.length,
    distances:
      kind === 'prototype'
        ? { range: { min: 0.01, max: 100 }, inside: [1, 0], outside: [0, 1] }
        : null,
    losses: kind === 'head' ? [2, 1] : [],
    time: 5,
  }),
  trainingLabels: ({ earlier }) => ({
    width: 2,
    height: 1,
    labels: [0, 2 + earlier.length],
    annotated: 1,
    reach: { x: 1, y: 1 },
  }),
  metricSpace: () => ({
    points: [{ u: 1, v: 2, x: 3, y: 4, index: 0 }],
    prototypes: [{ u: 0, v: 0, index: 0 }],
    mean: [0, 0],
    axes: [
      [1, 0],
      [0, 1],
    ],
    explained: [0.75, 0.25],
  }),
  measureLearnt: () => ({ old: 0.5, oldBefore: 0.6, novel: 0.4, harmonic: 4 / 9 }),
};
