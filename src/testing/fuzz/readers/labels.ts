/** Ground truth: label PNGs, the names beside them, and what files are called. */
import { zlibSync } from 'fflate';
import { decodeLabel, type RawLabel } from '#src/core/ground-truth/decode-label';
import { parseLabelMap } from '#src/core/ground-truth/label-map';
import { valuesOf } from '#src/core/ground-truth/label-values';
import { suggestReadings } from '#src/core/ground-truth/suggest-readings';
import { type OpeningPlan, planOpening } from '#src/core/pairing/opening-plan';
import { pngChunks } from '#src/core/png/png-chunks';
import { scoreMethodName } from '#src/core/score-files/method-name';
import { remedyFor } from '#src/core/score-files/other-formats';
import { type PngHeader, pngChunk, pngPicture } from '#src/core/testing/png-file';
import { changePng } from '#src/testing/fuzz/change-png';
import { changeText } from '#src/testing/fuzz/change-text';
import { fixture } from '#src/testing/fuzz/fixture';
import { type Reader, textOf, utf8 } from '#src/testing/fuzz/reader';

/** A picture whose rows have no filter and samples that come round. */
function label(header: PngHeader, bytesPerRow: number, ...more: Uint8Array[]): Uint8Array {
  const rows = Uint8Array.from({ length: header.height * (bytesPerRow + 1) }, (_, i) =>
    i % (bytesPerRow + 1) === 0 ? 0 : i % 4,
  );
  return pngPicture(header, zlibSync(rows), ...more);
}

const GREY = { width: 9, height: 7, depth: 8, colourType: 0 };

/** One for every kind of samples. */
export const LABELS: readonly Uint8Array[] = [
  label(GREY, 9),
  label({ ...GREY, depth: 16 }, 18),
  label({ ...GREY, depth: 1 }, 2),
  label({ ...GREY, colourType: 2 }, 27),
  label({ ...GREY, colourType: 3 }, 9, pngChunk('PLTE', [0, 0, 0, 1, 1, 1, 5, 5, 5, 9, 9, 9])),
  label({ ...GREY, colourType: 6 }, 36),
  fixture('palette.png'),
];

const NAMES = `# label:color_rgb:parts:actions
background:0,0,0::
obstacle:250,50,83::
road:7,8,9::`;

const PATHS = [
  'set/leftImg8bit/val/a/a_000_leftImg8bit.png\nset/gtFine/val/a/a_000_gtFine_labelTrainIds.png\nset/a_000-entropy.npy',
  'images/road.jpg\nlabels/road_mask.png\nscores/ours/road_score.png\nlabels/labelmap.txt\nimages/road.webp',
  'JPEGImages/1.jpg\nSegmentationClass/1.png\nSegmentationObject/1.png\nanomaly_maps/1.hdf5\n1-openmap.png',
].map(utf8);

/** The sum of the lists in which every file must end up once. */
function planFault({ plan, count }: { plan: OpeningPlan<{ path: string }, never>; count: number }) {
  const { pictures, scores, labels, questions, doubtful, lonely, misfits, leftOut } = plan;
  const places = new Set<unknown>([...pictures, ...scores, ...lonely, ...misfits, ...leftOut]);
  for (const { label, picture } of [...labels, ...doubtful]) places.add(label).add(picture);
  for (const question of questions)
    for (const file of [...question.labels, ...question.pictures]) places.add(file);
  return places.size === count ? null : `${count - places.size} of ${count} files are nowhere`;
}

function planned(bytes: Uint8Array) {
  const files = textOf(bytes)
    .split('\n')
    .map((path) => ({ path }));
  for (const { path } of files) {
    remedyFor(path, bytes);
    scoreMethodName(path, files[0]?.path ?? '');
  }
  return { plan: planOpening(files, [] as never[]), count: files.length };
}

export const LABEL_READERS: readonly Reader[] = [
  {
    name: 'label',
    codes: ['label-unreadable', 'picture-too-large'],
    sound: LABELS,
    change: changePng,
    read: (bytes) => {
      const raw = decodeLabel(bytes);
      suggestReadings(valuesOf(raw));
      return raw;
    },
    passes: (bytes) => pngChunks(bytes) !== null,
    fault: ({ width, height, ids, colours }: RawLabel) =>
      (ids ?? colours)?.length === width * height ? null : 'not a value for each pixel',
  },
  {
    name: 'labelmap.txt',
    codes: [],
    sound: [utf8(NAMES)],
    change: (draw, sound) => ({ bytes: changeText(draw, sound), guarded: false }),
    read: (bytes) => parseLabelMap(textOf(bytes)),
    passes: (bytes) => Object.keys(parseLabelMap(textOf(bytes))).length > 0,
    fault: (names: Record<number, string>) =>
      Object.keys(names).every((colour) => Number(colour) >= 0 && Number(colour) <= 0xffffff)
        ? null
        : 'a colour beyond 24 bits',
  },
  {
    name: 'names of files',
    codes: [],
    sound: PATHS,
    change: (draw, sound) => ({ bytes: changeText(draw, sound), guarded: false }),
    read: planned,
    passes: () => true,
    fault: planFault,
  },
];
