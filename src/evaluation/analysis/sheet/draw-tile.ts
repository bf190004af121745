/** The small picture of a report, drawn from what the worker holds. */
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { Engine } from '#src/engine-client/engine';
import { PICTURE_ID, paneOf } from '#src/evaluation/analysis/analyse-picture';
import { type CoverMap, coverMap } from '#src/evaluation/analysis/sheet/cover';
import { mosaic } from '#src/evaluation/analysis/sheet/mosaic';
import { paintMask, shrunk, tileSize } from '#src/evaluation/analysis/sheet/tile-pixels';
import type { AnalysisPlan, OpenPicture } from '#src/evaluation/analysis/types';
import type { ReportTile } from '#src/evaluation/report/html/report-data';

const LONG_SIDE = 320;
const JPEG_QUALITY = 0.82;

/**
 * With the regions tinted, and what the plan covers unrecognisable.
 * @throws AnomalensError `out-of-memory` without a canvas, as `coverMap`: without the map there is
 * no picture.
 */
export async function drawTile(
  engine: Engine,
  plan: AnalysisPlan,
  open: OpenPicture,
): Promise<ReportTile> {
  const { picture } = open.analysed;
  const tile = tileSize(picture, LONG_SIDE);
  const { blob } = await engine.request('exportFile', {
    kind: 'overlay-png',
    pictureId: PICTURE_ID,
    fileName: picture.name,
    pane: paneOf(plan),
    minArea: 0,
  });
  const { canvas, drawing } = await drawn(blob, tile);
  const pixels = drawing.getImageData(0, 0, tile.width, tile.height);
  if (plan.cover.length > 0)
    mosaic(pixels.data, tile, await coverOf(await coverMap(engine, plan, open), picture, tile));
  const mask = await greyOf(open.mask, picture);
  paintMask(pixels.data, tile, shrunk(mask, picture, tile, Boolean));
  drawing.putImageData(pixels, 0, 0);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return { ...tile, picture: picture.name, image: await dataUrl(jpeg) };
}

/** 1 for what must be covered `[tile.height, tile.width]`. */
async function coverOf({ png, classes, covered }: CoverMap, size: Size, tile: Size) {
  const values = await greyOf(png, size);
  if (values.some((value) => value >= classes))
    throw new AnomalensError('internal', 'The classes of the picture could not be read.');
  return shrunk(values, size, tile, (value) => covered.has(value));
}

async function drawn(blob: Blob, { width, height }: Size) {
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing)
    throw new AnomalensError(
      'out-of-memory',
      'There is not enough memory to draw a picture.',
      true,
    );
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
  try {
    drawing.imageSmoothingQuality = 'high';
    drawing.drawImage(bitmap, 0, 0, width, height);
  } finally {
    bitmap.close();
  }
  return { canvas, drawing };
}

/** The values of a grey PNG `[height, width]` of this size. */
async function greyOf(blob: Blob, size: Size): Promise<Uint8Array> {
  const { drawing } = await drawn(blob, size);
  const { data } = drawing.getImageData(0, 0, size.width, size.height);
  return Uint8Array.from({ length: size.width * size.height }, (_, i) => data[4 * i] as number);
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
