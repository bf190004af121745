import { describe, expect, it } from 'vitest';
import { imageHistogram } from './image-histogram';
import { valueOfKey } from './ordered-float';
import { pixelMetrics } from './pixel-metrics';
import golden from './smiyc.golden.json';
import { atOwnEdges, joinSparse } from './smiyc-metrics';

interface Picture {
  scores: readonly number[];
  labels: readonly number[];
}

const moved = ({ scores, labels }: Picture) =>
  atOwnEdges(imageHistogram(Float32Array.from(scores), Uint8Array.from(labels)));

const pooled = (pictures: readonly Picture[]) =>
  pictures.map(moved).reduce((all, next) => joinSparse(all, next));

describe('the pixel metrics of SegmentMeIfYouCan', () => {
  it.each(golden)('$name: as the toolkit computes them', ({ images, ...expected }) => {
    const pictures = images.map(({ scores, labels }) => ({
      scores: scores.map((score) => score / 256),
      labels,
    }));
    const metrics = pixelMetrics(pooled(pictures));
    for (const name of ['AP', 'AUROC', 'FPR95', 'bestF1'] as const)
      expect(metrics[name]).toBeCloseTo(expected[name], 8);
  });

  it('counts a pixel below one of another image that it lies above', () => {
    // 384 percentiles of 1001 normal scores leave out the last but one: 0.8 falls to an edge below.
    const steep = { scores: [0, ...Array<number>(998).fill(0), 0.8, 0.9], labels: [] as number[] };
    const labels = steep.scores.map(() => 0);
    const flat = { scores: [0.5, 0.6], labels: [0, 1] };
    const counted = pooled([{ scores: steep.scores, labels }, flat]);
    const above = (threshold: number) =>
      counted.keys.reduce(
        (total, key, i) =>
          total + (valueOfKey(key) >= threshold ? (counted.negatives[i] as number) : 0),
        0,
      );
    expect(above(0.7)).toBe(1); // 0.9 alone
    expect(above(0.001)).toBe(2); // 0.9 and 0.5, without 0.8
  });

  it('writes an edge between two floats as the float below, so that score > edge stays true', () => {
    const scores = Float32Array.from([0.25, 0.5, 0.75]);
    const edges = [...moved({ scores: [...scores], labels: [0, 0, 1] }).keys].map(valueOfKey);
    expect(edges).toEqual([0.25, 0.5, 0.75]);
  });

  it('keeps every pixel, whatever the order of joining', () => {
    const [a, b] = golden[0]?.images.map(({ scores, labels }) => moved({ scores, labels })) ?? [];
    if (!a || !b) throw new Error('The golden file has no such case.');
    expect(joinSparse(a, b)).toEqual(joinSparse(b, a));
    const count = (columns: Uint32Array[]) => columns.flatMap((column) => [...column]);
    const total = count([joinSparse(a, b).positives, joinSparse(a, b).negatives]);
    expect(total.reduce((sum, next) => sum + next)).toBe(2100);
  });

  it('of an image without a pixel that counts is nothing', () => {
    expect(moved({ scores: [0.5], labels: [255] }).keys).toHaveLength(0);
  });

  it('counts the pixels of an image at the edges at or below them', () => {
    const counted = moved({ scores: [0.25, 0.25, 0.5, 0.75, 0.75], labels: [0, 0, 1, 0, 1] });
    expect([...counted.keys].map(valueOfKey)).toEqual([0.25, 0.5, 0.75]);
    expect([...counted.positives]).toEqual([0, 1, 1]);
    expect([...counted.negatives]).toEqual([2, 0, 1]);
    expect([...counted.mixed]).toEqual([0, 0, 0]);
    const joined = joinSparse(counted, moved({ scores: [0.5, 0.5], labels: [0, 1] }));
    expect([...joined.keys].map(valueOfKey)).toEqual([0.25, 0.5, 0.75]);
    expect([...joined.positives]).toEqual([0, 2, 1]);
    expect([...joined.negatives]).toEqual([2, 1, 1]);
    expect(joined.mixed).toHaveLength(3);
  });
});
