/**
 * Files of prompts and their masks. Ids are 1..n in the order of the prompts, in all of them: where
 * masks are left out, so are their ids.
 */
import { encode as encodePng } from 'fast-png';
import type { SegmentedPrompt } from '#src/core/prompts/prompt';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { Box, Size } from '#src/core/types';
import type { ExportRecord, NamedRow } from '#src/protocol/exports';

/** A mask on the picture grid: `bits [height, width]` of its box are 1 inside the object. */
interface MaskRegion extends Box {
  bits: Uint8Array;
}

/** A prompt, and its mask unless that is empty. */
export interface ExportedPrompt {
  prompt: SegmentedPrompt;
  region: MaskRegion | null;
  /** What it looks like, where that is wanted. */
  names?: NamedRow;
}

const LARGEST_BYTE = 255;

/**
 * The prompts with those masks alone that the painted score shows at its threshold. A score map holds
 * float32, so the score is compared as one.
 */
export function masksAbove(
  prompts: readonly ExportedPrompt[],
  threshold: number,
): ExportedPrompt[] {
  return prompts.map((exported) =>
    Math.fround(exported.prompt.score) >= threshold ? exported : { ...exported, region: null },
  );
}

function forEachPixel(
  { x, y, width, height, bits }: MaskRegion,
  { width: pictureWidth }: Size,
  visit: (pixel: number) => void,
): void {
  for (let row = 0, i = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++)
      if (bits[i]) visit((y + row) * pictureWidth + x + column);
}

/**
 * Grey PNG, 8 or 16 bits: the id of the mask that covers a pixel, of the highest score where
 * several do; 0 elsewhere.
 */
export function encodeMasksPng(
  prompts: readonly ExportedPrompt[],
  size: Size,
): Uint8Array<ArrayBuffer> {
  const wide = prompts.length > LARGEST_BYTE;
  const ids = wide
    ? new Uint16Array(size.width * size.height)
    : new Uint8Array(size.width * size.height);
  const scores = new Float32Array(ids.length);
  for (const [index, { prompt, region }] of prompts.entries()) {
    if (!region) continue;
    forEachPixel(region, size, (pixel) => {
      if ((ids[pixel] as number) > 0 && (scores[pixel] as number) >= prompt.score) return;
      ids[pixel] = index + 1;
      scores[pixel] = prompt.score;
    });
  }
  return new Uint8Array(encodePng({ ...size, data: ids, depth: wide ? 16 : 8, channels: 1 }));
}

/** `[height, width]` of the picture, 1 inside. */
export function pixelsOfRegion(region: MaskRegion, size: Size): Uint8Array {
  const mask = new Uint8Array(size.width * size.height);
  forEachPixel(region, size, (pixel) => {
    mask[pixel] = 1;
  });
  return mask;
}

function corners(box: Box | null): number[] | null {
  return box && [box.x, box.y, box.width, box.height];
}

/**
 * COCO's format with run-length coded masks; what made each mask is among its annotation. Empty
 * masks are no annotations.
 */
export function masksCoco(record: ExportRecord, prompts: readonly ExportedPrompt[]): string {
  const { picture, ...settings } = record;
  const { width, height } = picture;
  const annotations = prompts.flatMap(({ prompt, region, names }, index) =>
    region === null || prompt.maskBox === null
      ? []
      : [
          {
            id: index + 1,
            image_id: 1,
            category_id: 1,
            segmentation: encodeRle(pixelsOfRegion(region, picture), picture),
            area: prompt.area,
            bbox: corners(prompt.maskBox),
            iscrowd: 0,
            score: prompt.score,
            predicted_iou: prompt.predictedIou,
            ...names,
            prompt: { box: corners(prompt.box), points: prompt.points, origin: prompt.origin },
          },
        ],
  );
  return json({
    info: { description: 'Unknown objects, segmented from prompts', ...settings },
    images: [{ id: 1, file_name: picture.fileName, width, height }],
    categories: [{ id: 1, name: 'unknown object', supercategory: 'unknown' }],
    annotations,
  });
}

/** Boxes and points in picture pixels, with what the segmenter said of them. */
export function promptsJson(record: ExportRecord, prompts: readonly ExportedPrompt[]): string {
  return json({
    schemaVersion: 1,
    ...record,
    prompts: prompts.map(({ prompt }, index) => ({ ...prompt, id: index + 1 })),
  });
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
