import { describe, expect, it } from 'vitest';
import { random } from '../random';
import { CLASSES, FEATURE_NAMES, FEATURES } from './feature-names';
import { type LogitsAt, regionFeatures } from './region-features';
import type { LabelledRegions } from './region-pixels';

/** Rows of digits: the id of the region, `.` outside. */
function regionsOf(...rows: string[]): LabelledRegions {
  const ids = Uint32Array.from([...rows.join('')], (letter) =>
    letter === '.' ? 0 : Number(letter),
  );
  return { ids, width: rows[0]?.length ?? 0, height: rows.length, count: Math.max(...ids) };
}

/** The features of region `id` by name. */
function named(features: Float64Array, id = 1): Record<string, number> {
  return Object.fromEntries(
    FEATURE_NAMES.map((name, f) => [name, features[(id - 1) * FEATURES + f] as number]),
  );
}

const sumOf = (features: Record<string, number>, name: string) =>
  Array.from({ length: CLASSES }, (_, j) => features[name + j] as number).reduce((a, b) => a + b);

/** Logits that depend on the pixel alone. */
function noise({ width, height }: LabelledRegions, seed = 5): { at: LogitsAt; of: number[][] } {
  const next = random(seed);
  const of = Array.from({ length: width * height }, () =>
    Array.from({ length: CLASSES }, () => Math.fround(next() * 6 - 3)),
  );
  return { at: (x, y, out) => out.set(of[y * width + x] as number[]), of };
}

const BLOCK = regionsOf('.....', '.111.', '.111.', '.111.', '.....');
const ONE_PIXEL = regionsOf('...', '.1.', '...');

describe('features of regions', () => {
  it('has 75 names, each once', () => {
    expect(FEATURES).toBe(75);
    expect(new Set(FEATURE_NAMES).size).toBe(75);
    expect(
      ['S', 'E', 'D', 'V', 'mean_x', 'cprob0', 'ndist0'].map(
        (name) => FEATURE_NAMES.indexOf(name) + 1,
      ),
    ).toEqual([1, 6, 16, 26, 36, 38, 57]);
  });

  it('counts a 3x3 block away from the border', () => {
    const features = named(regionFeatures(BLOCK, noise(BLOCK).at));
    expect(features).toMatchObject({
      S: 9,
      S_in: 1,
      S_bd: 8,
      S_rel: 1.125,
      S_rel_in: 0.125,
      mean_x: 2,
      mean_y: 2,
    });
  });

  it('counts a single pixel, whose inner values are all 0', () => {
    const features = named(regionFeatures(ONE_PIXEL, noise(ONE_PIXEL).at));
    expect(features).toMatchObject({ S: 1, S_in: 0, S_bd: 1, S_rel: 1, S_rel_in: 0 });
    for (const name of FEATURE_NAMES.filter((feature) => feature.endsWith('_in')))
      expect(features[name]).toBe(0);
    expect(features.E_bd).toBe(features.E);
    expect(features.E_var).toBe(0);
  });

  it.each([
    ['3x3 block', BLOCK, 32],
    ['single pixel', ONE_PIXEL, 8],
  ])('counts pairs of neighbours with multiplicity: %s', (_name, regions, incidences) => {
    // One outside pixel, in the corner, is of class 7: one pair of all.
    const corner: LogitsAt = (x, y, out) => {
      out.fill(0);
      out[x === 0 && y === 0 ? 7 : 2] = 5;
    };
    const features = named(regionFeatures(regions, corner));
    expect(features.ndist7).toBeCloseTo(1 / incidences, 12);
    expect(features.ndist2).toBeCloseTo(1 - 1 / incidences, 12);
  });

  it('gives shares of classes that sum to 1', () => {
    const features = named(regionFeatures(BLOCK, noise(BLOCK).at));
    expect(sumOf(features, 'cprob')).toBeCloseTo(1, 12);
    expect(sumOf(features, 'ndist')).toBeCloseTo(1, 12);
  });

  it('takes a region that fills the picture', () => {
    const whole = regionsOf('1111', '1111', '1111');
    const features = named(regionFeatures(whole, noise(whole).at));
    expect(features).toMatchObject({
      S: 12,
      S_in: 12,
      S_bd: 0,
      S_rel: 12,
      S_rel_in: 12,
      E_bd: 0,
      E_var_bd: 0,
    });
    expect(sumOf(features, 'ndist')).toBe(0);
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
  });

  it('does not take the border of the picture for a boundary', () => {
    const atTop = regionsOf('.111.', '.111.', '.....');
    // In the upper row only the ends see a pixel outside.
    expect(named(regionFeatures(atTop, noise(atTop).at))).toMatchObject({
      S: 6,
      S_in: 1,
      S_bd: 5,
    });
  });

  it('calls the row mean_x and the column mean_y', () => {
    const regions = regionsOf('.....', '.....', '.11..');
    expect(named(regionFeatures(regions, noise(regions).at))).toMatchObject({
      mean_x: 2,
      mean_y: 1.5,
    });
  });

  it('gives the golden pixel: E, D and V of the logits 4, 2, 1, 0', () => {
    const golden: LogitsAt = (_x, _y, out) => {
      out.fill(-1e4);
      out.set([4, 2, 1, 0]);
    };
    const features = named(regionFeatures(ONE_PIXEL, golden));
    expect(features.E).toBeCloseTo(0.595087 / 2.944439, 6); // nats of the table over ln 19
    expect(features.D).toBeCloseTo(0.281505, 6);
    expect(features.V).toBeCloseTo(0.169047, 6);
    expect(features.cprob1).toBeCloseTo(0.112457, 6);
  });

  it('equals the definition pixel by pixel, also of regions that touch others', () => {
    const regions = regionsOf('11..22', '111.22', '.1.332', '444433', '44.433');
    const logits = noise(regions, 9);
    const features = regionFeatures(regions, logits.at);
    for (let id = 1; id <= 4; id++) {
      const expected = byDefinition(regions, logits.of, id);
      const values = named(features, id);
      for (const [name, value] of Object.entries(expected))
        expect(values[name], `${name} of ${id}`).toBeCloseTo(value, 10);
    }
  });
});

/** Some of the features by lists of pixels. */
function byDefinition(
  { ids, width, height }: LabelledRegions,
  logits: number[][],
  id: number,
): Record<string, number> {
  const softmax = (pixel: number) => {
    const exponentials = (logits[pixel] as number[]).map(Math.exp);
    const sum = exponentials.reduce((a, b) => a + b);
    return exponentials.map((value) => value / sum);
  };
  const pixels = [...ids.keys()].filter((pixel) => ids[pixel] === id);
  const neighbours = (pixel: number) =>
    [...ids.keys()].filter((other) => {
      const down = Math.abs(Math.floor(other / width) - Math.floor(pixel / width));
      return (
        other !== pixel &&
        down <= 1 &&
        Math.abs((other % width) - (pixel % width)) <= 1 &&
        other < width * height
      );
    });
  const outside = (pixel: number) => neighbours(pixel).filter((other) => ids[other] !== id);
  const edge = pixels.filter((pixel) => outside(pixel).length > 0);
  const inner = pixels.filter((pixel) => outside(pixel).length === 0);
  const entropy = (pixel: number) =>
    -softmax(pixel).reduce((sum, p) => sum + p * Math.log(p), 0) / Math.log(CLASSES);
  const margin = (pixel: number) => {
    const [p1 = Number.NaN, p2 = Number.NaN] = softmax(pixel).toSorted((a, b) => b - a);
    return 1 - p1 + p2;
  };
  const mean = (list: number[], map: (pixel: number) => number) =>
    list.length === 0 ? 0 : list.reduce((sum, pixel) => sum + map(pixel), 0) / list.length;
  const variance = (list: number[], map: (pixel: number) => number) =>
    mean(list, (pixel) => (map(pixel) - mean(list, map)) ** 2);
  const pairs = pixels.flatMap(outside);
  const winner = (pixel: number) => softmax(pixel).indexOf(Math.max(...softmax(pixel)));
  const relative = pixels.length / edge.length;
  const classes = Array.from({ length: CLASSES }, (_, j) => j);
  return {
    S: pixels.length,
    S_bd: edge.length,
    E: mean(pixels, entropy),
    E_bd: mean(edge, entropy),
    E_rel: mean(pixels, entropy) * relative,
    E_rel_in: (mean(inner, entropy) * inner.length) / edge.length,
    E_var: variance(pixels, entropy),
    E_var_in: variance(inner, entropy),
    D_var_bd: variance(edge, margin),
    D_var_rel: variance(pixels, margin) * relative,
    D_var_rel_in: (variance(inner, margin) * inner.length) / edge.length,
    V_in: mean(inner, (pixel) => 1 - Math.max(...softmax(pixel))),
    mean_x: mean(pixels, (pixel) => Math.floor(pixel / width)),
    mean_y: mean(pixels, (pixel) => pixel % width),
    ...Object.fromEntries(
      classes.map((j) => [`cprob${j}`, mean(pixels, (pixel) => softmax(pixel)[j] as number)]),
    ),
    ...Object.fromEntries(
      classes.map((j) => [`ndist${j}`, mean(pairs, (pixel) => (winner(pixel) === j ? 1 : 0))]),
    ),
  };
}
