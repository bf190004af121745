/** Shapes that annotation tools write as JSON, read and drawn. */
import { drawLabel, drawnLabelBlob, idsOfNames } from '#src/core/shapes/drawn-label';
import { shapesOfJson } from '#src/core/shapes/shape-files';
import { changeJson } from '#src/testing/fuzz/change-json';
import { type Reader, succeeds, textOf, utf8 } from '#src/testing/fuzz/reader';
import { LABELS } from '#src/testing/fuzz/readers/labels';

const RING = [1, 1, 5, 1, 5, 4];
const base64 = Buffer.from(LABELS[0] as Uint8Array).toString('base64');

const shape = (shape_type: string, points: number[][], more = {}) => ({
  label: 'dog',
  shape_type,
  points,
  ...more,
});
const LABELME = {
  version: '5.4.1',
  flags: {},
  imagePath: 'a.jpg',
  imageWidth: 9,
  imageHeight: 7,
  shapes: [
    shape('polygon', [
      [1, 1],
      [5, 1],
      [5, 4],
    ]),
    shape('rectangle', [
      [1, 1],
      [5, 4],
    ]),
    shape('circle', [
      [3, 3],
      [5, 4],
    ]),
    shape('linestrip', [
      [1, 1],
      [5, 4],
      [8, 2],
    ]),
    shape(
      'mask',
      [
        [0, 0],
        [8, 6],
      ],
      { mask: base64 },
    ),
  ],
};

const annotation = (segmentation: unknown, more = {}) => ({
  image_id: 1,
  category_id: 7,
  iscrowd: 0,
  bbox: [1, 1, 4, 3],
  segmentation,
  ...more,
});
const COCO = {
  images: [{ id: 1, file_name: 'a.jpg', width: 9, height: 7 }],
  categories: [{ id: 7, name: 'dog' }],
  annotations: [
    annotation([RING]),
    annotation([]),
    annotation({ size: [7, 9], counts: [10, 3, 50] }),
    annotation({ size: [7, 9], counts: 'o1' }, { iscrowd: 1 }),
  ],
};

/** As the page reads a file and the worker draws it. */
async function drawn(bytes: Uint8Array) {
  if (!isJson(bytes)) return [];
  const pictures = shapesOfJson(textOf(bytes), 'a.json') ?? [];
  const names = pictures.flatMap(({ shapes }) => shapes.flatMap(({ name }) => name ?? []));
  const ids = idsOfNames(names);
  const readable = pictures.filter(({ problem }) => problem === null);
  const blobs = readable.map((picture) => drawnLabelBlob(picture, ids));
  return Promise.all(
    blobs.map(async (blob) => drawLabel(new Uint8Array(await blob.arrayBuffer()))),
  );
}

const isJson = (bytes: Uint8Array) => succeeds(() => JSON.parse(textOf(bytes)));

const shapeReader = (name: string, file: object): Reader => ({
  name,
  codes: ['label-unreadable', 'picture-too-large'],
  sound: [utf8(JSON.stringify(file))],
  change: (draw, sound) => ({ bytes: changeJson(draw, sound), guarded: false }),
  read: drawn,
  passes: isJson,
  fault: (labels: Awaited<ReturnType<typeof drawn>>) =>
    labels.every(({ ids, width, height }) => ids?.length === width * height)
      ? null
      : 'not a value for each pixel',
});

export const SHAPE_READERS: readonly Reader[] = [
  shapeReader('shapes of labelme', LABELME),
  shapeReader('shapes of COCO', COCO),
];
