import { describe, expect, it } from 'vitest';
import { logitPlanes } from './output-values';
import { PLAIN_CARD } from './testing/plain-card';

const LOGITS = [2, -40, -3, 90];
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
/** Two pixels of two classes. */
const planesOf = (
  kind: 'sigmoids' | 'sigmoid-logits' | 'logits',
  values: number[],
  leftOut = [0].slice(1),
) =>
  logitPlanes(
    { ...PLAIN_CARD, leftOut, output: { ...PLAIN_CARD.output, kind } },
    { data: Float32Array.from(values), dims: [1, 2, 1, 2] },
    null,
  );

describe('classes that are asked for one by one', () => {
  it('are the logarithms of their probabilities, from these or from their logits', () => {
    const { data } = planesOf('sigmoid-logits', LOGITS);
    const logs = [Math.log(sigmoid(2)), -40, Math.log(sigmoid(-3)), 0];
    for (const [i, value] of data.entries()) expect(value).toBeCloseTo(logs[i]!, 5);
    const fromShares = planesOf('sigmoids', LOGITS.map(sigmoid)).data;
    for (const [i, value] of fromShares.entries()) expect(value).toBeCloseTo(logs[i]!, 5);
  });

  it('keep that no class is likely, which a softmax of their logits loses', () => {
    const energy = (values: number[]) => {
      const { data } = planesOf('sigmoid-logits', values);
      return -Math.log(Math.exp(data[0]!) + Math.exp(data[2]!));
    };
    const [sure, unknown] = [energy([4, 0, -4, 0]), energy([-4, 0, -12, 0])];
    expect(unknown).toBeGreaterThan(sure + 3);
  });

  it('are compared with 0 where there is one', () => {
    expect([...planesOf('sigmoid-logits', LOGITS, [1]).data]).toEqual([0, 0, 2, -40]);
  });
});
