import { describe, expect, it } from 'vitest';
import { addDropoutPassCpu, type DropoutStatistic, dropoutStatisticCpu, dropoutSums } from './cpu';
import { DROPOUT_CASES, type DropoutCase, NOTHING_DROPPED } from './dropout.cases';
import { dropoutMasks } from './masks';

function statistic(
  { features, classifier, passes, rate }: DropoutCase,
  which: DropoutStatistic,
): Float32Array {
  const channels = features.classes;
  const masks = dropoutMasks(passes, channels, rate, 1);
  const sums = dropoutSums(features, classifier);
  for (let t = 0; t < passes; t++)
    addDropoutPassCpu(features, classifier, masks.subarray(t * channels, (t + 1) * channels), sums);
  return dropoutStatisticCpu(sums, classifier.bias.length, passes, which);
}

/** Predictive and expected entropy of one pixel in plain float64, in nats. */
function entropiesOf(
  { features, classifier, passes, rate }: DropoutCase,
  pixel: number,
): { predictive: number; expected: number } {
  const { classes: channels, data, width, height } = features;
  const masks = dropoutMasks(passes, channels, rate, 1);
  const entropyOf = (p: number[]) =>
    p.reduce((sum, value) => (value > 0 ? sum - value * Math.log(value) : sum), 0);
  const all = Array.from({ length: passes }, (_, t) => {
    const z = classifier.bias.map((bias, c) => {
      let sum = bias;
      for (let k = 0; k < channels; k++)
        sum +=
          (classifier.weight[c * channels + k] as number) *
          (masks[t * channels + k] as number) *
          (data[k * width * height + pixel] as number);
      return sum;
    });
    const exponentials = z.map((value) => Math.exp(value - Math.max(...z)));
    const total = exponentials.reduce((a, b) => a + b);
    return exponentials.map((value) => value / total);
  });
  const mean = classifier.bias.map(
    (_, c) => all.reduce((sum, p) => sum + (p[c] as number), 0) / passes,
  );
  return {
    predictive: entropyOf(mean),
    expected: all.reduce((sum, p) => sum + entropyOf(p), 0) / passes,
  };
}

describe('dropout masks', () => {
  it('are those of training/measure/fitted_scores.py', () => {
    // python3 -c "from training.measure.fitted_scores import dropout_masks; print(dropout_masks(2, 8, 0.5,
    // 1))"
    expect([...dropoutMasks(2, 8, 0.5, 1)]).toEqual([
      2, 0, 2, 2, 2, 0, 2, 2, 0, 2, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it('keep the mean, and begin alike for fewer passes', () => {
    const masks = dropoutMasks(400, 64, 0.2, 1);
    expect(new Set(masks)).toEqual(new Set([0, Math.fround(1.25)]));
    expect(masks.reduce((a, b) => a + b) / masks.length).toBeCloseTo(1, 2);
    expect(dropoutMasks(3, 64, 0.2, 1)).toEqual(masks.subarray(0, 192));
    expect(dropoutMasks(3, 64, 0.2, 2)).not.toEqual(masks.subarray(0, 192));
  });
});

describe('Monte Carlo dropout', () => {
  it.each(DROPOUT_CASES)('has the entropies of the formulas: $name', (dropout) => {
    const largest = Math.log(dropout.classifier.bias.length);
    const predictive = statistic(dropout, 'predictive-entropy');
    const expected = statistic(dropout, 'expected-entropy');
    const information = statistic(dropout, 'mutual-information');
    for (let pixel = 0; pixel < predictive.length; pixel += 4) {
      const entropies = entropiesOf(dropout, pixel);
      expect(predictive[pixel]).toBeCloseTo(entropies.predictive / largest, 5);
      expect(expected[pixel]).toBeCloseTo(entropies.expected / largest, 5);
      expect(information[pixel]).toBeCloseTo(
        (entropies.predictive - entropies.expected) / largest,
        5,
      );
    }
  });

  it('knows no disagreement when nothing is dropped', () => {
    expect(Math.max(...statistic(NOTHING_DROPPED, 'mutual-information'))).toBeLessThan(1e-6);
    const dropped = { ...NOTHING_DROPPED, rate: 0.5 };
    expect(Math.max(...statistic(dropped, 'mutual-information'))).toBeGreaterThan(0.01);
  });
});
