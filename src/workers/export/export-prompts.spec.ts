import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { manualPrompt } from '#src/core/prompts/edit-prompts';
import { decodeRle } from '#src/core/rle/coco-rle';
import type { Box } from '#src/core/types';
import type { ExportRecord } from '#src/protocol/exports';
import {
  type ExportedPrompt,
  encodeMasksPng,
  masksAbove,
  masksCoco,
  promptsJson,
} from './export-prompts';

const SIZE = { width: 6, height: 4 };
const RECORD: ExportRecord = {
  picture: { name: 'cow', fileName: 'cow.webp', ...SIZE, original: SIZE },
  settings: { methodId: 's2m', parameters: { source: 0 }, blur: false },
  threshold: 0.5,
  minArea: 0,
  removal: null,
  leftOut: null,
  model: null,
  longSide: 768,
  inference: 'wasm',
  compute: 'cpu',
  versions: { anomalens: '0.0.0', onnxruntime: '0.0.0' },
};

/** A mask that fills its box. */
function filled(id: string, box: Box, score: number): ExportedPrompt {
  const area = box.width * box.height;
  const prompt = {
    ...manualPrompt(id, box),
    score,
    predictedIou: 0.9,
    area,
    maskBox: box,
    fragments: 1,
  };
  return { prompt, region: { ...box, bits: new Uint8Array(area).fill(1) } };
}

const low = filled('low', { x: 0, y: 0, width: 3, height: 2 }, 0.4);
const high = filled('high', { x: 2, y: 1, width: 2, height: 3 }, 0.8);
const empty: ExportedPrompt = {
  prompt: { ...low.prompt, id: 'empty', area: 0, maskBox: null, fragments: 0 },
  region: null,
};

const IDS = [1, 1, 1, 0, 0, 0, /**/ 1, 1, 3, 3, 0, 0, /**/ 0, 0, 3, 3, 0, 0, /**/ 0, 0, 3, 3, 0, 0];

describe('masks as a PNG', () => {
  it('holds the id of the highest score, whichever comes first', () => {
    const { data, depth } = decode(encodeMasksPng([low, empty, high], SIZE));
    expect({ depth, data: [...data] }).toEqual({ depth: 8, data: IDS });
    const other = decode(encodeMasksPng([high, empty, low], SIZE));
    expect([...other.data]).toEqual(IDS.map((id) => (id === 0 ? 0 : 4 - id)));
  });

  it('takes 16 bits for more masks than a byte can tell apart', () => {
    const most = decode(encodeMasksPng([...new Array(254).fill(empty), high], SIZE));
    expect({ depth: most.depth, largest: Math.max(...most.data) }).toEqual({
      depth: 8,
      largest: 255,
    });
    const { data, depth } = decode(encodeMasksPng([...new Array(299).fill(empty), high], SIZE));
    expect({ depth, largest: Math.max(...data) }).toEqual({ depth: 16, largest: 300 });
  });

  it('holds the first of two masks with the same score', () => {
    const other = filled('other', { x: 0, y: 0, width: 6, height: 4 }, 0.4);
    const { data } = decode(encodeMasksPng([low, other], SIZE));
    expect([...data.subarray(0, 7)]).toEqual([1, 1, 1, 2, 2, 2, 1]);
  });

  it('leaves the holes of a mask to the picture', () => {
    const region = { x: 1, y: 1, width: 2, height: 2, bits: Uint8Array.of(1, 0, 0, 1) };
    const { data } = decode(encodeMasksPng([{ ...low, region }], SIZE));
    expect([...data.keys()].filter((pixel) => data[pixel] === 1)).toEqual([7, 14]);
  });
});

describe('masks for COCO', () => {
  const file = JSON.parse(masksCoco(RECORD, [low, empty, high]));

  it('leaves empty masks out and keeps the ids', () => {
    expect(file.annotations.map(({ id }: { id: number }) => id)).toEqual([1, 3]);
    expect(file.images).toEqual([{ id: 1, file_name: 'cow.webp', ...SIZE }]);
    expect(file.categories).toEqual([{ id: 1, name: 'unknown object', supercategory: 'unknown' }]);
  });

  it('has no box where a person set points only', () => {
    const points = [{ x: 1, y: 1, positive: true }];
    const prompt = { ...high.prompt, box: null, points };
    const [annotation] = JSON.parse(masksCoco(RECORD, [{ ...high, prompt }])).annotations;
    expect(annotation.prompt).toEqual({ box: null, points, origin: 'manual' });
  });

  it('has the whole mask, also where another one covers it', () => {
    const [first, second] = file.annotations;
    expect(first).toMatchObject({
      area: 6,
      bbox: [0, 0, 3, 2],
      iscrowd: 0,
      image_id: 1,
      category_id: file.categories[0].id,
      score: 0.4,
    });
    expect([...decodeRle(first.segmentation)]).toEqual([
      1,
      1,
      1,
      0,
      0,
      0,
      1,
      1,
      1,
      0,
      0,
      0,
      ...new Array(12).fill(0),
    ]);
    expect([...decodeRle(second.segmentation)]).toEqual(IDS.map((id) => (id === 3 ? 1 : 0)));
  });

  it('says what made it', () => {
    expect(file.info).toMatchObject({ settings: RECORD.settings, versions: RECORD.versions });
    expect(file.info.description).toBe('Unknown objects, segmented from prompts');
    expect(file.info.picture).toBeUndefined();
    expect(file.annotations[1].predicted_iou).toBe(0.9);
    expect(file.annotations[1].prompt).toEqual({ box: [2, 1, 2, 3], points: [], origin: 'manual' });
  });
});

describe('masks at a threshold', () => {
  const written = (threshold: number) => {
    const shown = masksAbove([low, empty, high], threshold);
    const ids = JSON.parse(masksCoco(RECORD, shown)).annotations.map(
      ({ id }: { id: number }) => id,
    );
    return { ids, pixels: [...decode(encodeMasksPng(shown, SIZE)).data] };
  };

  it('are those that the painted score has there, by their own numbers', () => {
    expect(written(0.5)).toEqual({ ids: [3], pixels: IDS.map((id) => (id === 3 ? 3 : 0)) });
    expect(written(0.81)).toEqual({ ids: [], pixels: IDS.map(() => 0) });
  });

  it('include those at it, as the score map rounds them', () => {
    expect(written(Math.fround(0.8)).ids).toEqual([3]);
    expect(written(Math.fround(0.4)).ids).toEqual([1, 3]);
  });
});

it('prompts as JSON carry boxes, points and masks in numbers', () => {
  const text = promptsJson(RECORD, [low, empty, high]);
  const { prompts, ...about } = JSON.parse(text);
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  expect(about).toEqual({ schemaVersion: 1, ...RECORD });
  expect(prompts[2]).toEqual({ ...high.prompt, id: 3 });
  expect(prompts).toHaveLength(3);
});
