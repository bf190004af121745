/**
 * Labels in the conventions that people have, from the bytes of the file to what counts: as the
 * page offers to read them, and as the command is told. All show one scene.
 */
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { LabelOptions } from '#src/core/ground-truth/chosen-reading';
import { decideGroups, type OpenReason } from '#src/core/ground-truth/decide-reading';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { suggestReadings } from '#src/core/ground-truth/suggest-readings';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { settleLabels } from '#src/evaluation/items/label-readings';
import { decodeLabelFile, inspectLabel, truthBeside } from '#src/workers/files/label-file';

const [WIDTH, HEIGHT] = [24, 16];
/** An object of 8 x 6 pixels, and 2 columns of nothing known. */
const OBJECT = { x: 8, y: 6, width: 8, height: 6 };
const PIXELS = 384;
const ANOMALY = 48;
const VOID = 32;
/** In 9 on either side of an edge: the steps of a blur over 5 pixels, twice the mean of three. */
const BLURRED = [1, 3, 6, 8, 9];
/** At each corner of the object a pixel has 36 of 81 parts, less than half. */
const CORNERS = 4;

interface Pixel {
  x: number;
  y: number;
  inObject: boolean;
  isVoid: boolean;
}

function mapped<T>(valueAt: (pixel: Pixel) => T): T[] {
  const { x: left, y: top, width, height } = OBJECT;
  return Array.from({ length: PIXELS }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const inObject = x >= left && x < left + width && y >= top && y < top + height;
    return valueAt({ x, y, inObject, isVoid: x < 2 });
  });
}

function png(data: Uint8Array | Uint16Array, channels: number, palette?: number[][]): Blob {
  const depth = data instanceof Uint16Array ? 16 : 8;
  const about = { width: WIDTH, height: HEIGHT, data, depth, channels } as const;
  return new Blob([new Uint8Array(encode(palette ? { ...about, palette } : about))]);
}

const grey = (valueAt: (pixel: Pixel) => number) => png(Uint8Array.from(mapped(valueAt)), 1);
const grey16 = (valueAt: (pixel: Pixel) => number) => png(Uint16Array.from(mapped(valueAt)), 1);
const painted = (channels: 3 | 4, object: number[], rest: number[]) =>
  png(Uint8Array.from(mapped(({ inObject }) => (inObject ? object : rest)).flat()), channels);

/** Sky, buildings, pavement and road, as StreetHazards counts them from one. */
const ground = ({ x, y }: Pixel) => (y < 5 ? 13 : y < 8 ? 1 : x < 7 ? 9 : 5);
/** Parts of 9 that are left of an edge of the object between two others. */
const profile = (distance: number, length: number) =>
  BLURRED[Math.min(distance, length - 1 - distance, 2) + 2] ?? 0;
const blurred = ({ x, y }: Pixel) =>
  Math.round(
    (255 / 81) * profile(x - OBJECT.x, OBJECT.width) * profile(y - OBJECT.y, OBJECT.height),
  );

interface Kind {
  label: Blob;
  /** Why the page asks and the command stops; null where all of them know. */
  asked: OpenReason | null;
  /** What the page offers first, or knows. */
  reading: LabelReading;
  /** What the command is told, and by which option its refusal says that it wants to be. */
  told: Partial<LabelOptions>;
  option: string;
  anomaly?: number;
  ignore?: number;
}

const ids = (anomaly: number[], ignore: number[] = [255]): LabelReading => ({
  as: 'ids',
  anomaly,
  ignore,
});
const colours = Array.from({ length: 256 }, (_, i) => [(i * 67) % 256, (i * 31) % 256, i]);

const KINDS: Record<string, Kind> = {
  'a mask of 255': {
    label: grey(({ inObject }) => (inObject ? 255 : 0)),
    asked: 'mask-or-void',
    reading: ids([255], []),
    told: { anomaly: [255] },
    option: '--anomaly-ids 255',
  },
  'ids of StreetHazards': {
    label: grey((pixel) => (pixel.inObject ? 14 : ground(pixel))),
    asked: 'several-ids',
    reading: ids([14]),
    told: { anomaly: [14] },
    option: '--anomaly-ids',
  },
  'ids of StreetHazards from zero': {
    label: grey((pixel) => (pixel.inObject ? 13 : ground(pixel) - 1)),
    asked: 'several-ids',
    reading: ids([13]),
    told: { anomaly: [13] },
    option: '--anomaly-ids',
  },
  'train ids of BDD-Anomaly': {
    label: grey(({ y, inObject, isVoid }) => {
      if (isVoid) return 255;
      if (inObject) return 17;
      return y < 5 ? 10 : y < 8 ? 8 : 0;
    }),
    asked: 'several-ids',
    reading: ids([16, 17, 18]),
    told: { anomaly: [16, 17, 18] },
    option: '--anomaly-ids',
    ignore: VOID,
  },
  'instances of 8 bits': {
    label: grey(({ x, y, inObject }) =>
      inObject ? 1 + Number(x > 11) + Number(x > 11 && y > 8) : 0,
    ),
    asked: 'several-ids',
    reading: { as: 'instances', ignore: [] },
    told: { as: 'instances' },
    option: '--labels-as instances',
  },
  'instances of 16 bits': {
    label: grey16(({ x, inObject }) => (inObject ? 24_001 + Number(x > 11) : 0)),
    asked: 'several-ids',
    reading: { as: 'instances', ignore: [] },
    told: { as: 'instances' },
    option: '--labels-as instances',
  },
  'a palette of one id and void': {
    label: png(
      Uint8Array.from(mapped(({ inObject, isVoid }) => (isVoid ? 255 : inObject ? 10 : 0))),
      1,
      colours,
    ),
    asked: null,
    reading: ids([10]),
    told: { anomaly: [10] },
    option: '',
    ignore: VOID,
  },
  'void of 65535': {
    label: grey16(({ inObject, isVoid }) => (isVoid ? 65_535 : Number(inObject))),
    asked: null,
    reading: ids([1], [65_535]),
    told: { anomaly: [1] },
    option: '',
    ignore: VOID,
  },
  'one colour on black': {
    label: painted(3, [250, 50, 83], [0, 0, 0]),
    asked: 'colours',
    reading: { as: 'colour', anomaly: [0xfa3253], ignore: [] },
    told: { as: 'colour' },
    option: '--labels-as colour',
  },
  'soft edges': {
    label: grey(blurred),
    asked: 'soft',
    reading: { as: 'soft' },
    told: { as: 'soft' },
    option: '--labels-as soft',
    anomaly: ANOMALY - CORNERS,
  },
  'an alpha channel': {
    label: painted(4, [255, 255, 255, 255], [255, 255, 255, 0]),
    asked: 'alpha',
    reading: { as: 'alpha' },
    told: { as: 'alpha' },
    option: '--labels-as alpha',
  },
};

const all = Object.entries(KINDS);
const SILENT: LabelOptions = { as: null, anomaly: null, ignore: null, closedSet: false };

/** As the command settles it. */
async function settled(blob: Blob, said: Partial<LabelOptions>) {
  const file = { name: 'a.png', read: async () => blob };
  const item = {
    stem: 'a',
    image: file,
    label: file,
    hint: null,
    reading: null,
    folder: '',
    turn: false,
  };
  const readings = await settleLabels(createFakeEngine({ inspectLabel }), [item], {
    names: {},
    ...SILENT,
    ...said,
  });
  return readings.get('a') as LabelReading;
}

async function countsOf(blob: Blob, reading: LabelReading) {
  const picture = { width: WIDTH, height: HEIGHT, orientation: 1 };
  return truthBeside(await decodeLabelFile(blob), { reading, turn: 'if-only-so' }, picture).counts;
}

function expectedOf({ anomaly = ANOMALY, ignore = 0 }: Kind) {
  return { normal: PIXELS - anomaly - ignore, anomaly, ignore };
}

describe.each(all)('%s', (_name, kind) => {
  const { label, asked, reading, told, option } = kind;

  it('counts as the page knows it or offers it first', async () => {
    const { values } = await inspectLabel({ blob: label, name: 'a.png' });
    const [group] = decideGroups([{ folder: '', hint: null, values }]);
    expect(group?.reason).toBe(asked);
    expect(group?.reading ?? suggestReadings(values)[0]?.reading).toEqual(reading);
    expect(await countsOf(label, reading)).toEqual(expectedOf(kind));
  });

  it('counts as the command is told, which stops where the page asks', async () => {
    if (asked)
      await expect(settled(label, {})).rejects.toMatchObject({
        code: 'label-unexplained',
        message: expect.stringContaining(option),
      });
    else expect(await settled(label, {})).toEqual(reading);
    expect(await countsOf(label, await settled(label, told))).toEqual(expectedOf(kind));
  });
});

it('a mask of 255 counts as void alone where that is meant', async () => {
  const { label } = KINDS['a mask of 255'] as Kind;
  const reading = await settled(label, { anomaly: [], ignore: [255] });
  const { values } = await inspectLabel({ blob: label, name: 'a.png' });
  expect(suggestReadings(values)[1]?.reading).toEqual(reading);
  expect(await countsOf(label, reading)).toEqual({ normal: 336, anomaly: 0, ignore: ANOMALY });
});
