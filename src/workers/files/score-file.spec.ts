import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { reasonOf } from '#src/core/score-files/unreadable';
import { pngPicture } from '#src/core/testing/png-file';
import { onlyPart } from '#src/workers/testing/only-part';
import { readScoreFile, resizeScore, SCORE_PNG_KEY } from './score-file';

const grey = (data: Uint8Array | Uint16Array, text: Record<string, string> = {}) =>
  new Uint8Array(
    encode({
      width: data.length,
      height: 1,
      data,
      depth: data instanceof Uint16Array ? 16 : 8,
      channels: 1,
      text,
    }),
  );

/** What a file is refused with. */
function refusal(bytes: Uint8Array): Promise<unknown> {
  return onlyPart(bytes, 'road').then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a score file', () => {
  it('of 16 bits has the range that stands in it', async () => {
    const text = { [SCORE_PNG_KEY]: JSON.stringify({ range: { min: -2, max: 4 } }) };
    const { width, height, data } = await onlyPart(grey(Uint16Array.of(0, 32_768, 65_535), text));
    expect({ width, height }).toEqual({ width: 3, height: 1 });
    expect([data[0], data[2]]).toEqual([-2, 4]);
    expect(data[1]).toBeCloseTo(1, 3);
  });

  it('of 8 bits has it too', async () => {
    const text = { [SCORE_PNG_KEY]: JSON.stringify({ range: { min: -2, max: 4 } }) };
    const { data } = await onlyPart(grey(Uint8Array.of(0, 85, 255), text));
    expect([...data]).toEqual([-2, 0, 4]);
  });

  it.each(['not JSON', '{}', '{"range":{"min":0}}', '{"range":{"min":0,"max":"1"}}', 'null'])(
    'with somebody else’s text %s gives its grey values',
    async (value) => {
      const { data } = await onlyPart(grey(Uint8Array.of(0, 7), { [SCORE_PNG_KEY]: value }));
      expect([...data]).toEqual([0, 7]);
    },
  );

  it.each([
    [[3], [1, 3]],
    [
      [3, 1],
      [3, 1],
    ],
    [
      [1, 3, 1, 1],
      [3, 1],
    ],
    [
      [1, 1, 3, 1],
      [3, 1],
    ],
    [
      [1, 1, 1],
      [1, 1],
    ],
  ])('of shape %j has the sides %j', async (shape, sides) => {
    const length = shape.reduce((product, side) => product * side, 1);
    const { height, width } = await onlyPart(encodeNpy(new Float32Array(length), shape));
    expect([height, width]).toEqual(sides);
  });

  it.each([
    [
      encodeNpy(new Float32Array(16), [2, 2, 2, 2]),
      'its shape is (2, 2, 2, 2), neither height and width nor classes, height and width',
    ],
    [encodeNpy(new Float32Array(0), [0, 3]), 'its shape is (0, 3), not height and width'],
    [
      encodeNpy(Float32Array.of(Infinity, Number.NaN), [1, 2]),
      'none of its values is a finite number',
    ],
    [new TextEncoder().encode('hello'), 'it is neither .npy, .npz, HDF5 nor PNG'],
    [grey(Uint8Array.of(1, 2)).subarray(0, 45), 'the PNG ends early'],
    [
      pngPicture(
        { width: 2, height: 1, depth: 8, colourType: 0 },
        deflateSync(new Uint8Array(1_000_000)),
      ),
      'the PNG holds more data than the 2 x 1 pixels of its header need',
    ],
    [
      new Uint8Array(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 })),
      'the PNG is not grey with 8 or 16 bits',
    ],
    [
      new Uint8Array(
        encode({ width: 8, height: 1, data: new Uint8Array(1), depth: 1, channels: 1 }),
      ),
      'the PNG is not grey with 8 or 16 bits',
    ],
  ])('is refused with its reason: %#', async (bytes, reason) => {
    expect(await refusal(bytes)).toMatchObject({
      code: 'score-unreadable',
      message: `The score file cannot be used: ${reason}.`,
      retryable: false,
    });
  });

  it('that is damaged keeps what the reader said', async () => {
    const damaged = grey(Uint8Array.of(1, 2)).subarray(0, 45);
    expect(await refusal(damaged)).toMatchObject({ cause: expect.any(Error) });
  });
});

describe('a file of several arrays', () => {
  const map = encodeNpy(Float32Array.of(1, 2), [1, 2]);
  const scalar = encodeNpy(Float32Array.of(3), []);
  const archive = (files: Record<string, Uint8Array>) =>
    new Uint8Array(zipSync(files, { level: 0 }));
  const readAll = (bytes: Uint8Array) => readScoreFile(bytes, 'road.npz', () => true);

  it('gives those that are scores, and says why not the others', async () => {
    const broken = map.slice(0, -1);
    const holes = encodeNpy(Float32Array.of(1, Number.NaN, 2, 3, 4, 5, 6, 7), [2, 2, 2]);
    const { parts, refused } = await readAll(
      archive({
        'threshold.npy': scalar,
        'score.npy': map,
        'broken.npy': broken,
        'logits.npy': holes,
      }),
    );
    expect(parts.map(({ name, data }) => [name, [...data]])).toEqual([['score', [1, 2]]]);
    expect(refused.map(({ array, error }) => [array, reasonOf(error)])).toEqual([
      ['threshold', 'its shape is (), not height and width.'],
      ['broken', expect.stringContaining('bytes of data')],
      ['logits', expect.stringContaining('logits must be numbers')],
    ]);
  });

  it('of which one is damaged loses no other', async () => {
    const bytes = archive({ 'a.npy': map, 'b.npy': map });
    const flipped = bytes.slice();
    // The magic string of what is stored, not packed; its first byte may be in a time or checksum too.
    const data = Buffer.from(bytes).indexOf('\x93NUMPY', 0, 'latin1');
    flipped[data + 1] = (flipped[data + 1] as number) ^ 1;
    const { parts, refused } = await readAll(flipped);
    expect([parts.map(({ name }) => name), refused.map(({ array }) => array)]).toEqual([
      ['b'],
      ['a'],
    ]);
  });
});

describe('a resized score map', () => {
  it('of the size of the picture stays the same', () => {
    const score = { width: 2, height: 2, data: Float32Array.of(1, 2, 3, 4) };
    expect(resizeScore(score, { width: 2, height: 2 })).toBe(score.data);
  });

  it('runs between the rows as between the columns, and ends at the border', () => {
    const score = { width: 2, height: 2, data: Float32Array.of(0, 4, 8, 12) };
    expect([...resizeScore(score, { width: 2, height: 4 })]).toEqual([0, 4, 2, 6, 6, 10, 8, 12]);
    expect([...resizeScore(score, { width: 4, height: 2 })]).toEqual([0, 1, 3, 4, 8, 9, 11, 12]);
    expect([...resizeScore(score, { width: 1, height: 1 })]).toEqual([6]);
  });
});

describe('logarithms of probabilities', () => {
  it('keep their order where one is the logarithm of 0', async () => {
    const half = Math.log(0.5);
    const sure = Float32Array.of(0, half, half, half, -Infinity, half, half, half);
    const { data, notes } = await onlyPart(encodeNpy(sure, [2, 2, 2]));
    expect(notes).toEqual([]);
    expect(Math.exp(data[4] as number)).toBeLessThan(1e-8);
    const values = Float32Array.of(5, 1, 1, 1, -Infinity, 2, 2, 2);
    const logits = await onlyPart(encodeNpy(values, [2, 2, 2]));
    expect(logits.notes).toEqual([expect.stringContaining('-Inf')]);
    expect([...logits.data]).toEqual([5, 1, 1, 1, 1, 2, 2, 2]);
  });
});
