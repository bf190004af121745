/** Score files in the forms that people have, from the name of the file to what is measured. */
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { nameFile } from '#src/core/pairing/file-roles';
import { defaultThreshold } from '#src/core/score-files/default-threshold';
import { scoreMethodName } from '#src/core/score-files/method-name';
import { takeImportedScore, takeSingleScore } from '#src/workers/scores/imported-score';
import type { TruthOfPicture } from '#src/workers/state/held-picture';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Measurer } from './measurer';

/** The grid of the picture that the fake models hold. */
const [WIDTH, HEIGHT] = [64, 32];
const PIXELS = WIDTH * HEIGHT;
const SHAPE = [HEIGHT, WIDTH];

const isAnomaly = (pixel: number) => pixel % WIDTH > 40 && pixel > PIXELS / 2;
/** Overlapping scores of both classes, each of which float16 has. */
const score = (pixel: number) => Number(isAnomaly(pixel)) / 2 + ((pixel * 7) % 512) / 1024;
const values = Float32Array.from({ length: PIXELS }, (_, pixel) => score(pixel));

/** Any type and order: what `numpy.save` writes. */
function npy(descr: string, data: ArrayBufferView, fortran = false): Uint8Array<ArrayBuffer> {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${SHAPE.join(', ')}), }\n`;
  const bytes = new Uint8Array(10 + header.length + data.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + header.length);
  return bytes;
}

/** Multiples of 1/1024 below 1 in float16: a normal number of eleven bits at most. */
function float16(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(value));
  return ((exponent + 15) << 10) | ((value / 2 ** exponent - 1) * 1024);
}

function bigEndian(): DataView {
  const view = new DataView(new ArrayBuffer(8 * PIXELS));
  for (const [pixel, value] of values.entries()) view.setFloat64(8 * pixel, value);
  return view;
}

const byColumns = Float32Array.from({ length: PIXELS }, (_, i) =>
  score((i % HEIGHT) * WIDTH + Math.floor(i / HEIGHT)),
);
const holes = values.map((value, pixel) => (pixel === 70 ? NaN : pixel === 140 ? Infinity : value));
const grey = Uint8Array.from(values, (value) => value * 255);

const FILES: Record<string, Uint8Array<ArrayBuffer>> = {
  'road-float16.npy': npy('<f2', Uint16Array.from(values, float16)),
  'road-big.npy': npy('>f8', bigEndian()),
  'road-fortran.npy': npy('<f4', byColumns, true),
  'road-archive.npz': new Uint8Array(zipSync({ 'score.npy': encodeNpy(values, SHAPE) })),
  'road-grey8_score.png': new Uint8Array(
    encode({ width: WIDTH, height: HEIGHT, data: grey, depth: 8, channels: 1 }),
  ),
  'scores/road-wide.png': new Uint8Array(
    encode({
      width: WIDTH,
      height: HEIGHT,
      data: Uint16Array.from(values, (value) => value * 1024),
      depth: 16,
      channels: 1,
    }),
  ),
  'ours/road.npy': encodeNpy(values, SHAPE),
  'road-holes.npy': encodeNpy(holes, SHAPE),
  'road-bool.npy': npy(
    '|b1',
    Uint8Array.from(values, (value) => Number(value > 0.5)),
  ),
  'road-confidence.npy': encodeNpy(
    values.map((value) => 1 - value),
    SHAPE,
  ),
};

type Models = ReturnType<typeof createFakeModels>;

function fileAt(path: string) {
  expect(nameFile({ path }).role).toBe('score');
  const methodId = `imported:${scoreMethodName(path, 'road.jpg')}`;
  const blob = new Blob([FILES[path] as Uint8Array<ArrayBuffer>]);
  return { methodId, blob, name: path, turn: false };
}

const knowing = ({ context, entry }: Models) =>
  ({ ...context, pictures: { get: () => entry } }) as unknown as Models['context'];

async function measured(models: Models, methodId: string): Promise<number> {
  const data = Uint8Array.from({ length: PIXELS }, (_, pixel) => Number(isAnomaly(pixel)));
  models.entry.truth = {
    width: WIDTH,
    height: HEIGHT,
    data,
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
  } as unknown as TruthOfPicture;
  const settings = [{ methodId, parameters: {}, blur: false }];
  const [result] = await new Measurer(knowing(models)).measure({ pictureId: 'p', settings });
  return result?.metrics.AUROC ?? 0;
}

async function read(path: string) {
  const models = createFakeModels([]);
  const file = fileAt(path);
  const { methodId } = file;
  const { scores, notes } = await takeImportedScore(knowing(models), { pictureId: 'p', ...file });
  expect(scores).toHaveLength(1);
  return { methodId, score: scores[0], notes, AUROC: await measured(models, methodId) };
}

/** The share of pairs in order, ties half, of all pixels but some. */
function AUROC(of = values, left = new Set<number>()): number {
  const pixels = [...of.keys()].filter((pixel) => !left.has(pixel));
  const negatives = pixels.filter((pixel) => !isAnomaly(pixel)).map((pixel) => of[pixel] as number);
  const positives = pixels.filter(isAnomaly).map((pixel) => of[pixel] as number);
  const below = (value: number) =>
    negatives.reduce((sum, other) => sum + Number(other < value) + Number(other === value) / 2, 0);
  return (
    positives.reduce((sum, value) => sum + below(value), 0) / positives.length / negatives.length
  );
}

describe('a score file', () => {
  it.each([
    ['road-float16.npy', 'float16'],
    ['road-big.npy', 'big'],
    ['road-fortran.npy', 'fortran'],
    ['road-archive.npz', 'archive'],
    ['scores/road-wide.png', 'wide'],
    ['ours/road.npy', 'ours'],
  ])('%s is the method %s with its scores', async (path, method) => {
    const { methodId, notes, ...result } = await read(path);
    expect([methodId, notes]).toEqual([`imported:${method}`, []]);
    expect(result.AUROC).toBeCloseTo(AUROC(), 12);
  });

  it('of 8-bit grey is one by its name', async () => {
    const { methodId, ...result } = await read('road-grey8_score.png');
    expect(methodId).toBe('imported:grey8');
    expect(result.AUROC).toBeCloseTo(AUROC(Float32Array.from(grey)), 12);
  });

  it('with a NaN and an Inf names two pixels; NaN is void, Inf the highest', async () => {
    const { notes, ...result } = await read('road-holes.npy');
    expect(notes).toEqual([
      expect.stringMatching(
        /^road-holes\.npy: 1 value is NaN, in row 1, column 6: it counts as void\. 1 value is \+Inf, in row 2, column 12/,
      ),
    ]);
    const highest = values.map((value, pixel) => (pixel === 140 ? Math.max(...values) : value));
    expect(result.AUROC).toBeCloseTo(AUROC(highest, new Set([70])), 12);
  });

  it('of booleans starts between its two values', async () => {
    const { score: bool } = await read('road-bool.npy');
    const counts = Array.from(bool?.summary.histogram.counts ?? []);
    const threshold = defaultThreshold({ range: { min: 0, max: 1 }, counts }, bool?.levels ?? null);
    expect(threshold).toBe(0.5);
  });

  it('of confidences has an AUROC as far under a half as the score is over it', async () => {
    const result = await read('road-confidence.npy');
    expect(result.AUROC).toBeLessThan(0.4);
    expect(result.score?.inverted).not.toBeNull();
  });

  it.each(Object.keys(FILES))('%s is for the command what it is for the page', async (path) => {
    const models = createFakeModels([]);
    const file = fileAt(path);
    await takeSingleScore(models.context, models.entry, file);
    expect(await measured(models, file.methodId)).toBe((await read(path)).AUROC);
  });
});
