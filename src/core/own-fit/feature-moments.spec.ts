import { describe, expect, it } from 'vitest';
import { random } from '#src/core/random';
import { mahalanobisCpu } from '#src/gpu/ops/mahalanobis/cpu';
import { FeatureMoments } from './feature-moments';

const SIDE = 32;
const AREA = SIDE * SIDE;
const WHOLE = { width: 1, height: 1 };

/** Two classes, left and right: around (0, 10) and (20, 10), ten times as far spread along the second channel. */
function picture(seed: number) {
  const next = random(seed);
  const noise = () => next() + next() + next() - 1.5;
  const features = new Float32Array(2 * AREA);
  const logits = new Float32Array(3 * AREA);
  for (let i = 0; i < AREA; i++) {
    const isRight = i % SIDE >= SIDE / 2;
    features[i] = (isRight ? 20 : 0) + noise();
    features[AREA + i] = 10 + 10 * noise();
    logits[(isRight ? 1 : 0) * AREA + i] = 5;
  }
  const map = { width: SIDE, height: SIDE };
  return {
    features: { ...map, classes: 2, data: features },
    logits: { ...map, classes: 3, data: logits },
  };
}

function fitted() {
  const moments = new FeatureMoments(2, 3);
  for (const seed of [1, 2, 3]) {
    const { features, logits } = picture(seed);
    moments.add(features, logits, WHOLE);
  }
  return moments.fit();
}

const distanceOf = (means: { projection: number[]; centres: number[] }, feature: number[]) => {
  const grid = { width: 1, height: 1, paddedWidth: 1, paddedHeight: 1 };
  const data = Float32Array.from(feature);
  const one = { data, classes: 2, width: 1, height: 1, stride: 1, grid };
  return mahalanobisCpu(one, means)[0]!;
};

describe('features of ordinary pictures', () => {
  it('have a mean for each class that was predicted often enough', () => {
    const { classes, prototype } = fitted();
    expect(classes).toBe(2); // the third was never predicted
    expect(prototype.centres).toHaveLength(4);
  });

  it('are whitened by the covariance within classes: a mean square of one in each channel', () => {
    const { mahalanobis } = fitted();
    const { features } = picture(4);
    let sum = 0;
    for (let i = 0; i < AREA; i++)
      sum += distanceOf(mahalanobis, [features.data[i]!, features.data[AREA + i]!]);
    expect(sum / AREA).toBeGreaterThan(1.8);
    expect(sum / AREA).toBeLessThan(2.2);
  });

  it('tell a step against the spread from one along it, which prototypes do not', () => {
    const { mahalanobis, prototype } = fitted();
    const [across, along] = [
      [5, 10],
      [0, 15],
    ];
    expect(distanceOf(mahalanobis, across!)).toBeGreaterThan(50 * distanceOf(mahalanobis, along!));
    expect(distanceOf(prototype, across!)).toBeCloseTo(distanceOf(prototype, along!), -0.5);
  });

  it('are taken where the picture lies alone', () => {
    const { features, logits } = picture(1);
    for (let i = 0; i < AREA; i++) if (i % SIDE >= SIDE / 2) features.data[i] = 1e6; // the padding
    const moments = new FeatureMoments(2, 3);
    moments.add(features, logits, { width: 0.5, height: 1 });
    const { classes, mahalanobis } = moments.fit();
    expect(classes).toBe(1);
    expect(distanceOf(mahalanobis, [0, 10])).toBeLessThan(1);
  });

  it('of more pixels than are needed are evenly spread ones', () => {
    const side = 200;
    const data = Float32Array.from({ length: side * side }, (_, i) =>
      i < (side * side) / 2 ? 0 : 2,
    );
    const map = { width: side, height: side, classes: 1 };
    const moments = new FeatureMoments(1, 1);
    moments.add({ ...map, data }, { ...map, data: new Float32Array(side * side) }, WHOLE);
    const { prototype } = moments.fit();
    expect(prototype.centres[0]! / prototype.projection[0]!).toBeCloseTo(1, 2);
  });

  it('that are the same everywhere, or too many, are refused', () => {
    const moments = new FeatureMoments(1, 1);
    const map = { width: SIDE, height: SIDE, classes: 1, data: new Float32Array(AREA).fill(3) };
    moments.add(map, map, WHOLE);
    const refused = expect.objectContaining({ code: 'network-unsupported' });
    expect(() => moments.fit()).toThrow(refused);
    expect(() => new FeatureMoments(513, 1)).toThrow(refused);
  });
});
