export interface ThresholdCase {
  name: string;
  score: Float32Array<ArrayBuffer>;
  threshold: number;
  expected: number[];
}

export const THRESHOLD_CASES: ThresholdCase[] = [
  {
    name: 'equal counts as above',
    score: Float32Array.of(0.5, 0.49999997, 0.50000006),
    threshold: 0.5,
    expected: [1, 0, 1],
  },
  {
    name: 'a threshold that float32 rounds',
    score: Float32Array.of(0.1, 0.09999999),
    threshold: 0.1,
    expected: [1, 0],
  },
  {
    name: 'negative scores',
    score: Float32Array.of(-8, -3, -2.5),
    threshold: -3,
    expected: [0, 1, 1],
  },
  {
    name: 'NaN is never above',
    score: Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY),
    threshold: -1e30,
    expected: [0, 1, 1],
  },
  {
    name: 'one more than a workgroup',
    score: Float32Array.from({ length: 65 }, (_, i) => i),
    threshold: 60,
    expected: Array.from({ length: 65 }, (_, i) => (i >= 60 ? 1 : 0)),
  },
];
