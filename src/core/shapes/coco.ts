/** JSON of COCO, one file for many pictures: polygons, run-length code in both forms, boxes. */
import { pixelsOfRuns } from '#src/core/shapes/fill-area';
import {
  type Area,
  boxRing,
  coordinate,
  type DrawnPicture,
  declaredSize,
  drawnPicture,
  nameOf,
  type Shape,
  unreadableShapes,
} from '#src/core/shapes/shapes';
import type { Size } from '#src/core/types';

interface CocoFile {
  images: unknown[];
  annotations: unknown[];
  categories?: unknown;
}

type Entry = Record<string, unknown>;

/** Things by themselves; the format for panoptic PNGs has `segments_info` in their place. */
export function isCoco(json: object): json is CocoFile {
  if (!('images' in json && Array.isArray(json.images))) return false;
  if (!('annotations' in json && Array.isArray(json.annotations))) return false;
  return !json.annotations.some((annotation) => 'segments_info' in entryOf(annotation));
}

/**
 * Pictures without an annotation have no shapes. Of annotations that belong to no picture each
 * picture of the file has a notice: they may be what is missing on it.
 * @throws AnomalensError `label-unreadable` where not one annotation belongs to a picture, or where
 * pictures of two names have one id.
 */
export function readCoco({ images, annotations, categories }: CocoFile): DrawnPicture[] {
  const names = new Map<string | null, string>();
  for (const category of Array.isArray(categories) ? categories : [])
    names.set(idOf(entryOf(category).id), nameOf(entryOf(category).name));
  const pictures = namedPictures(images);
  const byPicture = new Map<string | null, Entry[]>(pictures.map(({ id }) => [id, []]));
  let strays = 0;
  for (const annotation of annotations.map(entryOf)) {
    const ofPicture = byPicture.get(idOf(annotation.image_id));
    if (ofPicture) ofPicture.push(annotation);
    else strays += 1;
  }
  if (strays > 0 && strays === annotations.length)
    throw unreadableShapes('none of its annotations belongs to a picture that it lists');
  return pictures.map(({ id, fileName, size }) =>
    drawnPicture(fileName, size, () => {
      const drawn = shapesOf(byPicture.get(id) ?? [], names, size as Size);
      return { ...drawn, notice: joined(drawn.notice, strayNotice(strays)) };
    }),
  );
}

interface NamedPicture {
  id: string;
  fileName: string;
  size: Size | null;
}

function namedPictures(images: readonly unknown[]): NamedPicture[] {
  const nameOfId = new Map<string, string>();
  return images.map(entryOf).flatMap(({ id, file_name: fileName, width, height }) => {
    if (typeof fileName !== 'string') return [];
    const key = idOf(id) ?? `without an id: ${fileName}`;
    if ((nameOfId.get(key) ?? fileName) !== fileName)
      throw unreadableShapes(`it gives the id ${key.slice(0, 40)} to more than one picture`);
    nameOfId.set(key, fileName);
    return [{ id: key, fileName, size: declaredSize(width, height) }];
  });
}

/** Tools write an id as a number in one list and as text in the other: `'1'` is 1. */
function idOf(id: unknown): string | null {
  return typeof id === 'number' || typeof id === 'string' ? `${id}` : null;
}

function strayNotice(strays: number): string | null {
  if (strays === 0) return null;
  const what =
    strays === 1 ? '1 annotation of the file belongs' : `${strays} annotations of the file belong`;
  return `${what} to no picture that it lists.`;
}

function joined(...notices: (string | null)[]): string | null {
  return notices.filter((text) => text !== null).join(' ') || null;
}

/**
 * COCO says nothing of what covers what: the larger is below, so that small things stay to be seen,
 * and crowds are below everything.
 */
function shapesOf(
  annotations: readonly Entry[],
  names: ReadonlyMap<string | null, string>,
  size: Size,
) {
  const drawn = annotations.map((annotation) => {
    const isCrowd = annotation.iscrowd === 1 || annotation.iscrowd === true;
    const category = names.get(idOf(annotation.category_id));
    const name = category ?? `category ${nameOf(annotation.category_id)}`;
    const { area, isBox } = areaOf(annotation, size);
    const extent = isCrowd ? Number.POSITIVE_INFINITY : extentOf(annotation, area);
    return { shape: { name: isCrowd ? null : name, area } satisfies Shape, isBox, extent };
  });
  const boxes = drawn.filter(({ isBox }) => isBox).length;
  return {
    shapes: drawn.toSorted((a, b) => compared(b.extent, a.extent)).map(({ shape }) => shape),
    notice:
      boxes > 0
        ? `${boxes} of ${drawn.length} annotations are boxes without an outline: all that is in them counts.`
        : null,
  };
}

/** Two crowds are as large as each other, where a difference is no number. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function areaOf({ segmentation, bbox }: Entry, size: Size): { area: Area; isBox: boolean } {
  const isEmpty =
    segmentation === undefined ||
    segmentation === null ||
    (Array.isArray(segmentation) && segmentation.length === 0);
  if (isEmpty) return { area: { kind: 'rings', rings: [boxOf(bbox)] }, isBox: true };
  if (Array.isArray(segmentation)) {
    const flat = segmentation.every((value) => typeof value === 'number');
    const rings = (flat ? [segmentation] : segmentation).map(ringOf);
    return { area: { kind: 'rings', rings }, isBox: false };
  }
  return { area: runsOf(entryOf(segmentation), size), isBox: false };
}

function ringOf(ring: unknown): number[] {
  if (!Array.isArray(ring)) throw unreadableShapes('a polygon is no list of numbers');
  if (ring.length < 6 || ring.length % 2 === 1)
    throw unreadableShapes('a polygon has fewer than three corners, or half of one');
  return ring.map(coordinate);
}

function boxOf(bbox: unknown): number[] {
  if (!Array.isArray(bbox) || bbox.length !== 4)
    throw unreadableShapes('an annotation has neither an outline nor a box');
  const [x, y, width, height] = bbox.map(coordinate) as [number, number, number, number];
  return boxRing(x, y, x + width, y + height);
}

function runsOf({ size, counts }: Entry, picture: Size): Area {
  const [height, width] = Array.isArray(size) ? size : [];
  if (height !== picture.height || width !== picture.width)
    throw unreadableShapes('a mask has another size than its picture');
  if (typeof counts !== 'string' && !Array.isArray(counts))
    throw unreadableShapes('a mask has no runs');
  return { kind: 'runs', counts, order: 'columns', x: 0, y: 0, ...picture };
}

/** Pixels, as the file says or by the outline; an area of 0, as some tools write it, says nothing. */
function extentOf({ area }: Entry, drawn: Area): number {
  if (typeof area === 'number' && area > 0) return area;
  if (drawn.kind === 'rings') return drawn.rings.reduce((sum, ring) => sum + areaOfRing(ring), 0);
  return drawn.kind === 'runs' ? pixelsOfRuns(drawn.counts) : 0;
}

function areaOfRing(ring: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    twice +=
      (ring[i] as number) * (ring[j + 1] as number) - (ring[j] as number) * (ring[i + 1] as number);
  }
  return Math.abs(twice) / 2;
}

function entryOf(value: unknown): Entry {
  return typeof value === 'object' && value !== null ? (value as Entry) : {};
}
