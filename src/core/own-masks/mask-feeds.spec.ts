import { describe, expect, it } from 'vitest';
import { bestMask, decoderFeeds, maskFrame } from './mask-feeds';
import type { MaskDecoderSignature } from './mask-signature';

const PICTURE = { width: 400, height: 200 };
const FRAME = { width: 1024, height: 1024 };
const DECODER: MaskDecoderSignature = {
  embeddings: { image_embeddings: 'image_embeddings' },
  points: { name: 'point_coords', rank: 3, of: 'frame' },
  labels: { name: 'point_labels', rank: 2, dtype: 'float32' },
  boxes: { kind: 'corners' },
  earlierMask: null,
  hasEarlierMask: null,
  maskSize: null,
  masks: 'masks',
  quality: 'iou_predictions',
};
const EMBEDDINGS = { image_embeddings: { data: new Float32Array(4), dims: [1, 1, 2, 2] } };
const BOX = { box: { x: 100, y: 50, width: 200, height: 100 }, points: [] };
const grid = maskFrame(PICTURE, { frame: FRAME, fit: 'letterbox' });
const fed = (change: Partial<MaskDecoderSignature>, prompt: Parameters<typeof decoderFeeds>[2]) =>
  decoderFeeds({ ...DECODER, ...change }, EMBEDDINGS, prompt, PICTURE, grid);

describe('a picture lies in the frame', () => {
  it.each([
    ['letterbox', { width: 1024, height: 512, paddedWidth: 1024, paddedHeight: 1024 }],
    ['shrink', { width: 1024, height: 512, paddedWidth: 1024, paddedHeight: 512 }],
    ['stretch', { width: 1024, height: 1024, paddedWidth: 1024, paddedHeight: 1024 }],
  ] as const)('as its maker puts it there: %s', (fit, lies) => {
    expect(maskFrame(PICTURE, { frame: FRAME, fit })).toEqual(lies);
  });
});

describe('a box is told', () => {
  it('by its corners among the points', () => {
    const { point_coords: coords, point_labels: labels } = fed({}, BOX);
    expect([...coords!.data]).toEqual([256, 128, 768, 384]);
    expect(coords!.dims).toEqual([1, 2, 2]);
    expect([...labels!.data]).toEqual([2, 3]);
  });

  it('by an input of its own, beside a padding point', () => {
    const boxes = { kind: 'input' as const, name: 'input_boxes' };
    const { input_boxes: given, point_labels: labels } = fed({ boxes }, BOX);
    expect([...given!.data]).toEqual([256, 128, 768, 384]);
    expect(given!.dims).toEqual([1, 1, 4]);
    expect([...labels!.data]).toEqual([-1]);
    const points = { box: null, points: [{ x: 200, y: 100, positive: false }] };
    expect(fed({ boxes }, points).input_boxes!.dims).toEqual([1, 0, 4]);
    expect([...fed({ boxes }, points).point_labels!.data]).toEqual([0]);
  });

  it('by its centre where nothing takes boxes', () => {
    const { point_coords: coords, point_labels: labels } = fed({ boxes: { kind: 'centre' } }, BOX);
    expect([...coords!.data]).toEqual([512, 256]);
    expect([...labels!.data]).toEqual([1]);
  });
});

it('coordinates are those of the mask where its size is asked for with them, as whole numbers', () => {
  const { batched_point_coords: coords, orig_im_size: size } = fed(
    {
      points: { name: 'batched_point_coords', rank: 4, of: 'mask' },
      maskSize: { name: 'orig_im_size', dtype: 'int64' },
    },
    BOX,
  );
  expect([...coords!.data]).toEqual([64, 32, 192, 96]);
  expect(coords!.dims).toEqual([1, 1, 2, 2]);
  expect([...size!.data]).toEqual([128n, 256n]);
});

it('an earlier mask is empty, of four cells for each of the embedding’s', () => {
  const feeds = fed(
    { earlierMask: { name: 'mask_input', size: null }, hasEarlierMask: 'has_mask_input' },
    BOX,
  );
  expect(feeds.mask_input!.dims).toEqual([1, 1, 8, 8]);
  expect([...feeds.has_mask_input!.data]).toEqual([0]);
});

describe('of several masks', () => {
  const masks = {
    data: Float32Array.from({ length: 3 * 8 }, (_, i) => Math.floor(i / 8)),
    dims: [1, 3, 2, 4],
  };
  const outputs = {
    masks,
    iou_predictions: { data: Float32Array.of(0.2, 0.9, 0.5), dims: [1, 3] },
  };

  it('the best is taken, which covers the frame', () => {
    const best = bestMask(DECODER, outputs, grid);
    expect(best).toMatchObject({ width: 4, height: 2, grid });
    expect(best.quality).toBeCloseTo(0.9);
    expect([...best.data]).toEqual(new Array(8).fill(1));
  });

  it('those of an asked size cover the picture alone', () => {
    const asked = { ...DECODER, maskSize: { name: 'orig_im_size', dtype: 'float32' as const } };
    expect(bestMask(asked, outputs, grid).grid).toMatchObject({
      paddedWidth: 1024,
      paddedHeight: 512,
    });
    const low = { ...asked, masks: 'low_res_masks' };
    expect(bestMask(low, { ...outputs, low_res_masks: masks }, grid).grid).toEqual(grid);
  });

  it('others than there are numbers for are refused', () => {
    const wrong = { ...outputs, iou_predictions: { data: new Float32Array(2), dims: [1, 2] } };
    expect(() => bestMask(DECODER, wrong, grid)).toThrow(
      expect.objectContaining({ code: 'network-unsupported' }),
    );
  });
});
